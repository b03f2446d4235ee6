"""What a space holds, asked within one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select

from ledger import letters, log, near, plans, printed, search, settings
from ledger.history import History, Undoable, safe_touches
from ledger.letters import Letter
from ledger.near import Near
from ledger.plans import StoredPlan
from ledger.rows import ALIAS, BLANK, CLASH, ITEM, SHELF, STANDING, VOID, standing_of
from ledger.search import Found, Wanted
from ledger.tables import BELOW, HERE, WAITING
from stock.events import Event
from stock.fold import Entry, Shelf, Standing
from stock.items import Status

__all__ = ["Reading", "Totals", "Undoable"]


@dataclass(frozen=True, slots=True)
class Totals:
    """How many pieces and lots are here, how many of them wait in quarantine, and matters for a person."""

    here: int
    quarantined: int
    exceptions: int


class Reading:
    """One space as one transaction sees it. Codes are looked up as they are and as aliases."""

    def __init__(self, connection: Connection, space: str) -> None:
        self._connection, self._space = connection, space
        self._history = History(connection, space)

    def standing(self, item: str) -> Standing | None:
        """How an item stands; None where the code was never received."""
        row = self._connection.execute(_STANDING, {"space": self._space, "item": item}).one_or_none()
        return standing_of(row) if row else None

    def resolve(self, code: str) -> Standing | None:
        """The item behind a code, a former code or a foreign one; the one that is here first."""
        found = self.standing(code)
        if found and not _is_void(found):
            return found
        items = self._connection.execute(_ALIASED, {"space": self._space, "alias": code}).scalars().all()
        return min(self._received(items), key=_here_first, default=found)

    def shelf(self, code: str) -> Shelf | None:
        """The shelf with this code."""
        row = self._connection.execute(_SHELF, {"space": self._space, "code": code}).one_or_none()
        return Shelf(*row) if row else None

    def shelves(self) -> list[Shelf]:
        """Every shelf, by name."""
        return [Shelf(*row) for row in self._connection.execute(_SHELVES, {"space": self._space}).all()]

    def is_blank(self, code: str) -> bool:
        """Whether the code was issued on a blank label."""
        return self._connection.execute(_BLANK, {"space": self._space, "code": code}).first() is not None

    def is_badge(self, code: str) -> bool:
        """Whether the code is a maker's badge."""
        return printed.is_badge(self._connection, self._space, code)

    def is_free(self, code: str) -> bool:
        """Whether nothing bears the code yet: no item, shelf, blank, badge or alias."""
        taken = self.resolve(code) or self.shelf(code) or self.is_blank(code) or self.is_badge(code)
        return not taken

    def printed_face(self, item: str) -> str:
        """What the item's last label said that was printed here, as a digest; "" where none was."""
        return printed.face_of(self._connection, self._space, item)

    def printed_faces(self) -> dict[str, str]:
        """What every item's last label said that was printed here, by item."""
        return printed.faces(self._connection, self._space)

    def find(self, wanted: Wanted) -> Found:
        """What is on the shelves and wanted (SQLite)."""
        return search.find(self._connection, self._space, wanted)

    def find_near(self, wanted: Wanted) -> list[Near]:
        """What neighbours have of it, by the copies of their stock that are kept here."""
        return near.find_near(self._connection, self._space, wanted)

    def on_shelf(self, code: str, limit: int = search.SHOWN) -> list[Standing]:
        """What is on a shelf, the oldest first; what waits in quarantine there too."""
        numbered = self._connection.execute(_ON_SHELF, {"space": self._space, "code": code}).all()
        items = [item for _, item in sorted(map(tuple, numbered))]
        return search.standings(self._connection, self._space, items[:limit])

    def items(self, after: str = "", limit: int = 500) -> list[Standing]:
        """Items by code, after one."""
        bound = {"space": self._space, "after": after, "limit": limit}
        return [standing_of(row) for row in self._connection.execute(_ITEMS, bound).all()]

    def common_materials(self, limit: int) -> list[str]:
        """The materials of which there are most items here, the most common first."""
        bound = {"space": self._space, "limit": limit}
        return list(self._connection.execute(_COMMON, bound).scalars().all())

    def quarantined(self, limit: int = search.SHOWN) -> list[Standing]:
        """Items that wait for staff, the oldest first."""
        rows = self._connection.execute(_WAITING, {"space": self._space, "limit": limit}).all()
        return [standing_of(row) for row in rows]

    def history(self, item: str) -> list[Entry]:
        """The item's history, in the order of its custody counter."""
        return self._history.entries(item)

    def events_of(self, item: str) -> list[Event]:
        """The item's events, the one that decides last."""
        return self._history.events(item)

    def event(self, eid: str) -> Event | None:
        """An event by its id."""
        return self._history.event(eid)

    def children(self, item: str) -> list[Standing]:
        """The pieces that were cut from an item."""
        found = self._received(self._history.children(item))
        return [standing for standing in found if getattr(standing.state, "parent", "") == item]

    def recent(self, limit: int) -> list[Event]:
        """The last events that a person made here, newest first."""
        return self._history.recent(limit)

    def undoable(self, eid: str = "") -> Undoable | None:
        """The event with this id, or the last one made here that was not taken back."""
        event = self.event(eid) if eid else self._history.last_undoable()
        if event is None:
            return None
        touched = [standing for touch in safe_touches(event) if (standing := self.standing(touch.item))]
        return Undoable(event, {seen.item: self._history.place(seen, event) for seen in touched})

    def is_voided(self, eid: str) -> bool:
        """Whether an event was taken back."""
        return self._history.is_voided(eid)

    def totals(self) -> Totals:
        """Figures for the status bar."""
        here, waiting = self._connection.execute(_TOTALS, {"space": self._space}).one()
        return Totals(here + waiting, waiting, len(self.exceptions()))

    def exceptions(self) -> list[str]:
        """Items that a person must look at: equal custody counters, the children of a cut that lost,
        and lots below zero."""
        clashes = self._connection.execute(_CLASHES, {"space": self._space}).all()
        below = self._connection.execute(_BELOW, {"space": self._space}).scalars().all()
        lost = {child for item, cv in clashes for child in self._history.lost_children(item, cv)}
        return sorted({item for item, _ in clashes} | set(below) | lost)

    def unsynced(self) -> int:
        """How many events of open own logs the registry has not acknowledged."""
        return log.unacknowledged(self._connection, self._space)

    def plan(self, number: int) -> StoredPlan | None:
        """The plan of cuts with this number that was taken here."""
        return plans.plan_of(self._connection, self._space, number)

    def plans(self, limit: int) -> list[StoredPlan]:
        """The last plans of cuts that were taken here, the newest first."""
        return plans.plans(self._connection, self._space, limit)

    def open_plans(self, before: str) -> list[StoredPlan]:
        """The plans of cuts that were taken before a day and are not closed, the oldest first."""
        return plans.open_plans(self._connection, self._space, before)

    def plans_about(self, code: str) -> list[StoredPlan]:
        """The plans of cuts about a piece or an expected remainder, the newest first."""
        return plans.plans_about(self._connection, self._space, code)

    def letters(self) -> list[Letter]:
        """What other spaces told this one, in the order it came."""
        return letters.letters(self._connection, self._space)

    def dealt_with(self) -> list[Event]:
        """The own events of every item that this space told others of, in the order they came."""
        return letters.dealt_with(self._connection, self._space)

    def settings(self) -> dict[str, str]:
        """Every setting by name."""
        return settings.read_settings(self._connection)

    def _received(self, items: Iterable[str]) -> list[Standing]:
        """How items stand, but for those whose receipt was taken back."""
        return [seen for item in items if (seen := self.standing(item)) and not _is_void(seen)]


