"""The signs before a word: each has a shape of its own, so that a black and white printer can say it."""

from collections.abc import Iterator
from enum import StrEnum

from labels.drawing import Box, Ink, Item, Shape

_GRID = 100


class Sign(StrEnum):
    """What a sign says."""

    TICK = "tick"
    CARE = "care"
    CROSS = "cross"
    WARNING = "warning"


_Points = tuple[tuple[int, int], ...]

_STEM: _Points = ((43, 34), (57, 34), (54, 64), (46, 64))
_DOT: _Points = ((44, 70), (56, 70), (56, 82), (44, 82))
_HIGH_STEM: _Points = ((43, 20), (57, 20), (54, 58), (46, 58))
_HIGH_DOT: _Points = ((44, 66), (56, 66), (56, 78), (44, 78))

_OUTLINES: dict[Sign, tuple[_Points, ...]] = {
    Sign.TICK: (((4, 54), (18, 40), (38, 60), (82, 10), (97, 23), (39, 90)),),
    Sign.CARE: (((50, 0), (100, 50), (50, 100), (0, 50)),),
    Sign.CROSS: (
        ((10, 24), (24, 10), (90, 76), (76, 90)),
        ((76, 10), (90, 24), (24, 90), (10, 76)),
    ),
    Sign.WARNING: (((50, 4), (100, 94), (0, 94)),),
}
_CUT_OUT: dict[Sign, tuple[_Points, ...]] = {
    Sign.CARE: (_HIGH_STEM, _HIGH_DOT),
    Sign.WARNING: (_STEM, _DOT),
}


def draw_sign(sign: Sign, box: Box, ink: Ink) -> Iterator[Item]:
    """The sign in a square box."""
    paper = Ink.WHITE if ink is Ink.BLACK else Ink.BLACK
    for points in _OUTLINES[sign]:
        yield _shape(points, box, ink)
    for points in _CUT_OUT.get(sign, ()):
        yield _shape(points, box, paper)


def _shape(points: _Points, box: Box, ink: Ink) -> Shape:
    side_um = min(box.width_um, box.height_um)
    scaled = ((box.x_um + x * side_um // _GRID, box.y_um + y * side_um // _GRID) for x, y in points)
    return Shape(tuple(scaled), box, ink)
