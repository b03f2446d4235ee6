"""What stands where on each kind of label."""

from collections.abc import Iterator
from typing import Protocol, assert_never

from labels.badges import Badge, Flow
from labels.blocks import Block, Words, WriteOn, place
from labels.column import column
from labels.drawing import Box, Cells, Drawing, Face, Item, Size
from labels.frame import Frame, frame
from labels.kinds import BlankLabel, CommandLabel, Label, Laser, PieceLabel, ShelfLabel
from labels.signs import Sign
from labels.symbol import qr
from labels.text import Type, clean
from stock.codes import LENGTH, spaced

ROLL_62 = Size(62_000, 29_000)
"""A piece label on a 62 mm roll."""

SMALLEST_TEXT_UM = 1_800


class Style(Protocol):
    """A type whose largest and smallest size are percent of the room there is."""

    def __call__(self, face: Face, percent: int, lines: int = 1, least: int = 0) -> Type: ...


_LASER_SIGNS = {Laser.YES: Sign.TICK, Laser.CAUTION: Sign.CARE, Laser.NO: Sign.CROSS}


def layout(label: Label, size: Size = ROLL_62, dpi: int = 300, link: str = "") -> Drawing:
    """The label drawn for a size and a printer's resolution.

    `link` is what stands before the code in the symbol: an upper-case address for phones, or nothing.
    Raises TooSmall, and NoSymbol for a payload that no symbol holds.
    """
    symbol = qr(link + label.code)
    framed = frame(size, symbol.span, dpi)
    quiet_um = symbol.quiet * framed.module_um
    corner = framed.symbol.inset(quiet_um)
    cells = Cells(symbol, corner.x_um, corner.y_um, framed.module_um, framed.module_um)
    words = column(_blocks(label, framed.words), framed.words, framed.words.height_um // 32)
    return Drawing(size, dpi, (cells, *_code(label.code, framed), *words))


def _code(code: str, framed: Frame) -> Iterator[Item]:
    text = spaced(code) if len(code) == LENGTH else code
    style = Type(Face.BOLD, framed.code.height_um, framed.code.height_um // 2)
    return place(Words(clean(text), style, 0, centred=framed.code_centred), framed.code)


def _blocks(label: Label, room: Box) -> list[Block]:
    """The blocks of the label's words, from top to bottom."""
    narrow_um = min(room.height_um, room.width_um * 7 // 10)

    def style(face: Face, percent: int, lines: int = 1, least: int = 0) -> Type:
        smallest_um = max(narrow_um * least // 100, SMALLEST_TEXT_UM)
        return Type(face, max(room.height_um * percent // 100, smallest_um), smallest_um, lines)

    match label:
        case PieceLabel():
            return _piece(label, style)
        case BlankLabel():
            return _blank(label, style)
        case CommandLabel():
            return _command(label, style)
        case ShelfLabel():
            return _shelf(label, style)
        case _:
            assert_never(label)


def _piece(label: PieceLabel, style: Style) -> list[Block]:
    return [
        *_words(label.title, style(Face.REGULAR, 11), 30),
        *_words(label.material, style(Face.BOLD, 16, 2, least=11), 80),
        *_words(label.size, style(Face.BOLD, 30, 2, least=12), 90),
        *_badges(label, style(Face.BOLD, 11)),
        *_words(_joined(label.free_from, label.mass), style(Face.REGULAR, 11, 2), 50),
        *_words(_joined(label.shelf, label.space), style(Face.REGULAR, 10, 2), 20),
    ]


def _badges(label: PieceLabel, style: Type) -> Iterator[Flow]:
    laser, hazards = clean(label.laser_words), _joined(*label.hazards)
    badges: list[Badge] = []
    if label.laser and laser:
        badges.append(Badge(laser, style, _LASER_SIGNS[label.laser], strong=label.laser is Laser.NO))
    if hazards:
        badges.append(Badge(hazards, style, Sign.WARNING))
    if badges:
        yield Flow(tuple(badges), 85)


def _blank(label: BlankLabel, style: Style) -> list[Block]:
    captions = (clean(caption) for caption in label.captions)
    return [
        *_words(label.title, style(Face.BOLD, 14, 2), 30),
        *(WriteOn(caption, style(Face.REGULAR, 11), 50) for caption in captions if caption),
        *_words(label.space, style(Face.REGULAR, 10), 20),
    ]


def _command(label: CommandLabel, style: Style) -> list[Block]:
    words = style(Face.BOLD, 36, 2)
    return [*_words(label.words, words, 90), *_words(label.hint, style(Face.REGULAR, 13, 2), 50)]


def _shelf(label: ShelfLabel, style: Style) -> list[Block]:
    name = style(Face.BOLD, 60, 2)
    return [*_words(label.name, name, 90), *_words(label.space, style(Face.REGULAR, 11), 20)]


def _words(text: str, style: Type, rank: int) -> Iterator[Words]:
    drawable = clean(text)
    if drawable:
        yield Words(drawable, style, rank)


def _joined(*texts: str) -> str:
    return " · ".join(text for text in map(clean, texts) if text)
