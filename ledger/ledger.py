"""One space's ledger: the log on disk, and the stock folded from it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from ledger import arrivals, log
from ledger.arrivals import Arrivals
from ledger.batch import fold_batch
from ledger.deriving import PACE, Pace, derive
from ledger.engine import reading, writing
from ledger.errors import Faulty, LedgerError
from ledger.joint import Fork, Gap, join
from ledger.lines import read
from ledger.log import Mark
from ledger.reading import Reading
from ledger.reasons import FAULTS
from ledger.rebuild import fold_again
from ledger.transaction import Source, Transaction
from ledger.words import Words
from ledger.writer import Writer
from stock.events import Event

__all__ = ["OWN", "Fork", "Gap", "Ledger", "Source", "Stored", "Transaction"]

OWN = "own"
"""The key of the kiosk's own space in its own database, so that joining a registry changes no key."""


@dataclass(frozen=True, slots=True)
class Stored:
    """Lines were stored, or were there already; the mark is where the log goes now. `waiting` is how many
    events of the space are not derived yet."""

    mark: Mark
    added: int
    waiting: int = 0


class Ledger:
    """A space's ledger over an engine. Several may share a database; each process has a log of its own.

    Its transactions may run in any thread, and take turns. With `arrivals`, in a registry, derived rows may
    stay behind the log; elsewhere they never do.
    """

    def __init__(
        self,
        engine: Engine,
        source: Source,
        words: Words,
        space: str = OWN,
        arrivals: Arrivals | None = None,
        pace: Pace = PACE,
    ) -> None:
        self.engine, self.space, self.words = engine, space, words
        self._arrivals, self._pace = arrivals, pace
        self.source, self._writer = source, Writer(engine, self._begin_anew)
        self._mark: Mark | None = None

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """A write transaction. It is durable once the `with` block is left."""
        with self._writer.turn():
            with self._writer.transaction() as connection:
                change = Transaction(connection, self.space, self.words, self.source, self._mark)
                yield change
                change.seal()
            self._mark = change.mark

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """A read transaction."""
        with reading(self.engine) as connection:
            yield Reading(connection, self.space)

    @property
    def current_log(self) -> str:
        """The id of this process's log; "" before its first event."""
        return self._mark.log if self._mark else ""

    def store(
        self,
        log_id: str,
        first: int,
        prev: bytes,
        lines: Sequence[bytes],
        decoded: Sequence[Event] | None = None,
    ) -> Stored | Gap | Fork:
        """Store lines of somebody's log, numbered from `first` on after the hash `prev`, and fold them.

        Lines that are here already change nothing. Raises Malformed for a line that is no event; then none
        of them is stored. `decoded` are their events where they were read already.
        """
        events = [read(line) for line in lines] if decoded is None else decoded
        with writing(self.engine) as connection:
            last = log.lock_space(connection, self.space)
            mark = log.mark_of(connection, self.space, log_id)
            known, here = self._held(connection, mark, first, len(lines))
            joint = join(mark, known, here, prev, lines)
            if not isinstance(joint, int):
                return joint
            if joint == len(lines):
                return Stored(mark, 0)
            mark = self._add(connection, mark, lines[joint:], last)
            return Stored(mark, len(lines) - joint, self._follow(connection, events[joint:], last))

    def derived_up_to(self, connection: Connection) -> int:
        """The revision up to which the rows are derived; without end where they never stay behind."""
        return self._arrivals.place(connection, self.space) if self._arrivals else log.END

    def waiting(self) -> int:
        """How many accepted events are not derived yet."""
        if not self._arrivals:
            return 0
        with reading(self.engine) as connection:
            return arrivals.waiting(connection, self.space)

    def derive(self, most: int) -> int:
        """Fold up to `most` events that wait; how many were folded: none where somebody else does
        it now. Raises LedgerError, Faulty among them: then they go on waiting."""
        if not self._arrivals:
            return 0
        try:
            with writing(self.engine) as connection:
                return derive(connection, self.space, self.words, self._arrivals, most)
        except FAULTS as error:
            raise Faulty(type(error).__name__) from error

    def fold_again(self) -> int:
        """Empty the derived rows and fold all of the log into them; how many lines of history there are."""
        with writing(self.engine) as connection:
            entries = fold_again(connection, self.space, self.words)
            if self._arrivals:
                self._arrivals.note(connection, self.space, log.lock_space(connection, self.space))
            return entries

    def _follow(self, connection: Connection, events: Sequence[Event], last: int) -> int:
        """Fold events that were just added after the `last` one, or leave them; how many wait then."""
        if self._arrivals is None:
            fold_batch(connection, self.space, self.words, events, last)
            return 0
        waiting = last + len(events) - self._arrivals.place(connection, self.space)
        most = self._pace.now(waiting, len(events))
        return waiting - (self._derived(connection, self._arrivals, most) if most else 0)

    def _derived(self, connection: Connection, follows: Arrivals, most: int) -> int:
        """As `derive`. What goes wrong with it leaves the events waiting: they are accepted all the same."""
        try:
            with connection.begin_nested():
                return derive(connection, self.space, self.words, follows, most)
        except (*FAULTS, LedgerError):
            return 0

    def _held(
        self, connection: Connection, mark: Mark, first: int, count: int
    ) -> tuple[bytes | None, list[bytes]]:
        """The hash before a line of a log, and up to so many lines from there on."""
        if first == mark.seq + 1:
            return mark.head, []
        known = log.hash_at(connection, self.space, mark.log, first - 1)
        return known, log.lines_after(connection, self.space, mark.log, first - 1, count)

    def _begin_anew(self) -> None:
        """In another file the log of this process is not the one it was."""
        self._mark = None

    def _add(self, connection: Connection, mark: Mark, lines: Sequence[bytes], revision: int) -> Mark:
        if mark.seq == 0:
            log.add_log(connection, self.space, mark.log, own=False)
        return log.add_lines(connection, self.space, mark, lines, revision)
