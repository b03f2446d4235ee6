"""Sawing a board up: the order of cuts after which the most is kept.

A tree stands in a board's corner; the rest of the board, an L, can be cut into two rectangles in two ways,
and each row and column inside has the same choice again: its tallest kid may be sawn off first, so that the
space over all the others stays whole.
"""

from collections.abc import Callable
from typing import NamedTuple

from cutting.boards.slicing import ROW, Tree, joined


class Sawn(NamedTuple):
    """A panel sawn at `at` into two `halves`, across (in x) or along (in y); or, without halves, the part of
    a `kind`, or None for what is left over."""

    kind: int | None = None
    across: bool = False
    at: int = 0
    halves: "tuple[Sawn, ...]" = ()


class Choice(NamedTuple):
    """A way to saw, and what its remainders are worth."""

    worth: int
    sawn: Sawn


Worth = Callable[[int, int], int]
"""What a remainder is worth by its extents in µm; 0 where one of them is none."""

LEFT = Sawn()
NOTHING = Choice(0, LEFT)

MOST_SINGLY = 8
"""Of more kids than so many, half is sawn off at once."""


class Sawing:
    """Finds the best way for one board. `between`: what a tree's extents hold more than is there; a remainder
    beside a cut has lost `kerf` to it. Panels with less than `least` beside their parts are worth nothing."""

    def __init__(self, worth: Worth, least: int, between: int, kerf: int) -> None:
        self._worth, self._least, self._between, self._kerf = worth, least, between, kerf
        self._known: dict[tuple[int, int, int], Choice] = {}
        self._shed: dict[int, tuple[Tree, Tree, Tree]] = {}

    def best(self, tree: Tree, dx: int, dy: int) -> Choice:
        """The best way to saw a tree out of a panel."""
        key = (id(tree), dx, dy)
        if key not in self._known:
            self._known[key] = self._best(tree, dx, dy)
        return self._known[key]

    def _best(self, tree: Tree, dx: int, dy: int) -> Choice:
        if dx * dy - tree.area < self._least:
            return NOTHING
        choices: list[Choice] = []
        if dx > tree.dx:
            worth = self._worth(dx - tree.dx - self._kerf, dy - self._between)
            choices.append(_trimmed(True, tree.dx, worth, self.best(tree, tree.dx, dy)))
        if dy > tree.dy:
            worth = self._worth(dx - self._between, dy - tree.dy - self._kerf)
            choices.append(_trimmed(False, tree.dy, worth, self.best(tree, dx, tree.dy)))
        if tree.kids:
            choices.append(self._split(tree, dx, dy))
        return max(choices, key=_worth) if choices else Choice(0, Sawn(tree.kind))

    def _split(self, tree: Tree, dx: int, dy: int) -> Choice:
        """What reaches farthest is sawn off."""
        _, far, near = self._parted(tree)
        if tree.kind == ROW:
            at, halves = far.dx, (self.best(far, far.dx, dy), self.best(near, dx - far.dx, dy))
        else:
            at, halves = far.dy, (self.best(far, dx, far.dy), self.best(near, dx, dy - far.dy))
        sawn = Sawn(None, tree.kind == ROW, at, (halves[0].sawn, halves[1].sawn))
        return Choice(halves[0].worth + halves[1].worth, sawn)

    def _parted(self, tree: Tree) -> tuple[Tree, Tree, Tree]:
        """A tree, what of its kids reaches farthest, and the others; kept, since an id stands for a tree."""
        if id(tree) not in self._shed:
            kids = sorted(tree.kids, key=_reach_y if tree.kind == ROW else _reach_x, reverse=True)
            some = 1 if len(kids) <= MOST_SINGLY else len(kids) // 2
            far, near = joined(tree.kind, tuple(kids[:some])), joined(tree.kind, tuple(kids[some:]))
            self._shed[id(tree)] = (tree, far, near)
        return self._shed[id(tree)]


def _reach_x(tree: Tree) -> int:
    return tree.dx


def _reach_y(tree: Tree) -> int:
    return tree.dy


def _trimmed(across: bool, at: int, worth: int, inner: Choice) -> Choice:
    return Choice(worth + inner.worth, Sawn(None, across, at, (inner.sawn, LEFT)))


def _worth(choice: Choice) -> int:
    return choice.worth
