"""Undo: the last thing done at this kiosk, or a given event, is taken back by a further event."""

from dataclasses import replace

from kiosk.kiosk import Kiosk
from kiosk.use_cases.outcome import Outcome, allowed, append, carry_out
from ledger.ledger import Transaction
from stock.events import Event, Kind
from stock.refusals import Decision, Reason, Refusal
from stock.undo import undo as decide


def undo(kiosk: Kiosk, eid: str = "") -> Outcome:
    """Take back an event; "" is the last one that can be."""
    outcome = carry_out(kiosk, lambda change: _decision(change, eid))
    if isinstance(outcome, Refusal):
        return outcome
    with kiosk.ledger.reading() as reading:
        undone = reading.event(str(outcome.event.body["voids"]))
    return replace(outcome, undone=undone.kind if undone else "")


def take_back(change: Transaction, eid: str) -> None:
    """Take an event back within a transaction that replaces it; nothing where `eid` is ""."""
    if eid:
        append(change, allowed(_decision(change, eid)))


def _decision(change: Transaction, eid: str) -> Decision:
    found = change.undoable(eid)
    if found is None:
        return Refusal(Reason.NOTHING_TO_UNDO)
    if _is_elsewhere(change, found.event):
        return Refusal(Reason.CHANGED_SINCE)
    return decide(found.event, found.places, voided=change.is_voided(found.event.eid))


def _is_elsewhere(change: Transaction, event: Event) -> bool:
    """Whether another space told that what the event sent has arrived: that space decides about it now."""
    if event.kind != Kind.SENT:
        return False
    arrived = (each.event for each in change.letters() if each.event.kind == Kind.ARRIVED)
    return any(other.item == event.item and other.cv > event.cv for other in arrived)
