"""What fits is found: exactly what the rules of needs say, the smallest sufficient piece first."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from ledger.engine import reading
from ledger.fit import COLUMN, sufficient, values_of
from ledger.ledger import Ledger
from ledger.rows import ITEM
from ledger.search import SHOWN, Found, Wanted
from stock.events import Draft, Kind
from stock.items import Piece, Status
from stock.needs import Need
from stock.outlines import Outline
from stock.pieces import LONGEST_UM, Size, SizeError
from tests.ledger.opened import append, append_at_once, new_space, received
from tests.stock.test_outlines import ANGLED
from tests.stock.worlds import MM, sheet


def store(ledger: Ledger, sizes: Sequence[Size]) -> dict[str, Size]:
    """A piece of each size, by code."""
    pieces = {f"DRE{number:07d}": size for number, size in zip(count(1), sizes, strict=False)}
    append_at_once(ledger, *(received(code, replace(sheet(), size=size)) for code, size in pieces.items()))
    return pieces


def found_for(ledger: Ledger, need: Need, *materials: str, words: str = "") -> Found:
    """What is found for a need."""
    with ledger.reading() as stock:
        return stock.find(Wanted(words, materials or None, need))


def codes(found: Found) -> list[str]:
    """The codes of what certainly fits."""
    return [seen.item for seen in found.items]


def sieved(ledger: Ledger, need: Need) -> set[str]:
    """The codes that the database's condition lets through."""
    query = select(ITEM.c.item).select_from(ITEM).where(COLUMN.space_id == ledger.space, sufficient(need))
    with reading(ledger.engine) as connection:
        return set(connection.execute(query, values_of(need)).scalars().all())


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
needs = st.builds(
    Need,
    size=sizes(),
    thick_to_um=st.sampled_from([0, 0, 1, 3, 5, LONGEST_UM]),
    turns=st.booleans(),
    trim_um=st.sampled_from([0, 0, 0, 1, 2, 50, LONGEST_UM]),
)


@given(pieces=some_sizes, asked=st.lists(needs, min_size=1, max_size=12))
@example(
    pieces=[
        Size(3, 2, 1),
        Size(diameter_um=5, thick_um=1),
        Size(long_um=9, diameter_um=4),
        Size(long_um=9, diameter_um=4, wall_um=1),
        Size(diameter_um=4),
        Size(),
    ],
    asked=[
        Need(size)
        for size in (
            Size(2, 3),
            Size(3, 4),
            Size(4, 3, 1),
            Size(diameter_um=2),
            Size(diameter_um=4, thick_um=1),
            Size(long_um=9, diameter_um=4),
            Size(long_um=5, diameter_um=3, wall_um=1),
            Size(thick_um=1),
            Size(long_um=9),
        )
    ],
)
@settings(max_examples=40)
def test_the_database_lets_through_exactly_what_meets_the_need(
    shared: Engine, pieces: list[Size], asked: list[Need]
) -> None:
    ledger = new_space(shared)
    stored = store(ledger, pieces)
    for need in asked:
        assert sieved(ledger, need) == {code for code, size in stored.items() if need.meets(size)}, need


@given(
    pieces=st.lists(st.tuples(sizes(), st.sampled_from(["mdf", "textile", "oak"])), min_size=1, max_size=20),
    need=needs,
    materials=st.sampled_from([(), ("mdf",), ("mdf", "textile"), ("glass",), ("oak", *map(str, range(20)))]),
)
@settings(max_examples=60)
def test_what_meets_a_need_is_found_in_the_order_of_its_area(
    shared: Engine, pieces: list[tuple[Size, str]], need: Need, materials: tuple[str, ...]
) -> None:
    ledger = new_space(shared)
    stored = {f"DRE{number:07d}": piece for number, piece in zip(count(1), pieces, strict=False)}
    append_at_once(
        ledger, *(received(code, replace(sheet(slug), size=size)) for code, (size, slug) in stored.items())
    )
    found = codes(found_for(ledger, need, *materials))
    wanted = [
        code
        for code, (size, slug) in stored.items()
        if need.meets(size) and (not materials or slug in materials)
    ]
    assert found == sorted(wanted, key=lambda code: (_face(stored[code][0]), code))


