"""What a laser or a router is given of layouts: edges of sheets, paths to cut, and texts, in µm.

Layouts lie under each other, y downwards. With a saw, the paths are the middles of the kerfs; in free mode
they are the outlines of the parts themselves, and half the kerf is the machine software's to add.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cutting.drawings.drawn import Drawn, steps
from cutting.drawings.ink import shortened, wide_um
from cutting.terms import Mode, Rect
from stock.outlines import Ring

BETWEEN_UM = 50_000
_TEXT_UM = 10_000
_LEAST_TEXT_UM = 1_500
CAPITALS = 730
"""How high capitals are in thousandths of the font size."""

Line = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Label:
    """A text from its baseline's left end, with the height of its capitals; no wider than `room_um`."""

    text: str
    x_um: int
    y_um: int
    high_um: int
    room_um: int


@dataclass(frozen=True, slots=True)
class Strokes:
    """All there is to draw; `rings` are the edges of sheets that are no rectangles."""

    sheets: tuple[Rect, ...]
    rings: tuple[Ring, ...]
    outlines: tuple[Rect, ...]
    circles: tuple[Rect, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    width_um: int
    height_um: int


def strokes(drawings: Sequence[Drawn]) -> Strokes:
    """The strokes of the layouts, each with its heading above it."""
    each = list(_moved(drawings))
    return Strokes(
        tuple(sheet for one in each for sheet in one.sheets),
        tuple(ring for one in each for ring in one.rings),
        tuple(outline for one in each for outline in one.outlines),
        tuple(circle for one in each for circle in one.circles),
        tuple(line for one in each for line in one.lines),
        tuple(label for one in each for label in one.labels if label.text),
        max((drawing.long_um for drawing in drawings), default=0),
        sum(2 * _TEXT_UM + one.height_um for one in each) + max(0, len(each) - 1) * BETWEEN_UM,
    )


def _moved(drawings: Sequence[Drawn]) -> Iterator[Strokes]:
    """The strokes of each layout, where it lies under those before it."""
    y_um = 0
    for drawing in drawings:
        y_um += 2 * _TEXT_UM
        heading = Label(drawing.naming.heading, 0, y_um - _TEXT_UM // 2, _TEXT_UM, drawing.long_um)
        yield Strokes(
            () if drawing.rings else (_down(drawing.whole, y_um),),
            tuple(tuple((x, y + y_um) for x, y in ring) for ring in drawing.rings),
            tuple(_down(rect, y_um) for rect in _outlines(drawing, are_discs=False)),
            tuple(_down(rect, y_um) for rect in _outlines(drawing, are_discs=True)),
            tuple((x1, y1 + y_um, x2, y2 + y_um) for x1, y1, x2, y2 in _lines(drawing)),
            (heading, *(replace(label, y_um=label.y_um + y_um) for label in _labels(drawing))),
            drawing.long_um,
            drawing.height_um,
        )
        y_um += drawing.height_um + BETWEEN_UM


def _down(rect: Rect, by_um: int) -> Rect:
    return replace(rect, y_um=rect.y_um + by_um)


def _outlines(drawing: Drawn, *, are_discs: bool) -> Iterator[Rect]:
    """The parts as they are, or the boxes around those that are discs."""
    if drawing.tool.mode is Mode.FREE:
        for placed in drawing.layout.parts:
            if (placed.number in drawing.naming.discs) == are_discs:
                yield placed.at


def _lines(drawing: Drawn) -> Iterator[Line]:
    for step in steps(drawing):
        at = step.line
        x_um, y_um = at.x_um + at.dx_um // 2, at.y_um + at.dy_um // 2
        across = (x_um, at.y_um, x_um, at.y_um + at.dy_um)
        yield across if step.is_across else (at.x_um, y_um, at.x_um + at.dx_um, y_um)


def _labels(drawing: Drawn) -> Iterator[Label]:
    """The number and name of each part, and the codes of remainders, in the middle of them."""
    for placed in drawing.layout.parts:
        title = drawing.naming.titles.get(placed.number, "")
        yield _inside(drawing.face(placed.at), str(placed.number), title)
    for remainder in drawing.remainders:
        yield _inside(drawing.face(remainder.at), remainder.code)


def _inside(at: Rect, code: str, title: str = "") -> Label:
    """At the left of its middle, smaller where there is little room; no text where there is none. A title may
    be shortened, a code is whole or not there."""
    high_um = min(_TEXT_UM, at.dy_um // 3)
    edge_um = min(5_000, at.dx_um // 10)
    room_um, text = at.dx_um - 2 * edge_um, f"{code} {title}".strip()
    least_um = max(_LEAST_TEXT_UM, high_um // 2) if title else _LEAST_TEXT_UM
    small_um = max(min(high_um, _as_high_as_fits_um(text, room_um)), least_um)
    fitting = shortened(text, room_um, small_um * 1000 // CAPITALS)
    if len(fitting) < min(len(text), len(code) + 4):
        fitting, small_um = code, min(high_um, _as_high_as_fits_um(code, room_um))
    if min(high_um, small_um) < _LEAST_TEXT_UM:
        fitting = ""
    return Label(fitting, at.x_um + edge_um, at.y_um + (at.dy_um + small_um) // 2, small_um, room_um)


def _as_high_as_fits_um(text: str, room_um: int) -> int:
    """How high the capitals of a text may be in that room."""
    return room_um * CAPITALS * 1000 // max(1, wide_um(text, 1_000_000))
