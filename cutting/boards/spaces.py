"""Rectangles on a board, and the largest empty rectangles between them.

Kept as in the "maximal rectangles" of Jylänki (2010): each part splits every empty rectangle that it meets
into up to four that overlap, and those inside another are dropped.
"""

from collections.abc import Iterable

Box = tuple[int, int, int, int]
"""x and y of a rectangle's near corner, then of its far corner."""


def split(spaces: Iterable[Box], taken: Box) -> list[Box]:
    """The largest empty rectangles once a rectangle more is taken."""
    x, y, far_x, far_y = taken
    whole, pieces = list[Box](), list[Box]()
    for space in spaces:
        left, low, right, high = space
        if x >= right or far_x <= left or y >= high or far_y <= low:
            whole.append(space)
            continue
        if left < x:
            pieces.append((left, low, x, high))
        if far_x < right:
            pieces.append((far_x, low, right, high))
        if low < y:
            pieces.append((left, low, right, y))
        if far_y < high:
            pieces.append((left, far_y, right, high))
    return whole + _outermost(pieces, whole)


def _outermost(pieces: list[Box], whole: list[Box]) -> list[Box]:
    """The pieces that lie in no other space."""
    kept: list[Box] = []
    for place, piece in enumerate(pieces):
        others = (*whole, *kept, *pieces[place + 1 :])
        if not any(_lies_in(piece, other) for other in others):
            kept.append(piece)
    return kept


def _lies_in(inner: Box, outer: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]
