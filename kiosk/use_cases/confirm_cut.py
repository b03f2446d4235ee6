"""Confirm: what was planned is cut, and its remainders lie on the shelf, as planned or as they really are."""

from collections.abc import Sequence
from dataclasses import replace

from cutting.kept_plans import Sheet
from kiosk.kiosk import Kiosk
from kiosk.use_cases.cut import is_used
from kiosk.use_cases.outcome import Done, Outcome, allowed, append, at_once, refuse
from kiosk.use_cases.plans import Planned, Stage, TakenPlan, found, keep, planned
from kiosk.use_cases.take_plan import full_sheet, work_of
from ledger.ledger import Transaction
from stock import rules
from stock.fold import Standing
from stock.items import Piece, Status
from stock.pieces import Size, SizeError, area_um2
from stock.refusals import Reason, Refusal

Remainders = list[tuple[str, Size]]


def confirm_cut(kiosk: Kiosk, code: str, sizes: Sequence[Size] | None = None) -> Outcome:
    """A planned piece was cut; `code` is its own, or that of a remainder that was expected of it.

    `sizes` are what is really left, None where all is as planned. They take the codes of the labels that are
    printed already, the largest first; `label_for` are those whose labels are missing, or say something else.
    """
    return at_once(kiosk, lambda change: _confirmed(kiosk, change, _open(change, code), sizes))


def confirm_plan(kiosk: Kiosk, number: int) -> tuple[Done, ...] | Refusal:
    """All of a plan that is still open was cut as planned."""

    def work(change: Transaction) -> tuple[Done, ...]:
        plan = found(change, number)
        if plan is None:
            refuse(Reason.NO_PLAN)
        if not plan.open_sheets:
            refuse(Reason.CUT_ALREADY if Stage.CUT in plan.stages else Reason.PLAN_CLOSED)
        codes = [sheet.code for sheet in plan.open_sheets]
        return tuple(_confirmed(kiosk, change, _open(change, code), None) for code in codes)

    return at_once(kiosk, work)


def stick(kiosk: Kiosk, code: str) -> Outcome:
    """The label of a remainder that was just cut is stuck on: its next scan means what it always does."""

    def work(change: Transaction) -> Done:
        known, seen = planned(change, code), change.standing(code)
        cut = change.event(known.sheet.cut) if known else None
        if known is None or seen is None or cut is None:
            refuse(Reason.NO_PLAN)
        _keep(change, known.plan, replace(known.sheet, awaited=_without(known.sheet.awaited, code)))
        return Done(cut, seen)

    return at_once(kiosk, work)


def _open(change: Transaction, code: str) -> Planned:
    known = planned(change, code)
    if known is None:
        refuse(Reason.NO_PLAN)
    if known.stage != Stage.OPEN:
        refuse(_WHY_NOT[known.stage], code=known.sheet.code)
    return known


_WHY_NOT = {
    Stage.CUT: Reason.CUT_ALREADY,
    Stage.GONE: Reason.PLAN_STALE,
    Stage.CLOSED: Reason.PLAN_CLOSED,
}


def _confirmed(kiosk: Kiosk, change: Transaction, known: Planned, sizes: Sequence[Size] | None) -> Done:
    group, layout = known.plan.kept.group(known.sheet), known.plan.kept.layout(known.sheet)
    seen, sheet = _present(kiosk, change, known)
    remainders = _remainders(kiosk, change, sheet, sizes)
    try:
        decision = rules.cut(seen, remainders, kiosk.today(), held_too=True, work=work_of(group, layout))
    except SizeError:
        refuse(Reason.DOES_NOT_FIT)
    done = append(change, allowed(decision))
    awaited = tuple(code for code, _ in remainders if code in sheet.codes) if known.is_remainder else ()
    cut = replace(sheet, cut=done.event.eid, awaited=_without(awaited, known.code))
    plan = _keep(change, known.plan, cut)
    return replace(done, label_for=_unlabelled(done, sheet), plan=plan.number)


def _present(kiosk: Kiosk, change: Transaction, known: Planned) -> tuple[Standing | None, Sheet]:
    """The piece; a new full sheet comes in first."""
    seen, sheet, plan = change.standing(known.sheet.code), known.sheet, known.plan.kept
    is_void = seen is None or seen.state is None or seen.state.status == Status.VOID
    if not (is_void and plan.layout(sheet).offer.is_full):
        return seen, sheet
    state = full_sheet(plan.group(sheet), plan.layout(sheet).offer, kiosk.today())
    done = append(change, allowed(rules.receive(seen, sheet.code, state)))
    return done.standing, replace(sheet, held=done.event.eid)


def _remainders(kiosk: Kiosk, change: Transaction, sheet: Sheet, sizes: Sequence[Size] | None) -> Remainders:
    if sizes is None:
        found = [(code, piece.size) for code, piece in sheet.expected]
    else:
        codes = list(sheet.codes[: len(sizes)])
        while len(codes) < len(sizes):
            codes.append(kiosk.fresh_code(change, codes))
        found = list(zip(codes, sorted(sizes, key=area_um2, reverse=True), strict=True))
    if used := next((code for code, _ in found if is_used(change, code)), ""):
        refuse(Reason.CODE_IN_USE, code=used)
    return found


def _unlabelled(done: Done, sheet: Sheet) -> tuple[str, ...]:
    """The remainders whose printed label is missing, or says another size or weight."""
    expected = dict(sheet.expected)
    return tuple(child.item for child in done.children if not _is_said(child.state, expected.get(child.item)))


def _is_said(state: object, expected: Piece | None) -> bool:
    if not isinstance(state, Piece) or expected is None:
        return False
    return (state.size, state.mass) == (expected.size, expected.mass)


def _keep(change: Transaction, plan: TakenPlan, sheet: Sheet) -> TakenPlan:
    return keep(change, plan, plan.kept.with_sheets([sheet]), closed=plan.closed)


def _without(codes: tuple[str, ...], code: str) -> tuple[str, ...]:
    return tuple(each for each in codes if each != code)
