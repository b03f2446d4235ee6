"""One space's ledger: the log on disk, and the stock folded from it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from ledger import log
from ledger.batch import fold_batch
from ledger.engine import reading, writing
from ledger.joint import Fork, Gap, join
from ledger.log import Mark
from ledger.reading import Reading
from ledger.transaction import Source, Transaction
from ledger.words import Words
from ledger.writer import Writer
from stock.events import decode

__all__ = ["OWN", "Fork", "Gap", "Ledger", "Source", "Stored", "Transaction"]

OWN = "own"
"""The key of the kiosk's own space in its own database, so that joining a registry changes no key."""


@dataclass(frozen=True, slots=True)
class Stored:
    """Lines were stored, or were there already; the mark is where the log goes now."""

    mark: Mark
    added: int


Noting = Callable[[Connection, str, int, bytes], None]
"""What else to write when lines of a space were stored: its last revision now, and the hash of their log."""


class Ledger:
    """A space's ledger over an engine. Several may share a database; each process has a log of its own.

    Its transactions may run in any thread, and take turns.
    """

    def __init__(
        self,
        engine: Engine,
        source: Source,
        words: Words,
        space: str = OWN,
        noting: Noting | None = None,
    ) -> None:
        self.engine, self.space, self.words = engine, space, words
        self._noting = noting
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

    def store(self, log_id: str, first: int, prev: bytes, lines: Sequence[bytes]) -> Stored | Gap | Fork:
        """Store lines of somebody's log, numbered from `first` on after the hash `prev`, and fold them.

        Lines that are here already change nothing. Raises Malformed for a line that is no event; then none
        of them is stored.
        """
        events = [decode(line) for line in lines]
        with writing(self.engine) as connection:
            revision = log.lock_space(connection, self.space)
            mark = log.mark_of(connection, self.space, log_id)
            known = log.hash_at(connection, self.space, log_id, first - 1)
            here = log.lines_after(connection, self.space, log_id, first - 1, len(lines))
            joint = join(mark, known, here, prev, lines)
            if not isinstance(joint, int):
                return joint
            if joint < len(lines):
                mark = self._add(connection, mark, lines[joint:], revision)
                fold_batch(connection, self.space, self.words, events[joint:], revision)
                if self._noting:
                    self._noting(connection, self.space, revision + len(lines) - joint, mark.head)
            return Stored(mark, len(lines) - joint)

    def _begin_anew(self) -> None:
        """In another file the log of this process is not the one it was."""
        self._mark = None

    def _add(self, connection: Connection, mark: Mark, lines: Sequence[bytes], revision: int) -> Mark:
        if mark.seq == 0:
            log.add_log(connection, self.space, mark.log, own=False)
        return log.add_lines(connection, self.space, mark, lines, revision)
