"""All spaces of one database: their accounts, and their ledgers, each opened when it is first asked for."""

import secrets
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ledger.accounts import Accounts
from ledger.ledger import Ledger, Source
from ledger.opening import open_space
from ledger.search import Words
from ledger.serving import open_shared, reached, takes_turns


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


class Spaces:
    """One database of many spaces, used from many threads."""

    def __init__(self, database: str, surroundings: Surroundings = REAL) -> None:
        self.engine = open_shared(database)
        self.accounts = Accounts(self.engine)
        self.surroundings = surroundings
        self._ledgers: dict[str, Ledger] = {}
        self._opening = threading.Lock()
        self._turn = threading.Lock() if takes_turns(self.engine) else nullcontext()

    def ledger(self, space: str) -> Ledger:
        """The ledger of a space that has an account."""
        with self._opening:
            if space not in self._ledgers:
                source = Source(self.surroundings.now, self.surroundings.new_id)
                self._ledgers[space] = open_space(self.engine, space, source, Words())
            return self._ledgers[space]

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
