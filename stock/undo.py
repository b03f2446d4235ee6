"""Taking an event back: a further event that names it and carries the restored states."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from stock.events import Child, Draft, Event, Kind
from stock.fold import Standing
from stock.items import Lot, Piece, State, Status
from stock.refusals import Decision, Reason, Refusal

UNDOABLE = frozenset(Kind) - {
    Kind.GENESIS,
    Kind.VOIDED,
    Kind.ISSUED,
    Kind.SHELVED,
    Kind.ERASED,
    Kind.RESOLVED,
}
_ADDED_UP = frozenset({Kind.TAKEN, Kind.RETURNED, Kind.COUNTED})
"""What these do to a lot is its delta alone, and deltas may be taken back in any order."""


@dataclass(frozen=True, slots=True)
class Place:
    """An item that an event touched: how it stands now, its state before (None where there was none),
    and the id of the last event on it that still counts: one that says how it is, no void, and not voided."""

    now: Standing
    before: State | None
    last: str


def undo(event: Event | None, places: Mapping[str, Place], *, voided: bool) -> Decision:
    """An event is taken back; `places` are the items it touched, by code. Refused where a later event builds
    on it. Whom it was addressed to hears of it."""
    if event is None or voided:
        return Refusal(Reason.NOTHING_TO_UNDO)
    if event.kind not in UNDOABLE or event.item not in places:
        return Refusal(Reason.CANNOT_UNDO)
    if not _says_state(event):
        return Draft(Kind.VOIDED, event.item, extra=_voiding(event))
    in_the_way = [item for item, place in places.items() if _stands_in_the_way(place, event)]
    if in_the_way:
        return Refusal(Reason.CHANGED_SINCE, {"changed": in_the_way[0]})
    restored = {item: _restored(place, event) for item, place in places.items()}
    children = tuple(Child(item, state) for item, state in restored.items() if item != event.item)
    return Draft(Kind.VOIDED, event.item, restored[event.item], children=children, extra=_voiding(event))


def _says_state(event: Event) -> bool:
    """Whether the event says how its item is; a request and a denial do not, so nothing builds on them."""
    return "piece" in event.body or "lot" in event.body


def _voiding(event: Event) -> dict[str, str]:
    to = event.body.get("to")
    return {"voids": event.eid} | ({"to": to} if isinstance(to, str) and to else {})


def _stands_in_the_way(place: Place, event: Event) -> bool:
    delta = _delta(event, place.now.item)
    if delta > 0 and place.now.quantity < delta:
        return True
    return place.last != event.eid and not _adds_up(event, place.now)


def _adds_up(event: Event, now: Standing) -> bool:
    """Whether all that the event did to the item is a change of its quantity."""
    is_added = event.kind in _ADDED_UP or (event.kind == Kind.SENT and now.item != event.item)
    return is_added and isinstance(now.state, Lot) and now.state.status == Status.HERE


def _delta(event: Event, item: str) -> int:
    """How much the event added to the item, in the lot's unit."""
    delta = event.body.get("delta", 0) if item == event.item else 0
    return delta if isinstance(delta, int) else 0


def _restored(place: Place, event: Event) -> State:
    assert place.now.state, "an item that an event touched has a state"
    if place.last != event.eid:
        return place.now.state
    if place.before is None and event.kind == Kind.CAME_BACK:
        return replace(place.now.state, status=Status.SENT)
    return place.before or _void(place.now.state)


def _void(state: State) -> State:
    """What was never received needs no outline, and so leaves the line to what is restored."""
    if isinstance(state, Piece):
        return replace(state, status=Status.VOID, outline=None)
    return replace(state, status=Status.VOID)
