"""What fits is found: exactly what the rules of sizes say fits, the smallest sufficient piece first."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from ledger.engine import reading
from ledger.fit import COLUMN, sufficient
from ledger.ledger import Ledger
from ledger.rows import ITEM
from ledger.search import Wanted
from stock.pieces import LONGEST_UM, Size, SizeError, fits
from tests.ledger.opened import append_at_once, new_space, received
from tests.stock.worlds import MM, sheet


def store(ledger: Ledger, sizes: Sequence[Size]) -> dict[str, Size]:
    """A piece of each size, by code."""
    pieces = {f"DRE{number:07d}": size for number, size in zip(count(1), sizes, strict=False)}
    append_at_once(ledger, *(received(code, replace(sheet(), size=size)) for code, size in pieces.items()))
    return pieces


def sieved(ledger: Ledger, need: Size) -> set[str]:
    """The codes that the database's condition lets through."""
    query = select(ITEM.c.item).select_from(ITEM).where(COLUMN.space_id == ledger.space, sufficient(need))
    with reading(ledger.engine) as connection:
        return set(connection.execute(query).scalars().all())


edges = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 100, LONGEST_UM])


@st.composite
def sizes(draw: st.DrawFn) -> Size:
    """Any size that an event may hold, of few different edges, so that they often meet."""
    try:
        return Size(*(draw(edges) for _ in range(5)))
    except SizeError:
        round_thing = draw(st.sampled_from([(3, 0, 0), (0, 0, 3), (5, 0, 0), (0, 0, 0), (0, 0, 1)]))
        return Size(*round_thing, diameter_um=draw(st.sampled_from([3, 4, 5, 100])), wall_um=draw(walls))


walls = st.sampled_from([0, 0, 1])
some_sizes = st.lists(sizes(), min_size=1, max_size=12)


@given(pieces=some_sizes, needs=some_sizes)
@example(
    pieces=[
        Size(3, 2, 1),
        Size(diameter_um=5, thick_um=1),
        Size(long_um=9, diameter_um=4),
        Size(long_um=9, diameter_um=4, wall_um=1),
        Size(diameter_um=4),
        Size(),
    ],
    needs=[
        Size(2, 3),
        Size(3, 4),
        Size(4, 3, 1),
        Size(diameter_um=2),
        Size(diameter_um=4, thick_um=1),
        Size(long_um=9, diameter_um=4),
        Size(long_um=5, diameter_um=3, wall_um=1),
        Size(thick_um=1),
        Size(long_um=9),
    ],
)
@settings(max_examples=40)
def test_the_database_lets_through_exactly_what_fits(
    shared: Engine, pieces: list[Size], needs: list[Size]
) -> None:
    ledger = new_space(shared)
    stored = store(ledger, pieces)
    for need in needs:
        assert sieved(ledger, need) == {code for code, size in stored.items() if fits(need, size)}, need


@given(pieces=some_sizes, need=sizes())
@settings(max_examples=15)
def test_the_smallest_sufficient_piece_comes_first(shared: Engine, pieces: list[Size], need: Size) -> None:
    ledger = new_space(shared)
    stored = store(ledger, pieces)
    with ledger.reading() as stock:
        found = [seen.item for seen in stock.find(Wanted(need=need)).items]
    assert set(found) == {code for code, size in stored.items() if fits(need, size)}
    areas = [_face(stored[code]) for code in found]
    assert areas == sorted(areas)


def _face(size: Size) -> float:
    return (
        int(3.14159265358979 * size.diameter_um**2 / 4) if size.diameter_um else size.long_um * size.short_um
    )


SHEETS = [Size(600 * MM, 400 * MM, 4 * MM), Size(300 * MM, 200 * MM, 4 * MM), Size(310 * MM, 90 * MM, 4 * MM)]
OTHERS = [Size(diameter_um=300 * MM, thick_um=4 * MM), Size(300 * MM, 200 * MM, 6 * MM)]


@pytest.mark.parametrize(
    ("need", "expected"),
    [
        (Size(300 * MM, 200 * MM), [2, 5, 1]),
        (Size(200 * MM, 300 * MM), [2, 5, 1]),
        (Size(300 * MM, 200 * MM, 4 * MM), [2, 1]),
        (Size(300 * MM, 200 * MM, 6 * MM), [5]),
        (Size(300 * MM, 200 * MM, 5 * MM), []),
        (Size(90 * MM, 300 * MM), [3, 2, 5, 1]),
        (Size(240 * MM, 180 * MM, 4 * MM), [2, 4, 1]),
        (Size(240 * MM, 181 * MM, 4 * MM), [2, 1]),
        (Size(600 * MM, 400 * MM), [1]),
        (Size(601 * MM, 400 * MM), []),
        (Size(diameter_um=200 * MM), [2, 5, 4, 1]),
        (Size(diameter_um=201 * MM), [4, 1]),
        (Size(diameter_um=300 * MM, thick_um=4 * MM), [4, 1]),
        (Size(diameter_um=300 * MM, thick_um=6 * MM), []),
    ],
)
def test_a_size_finds_the_smallest_first_turned_or_not_and_of_its_thickness(
    ledger: Ledger, need: Size, expected: list[int]
) -> None:
    store(ledger, SHEETS + OTHERS)
    with ledger.reading() as stock:
        found = [int(seen.item[3:]) for seen in stock.find(Wanted(need=need)).items]
    assert found == expected


def test_of_pieces_of_one_size_the_oldest_comes_first(ledger: Ledger) -> None:
    store(ledger, [SHEETS[0]] * 3)
    with ledger.reading() as stock:
        found = [seen.item for seen in stock.find(Wanted(need=SHEETS[0])).items]
    assert found == ["DRE0000001", "DRE0000002", "DRE0000003"]
