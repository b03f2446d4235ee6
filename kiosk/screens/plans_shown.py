"""From plans that were taken to their pictures."""

from cutting.drawings.drawn import Drawn, Naming, drawn
from cutting.kept_plans import Sheet
from kiosk.answers.planned import stage_word
from kiosk.screens.plan_view import PlanBody
from kiosk.use_cases.plans import Planned, TakenPlan
from kiosk.words import decimal_sign, material_name
from stock.codes import spaced
from stock.pieces import Size, inherit, size_text


def planned_body(known: Planned) -> PlanBody:
    """One piece of a plan."""
    return PlanBody((_drawn(known.plan, known.sheet),), (stage_word(known.stage),))


def plan_body(plan: TakenPlan, hint: str = "") -> PlanBody:
    """All pieces of a plan, those that are still to be cut first."""
    both = sorted(
        zip(plan.kept.sheets, plan.stages, strict=True), key=lambda each: each[0] not in plan.open_sheets
    )
    pieces = tuple(_drawn(plan, sheet) for sheet, _stage in both)
    return PlanBody(pieces, tuple(stage_word(stage) for _sheet, stage in both), hint)


def _drawn(plan: TakenPlan, sheet: Sheet) -> Drawn:
    group, offer = plan.kept.group(sheet), plan.kept.layout(sheet).offer
    size = inherit(Size.of(long_um=offer.long_um, short_um=offer.wide_um), group.section)
    what = f"{material_name(group.material)} {size_text(size, decimal_sign())}"
    heading = f"{spaced(sheet.code)}  {what}"
    naming = Naming(heading, dict(group.titles), decimal_sign())
    return drawn(plan.kept.layout(sheet), group.job, naming, [spaced(code) for code in sheet.codes])
