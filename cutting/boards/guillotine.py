"""Plans for a saw: every cut from edge to edge."""

from collections.abc import Callable, Iterator
from random import Random

from cutting.boards import slicing
from cutting.boards.cuts import Bench
from cutting.boards.descent import Descent
from cutting.boards.gaps import Gap
from cutting.boards.given import Given, Ground, given
from cutting.boards.plans import plans
from cutting.boards.sawing import Sawing, Worth
from cutting.boards.slicing import Tree
from cutting.terms import Job, Layout, Mode, Placed, Plan


def search(job: Job, seed: int) -> Iterator[Plan | None]:
    """Ever better plans for a saw, a `terms.Search`. Ends where no part fits anywhere."""
    counted = given(job)
    way = Guillotine(counted)
    return plans(counted, way, Descent(counted, way, seed).shelves())


class Guillotine:
    """Slicing trees, as a `Way`."""

    def __init__(self, counted: Given) -> None:
        self._tool, self._keep, self._least = counted.job.tool, counted.job.keep, counted.shortest

    def begun(self, _ground: Ground, dx: int, dy: int, kind: int) -> Tree:
        """One part."""
        return slicing.leaf(dx, dy, kind)

    def gaps(self, content: Tree, ground: Ground) -> tuple[list[Gap], int]:
        """Beside every node that may grow."""
        return slicing.gaps(content, ground.dx, ground.dy, self._least), ground.area - content.area

    def put(self, content: Tree, gap: Gap, dx: int, dy: int, kind: int) -> Tree:
        """One leaf more."""
        return slicing.put(content, gap, slicing.leaf(dx, dy, kind))

    def thinned(self, content: Tree, _ground: Ground, chance: Random, taken: list[int]) -> Tree | None:
        """Less a node."""
        path, node = slicing.some_node(content, chance)
        slicing.kinds(node, taken)
        return slicing.without(content, path)

    def kinds(self, content: Tree) -> list[int]:
        """The kinds of all leaves."""
        return slicing.kinds(content, [])

    def kept_um2(self, content: Tree, ground: Ground) -> int:
        """After the best order of cuts."""
        return self._sawing(self._kept_um2, self._keep.area_um2).best(content, ground.dx, ground.dy).worth

    def layout(self, content: Tree, ground: Ground, name: Callable[[int], int]) -> Layout:
        """Sawn so that the most is kept, and of equals with the largest remainders."""
        panel, planned = ground.within(self._tool)
        bench = Bench(self._tool)
        bench.saw(panel, self._sawing(self._worth, 0).best(content, ground.dx, ground.dy).sawn, planned)
        parts = tuple(Placed(name(kind), at) for kind, at in bench.parts)
        left = tuple(sorted(bench.left, key=lambda rect: -rect.area_um2))
        return Layout(ground.offer, parts, tuple(bench.cuts), left)

    def _worth(self, dx: int, dy: int) -> int:
        """What is kept, before all; then large remainders, by the square of their areas."""
        return (self._kept_um2(dx, dy) << 64) + (max(dx, 0) * max(dy, 0)) ** 2 // 10**12

    def _sawing(self, worth: Worth, least: int) -> Sawing:
        return Sawing(worth, least, self._tool.between_um, self._tool.kerf_um)

    def _kept_um2(self, dx: int, dy: int) -> int:
        return dx * dy if min(dx, dy) > 0 and self._keep.keeps(dx, dy, Mode.GUILLOTINE) else 0
