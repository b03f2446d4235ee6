"""What happened: an item's history, single events, and what an event that is to be undone left behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, bindparam, select

from ledger import log
from ledger.rows import ENTRY, HISTORY, OF_EVENT, VOID, entry_of
from stock.events import Event, Kind, Malformed, Touch, decode, touches
from stock.fold import Entry, Standing, precedence
from stock.items import State, Status
from stock.undo import UNDOABLE, Place

_BATCH = 50


@dataclass(frozen=True, slots=True)
class Undoable:
    """An event that may be taken back, and the items it touched, by code."""

    event: Event
    places: dict[str, Place]


@dataclass(frozen=True, slots=True)
class _Told:
    """A line of history, where its event is, and whether that was taken back."""

    entry: Entry
    revision: int
    voided: bool

    @property
    def precedence(self) -> tuple[int, bytes]:
        return precedence(self.entry.cv, self.entry.eid)

    @property
    def counts(self) -> bool:
        """Whether it still says something: no void, and not voided."""
        return self.entry.kind != Kind.VOIDED and not self.voided


class History:
    """The events of one space within one transaction."""

    def __init__(self, connection: Connection, space: str) -> None:
        self._connection, self._space = connection, space

    def entries(self, item: str) -> list[Entry]:
        """The lines of an item's history, in the order of its custody counter."""
        return [told.entry for told in self._told(item)]

    def events(self, item: str) -> list[Event]:
        """An item's events, the one that decides last."""
        return self._events(self._told(item))

    def event(self, eid: str) -> Event | None:
        """An event by its id."""
        revision = self._connection.execute(_REVISION, {"space": self._space, "eid": eid}).scalar()
        return next(iter(self._decoded([revision])), None) if revision else None

    def recent(self, limit: int) -> list[Event]:
        """The last events of own logs, newest first; no log's beginning is one."""
        lines = log.latest_own_lines(self._connection, self._space, 2 * limit)
        events = [decode(line.line) for line in lines]
        return [event for event in events if event.kind != Kind.GENESIS][:limit]

    def children(self, item: str) -> list[str]:
        """The items that cuts of an item made."""
        cuts = [told for told in self._told(item) if told.entry.kind == Kind.CUT]
        return self._others(self._events(cuts), item)

    def lost_children(self, item: str, cv: int) -> list[str]:
        """The items made by cuts that lost against another event with the same custody counter."""
        losers = [told for told in self._told(item) if told.entry.cv == cv and told.entry.what][:-1]
        return self._others(self._events([t for t in losers if t.entry.kind == Kind.CUT and t.counts]), item)

    def is_voided(self, eid: str) -> bool:
        """Whether an event was taken back."""
        return self._connection.execute(_VOID, {"space": self._space, "eid": eid}).first() is not None

    def last_undoable(self) -> Event | None:
        """The last event of own logs that can be taken back and was not."""
        before = log.END
        while lines := log.latest_own_lines(self._connection, self._space, _BATCH, before):
            events = (decode(line.line) for line in lines)
            found = (event for event in events if event.kind in UNDOABLE and not self.is_voided(event.eid))
            if event := next(found, None):
                return event
            before = lines[-1].revision
        return None

    def place(self, now: Standing, event: Event) -> Place:
        """What undoing an event needs to know of an item that it touched."""
        told = self._told(now.item)
        own = next((each.precedence for each in told if each.entry.eid == event.eid), (0, b""))
        earlier = [each for each in told if each.precedence < own and each.entry.what]
        last = [each.entry.eid for each in told if each.counts and each.entry.what]
        return Place(now, self._state(earlier[-1:], now.item), last[-1] if last else "")

    def _told(self, item: str) -> list[_Told]:
        rows = self._connection.execute(_TOLD, {"space": self._space, "item": item}).all()
        told = [_Told(entry_of(row[:-2]), row[-2], row[-1] is not None) for row in rows]
        return sorted(told, key=lambda each: each.precedence)

    def _events(self, told: Sequence[_Told]) -> list[Event]:
        found = {event.eid: event for event in self._decoded([each.revision for each in told])}
        return [found[each.entry.eid] for each in told]

    def _decoded(self, revisions: Sequence[int]) -> list[Event]:
        return [decode(line.line) for line in log.lines_at(self._connection, self._space, revisions)]

    def _state(self, told: Sequence[_Told], item: str) -> State | None:
        """The state that the event of a line gave an item; None for none, and for one that was taken back."""
        states = [
            touch.state for event in self._events(told) for touch in safe_touches(event) if touch.item == item
        ]
        return next((state for state in states if state and state.status != Status.VOID), None)

    def _others(self, events: Sequence[Event], item: str) -> list[str]:
        found = (touch.item for event in events for touch in safe_touches(event) if touch.item != item)
        return list(dict.fromkeys(found))


def safe_touches(event: Event) -> list[Touch]:
    """What an event says of items; nothing where its body is no state."""
    try:
        return list(touches(event))
    except Malformed:
        return []


_OF_SPACE = ENTRY.c.space_id == bindparam("space")
_IS_TAKEN_BACK = and_(VOID.c.space_id == ENTRY.c.space_id, VOID.c.eid == ENTRY.c.eid)
_TOLD: Any = (
    select(*HISTORY, ENTRY.c.revision, VOID.c.eid)
    .select_from(ENTRY.outerjoin(VOID, _IS_TAKEN_BACK))
    .where(_OF_SPACE, ENTRY.c.item == bindparam("item"))
)
_REVISION = select(ENTRY.c.revision).where(OF_EVENT).limit(1)
_VOID = select(VOID.c.eid).where(VOID.c.space_id == bindparam("space"), VOID.c.eid == bindparam("eid"))
