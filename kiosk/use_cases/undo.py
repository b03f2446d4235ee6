"""Undo: the last thing done at this kiosk, or a given event, is taken back by a further event."""

from dataclasses import replace

from kiosk.kiosk import Kiosk
from kiosk.use_cases.outcome import Done, Outcome, allowed, append, at_once
from kiosk.use_cases.take_back import void
from kiosk.use_cases.undo_plan import plan_held_by, plan_taken_back, reopen
from ledger.ledger import Transaction
from stock.refusals import Refusal


def undo(kiosk: Kiosk, eid: str = "") -> Outcome:
    """Take back an event; "" is the last one that can be. Of a plan that was taken all is taken back."""
    outcome = at_once(kiosk, lambda change: _undone(change, eid))
    if isinstance(outcome, Refusal):
        return outcome
    with kiosk.ledger.reading() as reading:
        undone = reading.event(str(outcome.event.body["voids"]))
    return replace(outcome, undone=undone.kind if undone else "")


def _undone(change: Transaction, eid: str) -> Done:
    found = change.undoable(eid)
    plan = plan_held_by(change, found.event) if found else None
    if plan:
        return replace(plan_taken_back(change, plan)[-1], plan=plan.number)
    done = append(change, allowed(void(change, eid)))
    if found:
        reopen(change, found.event)
    return done
