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

DEEPEST = 12
"""So deep are rows in columns in rows; boards for people to saw come nowhere near."""

MOST_KIDS = 48
"""Beside so many kids of a row or column, the last, another part may stand: more are only seen in thousands
of small parts, which must not take minutes."""


def leaf(dx: int, dy: int, kind: int) -> Tree:
    """A part alone."""
    return Tree(dx, dy, kind, (), dx * dy)


def joined(kind: int, kids: tuple[Tree, ...]) -> Tree:
    """A row or a column; of one tree alone, that tree."""
    if len(kids) == 1:
        return kids[0]
    dx = dy = area = 0
    if kind == ROW:
        for kid_dx, kid_dy, _, _, kid_area in kids:
            dx += kid_dx
            if kid_dy > dy:  # noqa: PLR1730 (half of the search's time is spent here)
                dy = kid_dy
            area += kid_area
    else:
        for kid_dx, kid_dy, _, _, kid_area in kids:
            if kid_dx > dx:  # noqa: PLR1730
                dx = kid_dx
            dy += kid_dy
            area += kid_area
    return Tree(dx, dy, kind, kids, area)


def gaps(tree: Tree, dx: int, dy: int, least: int) -> list[Gap]:
    """Where a part may join a tree that may grow to dx × dy; what is narrower than `least` is no gap."""
    found: list[Gap] = []
    if dx - tree.dx >= least:
        found.append((dx - tree.dx, dy, tree.dy, True, ()))
    if dy - tree.dy >= least:
        found.append((dx, dy - tree.dy, tree.dx, False, ()))
    if tree.kind == ROW:
        _over_kids(tree, dx, dy, least, (), found)
    elif tree.kind == COLUMN:
        _beside_kids(tree, dx, dy, least, (), found)
    return found


def _over_kids(row: Tree, dx: int, dy: int, least: int, path: Path, found: list[Gap]) -> None:
    spare, kids = dx - row[0], row[3]
    for place in range(max(0, len(kids) - MOST_KIDS), len(kids)):
        kid_dx, kid_dy, kind, _, _ = kids[place]
        if dy - kid_dy >= least:
            found.append((kid_dx + spare, dy - kid_dy, kid_dx, False, (*path, place)))
        if kind == COLUMN and len(path) < DEEPEST:
            _beside_kids(kids[place], kid_dx + spare, dy, least, (*path, place), found)


def _beside_kids(column: Tree, dx: int, dy: int, least: int, path: Path, found: list[Gap]) -> None:
    spare, kids = dy - column[1], column[3]
    for place in range(max(0, len(kids) - MOST_KIDS), len(kids)):
        kid_dx, kid_dy, kind, _, _ = kids[place]
        if dx - kid_dx >= least:
            found.append((dx - kid_dx, kid_dy + spare, kid_dy, True, (*path, place)))
        if kind == ROW and len(path) < DEEPEST:
            _over_kids(kids[place], dx, kid_dy + spare, least, (*path, place), found)


def put(tree: Tree, gap: Gap, new: Tree) -> Tree:
    """A tree with a part more, where the gap is."""
    return _put(tree, gap[4], ROW if gap[3] else COLUMN, new)


def _put(tree: Tree, path: Path, kind: int, new: Tree) -> Tree:
    dx, dy, own, kids, area = tree
    if path:
        place = path[0]
        old = kids[place]
        kid = _put(old, path[1:], kind, new)
        kids = (*kids[:place], kid, *kids[place + 1 :])
        more_dx, more_dy = kid[0] - old[0], kid[1] - old[1]
        if own == ROW:
            return Tree(dx + more_dx, max(dy, kid[1]), ROW, kids, area + new[4])
        return Tree(max(dx, kid[0]), dy + more_dy, COLUMN, kids, area + new[4])
    kids = (*kids, new) if own == kind else (tree, new)
    if kind == ROW:
        return Tree(dx + new[0], max(dy, new[1]), ROW, kids, area + new[4])
    return Tree(max(dx, new[0]), dy + new[1], COLUMN, kids, area + new[4])


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


def placed(tree: Tree, x: int, y: int) -> list[tuple[int, int, Tree]]:
    """Where every part lies, as near to a corner at x, y as the tree lets it: x, y and its leaf."""
    if tree.kind >= 0:
        return [(x, y, tree)]
    found: list[tuple[int, int, Tree]] = []
    for kid in tree.kids:
        found += placed(kid, x, y)
        x, y = (x + kid.dx, y) if tree.kind == ROW else (x, y + kid.dy)
    return found
