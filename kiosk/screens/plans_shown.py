"""From plans that were taken to their pictures."""

from kiosk.answers.planned import sheet_drawing, stage_word
from kiosk.screens.plan_view import PlanBody
from kiosk.use_cases.plans import Planned, TakenPlan


def planned_body(known: Planned) -> PlanBody:
    """One piece of a plan."""
    return PlanBody((sheet_drawing(known.plan, known.sheet),), (stage_word(known.stage),))


def plan_body(plan: TakenPlan, hint: str = "") -> PlanBody:
    """All pieces of a plan, those that are still to be cut first."""
    both = sorted(
        zip(plan.kept.sheets, plan.stages, strict=True), key=lambda each: each[0] not in plan.open_sheets
    )
    pieces = tuple(sheet_drawing(plan, sheet) for sheet, _stage in both)
    return PlanBody(pieces, tuple(stage_word(stage) for _sheet, stage in both), hint)
