"""What stands where on a label."""

from collections.abc import Iterator
from typing import assert_never

from labels.bars import bar_frame
from labels.blocks import Words, place
from labels.drawing import Cells, Drawing, Item, Size
from labels.frame import SMALLEST_CODE_UM, Edge, Frame, frame
from labels.kinds import Label, TransferLabel, kind_of
from labels.spread import spread
from labels.symbol import Symbol, Symbology, code128, qr
from labels.templates.reading import shipped
from labels.templates.template import Template
from labels.text import Type
from paper.text import clean
from paper.typeface import Face
from stock.codes import LENGTH, spaced

ROLL_62 = Size(62_000, 29_000)
"""A piece label on a 62 mm roll."""


def layout(
    label: Label,
    size: Size = ROLL_62,
    dpi: int = 300,
    link: str = "",
    template: Template | None = None,
    edge: Edge = Edge.PAPER,
) -> Drawing:
    """The label drawn for a size and a printer's resolution, by its kind's shipped template unless told else.

    `link` is what stands before the code in the symbol: an upper-case address for phones, or nothing.
    Raises TooSmall, and NoSymbol for a payload that no symbol holds.
    """
    chosen = template or shipped(kind_of(label))
    symbol, framed = _framed(_payload(label, link), chosen.symbology, size, dpi, edge)
    words = spread(chosen, label, framed.words)
    return Drawing(size, dpi, (_cells(symbol, framed), *_code(label.code, framed), *words))


def _payload(label: Label, link: str) -> str:
    """What the symbol holds. A slip is read by kiosks alone."""
    slip = label.slip if isinstance(label, TransferLabel) else ""
    return slip or link + label.code


def _framed(payload: str, symbology: Symbology, size: Size, dpi: int, edge: Edge) -> tuple[Symbol, Frame]:
    match symbology:
        case Symbology.QR:
            symbol = qr(payload)
            return symbol, frame(size, symbol, dpi, edge)
        case Symbology.CODE128:
            symbol = code128(payload)
            return symbol, bar_frame(size, symbol, dpi)
        case _:
            assert_never(symbology)


def _cells(symbol: Symbol, framed: Frame) -> Cells:
    """The symbol in the middle of its box; bars are as high as the box."""
    box, module_um = framed.symbol, framed.module_um
    row_um = module_um if symbol.symbology is Symbology.QR else box.height_um
    top_um = box.y_um + (box.height_um - row_um * len(symbol.rows)) // 2
    return Cells(symbol, box.x_um + symbol.quiet * module_um, top_um, module_um, row_um)


def _code(code: str, framed: Frame) -> Iterator[Item]:
    text = spaced(code) if len(code) == LENGTH else code
    style = Type(Face.BOLD, framed.code.height_um, SMALLEST_CODE_UM)
    return place(Words(clean(text), style, 0, centred=framed.code_centred), framed.code)
