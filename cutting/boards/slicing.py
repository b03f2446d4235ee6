"""Slicing trees: how parts stand beside and above each other, without saying yet where the free space lies.

A tree is a leaf (one part) or a row (trees side by side in x) or a column (in y), and is as large as it must
be. Whatever room a board has beyond it may still go anywhere in it: so a part can be put beside any node
that the board lets grow, and no cut is decided before the last part is in. Every tree can be sawn from edge
to edge. Extents include one kerf on the far sides, which makes sums exact.
"""

from random import Random
from typing import NamedTuple

from cutting.boards.gaps import Gap, Path


class Tree(NamedTuple):
    """`kind` is a part's kind, or ROW or COLUMN. `area` is that of the parts in it."""

    dx: int
    dy: int
    kind: int
    kids: "tuple[Tree, ...]"
    area: int


ROW = -1
COLUMN = -2


def leaf(dx: int, dy: int, kind: int) -> Tree:
    """A part alone."""
    return Tree(dx, dy, kind, (), dx * dy)


def joined(kind: int, kids: tuple[Tree, ...]) -> Tree:
    """A row or a column; of one tree alone, that tree."""
    if len(kids) == 1:
        return kids[0]
    dx = dy = area = 0
    for kid_dx, kid_dy, _, _, kid_area in kids:
        area += kid_area
        if kind == ROW:
            dx += kid_dx
            dy = max(dy, kid_dy)
        else:
            dy += kid_dy
            dx = max(dx, kid_dx)
    return Tree(dx, dy, kind, kids, area)


def gaps(tree: Tree, dx: int, dy: int) -> list[Gap]:
    """Where a part may join a tree that may grow to dx × dy."""
    found: list[Gap] = []
    if dx > tree.dx:
        found.append((dx - tree.dx, dy, tree.dy, True, ()))
    if dy > tree.dy:
        found.append((dx, dy - tree.dy, tree.dx, False, ()))
    if tree.kind == ROW:
        _over_kids(tree, dx, dy, (), found)
    elif tree.kind == COLUMN:
        _beside_kids(tree, dx, dy, (), found)
    return found


def _over_kids(row: Tree, dx: int, dy: int, path: Path, found: list[Gap]) -> None:
    spare = dx - row[0]
    for place, kid in enumerate(row[3]):
        kid_dx, kid_dy, kind, _, _ = kid
        if dy > kid_dy:
            found.append((kid_dx + spare, dy - kid_dy, kid_dx, False, (*path, place)))
        if kind == COLUMN:
            _beside_kids(kid, kid_dx + spare, dy, (*path, place), found)


def _beside_kids(column: Tree, dx: int, dy: int, path: Path, found: list[Gap]) -> None:
    spare = dy - column[1]
    for place, kid in enumerate(column[3]):
        kid_dx, kid_dy, kind, _, _ = kid
        if dx > kid_dx:
            found.append((dx - kid_dx, kid_dy + spare, kid_dy, True, (*path, place)))
        if kind == ROW:
            _over_kids(kid, dx, kid_dy + spare, (*path, place), found)


def put(tree: Tree, gap: Gap, new: Tree) -> Tree:
    """A tree with a part more, where the gap is."""
    return _put(tree, gap[4], ROW if gap[3] else COLUMN, new)


def _put(tree: Tree, path: Path, kind: int, new: Tree) -> Tree:
    if not path:
        return joined(kind, (*tree[3], new) if tree[2] == kind else (tree, new))
    place, kids = path[0], tree[3]
    return joined(tree[2], (*kids[:place], _put(kids[place], path[1:], kind, new), *kids[place + 1 :]))


def without(tree: Tree, path: Path) -> Tree | None:
    """A tree less the node at a path; None where nothing is left."""
    if not path:
        return None
    place, (_, _, kind, kids, _) = path[0], tree
    kid = without(kids[place], path[1:])
    mended = () if kid is None else kid[3] if kid[2] == kind else (kid,)
    return joined(kind, (*kids[:place], *mended, *kids[place + 1 :]))


def some_node(tree: Tree, chance: Random) -> tuple[Path, Tree]:
    """A node by chance, never the tree as a whole unless it is a part: the path and the node."""
    path: Path = ()
    while tree[2] < 0 and not (path and chance.random() < 0.25):
        place = int(chance.random() * len(tree[3]))
        path, tree = (*path, place), tree[3][place]
    return path, tree


def kinds(tree: Tree, found: list[int]) -> list[int]:
    """Adds the kinds of all parts in a tree to a list."""
    if tree[2] >= 0:
        found.append(tree[2])
    for kid in tree[3]:
        kinds(kid, found)
    return found
