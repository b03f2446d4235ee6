"""No label leaves unread: every symbol is drawn as the target's dots and read back."""

from dataclasses import dataclass

from PIL import Image
from pyzbar.pyzbar import ZBarSymbol, decode

from labels.drawing import Box, Cells, Drawing
from labels.errors import Unreadable
from labels.outputs.raster import raster
from labels.symbol import Symbology

_KINDS = {Symbology.QR: ZBarSymbol.QRCODE, Symbology.CODE128: ZBarSymbol.CODE128}


@dataclass(frozen=True, slots=True)
class Proven:
    """A drawing whose symbols were read back; only `prove` makes one, and outputs take nothing else."""

    drawing: Drawing


def prove(drawing: Drawing) -> Proven:
    """The drawing, once each of its symbols reads as its payload at the target's resolution.

    What else is drawn there counts too: a text across a symbol makes it Unreadable.
    """
    for cells in drawing.symbols:
        _check(cells, raster(drawing, _within(cells.quiet_box, drawing)))
    return Proven(drawing)


def read_back(image: Image.Image, symbology: Symbology) -> tuple[str, ...]:
    """The payloads of the symbols in a picture."""
    found = decode(image, symbols=[_KINDS[symbology]])
    return tuple(symbol.data.decode("utf-8", "replace") for symbol in found)


def _check(cells: Cells, image: Image.Image) -> None:
    read = read_back(image, cells.symbol.symbology)
    if read != (cells.symbol.payload,):
        raise Unreadable(cells.symbol.payload, read)


def _within(box: Box, drawing: Drawing) -> Box:
    """The part of the box that is on the paper."""
    left_um, top_um = max(box.x_um, 0), max(box.y_um, 0)
    right_um, bottom_um = min(box.right_um, drawing.size.width_um), min(box.bottom_um, drawing.size.height_um)
    return Box(left_um, top_um, right_um - left_um, bottom_um - top_um)
