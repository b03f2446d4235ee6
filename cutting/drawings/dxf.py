"""Layouts as a DXF file in mm: layers SHEET, CUT and LABEL, y upwards."""

import re
from collections.abc import Sequence
from io import StringIO
from typing import TYPE_CHECKING

from cutting.drawings.drawn import Drawn
from cutting.drawings.strokes import Label, Strokes, strokes
from cutting.terms import Rect
from stock.plain import shown

if TYPE_CHECKING:
    from ezdxf.document import Drawing

_COLOURS = {"SHEET": 5, "CUT": 1, "LABEL": 7}
"""Blue, red, and black or white, whichever the background is not (AutoCAD colour index)."""
_MILLIMETRES = 4
_NARROW = 0.62
"""How wide a letter is, about, by the height of its capitals: a viewer has its own font."""


_CODES = re.compile(r"\\[UM]\+", re.IGNORECASE)


class NoLibrary(ImportError):
    """The library that writes DXF is not installed; `name` is what to install."""


def dxf(drawings: Sequence[Drawn]) -> bytes:
    """The file; layouts lie under each other. Raises NoLibrary."""
    try:
        from ezdxf.filemanagement import new
    except ModuleNotFoundError as error:
        raise NoLibrary(str(error), name="ezdxf") from error
    document = new("R2010", units=_MILLIMETRES)
    for name, colour in _COLOURS.items():
        document.layers.add(name, color=colour)
    _draw(document, strokes(drawings))
    out = StringIO()
    document.write(out)
    return out.getvalue().encode("utf-8", errors="replace")


def _draw(document: "Drawing", drawn: Strokes) -> None:
    model, low_um = document.modelspace(), drawn.height_um
    for layer, rects in (("SHEET", drawn.sheets), ("CUT", drawn.outlines)):
        for rect in rects:
            model.add_lwpolyline(_corners(rect, low_um), close=True, dxfattribs={"layer": layer})
    for ring in drawn.rings:
        corners = [(x / 1000, (low_um - y) / 1000) for x, y in ring]
        model.add_lwpolyline(corners, close=True, dxfattribs={"layer": "SHEET"})
    for box in drawn.circles:
        middle = ((box.x_um + box.dx_um / 2) / 1000, (low_um - box.y_um - box.dy_um / 2) / 1000)
        model.add_circle(middle, box.dx_um / 2000, dxfattribs={"layer": "CUT"})
    for x1, y1, x2, y2 in drawn.lines:
        ends = ((x1 / 1000, (low_um - y1) / 1000), (x2 / 1000, (low_um - y2) / 1000))
        model.add_line(*ends, dxfattribs={"layer": "CUT"})
    for label in drawn.labels:
        text = model.add_text(escaped(label.text), height=_high_mm(label), dxfattribs={"layer": "LABEL"})
        text.set_placement((label.x_um / 1000, (low_um - label.y_um) / 1000))


def escaped(text: str) -> str:
    """A text in which a DXF reader finds no codes for signs, lines or characters."""
    said = shown(text).replace("^", "^ ").replace("%%", "% %")
    return _CODES.sub(lambda found: f"{found[0][0]} {found[0][1:]}", said)


def _high_mm(label: Label) -> float:
    """The height of its capitals, less where the text would be wider than its room."""
    wide_um = len(label.text) * label.high_um * _NARROW
    return label.high_um * min(1.0, label.room_um / max(wide_um, 1)) / 1000


def _corners(rect: Rect, low_um: int) -> list[tuple[float, float]]:
    left, right = rect.x_um / 1000, (rect.x_um + rect.dx_um) / 1000
    top, low = (low_um - rect.y_um) / 1000, (low_um - rect.y_um - rect.dy_um) / 1000
    return [(left, low), (right, low), (right, top), (left, top)]
