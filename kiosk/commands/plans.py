"""Plans of cuts that were taken here: list, show, confirm, drop, undo."""

from argparse import Namespace
from collections.abc import Sequence
from typing import TypeVar

from cutting.kept_plans import Sheet
from kiosk.answers.planned import sheet_drawing, sheet_words, stage_word
from kiosk.commands.codes import foreign_code
from kiosk.commands.nest_files import write_files
from kiosk.commands.opening import opened
from kiosk.commands.printed import with_labels
from kiosk.commands.refusals import refused
from kiosk.commands.said import Failed, Said, Value
from kiosk.commands.shapes import item_line, item_value, joined
from kiosk.kiosk import Kiosk
from kiosk.language import _, _n
from kiosk.use_cases import plans as kept
from kiosk.use_cases.confirm_cut import confirm_cut, confirm_plan
from kiosk.use_cases.drop_plan import drop_plan
from kiosk.use_cases.outcome import Done
from kiosk.use_cases.plans import TakenPlan
from kiosk.use_cases.undo_plan import undo_plan
from kiosk.words import what
from stock.codes import spaced
from stock.pieces import Size, size_text
from stock.refusals import Reason, Refusal

_Result = TypeVar("_Result")


def plans(arguments: Namespace) -> Said:
    """The last plans, the newest first."""
    with opened(arguments) as kiosk:
        found = kept.plans(kiosk, arguments.limit)
        notes = () if found else (_("Nobody took a plan yet. One is made with: kiosk nest"),)
        value = {"ok": True, "plans": [plan_value(plan) for plan in found]}
        return Said(tuple(map(plan_line, found)), value, notes)


def show(arguments: Namespace) -> Said:
    """One plan, piece by piece; and its drawings, as files."""
    with opened(arguments) as kiosk:
        plan = kept.plan(kiosk, arguments.number)
        if plan is None:
            raise refused(Refusal(Reason.NO_PLAN), str(arguments.number))
        files = write_files([sheet_drawing(plan, sheet) for sheet in plan.kept.sheets], arguments)
        lines = (plan_line(plan), *(row for sheet in plan.kept.sheets for row in sheet_lines(plan, sheet)))
        written = tuple(_("Written: {file}").format(file=path) for path in files)
        value = {"ok": True, "plan": plan_value(plan), "files": [str(path) for path in files]}
        return Said((*lines, *written), value)


def confirm(arguments: Namespace) -> Said:
    """One piece was cut, or all that is open of a plan."""
    sizes = _sizes(arguments)
    with opened(arguments) as kiosk:
        if arguments.code.isdecimal() and len(arguments.code) < 6:
            if sizes is not None:
                raise Failed("one-piece", _("Say of which piece that is left: name its code."))
            return _confirmed(kiosk, arguments, _allowed(confirm_plan(kiosk, int(arguments.code))))
        code = foreign_code(arguments.code)
        return _confirmed(kiosk, arguments, (_allowed(confirm_cut(kiosk, _own(kiosk, code), sizes), code),))


def drop(arguments: Namespace) -> Said:
    """What of a plan was not cut is free again."""
    with opened(arguments) as kiosk:
        plan = _allowed(drop_plan(kiosk, arguments.number))
        return Said((joined(_("FREE"), plan_line(plan)),), {"ok": True, "plan": plan_value(plan)})


def undo(arguments: Namespace) -> Said:
    """A plan is taken back as a whole."""
    with opened(arguments) as kiosk:
        done = _allowed(undo_plan(kiosk, arguments.number))
        plan = kept.plan(kiosk, arguments.number)
        assert plan
        lines = [joined(_("UNDONE"), plan_line(plan)), *(item_line(each.standing) for each in done)]
        events = [each.event.eid for each in done]
        return Said(tuple(lines), {"ok": True, "plan": plan_value(plan), "events": events})


def plan_line(plan: TakenPlan) -> str:
    """A plan on one line: number, day, what it is of, how far it has come."""
    number = len(plan.kept.sheets)
    pieces = _n("{number} piece", "{number} pieces", number).format(number=number)
    stages = ", ".join(dict.fromkeys(map(stage_word, plan.stages)))
    return joined(str(plan.number), plan.day, plan.kept.title, pieces, stages)


def sheet_lines(plan: TakenPlan, sheet: Sheet) -> list[str]:
    """A piece of a plan, and below it what is expected to be left."""
    number = len(plan.kept.layout(sheet).parts)
    parts = _n("{number} part", "{number} parts", number).format(number=number)
    left = [joined(f"  + {spaced(code)}", what(piece)) for code, piece in plan.left_of(sheet)]
    named = joined(spaced(sheet.code), sheet_words(plan, sheet), parts, stage_word(plan.stage_of(sheet)))
    return [named, *left]


def plan_value(plan: TakenPlan) -> Value:
    """A plan as JSON; lengths in µm."""
    return {
        "number": plan.number,
        "day": plan.day,
        "closed": plan.closed,
        "title": plan.kept.title,
        "pieces": [_sheet_value(plan, sheet) for sheet in plan.kept.sheets],
    }


def _sheet_value(plan: TakenPlan, sheet: Sheet) -> Value:
    layout = plan.kept.layout(sheet)
    parts = [
        {"number": p.number, "x_um": p.at.x_um, "y_um": p.at.y_um, "dx_um": p.at.dx_um, "dy_um": p.at.dy_um}
        for p in layout.parts
    ]
    remainders = [{"code": code, "size": size_text(piece.size, ".")} for code, piece in plan.left_of(sheet)]
    stage = str(plan.stage_of(sheet))
    return {"code": sheet.code, "stage": stage, "parts": parts, "remainders": remainders, "event": sheet.cut}


def _sizes(arguments: Namespace) -> Sequence[Size] | None:
    if arguments.nothing_left and arguments.remains:
        raise Failed("nothing-and-something", _("Either nothing is left, or those sizes."))
    return [] if arguments.nothing_left else arguments.remains or None


def _own(kiosk: Kiosk, code: str) -> str:
    """The code under which an item was received, of any code that leads to it."""
    with kiosk.ledger.reading() as reading:
        standing = reading.resolve(code)
    return standing.item if standing else code


def _confirmed(kiosk: Kiosk, arguments: Namespace, done: Sequence[Done]) -> Said:
    children = [child for each in done for child in each.children]
    labels = [code for each in done for code in each.label_for]
    lines = [joined(_("CUT"), item_line(each.standing)) for each in done]
    value: Value = {
        "ok": True,
        "plan": done[0].plan,
        "items": [item_value(each.standing) for each in done],
        "children": [item_value(child) for child in children],
        "labels": labels,
    }
    said = Said((*lines, *(f"+ {item_line(child)}" for child in children)), value)
    return with_labels(kiosk, arguments, said, labels)


def _allowed(outcome: _Result | Refusal, code: str = "") -> _Result:
    if isinstance(outcome, Refusal):
        raise refused(outcome, code)
    return outcome
