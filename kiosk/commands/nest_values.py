"""Cut lists and plans as JSON values, lengths in µm."""

from cutting.cut_list.lines import CutList, Fault, Line
from cutting.drawings.drawn import Drawn, steps
from cutting.terms import Layout, Rect, kept
from kiosk.answers.cut_lists import fault_sentence
from kiosk.commands.said import Value
from kiosk.use_cases.nest import Missing, Nested


def cut_list_value(cut_list: CutList) -> Value:
    """What was read and what was not."""
    return {
        "parts": [_line_value(line) for line in cut_list.lines],
        "faults": [fault_value(fault) for fault in cut_list.faults],
    }


def fault_value(fault: Fault) -> Value:
    """Why a line was not read; line 0 is the whole list."""
    reason = fault.misread or fault.reason
    return {
        "line": fault.number,
        "reason": str(reason),
        "text": fault.text,
        "sentence": fault_sentence(fault),
    }


def nested_value(nested: Nested) -> Value:
    """The plan of one group."""
    section = nested.group.section
    return {
        "mode": str(nested.group.mode),
        "materials": list(nested.group.materials),
        "section_um": [um for um in section.dimensions_um if um],
        "kerf_um": nested.job.tool.kerf_um,
        "needs_sheets": nested.needs_sheets,
        "layouts": [_layout_value(nested, layout) for layout in nested.plan.layouts],
        "missing": [_missing_value(missing) for missing in nested.missing],
    }


def _line_value(line: Line) -> Value:
    return {
        "number": line.number,
        "count": line.count,
        "size_um": list(line.size.dimensions_um),
        "materials": list(line.materials),
        "title": line.title,
        "keeps_grain": line.keeps_grain,
    }


def _layout_value(nested: Nested, layout: Layout) -> Value:
    back, rings = kept(layout, nested.job), layout.offer.outline.rings_um if layout.offer.outline else ()
    return {
        "code": layout.offer.code,
        "is_full": layout.offer.is_full,
        "size_um": [layout.offer.long_um, layout.offer.wide_um],
        "rings_um": [list(map(list, ring)) for ring in rings],
        "parts": [{"number": placed.number} | _rect_value(placed.at) for placed in layout.parts],
        "cuts": [
            {"across": step.is_across, "fence_um": step.fence_um, "panel": _rect_value(step.panel)}
            for step in steps(Drawn(layout, nested.job.tool))
        ],
        "kept": [_rect_value(rect) for rect in back],
        "waste": [_rect_value(rect) for rect in layout.left if rect not in back],
    }


def _rect_value(rect: Rect) -> Value:
    return {"x_um": rect.x_um, "y_um": rect.y_um, "dx_um": rect.dx_um, "dy_um": rect.dy_um}


def _missing_value(missing: Missing) -> Value:
    nearest = missing.nearest
    near = {"code": nearest.code, "size_um": list(nearest.piece.size.dimensions_um)} if nearest else None
    return {
        "number": missing.line.number,
        "count": missing.count,
        "nearest": near,
        "would_hold": missing.would_hold,
    }
