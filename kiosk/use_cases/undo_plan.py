"""Undo a plan: every cut and every hold of it that still counts, all of them or none."""

from collections.abc import Iterator

from kiosk.kiosk import Kiosk
from kiosk.use_cases.drop_plan import holds_still
from kiosk.use_cases.outcome import Done, append, at_once, refuse
from kiosk.use_cases.plans import TakenPlan, found, keep, planned
from kiosk.use_cases.take_back import void
from ledger.ledger import Transaction
from stock.events import Event, Kind
from stock.refusals import Reason, Refusal


def undo_plan(kiosk: Kiosk, number: int) -> tuple[Done, ...] | Refusal:
    """Take a plan back as a whole, or hear which of its pieces or remainders was changed since."""
    return at_once(kiosk, lambda change: plan_taken_back(change, found(change, number)))


def plan_taken_back(change: Transaction, plan: TakenPlan | None) -> tuple[Done, ...]:
    """The plan is taken back within a transaction."""
    if plan is None:
        refuse(Reason.NO_PLAN)
    done = tuple(_taken_back(change, eid, code) for eid, code in _counting(change, plan))
    if not done and plan.closed:
        refuse(Reason.NOTHING_TO_UNDO)
    keep(change, plan, plan.kept, closed=True)
    return done


def plan_held_by(change: Transaction, event: Event) -> TakenPlan | None:
    """The plan whose taking an event was part of."""
    known = planned(change, event.item) if event.kind == Kind.HELD else None
    return known.plan if known and known.sheet.held == event.eid else None


def reopen(change: Transaction, event: Event) -> None:
    """A cut was taken back: the plan that it was part of waits for it again."""
    known = planned(change, event.item) if event.kind == Kind.CUT else None
    if known and known.sheet.cut == event.eid:
        keep(change, known.plan, known.plan.kept)


def _counting(change: Transaction, plan: TakenPlan) -> Iterator[tuple[str, str]]:
    """The events that still count and their items, the last first."""
    for sheet in reversed(plan.kept.sheets):
        if sheet.cut and not change.is_voided(sheet.cut):
            yield sheet.cut, sheet.code
        is_full = plan.kept.layout(sheet).offer.is_full
        if sheet.held and not change.is_voided(sheet.held) and (is_full or holds_still(change, sheet)):
            yield sheet.held, sheet.code


def _taken_back(change: Transaction, eid: str, code: str) -> Done:
    decision = void(change, eid)
    if isinstance(decision, Refusal):
        refuse(Reason.PLAN_CHANGED, code=decision.facts.get("changed", code))
    return append(change, decision)
