"""What PackingSolver says of one board, as the searches note it."""

from collections.abc import Iterable, Sequence

from cutting.boards.given import Ground, Sides
from cutting.boards.lying import Free, Lying
from cutting.boards.slicing import COLUMN, ROW, Tree, joined, leaf

Ways = Sequence[tuple[Sides, ...]]


def sawn(places: Sequence[Sequence[int]], kinds: Sequence[int]) -> Tree:
    """The slicing tree of nodes, each with its near and far corner, its parent's place and its item or -1.

    Raises ValueError, IndexError or TypeError for what is none.
    """
    kids: list[list[int]] = [[] for _ in places]
    for at, (_, _, _, _, parent, _) in enumerate(places):
        if parent >= 0:
            kids[parent].append(at)

    def tree(at: int) -> Tree | None:
        x, y, far_x, far_y, _, item = places[at]
        if item >= 0:
            return leaf(far_x - x, far_y - y, kinds[item])
        is_row = len({places[kid][0] for kid in kids[at]}) > 1
        return _joined(
            ROW if is_row else COLUMN, map(tree, sorted(kids[at], key=lambda kid: tuple(places[kid][:2])))
        )

    whole = tree(0)
    if whole is None:
        raise ValueError("a board without parts")
    return whole


def _joined(kind: int, trees: Iterable[Tree | None]) -> Tree | None:
    """Of what holds parts, in one row or column."""
    kids = [kid for tree in trees if tree for kid in (tree.kids if tree.kind == kind else (tree,))]
    return joined(kind, tuple(kids)) if kids else None


def lying(
    places: Iterable[Sequence[int]], kinds: Sequence[int], ground: Ground, ways: Ways, way: Free
) -> Lying:
    """Parts by item, near corner, and whether they are turned.

    Raises ValueError, IndexError or TypeError for what is none.
    """
    content = Lying((), ground.spaces)
    for item, x, y, is_turned in places:
        dx, dy = ways[kinds[item]][0][::-1] if is_turned else ways[kinds[item]][0]
        content = way.put(content, (0, 0, 0, True, (x, y)), dx, dy, kinds[item])
    return content
