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
            free = dx * dy - tree.area
            self._known[key] = Choice(0, LEFT) if free < self._least else self._most(tree, dx, dy)
        return self._known[key]

    def _most(self, tree: Tree, dx: int, dy: int) -> Choice:
        return max(self._choices(tree, dx, dy), key=_worth)

    def _choices(self, tree: Tree, dx: int, dy: int) -> list[Choice]:
        choices: list[Choice] = []
        if dx > tree.dx:
            worth = self._worth(dx - tree.dx - self._kerf, dy - self._between)
            choices.append(_trimmed(True, tree.dx, worth, self.best(tree, tree.dx, dy)))
        if dy > tree.dy:
            worth = self._worth(dx - self._between, dy - tree.dy - self._kerf)
            choices.append(_trimmed(False, tree.dy, worth, self.best(tree, dx, tree.dy)))
        if tree.kids:
            choices.append(self._split(tree, dx, dy))
        return choices or [Choice(0, Sawn(tree.kind))]

    def _split(self, tree: Tree, dx: int, dy: int) -> Choice:
        """The kid that reaches farthest is sawn off."""
        _, kid, others = self._parted(tree)
        if tree.kind == ROW:
            at, halves = kid.dx, (self.best(kid, kid.dx, dy), self.best(others, dx - kid.dx, dy))
        else:
            at, halves = kid.dy, (self.best(kid, dx, kid.dy), self.best(others, dx, dy - kid.dy))
        sawn = Sawn(None, tree.kind == ROW, at, (halves[0].sawn, halves[1].sawn))
        return Choice(halves[0].worth + halves[1].worth, sawn)

    def _parted(self, tree: Tree) -> tuple[Tree, Tree, Tree]:
        """A tree, its kid that reaches farthest, and the others; kept, since its id stands for a tree."""
        if id(tree) not in self._shed:
            reach = [kid.dy if tree.kind == ROW else kid.dx for kid in tree.kids]
            place = reach.index(max(reach))
            others = joined(tree.kind, tree.kids[:place] + tree.kids[place + 1 :])
            self._shed[id(tree)] = (tree, tree.kids[place], others)
        return self._shed[id(tree)]


def _trimmed(across: bool, at: int, worth: int, inner: Choice) -> Choice:
    return Choice(worth + inner.worth, Sawn(None, across, at, (inner.sawn, LEFT)))


def _worth(choice: Choice) -> int:
    return choice.worth
