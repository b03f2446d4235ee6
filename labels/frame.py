"""Where symbol, code and words go on a label of any size, and which sizes are too small."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import product

from labels.drawing import MM, UM_PER_INCH, Box, Size
from labels.errors import TooSmall
from labels.symbol import Symbol
from labels.text import line_um

SMALLEST_MODULE_UM = 250
SMALLEST_MODULE_DOTS = 3
LARGEST_MODULE_UM = 1_100
SMALLEST_CODE_UM = 1_500
"""Font size below which nobody reads a code aloud."""
_NARROWEST_CODE_UM = SMALLEST_CODE_UM * 82 // 10
"""No code in groups is more than 8.2 times as wide as its font size."""

_SHARES = (34, 45, 60, 85)
"""Percent of the label's longer side that the symbol may have; a small label gives it more."""
_FLAT_UM = 18 * MM
"""Below this height the code stands beside the symbol, not under it."""
_FURTHEST_MM = 120


class Edge(StrEnum):
    """What lies beyond the upper and lower edge of what can be printed on."""

    PAPER = "paper"
    """The end of the label, as far as anyone knows."""
    TAPE = "tape"
    """Blank tape, and whatever it is stuck on: it counts as quiet zone."""


@dataclass(frozen=True, slots=True)
class Spans:
    """Modules across with the quiet zone, and down as far as they must be printed."""

    across: int
    down: int


@dataclass(frozen=True, slots=True)
class Frame:
    """`symbol` includes the quiet zone; `words` may have no room for any."""

    symbol: Box
    module_um: int
    code: Box
    code_centred: bool
    words: Box


def frame(size: Size, symbol: Symbol, dpi: int, edge: Edge = Edge.PAPER) -> Frame:
    """The frame for a square symbol. Raises TooSmall with the nearest size that works."""
    span = Spans(symbol.span, symbol.columns if edge is Edge.TAPE else symbol.span)
    found = next(_frames(size, span, dpi), None)
    if found is None:
        needed = _needed(size, span, dpi)
        raise TooSmall(size.width_um, size.height_um, needed.width_um, needed.height_um)
    return found


def margin_um(size: Size) -> int:
    """What stays white at the edges, as printers and scissors are not exact."""
    return max(600, min(2 * MM, min(size.width_um, size.height_um) // 20))


def _needed(size: Size, span: Spans, dpi: int) -> Size:
    """The nearest larger size that works, in whole millimetres more."""
    sizes = (Size(size.width_um + wide * MM, size.height_um + high * MM) for wide, high in _steps_mm())
    return next(larger for larger in sizes if next(_frames(larger, span, dpi), None))


@cache
def _steps_mm() -> list[tuple[int, int]]:
    """How much wider and higher, the least first."""
    millimetres = range(_FURTHEST_MM + 1)
    return sorted(product(millimetres, millimetres), key=lambda step: (sum(step), step))


def _frames(size: Size, span: Spans, dpi: int) -> Iterator[Frame]:
    """The arrangements that work, best first."""
    for arranged, share in product(_arrangements(size), _SHARES):
        found = arranged(size, span, dpi, share)
        if found.module_um and found.code.width_um >= _NARROWEST_CODE_UM:
            yield found


def _arrangements(size: Size) -> list[Callable[[Size, Spans, int, int], Frame]]:
    if size.width_um * 5 < size.height_um * 6:
        return [_tall, _flat]
    return [_flat] if size.height_um < _FLAT_UM else [_wide, _flat]


def module_um(side_um: int, span: int, dpi: int) -> int:
    """The largest module of whole dots of which `span` fit into the side; 0 where it is too fine to read."""
    dots = min(side_um * dpi // (span * UM_PER_INCH), LARGEST_MODULE_UM * dpi // UM_PER_INCH)
    found_um = round(dots * UM_PER_INCH / dpi)
    return found_um if dots >= SMALLEST_MODULE_DOTS and found_um >= SMALLEST_MODULE_UM else 0


def smallest_module_um(dpi: int) -> int:
    """The finest module that is read at a resolution."""
    fewest = max(SMALLEST_MODULE_DOTS, -(-SMALLEST_MODULE_UM * dpi // UM_PER_INCH))
    return round(fewest * UM_PER_INCH / dpi)


def code_line_um(side_um: int) -> int:
    """The height of the code's line next to a side of the label."""
    return line_um(max(SMALLEST_CODE_UM, min(side_um // 10, 4 * MM)))


def _wide(size: Size, span: Spans, dpi: int, share: int) -> Frame:
    """Symbol left, the code under it, words to the right."""
    margin, line = margin_um(size), code_line_um(size.height_um)
    module = module_um(min(size.height_um - line - margin, size.width_um * share // 100), span.across, dpi)
    side_um = module * span.across
    top_um = (size.height_um - side_um - line - margin) // 2
    code = Box(margin, top_um + side_um, side_um - 2 * margin, line)
    words = Box(side_um, margin, size.width_um - side_um - margin, size.height_um - 2 * margin)
    return Frame(Box(0, top_um, side_um, side_um), module, code, True, words)


def _flat(size: Size, span: Spans, dpi: int, share: int) -> Frame:
    """Symbol left, the code to its right, words under the code."""
    margin, line = margin_um(size), code_line_um(size.height_um * 3 // 2)
    across_um = module_um(size.width_um * share // 100, span.across, dpi)
    module = min(across_um, module_um(size.height_um, span.down, dpi))
    side_um, high_um = module * span.across, module * span.down
    right_um = size.width_um - side_um - margin
    code = Box(side_um, margin, right_um, line)
    words = Box(side_um, margin + line, right_um, size.height_um - line - 2 * margin)
    return Frame(Box(0, (size.height_um - high_um) // 2, side_um, high_um), module, code, False, words)


def _tall(size: Size, span: Spans, dpi: int, share: int) -> Frame:
    """Symbol on top, the code under it, words below."""
    margin, line = margin_um(size), code_line_um(size.width_um)
    room_um = min(size.width_um, size.height_um * (share + 10) // 100, size.height_um - line - margin)
    module = module_um(room_um, span.across, dpi)
    side_um = module * span.across
    across_um = size.width_um - 2 * margin
    code = Box(margin, side_um, across_um, line)
    words = Box(margin, code.bottom_um + margin, across_um, size.height_um - code.bottom_um - 2 * margin)
    return Frame(Box((size.width_um - side_um) // 2, 0, side_um, side_um), module, code, True, words)
