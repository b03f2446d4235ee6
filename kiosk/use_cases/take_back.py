"""Taking an event back within a transaction that does more."""

from kiosk.use_cases.outcome import Done, allowed, append
from ledger.ledger import Transaction
from stock.events import Event, Kind
from stock.refusals import Decision, Reason, Refusal
from stock.undo import undo


def take_back(change: Transaction, eid: str) -> Done | None:
    """Take an event back, "" is none. A refusal ends the transaction."""
    return append(change, allowed(void(change, eid))) if eid else None


def void(change: Transaction, eid: str) -> Decision:
    """What takes an event back, or why it cannot be; "" is the last one that can be."""
    found = change.undoable(eid)
    if found is None:
        return Refusal(Reason.NOTHING_TO_UNDO)
    if _is_elsewhere(change, found.event):
        return Refusal(Reason.CHANGED_SINCE)
    return undo(found.event, found.places, voided=change.is_voided(found.event.eid))


def _is_elsewhere(change: Transaction, event: Event) -> bool:
    """Whether another space told that what the event sent has arrived: that space decides about it now."""
    if event.kind != Kind.SENT:
        return False
    arrived = (each.event for each in change.letters() if each.event.kind == Kind.ARRIVED)
    return any(other.item == event.item and other.cv > event.cv for other in arrived)
