"""Drawings as ZPL II (Zebra's programming guide), all graphics: what is printed is what was proven.

No text is ever sent as text. A stream has digits, the commands below and the hexadecimal of dots, so that no
name on a label can be a command, and every letter is the bundled font's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import assert_never

from labels.drawing import UM_PER_INCH, Box, Cells, Drawing, Fill, Ink, Item, Shape, Size, Text
from labels.outputs.mono import Mono, ink_of, mono_of
from labels.outputs.raster import dots, line, raster
from labels.proof import Proven
from paper.typeface import Face

_HEAD = "^XA^LH0,0^LS0^LT0^LRN^PON^FWN"
"""A format that owes nothing to what was sent to the printer before it."""
_REVERSED = "^FR"
_MOST_COPIES = 99_999


def zpl(labels: Iterable[Proven], copies: int = 1) -> bytes:
    """The stream for a printer whose resolution is the drawings'; each label is a format of its own."""
    count = max(1, min(copies, _MOST_COPIES))
    return "".join([_format(label.drawing, count) for label in labels]).encode("ascii")


def _format(drawing: Drawing, copies: int) -> str:
    wide, high = dots(drawing.size.width_um, drawing.dpi), dots(drawing.size.height_um, drawing.dpi)
    fields = "".join([_field(together, drawing.dpi) for together in _together(drawing.items)])
    return f"{_HEAD}^PW{wide}^LL{high}{fields}^PQ{copies}^XZ\n"


def _together(items: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    """Each item alone, but the polygons of one sign at once: turned over twice, ink would be ink again."""
    for _, group in groupby(enumerate(items), lambda at: at[1].box if isinstance(at[1], Shape) else at[0]):
        yield tuple(item for _, item in group)


def _field(together: tuple[Item, ...], dpi: int) -> str:
    match together[0]:
        case Cells() as cells:
            return _cells(cells, dpi)
        case Text() as text:
            return _text(text, dpi)
        case Fill() as fill:
            return _fill(fill, dpi)
        case Shape():
            return _sign(tuple(item for item in together if isinstance(item, Shape)), dpi)
        case never:
            assert_never(never)


def _cells(cells: Cells, dpi: int) -> str:
    """Each module whole dots, wide as well as high."""
    wide, high = dots(cells.module_um, dpi), dots(cells.row_um, dpi)
    ink, paper = "1" * wide, "0" * wide
    rows = ["".join([ink if dark else paper for dark in row]) for row in cells.symbol.rows]
    row_bytes = -(-len(rows[0]) // 8)
    data = "".join([_row(_digits(row, row_bytes)) + ":" * (high - 1) for row in rows])
    drawn = _graphic(row_bytes * high * len(rows), row_bytes, data)
    return _placed(dots(cells.x_um, dpi), dots(cells.y_um, dpi), Ink.BLACK, drawn)


def _text(text: Text, dpi: int) -> str:
    inked = line(text, dpi)
    drawn = _line_graphic(text.text, text.face, text.size_um, text.x_um, dpi)
    return _placed(inked.left_dots, dots(text.y_um, dpi) + inked.up_dots, text.ink, drawn)


@lru_cache(maxsize=1_024)
def _line_graphic(text: str, face: Face, size_um: int, x_um: int, dpi: int) -> str:
    """Kept, as most lines of a batch are the same on every label."""
    anywhere = Text(text, face, size_um, x_um, 0, Box(0, 0, 0, 0))
    return _dots_graphic(ink_of(line(anywhere, dpi).mask))


def _fill(fill: Fill, dpi: int) -> str:
    left, top = dots(fill.box.x_um, dpi), dots(fill.box.y_um, dpi)
    wide, high = dots(fill.box.right_um, dpi) - left, dots(fill.box.bottom_um, dpi) - top
    if wide <= 0 or high <= 0:
        return ""
    ink = "B" if fill.ink is Ink.BLACK else "W"
    return f"^FO{left},{top}^GB{wide},{high},{min(wide, high)},{ink}^FS"


@lru_cache(maxsize=256)
def _sign(shapes: tuple[Shape, ...], dpi: int) -> str:
    """Polygons as their dots; two more than their box, as outlines are drawn too."""
    ink, room = shapes[0].ink, shapes[0].box.inset(-2 * UM_PER_INCH // dpi)
    inks = (replace(shape, ink=Ink.BLACK if shape.ink is ink else Ink.WHITE) for shape in shapes)
    alone = Drawing(Size(room.right_um, room.bottom_um), dpi, tuple(inks))
    drawn = _dots_graphic(mono_of(raster(alone, room)))
    return _placed(dots(room.x_um, dpi), dots(room.y_um, dpi), ink, drawn)


def _placed(left: int, top: int, ink: Ink, graphic: str) -> str:
    """A graphic at its place; a white one turns over what is black beneath it."""
    turned = _REVERSED if ink is Ink.WHITE else ""
    return f"^FO{max(left, 0)},{max(top, 0)}{turned}{graphic}^FS"


def _dots_graphic(shown: Mono) -> str:
    """Rows in hexadecimal; one that is like the one above it is a colon."""
    digits, wide = shown.data.hex().upper(), shown.row_bytes * 2
    rows = [digits[start : start + wide] for start in range(0, len(digits), wide)]
    above = ["", *rows[:-1]]
    data = "".join([":" if row == upper else _row(row) for row, upper in zip(rows, above, strict=True)])
    return _graphic(len(shown.data), shown.row_bytes, data)


def _graphic(total_bytes: int, row_bytes: int, data: str) -> str:
    return f"^GFA,{total_bytes},{total_bytes},{row_bytes},{data}"


def _digits(bits: str, row_bytes: int) -> str:
    return f"{int(bits.ljust(row_bytes * 8, '0'), 2):0{row_bytes * 2}X}"


def _row(digits: str) -> str:
    """A row of hexadecimal; a comma stands for zeros to its end."""
    return digits.rstrip("0") + "," if digits.endswith("00") else digits
