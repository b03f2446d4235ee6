"""What neighbours may know of every space, read from a registry's database or a copy that lags behind."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select

from ledger import arrivals, changes
from ledger.account_tables import ACCOUNT
from ledger.arrivals import Arrival
from ledger.changes import Changes, Place
from ledger.engine import reading
from ledger.errors import Busy
from ledger.serving import reached
from ledger.state import are_folded
from stock.fold import Standing

__all__ = ["Changes", "Following", "Place", "Stand"]

REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Stand:
    """How one space stands: its last batch, and how many items are on its shelves."""

    space: str
    name: str
    prefix: str
    arrival: Arrival
    items: int


class Following:
    """Reads from many threads. How many items a space has is remembered until its next event."""

    def __init__(self, engine: Engine, *, is_copy: bool = False) -> None:
        self._engine, self._is_copy = engine, is_copy
        self._counted: OrderedDict[tuple[str, str], int] = OrderedDict()

    def knows(self, space: str) -> bool:
        """Whether there is such a space."""
        with self._reading() as connection:
            found = connection.execute(select(ACCOUNT.c.space_id).where(ACCOUNT.c.space_id == space))
            return found.first() is not None

    def stands(self, after: str, limit: int) -> list[Stand]:
        """Spaces by id after one."""
        with self._reading() as connection:
            return [
                Stand(space, name, prefix, arrival, self._count(connection, space, arrival))
                for space, name, prefix, arrival in arrivals.of_spaces(connection, after, limit)
            ]

    def changes(self, space: str, since: Place, limit: int) -> Changes | None:
        """See `ledger.changes.changes`. Raises Busy where the space is not folded yet, as the others do."""
        with self._reading(space) as connection:
            return changes.changes(connection, space, since, limit, is_copy=self._is_copy)

    def start(self, space: str) -> Place:
        """The place of somebody who knows everything that there is now."""
        with self._reading(space) as connection:
            return changes.start(connection, space)

    def here(self, space: str, limit: int) -> Iterator[Standing]:
        """Everything on the shelves by code, read in pages, so that what changes meanwhile may be missing."""
        code = ""
        while page := self._page(space, code, limit):
            yield from page
            code = page[-1].item

    def _page(self, space: str, code: str, limit: int) -> list[Standing]:
        with self._reading(space) as connection:
            return changes.here_after(connection, space, code, limit)

    @contextmanager
    def _reading(self, space: str = "") -> Iterator[Connection]:
        with reached(), reading(self._engine) as connection:
            if space and not are_folded(connection, space):
                raise Busy("not folded yet")
            yield connection

    def _count(self, connection: Connection, space: str, arrival: Arrival) -> int:
        if not are_folded(connection, space):
            return 0
        place = (space, arrival.digest)
        if place not in self._counted:
            self._counted[place] = changes.count_here(connection, space)
            if len(self._counted) > REMEMBERED:
                self._counted.popitem(last=False)
        return self._counted[place]
