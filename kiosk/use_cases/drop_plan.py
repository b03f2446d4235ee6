"""Drop a plan: what of it was not cut is free again, and nobody is asked about it any more."""

from cutting.kept_plans import Sheet
from kiosk.kiosk import Kiosk
from kiosk.use_cases.outcome import allowed, append, at_once, refuse
from kiosk.use_cases.plans import TakenPlan, found, keep
from ledger.ledger import Transaction
from stock import rules
from stock.events import Kind
from stock.items import Status
from stock.refusals import Reason, Refusal


def drop_plan(kiosk: Kiosk, number: int) -> TakenPlan | Refusal:
    """Close it. A hold that ran out, or that somebody took over since, is no longer the plan's."""

    def work(change: Transaction) -> TakenPlan:
        plan = found(change, number)
        if plan is None:
            refuse(Reason.NO_PLAN)
        if plan.closed:
            refuse(Reason.PLAN_CLOSED)
        for sheet in plan.open_sheets:
            _free(kiosk, change, sheet)
        return keep(change, plan, plan.kept, closed=True)

    return at_once(kiosk, work)


def holds_still(change: Transaction, sheet: Sheet) -> bool:
    """Whether the piece is held, and by this plan."""
    seen = change.standing(sheet.code)
    if not seen or not seen.state or seen.state.status != Status.HERE or not seen.state.held_until:
        return False
    holds = [entry.eid for entry in change.history(sheet.code) if entry.kind in _HOLDS]
    return bool(holds) and holds[-1] == sheet.held


_HOLDS = frozenset({Kind.HELD, Kind.HOLD_GRANTED})


def _free(kiosk: Kiosk, change: Transaction, sheet: Sheet) -> None:
    seen, today = change.standing(sheet.code), kiosk.today()
    if seen and seen.state and holds_still(change, sheet) and rules.is_held(seen.state, today):
        append(change, allowed(rules.unhold(seen, today)))
