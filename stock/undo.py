"""Taking an event back: a further event that names it and carries the restored states."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from stock.events import Child, Draft, Event, Kind
from stock.fold import Standing
from stock.items import Lot, State, Status
from stock.refusals import Decision, Reason, Refusal


@dataclass(frozen=True, slots=True)
class Place:
    """An item that an event touched: how it stands now, its state before the event (None where there was none),
    and the id of the last event on it that still counts: no void, and not voided."""

    now: Standing
    before: State | None
    last: str


def undo(event: Event | None, places: Mapping[str, Place], *, voided: bool) -> Decision:
    """An event is taken back; `places` are the items it touched, by code."""
    if event is None or voided:
        return Refusal(Reason.NOTHING_TO_UNDO)
    if event.kind == Kind.VOIDED or event.item not in places:
        return Refusal(Reason.CANNOT_UNDO)
    if any(_moved_on(place, event) for place in places.values()):
        return Refusal(Reason.CHANGED_SINCE)
    restored = {item: _restored(place, event) for item, place in places.items()}
    children = tuple(Child(item, state) for item, state in restored.items() if item != event.item)
    return Draft(Kind.VOIDED, event.item, restored[event.item], children=children, extra={"voids": event.eid})


def _moved_on(place: Place, event: Event) -> bool:
    """Whether a later event stands in the way. Deltas of a lot commute, so only its receipt can be too old."""
    if isinstance(place.now.state, Lot) and event.kind != Kind.RECEIVED:
        return False
    return place.last != event.eid


def _restored(place: Place, event: Event) -> State:
    state = place.now.state
    if state is None:
        raise TypeError("a state that was seen")
    if place.before is None:
        return replace(state, status=Status.VOID)
    return place.before if place.last == event.eid else replace(state, status=place.before.status)
