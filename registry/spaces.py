"""All spaces of one database: their accounts, and their ledgers, each opened when it is first asked for."""

import secrets
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ledger import arrivals
from ledger.accounts import Accounts
from ledger.arrivals import Arrivals
from ledger.deriving import PACE, Pace
from ledger.engine import reading
from ledger.errors import Faulty, LedgerError, NotFolded
from ledger.following import Following
from ledger.ledger import Ledger, Source
from ledger.opening import open_space
from ledger.rates import Rates
from ledger.search import Words
from ledger.serving import file_of, open_copy, open_shared, reached, takes_turns
from ledger.tokens import Tokens
from registry.kept import KeptMarks
from registry.waiting import Waiting

ALL = 2**62
"""Events, all of them: for commands, which may take their time."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Time and chance: `clock` is UTC, `draw(n)` a random number below n, `new_id` a random id in hex,
    `new_secret` 256 random bits as text."""

    clock: Callable[[], datetime]
    draw: Callable[[int], int]
    new_id: Callable[[], str]
    new_secret: Callable[[], str]

    def now(self, later: timedelta = timedelta()) -> str:
        """The time, or a later one, as it is stored and sent."""
        return f"{self.clock() + later:%Y-%m-%dT%H:%M:%S}.{self.clock().microsecond // 1000:03d}Z"


REAL = Surroundings(
    clock=lambda: datetime.now(UTC),
    draw=secrets.randbelow,
    new_id=lambda: uuid.uuid4().hex,
    new_secret=lambda: secrets.token_urlsafe(32),
)


class CopyFails(LedgerError):
    """What is wrong with the copy that neighbours read; the database itself is well."""

    def __init__(self, cause: LedgerError) -> None:
        super().__init__(str(cause))
        self.cause = cause


class Spaces:
    """One database of many spaces, used from many threads. What neighbours read may come from a streaming
    copy of it, which may lag behind."""

    def __init__(
        self, database: str, surroundings: Surroundings = REAL, copy: str = "", pace: Pace = PACE
    ) -> None:
        self.engine = open_shared(database)
        try:
            self.copy = open_copy(copy) if copy else self.engine
        except LedgerError as error:
            self.engine.dispose()
            raise CopyFails(error) from error
        self.following = Following(self.copy, is_copy=bool(copy))
        self.accounts, self.tokens, self.rates = (
            Accounts(self.engine),
            Tokens(self.engine),
            Rates(self.engine),
        )
        self.kept, self.waiting = KeptMarks(), Waiting()
        self.surroundings, self._arrivals = surroundings, Arrivals(surroundings.now)
        self.pace = pace
        self._ledgers: dict[str, Ledger] = {}
        self._opening = threading.Lock()
        self._turn = threading.Lock() if takes_turns(self.engine) else nullcontext()

    def ledger(self, space: str) -> Ledger:
        """The ledger of a space that has an account."""
        with self._opening:
            if space not in self._ledgers:
                source = Source(self.surroundings.now, self.surroundings.new_id)
                self._ledgers[space] = open_space(
                    self.engine, space, source, Words(), self._arrivals, self.pace
                )
            return self._ledgers[space]

    def derived(self, space: str, most: int = 0) -> Ledger:
        """The ledger of a space, with its rows brought up to its log as far as a request may take, or by so
        many events. Whoever may not answer from less asks the ledger whether any wait still. A fault leaves
        them waiting; the thread that derives meets it, too, and says so in the journal."""
        ledger = self.ledger(space)
        left = min(most or self.pace.while_asked, ledger.waiting())
        with suppress(Faulty, NotFolded):
            while left > 0 and (done := self.derive(space, min(left, self.pace.at_once))):
                left -= done
        return ledger

    def derive(self, space: str, most: int) -> int:
        """Derive up to `most` events that wait; how many were: none where another process does it now."""
        with self.writing():
            return self.ledger(space).derive(most)

    def behind(self) -> list[str]:
        """The spaces in which events wait, whoever accepted them."""
        with reached(), reading(self.engine) as connection:
            return arrivals.behind(connection)

    @property
    def is_shared(self) -> bool:
        """Whether several processes may serve the database."""
        return not takes_turns(self.engine)

    @property
    def file(self) -> Path | None:
        """The file that the database is; None where it is on a server."""
        return file_of(self.engine)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Around what reads. Raises LedgerError, also where the database server is gone."""
        with reached():
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Around what writes: one at a time where the database could not do more."""
        with reached(), self._turn:
            yield

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()
        self.copy.dispose()
