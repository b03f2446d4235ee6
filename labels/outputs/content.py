"""A drawing as the operators of a PDF page (ISO 32000-1, annex A), in whole micrometres from the top left."""

from typing import assert_never

from labels.drawing import Box, Cells, Drawing, Fill, Ink, Item, Shape, Text
from labels.symbol import dark_runs
from paper.embedded import hex_glyphs
from paper.pdf import FONTS, turned

_INKS = {Ink.BLACK: "0 g", Ink.WHITE: "1 g"}


def content(drawing: Drawing) -> bytes:
    """The operators that draw the page."""
    return "\n".join([turned(drawing.size.height_um), *map(_operators, drawing.items)]).encode("ascii")


def _operators(item: Item) -> str:
    match item:
        case Cells():
            return _cells(item)
        case Text():
            letters = f"<{hex_glyphs(item.text, item.face)}> Tj"
            font = f"{FONTS[item.face]} {item.size_um} Tf"
            return f"BT {_INKS[item.ink]} {font} 1 0 0 -1 {item.x_um} {item.y_um} Tm {letters} ET"
        case Fill():
            return f"{_INKS[item.ink]} {_rectangle(item.box)} f"
        case Shape():
            first, *others = (f"{x_um} {y_um}" for x_um, y_um in item.points_um)
            return f"{_INKS[item.ink]} {first} m {' l '.join(others)} l f"
        case _:
            assert_never(item)


def _rectangle(box: Box) -> str:
    return f"{box.x_um} {box.y_um} {box.width_um} {box.height_um} re"


def _cells(cells: Cells) -> str:
    """One path for the whole symbol: where modules touch, a reader's smoothing leaves no white hair."""
    scaled = f"{cells.module_um} 0 0 {cells.row_um} {cells.x_um} {cells.y_um} cm"
    runs = (
        f"{start} {number} {length} 1 re"
        for number, row in enumerate(cells.symbol.rows)
        for start, length in dark_runs(row)
    )
    return f"q {_INKS[Ink.BLACK]} {scaled} {' '.join(runs)} f Q"
