"""Where bars, code and words go on a label for scanners that read bars alone."""

from labels.drawing import MM, Box, Size
from labels.errors import TooSmall
from labels.frame import LARGEST_MODULE_UM, Frame, code_line_um, margin_um, module_um, smallest_module_um
from labels.symbol import Symbol

_LOWEST_UM = 6 * MM
"""Bars lower than this are missed by a hand that is not quite still."""
_SHARE = 30
"""Percent of the label's height that bars may have."""


def bar_frame(size: Size, symbol: Symbol, dpi: int) -> Frame:
    """Words above, bars below from side to side, the code under them. Raises TooSmall."""
    margin, line_um = margin_um(size), code_line_um(size.height_um)
    bars_um = max(_LOWEST_UM, size.height_um * _SHARE // 100)
    module = module_um(size.width_um, symbol.span, dpi)
    if not module or size.height_um < bars_um + line_um + 2 * margin:
        needed_um = max(size.width_um, -(-smallest_module_um(dpi) * (symbol.span + 1) // MM) * MM)
        lowest_um = max(size.height_um, -(-(bars_um + line_um + 2 * margin) // MM) * MM)
        raise TooSmall(size.width_um, size.height_um, needed_um, lowest_um)
    wide_um = min(module, LARGEST_MODULE_UM) * symbol.span
    code = Box(margin, size.height_um - margin - line_um, size.width_um - 2 * margin, line_um)
    bars = Box((size.width_um - wide_um) // 2, code.y_um - bars_um, wide_um, bars_um)
    words = Box(margin, margin, size.width_um - 2 * margin, bars.y_um - 2 * margin)
    return Frame(bars, module, code, True, words)