def _face(size: Size) -> int:
    return (
        size.diameter_um**2 * 3_141_592_653_589_793 // (4 * 10**15)
        if size.diameter_um
        else size.long_um * size.short_um
    )


SHEETS = [Size(600 * MM, 400 * MM, 4 * MM), Size(300 * MM, 200 * MM, 4 * MM), Size(310 * MM, 90 * MM, 4 * MM)]
OTHERS = [Size(diameter_um=300 * MM, thick_um=4 * MM), Size(300 * MM, 200 * MM, 6 * MM)]


def mm(long: int, short: int = 0, thick: int = 0, to: int = 0, *, turns: bool = True, trim: int = 0) -> Need:
    """A rectangle that is needed, in mm."""
    return Need(Size(long * MM, short * MM, thick * MM), to * MM, turns, trim * MM)


def disc(diameter: int, thick: int = 0, to: int = 0, trim: int = 0) -> Need:
    """A disc that is needed, in mm."""
    return Need(Size(diameter_um=diameter * MM, thick_um=thick * MM), to * MM, trim_um=trim * MM)


@pytest.mark.parametrize(
    ("need", "expected"),
    [
        (mm(300, 200), [2, 5, 1]),
        (mm(200, 300), [2, 5, 1]),
        (mm(200, 300, turns=False), [1]),
        (mm(300, 200, turns=False), [2, 5, 1]),
        (mm(300, 200, 4), [2, 1]),
        (mm(300, 200, 6), [5]),
        (mm(300, 200, 5), []),
        (mm(300, 200, 5, 7), [5]),
        (mm(300, 200, 4, 6), [2, 5, 1]),
        (mm(90, 300), [3, 2, 5, 1]),
        (mm(80, 300, trim=5), [3, 1]),
        (mm(81, 300, trim=5), [1]),
        (mm(290, 190, trim=5), [2, 5, 1]),
        (mm(291, 190, trim=5), [1]),
        (mm(240, 180, 4), [2, 4, 1]),
        (mm(240, 181, 4), [2, 1]),
        (mm(600, 400), [1]),
        (mm(601, 400), []),
        (disc(200), [2, 5, 4, 1]),
        (disc(190, trim=5), [2, 5, 4, 1]),
        (disc(191, trim=5), [4, 1]),
        (disc(201), [4, 1]),
        (disc(300, 4), [4, 1]),
        (disc(300, 6), []),
        (disc(200, 5, 6), [5]),
    ],
)
def test_a_need_finds_the_smallest_first_turned_or_not_and_of_its_thickness(
    ledger: Ledger, need: Need, expected: list[int]
) -> None:
    store(ledger, SHEETS + OTHERS)
    assert [int(code[3:]) for code in codes(found_for(ledger, need))] == expected


def test_of_pieces_of_one_size_the_oldest_comes_first(ledger: Ledger) -> None:
    store(ledger, [SHEETS[0]] * 3)
    assert codes(found_for(ledger, Need(SHEETS[0]))) == ["DRE0000001", "DRE0000002", "DRE0000003"]


def test_more_than_are_shown_are_not_counted(ledger: Ledger) -> None:
    store(ledger, [SHEETS[number % 2] for number in range(SHOWN + 1)])
    found = found_for(ledger, mm(10, 10))
    assert (len(found.items), found.total, found.more) == (SHOWN, SHOWN, True)
    assert all(isinstance(each.state, Piece) and each.state.size == SHEETS[1] for each in found.items[:100])


