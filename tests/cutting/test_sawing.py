"""The laws of slicing trees, and of the order in which a board is sawn."""

from itertools import permutations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from cutting.boards.sawing import Sawing
from cutting.boards.slicing import (
    COLUMN,
    ROW,
    Tree,
    gaps,
    joined,
    kinds,
    leaf,
    placed,
    put,
    some_node,
    without,
)

DX, DY = 100, 60


def grown(random: Random, most: int) -> Tree:
    """A tree within DX × DY, with a part put into any gap that takes it."""
    tree = leaf(random.randint(5, 40), random.randint(5, 40), 0)
    for kind in range(1, most):
        dx, dy = random.randint(3, 30), random.randint(3, 30)
        there = [gap for gap in gaps(tree, DX, DY, 1) if dx <= gap[0] and dy <= gap[1]]
        if there:
            tree = put(tree, random.choice(there), leaf(dx, dy, kind))
    return tree


chances = st.randoms(use_true_random=False)
trees = st.builds(grown, chances, st.integers(1, 12))


def rebuilt(tree: Tree) -> Tree:
    """The same, with every extent worked out anew."""
    return joined(tree.kind, tuple(map(rebuilt, tree.kids))) if tree.kids else tree


@given(trees)
def test_a_tree_stays_within_its_board_and_is_as_large_as_its_parts(tree: Tree) -> None:
    assert tree == rebuilt(tree)
    assert tree.dx <= DX
    assert tree.dy <= DY


@given(trees)
def test_rows_and_columns_take_turns(tree: Tree) -> None:
    def check(node: Tree) -> None:
        assert node.kind not in {kid.kind for kid in node.kids}
        assert len(node.kids) != 1
        for kid in node.kids:
            check(kid)

    check(tree)


@given(trees)
def test_parts_never_overlap(tree: Tree) -> None:
    boxes = [(x, y, x + part.dx, y + part.dy) for x, y, part in placed(tree, 0, 0)]
    for one, two in permutations(boxes, 2):
        assert one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]


@given(trees, chances)
def test_what_is_taken_out_is_what_is_missing(tree: Tree, chance: Random) -> None:
    path, node = some_node(tree, chance)
    rest = without(tree, path)
    left = kinds(rest, []) if rest else []
    assert sorted(left + kinds(node, [])) == sorted(kinds(tree, []))
    assert rest is None or rest == rebuilt(rest)


def area(dx: int, dy: int) -> int:
    """Every remainder counts with its square, so that whole ones are worth more."""
    return (dx * dy) ** 2 if min(dx, dy) > 0 else 0


@given(st.integers(1, DX), st.integers(1, DY))
def test_of_the_two_ways_around_one_part_the_better_is_sawn(dx: int, dy: int) -> None:
    found = Sawing(area, 0, 0, 1).best(leaf(dx, dy, 0), DX, DY).worth
    across = area(DX - dx - 1, DY) + area(dx, DY - dy - 1)
    along = area(DX, DY - dy - 1) + area(DX - dx - 1, dy)
    assert found == max(across, along)


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(1, DY)), min_size=2, max_size=5))
def test_the_space_over_a_row_stays_as_whole_as_any_order_of_cuts_leaves_it(
    sides: list[tuple[int, int]],
) -> None:
    row = joined(ROW, tuple(leaf(dx, dy, kind) for kind, (dx, dy) in enumerate(sides)))
    one_by_one = sum(area(dx, DY - dy) for dx, dy in sides)
    over_all = area(row.dx, DY - row.dy) + sum(area(dx, row.dy - dy) for dx, dy in sides)
    assert Sawing(area, 0, 0, 0).best(row, row.dx, DY).worth >= max(one_by_one, over_all)


@given(trees)
def test_a_row_is_sawn_like_the_column_that_it_is_turned_by_a_quarter(tree: Tree) -> None:
    def turned(node: Tree) -> Tree:
        kind = {ROW: COLUMN, COLUMN: ROW}.get(node.kind, node.kind)
        return Tree(node.dy, node.dx, kind, tuple(map(turned, node.kids)), node.area)

    sawing, other = Sawing(area, 0, 0, 1), Sawing(area, 0, 0, 1)
    assert sawing.best(tree, DX, DY).worth == other.best(turned(tree), DY, DX).worth


def test_hundreds_of_parts_in_a_row_are_sawn() -> None:
    row = joined(ROW, tuple(leaf(3, 1 + kind, kind) for kind in range(500)))
    assert Sawing(area, 0, 0, 0).best(row, 2000, 600).worth > area(500, 600)