def _is_void(standing: Standing) -> bool:
    return standing.state is None or standing.state.status == Status.VOID


def _here_first(standing: Standing) -> tuple[bool, str]:
    return standing.state is None or standing.state.status != Status.HERE, standing.item


_OF_SPACE = ITEM.c.space_id == bindparam("space")
_STANDING = select(*STANDING).where(_OF_SPACE, ITEM.c.item == bindparam("item"))
_ALIASED = (
    select(ALIAS.c.item)
    .distinct()
    .where(ALIAS.c.space_id == bindparam("space"), ALIAS.c.alias == bindparam("alias"))
    .where(~select(VOID.c.eid).where(VOID.c.space_id == ALIAS.c.space_id, VOID.c.eid == ALIAS.c.eid).exists())
    .order_by(ALIAS.c.item)
)
_SHELVES = (
    select(SHELF.c.code, SHELF.c.name, SHELF.c.cv, SHELF.c.eid)
    .where(SHELF.c.space_id == bindparam("space"))
    .order_by(SHELF.c.name, SHELF.c.code)
)
_SHELF = _SHELVES.where(SHELF.c.code == bindparam("code"))
_BLANK = select(BLANK.c.code).where(BLANK.c.space_id == bindparam("space"), BLANK.c.code == bindparam("code"))
_NUMBERED = select(ITEM.c.number, ITEM.c.item).where(_OF_SPACE, ITEM.c.shelf == bindparam("code"))
_ON_SHELF = _NUMBERED.where(HERE).union_all(_NUMBERED.where(WAITING))
_ITEMS = (
    select(*STANDING)
    .where(_OF_SPACE, ITEM.c.item > bindparam("after"))
    .order_by(ITEM.c.item)
    .limit(bindparam("limit"))
)
_WAITING = select(*STANDING).where(_OF_SPACE, WAITING).order_by(ITEM.c.number).limit(bindparam("limit"))
_COMMON = (
    select(ITEM.c.material)
    .where(_OF_SPACE, HERE)
    .group_by(ITEM.c.material)
    .order_by(func.count().desc(), ITEM.c.material)
    .limit(bindparam("limit"))
)
_TOTALS = select(
    select(func.count()).select_from(ITEM).where(_OF_SPACE, HERE).scalar_subquery(),
    select(func.count()).select_from(ITEM).where(_OF_SPACE, WAITING).scalar_subquery(),
)
_CLASHES = select(CLASH.c.item, CLASH.c.cv).where(
    CLASH.c.space_id == bindparam("space"), CLASH.c.settled.is_(False)
)
_BELOW = select(ITEM.c.item).where(_OF_SPACE, BELOW)
