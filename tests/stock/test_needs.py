"""What a part can be cut from: as sizes fit, with a trim on every edge and a range of thicknesses."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from stock.needs import Need
from stock.pieces import LONGEST_UM, Size, fits

edges = st.sampled_from([0, 1, 2, 3, 4, 5, 6, 7, 100, LONGEST_UM])
rectangles = st.builds(Size, edges, edges, edges, st.just(0), st.sampled_from([0, 0, 1]))
discs = st.builds(Size, diameter_um=edges.filter(bool), thick_um=edges)
rods = st.builds(Size, diameter_um=st.integers(2, 6), long_um=edges.filter(bool), wall_um=st.integers(0, 1))
sizes = rectangles | discs | rods


@given(sizes, sizes, st.booleans())
def test_a_need_without_more_is_met_by_what_it_fits_in(size: Size, have: Size, turns: bool) -> None:
    assert Need(size, turns=turns).meets(have) == fits(size, have, turn=turns)


@given(sizes, sizes, st.integers(0, 8))
def test_a_range_is_met_where_one_of_its_thicknesses_is(size: Size, have: Size, more_um: int) -> None:
    assume(0 < size.thick_um <= LONGEST_UM - more_um)
    need = Need(size, size.thick_um + more_um)
    single = (replace(size, thick_um=size.thick_um + at) for at in range(more_um + 1))
    is_rod = bool(have.diameter_um and have.long_um)
    assert need.meets(have) == (fits(size, have) if is_rod else any(fits(each, have) for each in single))


@given(rectangles, rectangles, st.integers(0, 3))
def test_a_trim_is_lost_on_every_edge(size: Size, have: Size, trim_um: int) -> None:
    assume(min(size.dimensions_um[:2]) and min(have.dimensions_um[:2]) > 2 * trim_um)
    inner = replace(have, long_um=have.long_um - 2 * trim_um, short_um=have.short_um - 2 * trim_um)
    assert Need(size, trim_um=trim_um).meets(have) == fits(size, inner)


@given(rods, rods, st.integers(0, 3))
def test_a_rod_is_trimmed_at_its_ends_alone(size: Size, have: Size, trim_um: int) -> None:
    assume(have.long_um > 2 * trim_um)
    inner = replace(have, long_um=have.long_um - 2 * trim_um)
    assert Need(size, trim_um=trim_um).meets(have) == fits(size, inner)


def test_a_part_that_no_piece_can_be_as_large_as_is_met_by_none() -> None:
    assert not Need(Size(LONGEST_UM, 1), trim_um=1).meets(Size(LONGEST_UM, LONGEST_UM))
