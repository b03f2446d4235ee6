"""The picture of a layout on a page: parts white, remainders hatched, waste grey, cuts numbered."""

from collections.abc import Sequence

from cutting.drawings.drawn import Drawn, Step, steps
from cutting.drawings.ink import Ink, wide_um
from cutting.drawings.placing import Placing
from cutting.terms import Mode, Rect
from paper.typeface import Face

_TRIM_GREY, _WASTE_GREY = 12, 22
_SMALLEST_UM = 1_500
_LARGEST_UM = {Face.BOLD: 7_000, Face.REGULAR: 3_500}
_EDGE_UM = 300
_ROOM_PERCENT = 84
"""How much of a part's width a text may take, so that it stays clear of lines."""
_SPOT_UM, _SPOT_TEXT_UM = 1_900, 2_300
_SPOTS_APART_UM = 4_000


def picture(ink: Ink, drawing: Drawn, placing: Placing) -> None:
    """Draw it where it is placed."""
    rings = tuple(map(placing.ring, drawing.rings))
    ink.shape(rings, _TRIM_GREY) if rings else ink.area(placing.whole, _TRIM_GREY)
    for rect in drawing.waste:
        ink.area(placing.on(drawing.face(rect)), _WASTE_GREY)
    for placed in drawing.layout.parts:
        at = placing.on(drawing.face(placed.at))
        _part(ink, at, drawing, placed.number)
    for remainder in drawing.remainders:
        size = drawing.naming.upright(remainder.at)
        _remainder(ink, placing.on(drawing.face(remainder.at)), (remainder.code, size))
    spots: list[tuple[int, int]] = []
    for step in steps(drawing):
        spots.append(_cut(ink, placing.on(step.line), step, spots))
    ink.rings(rings, 400) if rings else ink.frame(placing.whole, 400)


def _part(ink: Ink, at: Rect, drawing: Drawn, number: int) -> None:
    """A part with its number; a saw cuts the square around a disc, a laser the disc alone."""
    is_disc = number in drawing.naming.discs
    if is_disc and drawing.tool.mode is Mode.FREE:
        ink.area(at, _WASTE_GREY)
    else:
        ink.area(at, 0)
        ink.frame(at, 250)
    if is_disc:
        ink.disc(at.x_um + at.dx_um // 2, at.y_um + at.dy_um // 2, min(at.dx_um, at.dy_um) // 2)
    _inside(ink, at, [str(number)], Face.BOLD)


def _remainder(ink: Ink, at: Rect, texts: tuple[str, str]) -> None:
    ink.area(at, 0)
    ink.hatch(at)
    ink.frame(at, 150)
    _inside(ink, at, [text for text in texts if text], Face.REGULAR)


def _inside(ink: Ink, at: Rect, texts: Sequence[str], face: Face) -> None:
    """The texts under each other in the middle, as large as there is room, on white; fewer where there is
    little of it."""
    room_um = at.dx_um * _ROOM_PERCENT // 100
    fitting = [text for text in texts if wide_um(text, _SMALLEST_UM, face) <= room_um]
    fitting = fitting[: at.dy_um // _SMALLEST_UM]
    if not fitting:
        return
    widest = max(wide_um(text, 1_000_000, face) for text in fitting)
    size_um = min(_LARGEST_UM[face], at.dy_um * 8 // (10 * len(fitting)), room_um * 1_000_000 // widest)
    line_um = size_um * 12 // 10
    top_um = at.y_um + (at.dy_um - line_um * len(fitting)) // 2
    for number, text in enumerate(fitting):
        wide = wide_um(text, size_um, face)
        x_um, y_um = at.x_um + (at.dx_um - wide) // 2, top_um + line_um * number
        ink.area(Rect(x_um - _EDGE_UM, y_um, wide + 2 * _EDGE_UM, line_um), 0)
        ink.text(text, x_um, y_um + size_um * 95 // 100, size_um, face)


def _cut(ink: Ink, at: Rect, step: Step, taken: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The middle of the kerf, and the cut's number where it begins, or so far on that it hides no other
    number; where the number stands."""
    x_um, y_um = at.x_um + at.dx_um // 2, at.y_um + at.dy_um // 2
    across = (x_um, at.y_um, x_um, at.y_um + at.dy_um)
    ends = across if step.is_across else (at.x_um, y_um, at.x_um + at.dx_um, y_um)
    ink.line(ends, 350, dashed=True)
    spot_x, spot_y = _spot(ends, taken)
    text = str(step.number)
    wide = wide_um(text, _SPOT_TEXT_UM)
    ink.disc(spot_x, spot_y, max(_SPOT_UM, wide // 2 + 600))
    ink.text(text, spot_x - wide // 2, spot_y + _SPOT_TEXT_UM * 36 // 100, _SPOT_TEXT_UM)
    return spot_x, spot_y


def _spot(ends: tuple[int, int, int, int], taken: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The first place along a line that is clear of those taken; its start where there is none."""
    start_x, start_y, end_x, end_y = ends
    for along in range(0, end_x - start_x + end_y - start_y + 1, _SPOT_UM):
        spot = (start_x + along, start_y) if start_y == end_y else (start_x, start_y + along)
        if all(max(abs(spot[0] - x), abs(spot[1] - y)) >= _SPOTS_APART_UM for x, y in taken):
            return spot
    return start_x, start_y
