"""An outline as a picture of half blocks for a terminal. Pure."""

from collections.abc import Sequence
from itertools import pairwise

from stock.outlines import Outline, Ring

_BLOCKS = " ▀▄█"
"""By whether the upper half is filled (1), and the lower one (2)."""


def half_blocks(outline: Outline, columns: int, rows: int) -> tuple[str, ...]:
    """The outline to scale, within so many characters; two dots a character, one above the other."""
    found = dots(outline.rings_um, outline.box_um, columns, rows)
    pairs = zip(found[::2], found[1::2], strict=True)
    return tuple(
        "".join(_BLOCKS[above + 2 * below] for above, below in zip(upper, lower, strict=True)).rstrip()
        for upper, lower in pairs
    )


def dots(
    rings_um: Sequence[Ring], box_um: tuple[int, int, int, int], columns: int, rows: int
) -> list[list[bool]]:
    """Which dots lie inside of rings in a box that begins at 0, the upper row first; their number is even."""
    _x, _y, wide_um, high_um = box_um
    step = max(wide_um / max(columns, 1), high_um / (2 * max(rows, 1)), 1.0)
    across, down = max(1, round(wide_um / step)), max(1, round(high_um / step))
    found = [_row(rings_um, high_um * (1 - (row + 0.5) / down), wide_um, across) for row in range(down)]
    return [*found, [False] * across] if down % 2 else found


def _row(rings: Sequence[Ring], y: float, wide_um: int, dots: int) -> list[bool]:
    """Which dots of a row lie inside: behind an odd number of edges."""
    crossed = sorted(x for ring in rings for x in _crossings(ring, y))
    found = [False] * dots
    for left, right in zip(crossed[::2], crossed[1::2], strict=True):
        for dot in range(dots):
            found[dot] |= left <= (dot + 0.5) / dots * wide_um < right
    return found


def _crossings(ring: Ring, y: float) -> list[float]:
    edges = pairwise((*ring, ring[0]))
    return [x0 + (y - y0) * (x1 - x0) / (y1 - y0) for (x0, y0), (x1, y1) in edges if (y0 <= y) != (y1 <= y)]
