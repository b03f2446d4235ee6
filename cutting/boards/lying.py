"""Boards on which parts lie anywhere, with the largest empty rectangles between them."""

from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

from cutting.boards.gaps import Gap
from cutting.boards.given import Given, Ground, fits
from cutting.boards.slicing import Tree, placed
from cutting.boards.spaces import Box, split
from cutting.boards.way import Board
from cutting.terms import Layout, Mode, Placed, Rect

MOST_LEFT = 24
"""So many rectangles are named of what is left of an offer: the largest."""

MOST_KEPT = 3
"""So many of them are looked at while a plan is sought."""

MOST_BEGUN = 3
"""With so many of the best rectangles it is tried to begin."""

Part = tuple[int, Box]
"""A part's kind and where it lies, with one distance beyond its far edges."""


class Lying(NamedTuple):
    """Parts, and the largest empty rectangles between them, which overlap."""

    parts: tuple[Part, ...]
    spaces: tuple[Box, ...]


class Free:
    """Parts that lie, as a `Way`."""

    def __init__(self, counted: Given) -> None:
        self._tool, self._keep, self._grounds = counted.job.tool, counted.job.keep, counted.grounds

    def begun(self, ground: Ground, dx: int, dy: int, kind: int) -> Lying:
        """One part, in a corner of the smallest space that holds it."""
        space = next(space for space in reversed(ground.spaces) if fits(space, dx, dy))
        x, y = _corner(space, dx, dy, ground.spaces)
        return _lying([(kind, (x, y, x + dx, y + dy))], ground)

    def gaps(self, content: Lying, ground: Ground) -> tuple[list[Gap], int]:
        """All empty rectangles; of an outline with their far corners, since a part may lie in any corner."""
        has_outline = ground.offer.outline is not None
        found: list[Gap] = [
            (right - x, top - y, top - y, True, (x, y, right, top) if has_outline else (x, y))
            for x, y, right, top in content.spaces
        ]
        return found, ground.area - sum(_area(box) for _, box in content.parts)

    def put(self, content: Lying, gap: Gap, dx: int, dy: int, kind: int) -> Lying:
        """One part more, in the near corner of its gap, or in the best where it names its far one."""
        x, y, *far = gap[4]
        if far:
            x, y = _corner((x, y, far[0], far[1]), dx, dy, content.spaces)
        box = (x, y, x + dx, y + dy)
        return Lying((*content.parts, (kind, box)), tuple(split(content.spaces, box)))

    def thinned(self, content: Lying, ground: Ground, chance: Random, taken: list[int]) -> Lying | None:
        """Less a part, and half of the time what lies beside it."""
        _, (x, y, right, top) = chance.choice(content.parts)
        reach = self._tool.between_um + 1 if chance.random() < 0.5 else 0
        stay = []
        for kind, box in content.parts:
            if box[0] < right + reach and x - reach < box[2] and box[1] < top + reach and y - reach < box[3]:
                taken.append(kind)
            else:
                stay.append((kind, box))
        return _lying(stay, ground) if stay else None

    def kinds(self, content: Lying) -> list[int]:
        """The kinds of all parts."""
        return [kind for kind, _ in content.parts]

    def kept_um2(self, content: Lying, _ground: Ground) -> int:
        """What is kept of the largest rectangles."""
        return sum(map(self._kept_um2, self._left(content.spaces, MOST_KEPT)))

    def layout(self, content: Lying, ground: Ground, name: Callable[[int], int]) -> Layout:
        """Without cuts; what is left is named as in `_left`."""
        parts = tuple(Placed(name(kind), self._rect(box)) for kind, box in content.parts)
        left = sorted(self._left(content.spaces, MOST_LEFT), key=lambda rect: -rect.area_um2)
        return Layout(ground.offer, parts, (), tuple(left))

    def freed(self, board: Board[Tree]) -> Board[Lying]:
        """A board for a saw, whose parts now lie."""
        ground = self._grounds[board.ground]
        there = placed(board.content, *ground.spaces[0][:2])
        parts = [(leaf.kind, (x, y, x + leaf.dx, y + leaf.dy)) for x, y, leaf in there]
        content = _lying(parts, ground)
        return Board(board.ground, content, *self.gaps(content, ground))

    def _left(self, spaces: Sequence[Box], most: int) -> list[Rect]:
        """Rectangles that do not meet, each the best of what the ones before leave; of a few ways to begin,
        the one after which the most is kept."""
        ways = [self._taken(spaces, first, most) for first in self._best_first(spaces)[:MOST_BEGUN]]
        return max(ways, key=lambda rects: sum(map(self._kept_um2, rects)), default=[])

    def _taken(self, spaces: Sequence[Box], first: Box, most: int) -> list[Rect]:
        rects, boxes = list[Rect](), [first]
        while boxes and len(rects) < most:
            rects.append(self._rect(boxes[0]))
            spaces = split(spaces, boxes[0])
            boxes = self._best_first(spaces)[:1]
        return rects

    def _best_first(self, spaces: Sequence[Box]) -> list[Box]:
        """The spaces that are more than a distance, what is kept before what is not, the largest first."""
        there = [(self._rect(space), space) for space in spaces]
        known = [
            (self._kept_um2(rect), rect.area_um2, box)
            for rect, box in there
            if min(rect.dx_um, rect.dy_um) > 0
        ]
        return [box for _, _, box in sorted(known, reverse=True)]

    def _rect(self, box: Box) -> Rect:
        x, y, right, top = box
        trim, between = self._tool.trim_um, self._tool.between_um
        return Rect(trim + x, trim + y, right - x - between, top - y - between)

    def _kept_um2(self, rect: Rect) -> int:
        return rect.area_um2 if self._keep.keeps(rect.dx_um, rect.dy_um, Mode.FREE) else 0


def _lying(parts: list[Part], ground: Ground) -> Lying:
    spaces = list(ground.spaces)
    for _, box in parts:
        spaces = split(spaces, box)
    return Lying(tuple(parts), tuple(spaces))


def _corner(space: Box, dx: int, dy: int, spaces: Sequence[Box]) -> tuple[int, int]:
    """Where in a space a part takes least of all spaces together, in which corner of it."""
    x, y, right, top = space
    return min(
        ((a, b) for a in (x, right - dx) for b in (y, top - dy)),
        key=lambda at: sum(_shared((*at, at[0] + dx, at[1] + dy), other) for other in spaces),
    )


def _shared(one: Box, two: Box) -> int:
    """The area of what both have."""
    dx, dy = min(one[2], two[2]) - max(one[0], two[0]), min(one[3], two[3]) - max(one[1], two[1])
    return max(dx, 0) * max(dy, 0)


def _area(box: Box) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])