@pytest.mark.parametrize("materials", [1, 2, 40])
def test_of_however_many_kinds_the_smallest_are_found(ledger: Ledger, materials: int) -> None:
    """Kinds are asked in one statement, in several, and, of 120 materials, by their thickness alone."""
    pieces = {
        f"DRE{number:07d}": replace(
            sheet(f"wood-{number % materials}"),
            size=Size(100 * MM + number * 7919 % 1000, 100 * MM, 1 + number // materials % 80),
        )
        for number in range(SHOWN + 60)
    }
    append_at_once(ledger, *(received(code, piece) for code, piece in pieces.items()))
    asked = ("metal", *(f"wood-{number}" for number in range(materials)))
    fitting = [code for code, piece in pieces.items() if piece.size.thick_um > 1]
    fitting.sort(key=lambda code: (pieces[code].size.long_um, code))
    assert codes(found_for(ledger, Need(Size(100, 100, 2), LONGEST_UM), *asked)) == fitting[:SHOWN]


STRIP = Outline((((0, 0), (500 * MM, 0), (0, 500 * MM)),), ((250 * MM, 250 * MM),))
TRIANGLE = replace(sheet(), size=Size(500 * MM, 500 * MM, 4 * MM), outline=STRIP)


@pytest.mark.parametrize(
    ("need", "certain", "open_ones"),
    [
        (mm(600, 200, 4), ["DRE0000001"], ["DRE0000002"]),
        (mm(200, 600), ["DRE0000001"], ["DRE0000002"]),
        (mm(400, 300), ["DRE0000001"], ["DRE0000002"]),
        (mm(400, 300, turns=False), [], ["DRE0000001", "DRE0000002"]),
        (mm(300, 400, turns=False), [], ["DRE0000001", "DRE0000002"]),
        (mm(300, 401, turns=False), [], ["DRE0000002"]),
        (mm(250, 250), ["DRE0000002", "DRE0000001"], []),
        (mm(240, 240, trim=5), ["DRE0000002", "DRE0000001"], []),
        (mm(241, 240, trim=5), ["DRE0000001"], ["DRE0000002"]),
        (mm(700, 10), [], ["DRE0000002", "DRE0000001"]),
        (mm(708, 10), [], ["DRE0000001"]),
        (mm(722, 10), [], []),
        (mm(310, 300), ["DRE0000001"], ["DRE0000002"]),
        (mm(401, 401), [], []),
        (mm(600), ["DRE0000001"], []),
        (mm(0, 0, 4), ["DRE0000002", "DRE0000001"], []),
        (mm(0, 0, 5), [], []),
        (mm(250, 250, 5, 6), [], []),
        (mm(250, 250, 3, 4), ["DRE0000002", "DRE0000001"], []),
        (disc(300), ["DRE0000001"], ["DRE0000002"]),
        (disc(250, 4), ["DRE0000002", "DRE0000001"], []),
        (disc(390), [], ["DRE0000002", "DRE0000001"]),
        (Need(Size(diameter_um=20 * MM, long_um=100 * MM)), [], []),
        (Need(Size(100 * MM, 100 * MM, wall_um=MM)), [], []),
    ],
)
def test_a_piece_with_an_outline_is_found_by_what_is_inside_and_else_left_open(
    ledger: Ledger, need: Need, certain: list[str], open_ones: list[str]
) -> None:
    append_at_once(ledger, received("DRE0000001", ANGLED), received("DRE0000002", TRIANGLE))
    found = found_for(ledger, need)
    assert codes(found) == certain
    order = {"DRE0000002": 0, "DRE0000001": 1}
    assert [seen.item for seen in found.open] == sorted(open_ones, key=order.__getitem__)
    assert not found.more_open


def test_an_outline_leaves_the_index_with_its_piece_and_comes_back_with_it(ledger: Ledger) -> None:
    append(ledger, received("DRE0000001", ANGLED))
    need = mm(600, 200)
    append(ledger, Draft(Kind.TAKEN, "DRE0000001", replace(ANGLED, status=Status.TAKEN)))
    assert codes(found_for(ledger, need)) == []
    append(ledger, Draft(Kind.RETURNED, "DRE0000001", ANGLED))
    assert codes(found_for(ledger, need)) == ["DRE0000001"]
    append(ledger, Draft(Kind.QUARANTINED, "DRE0000001", replace(ANGLED, quarantined=True)))
    assert codes(found_for(ledger, need)) == []
    append(ledger, Draft(Kind.CORRECTED, "DRE0000001", replace(ANGLED, outline=None)))
    assert codes(found_for(ledger, mm(600, 400))) == ["DRE0000001"]
    append(ledger, Draft(Kind.CORRECTED, "DRE0000001", replace(ANGLED, material="mdf")))
    assert codes(found_for(ledger, need, "mdf")) == ["DRE0000001"]
    assert codes(found_for(ledger, need, "textile")) == []
    assert codes(found_for(ledger, mm(600, 400))) == []
