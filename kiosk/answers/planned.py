"""Answers about plans of cuts."""

from collections.abc import Sequence

from cutting.drawings.drawn import Drawn, Naming, drawn
from cutting.kept_plans import Sheet
from cutting.terms import Layout
from kiosk.answers.band import Answer, attention, done
from kiosk.answers.plans import sheets_sentence
from kiosk.language import N_, _, _n
from kiosk.use_cases.nest import Nested
from kiosk.use_cases.plans import Planned, Stage, TakenPlan
from kiosk.words import decimal_sign, material_name, what
from stock.codes import spaced
from stock.pieces import Size, inherit, size_text

STAGES = {
    Stage.OPEN: N_("to be cut"),
    Stage.CUT: N_("cut"),
    Stage.GONE: N_("no longer there"),
    Stage.CLOSED: N_("not cut"),
}


def stage_word(stage: Stage) -> str:
    """How far a piece of a plan has come."""
    return _(STAGES[stage])


def sheet_words(plan: TakenPlan, sheet: Sheet) -> str:
    """What one piece of a plan is: as it stands in the stock, or as it would be bought."""
    if piece := plan.piece_of(sheet):
        return what(piece)
    group, offer = plan.kept.group(sheet), plan.kept.layout(sheet).offer
    size = inherit(Size.of(long_um=offer.long_um, short_um=offer.wide_um), group.section)
    return f"{material_name(group.material)} {size_text(size, decimal_sign())}"


def sheet_drawing(plan: TakenPlan, sheet: Sheet) -> Drawn:
    """The picture of one piece of a plan."""
    group, layout = plan.kept.group(sheet), plan.kept.layout(sheet)
    heading = f"{spaced(sheet.code)}  {sheet_words(plan, sheet)}"
    naming = Naming(heading, dict(group.titles), decimal_sign(), group.discs)
    return drawn(layout, group.job, naming, [spaced(code) for code in sheet.codes])


def planned_answer(known: Planned) -> Answer:
    """How a piece is to be cut, and what its next scan says."""
    if known.stage != Stage.OPEN:
        return done(_("PLAN {number}").format(number=known.plan.number), stage_word(known.stage))
    return attention(
        _("PLANNED"), _("Cut like this? Scan it again, or F8."), _("Else type what is left, or 0.")
    )


def taken_answer(plan: TakenPlan) -> Answer:
    """A plan was taken."""
    number = sum(len(sheet.expected) for sheet in plan.kept.sheets)
    text = _n("{number} label for what will be left.", "{number} labels for what will be left.", number)
    labels = text.format(number=number)
    return done(_("YOURS"), _("Held until tomorrow."), labels if number else "", _("Cut? Scan the labels."))


def due_answer(plan: TakenPlan) -> Answer:
    """What is asked about a plan of an earlier day."""
    return attention(
        _("CUT?"), _("Was this cut on {day}?").format(day=plan.day), _("1 yes, 2 no, 3 ask later.")
    )


def plan_words(plan: TakenPlan) -> str:
    """A plan in short words: its day, its parts and its pieces."""
    layouts = [plan.kept.layout(sheet) for sheet in plan.kept.sheets]
    return f"{plan.day}  {_amounts(layouts)}"


def nested_answer(found: Sequence[Nested]) -> Answer:
    """A plan that nobody took yet: how much it cuts of how many pieces, and what has no place."""
    layouts = [layout for nested in found for layout in nested.plan.layouts]
    missing = sum(count for nested in found for _number, count in nested.plan.missing)
    text = _n("{number} part has no place: ↓", "{number} parts have no place: ↓", missing).format(
        number=missing
    )
    to_buy = " ".join(sentence for nested in found if (sentence := sheets_sentence(nested)))
    return attention(_("PLAN"), _amounts(layouts) + ".", text if missing else "", to_buy, _("F8 takes it."))


def _amounts(layouts: Sequence[Layout]) -> str:
    """How many parts of how many pieces."""
    number = sum(len(layout.parts) for layout in layouts)
    parts = _n("{number} part", "{number} parts", number).format(number=number)
    pieces = _n("from {number} piece", "from {number} pieces", len(layouts)).format(number=len(layouts))
    return f"{parts} {pieces}"
