"""How a piece divides at a cut: nothing is lost or gained, in area, length and mass."""

from hypothesis import given
from hypothesis import strategies as st

from stock.cuts import Parts, Shape, apportioned, cut_extra, cut_masses, possible_parts, remainders_fit
from stock.pieces import LONGEST_UM, UNKNOWN_MASS, Form, Mass, Size, area_um2
from tests.stock.test_pieces import MM, SHEET, disc, masses_mg, plates, sheet

BAR = sheet(2000, 40, 20)


def shapes(*sizes: Size) -> list[Shape]:
    return [Shape(size) for size in sizes]


def test_remainders_fit_only_when_each_does_and_all_of_them_together_do() -> None:
    assert remainders_fit(Shape(SHEET), shapes(sheet(300, 400), sheet(300, 400)))
    assert not remainders_fit(Shape(SHEET), shapes(sheet(301, 400), sheet(300, 400)))
    assert not remainders_fit(Shape(SHEET), shapes(sheet(601, 1)))
    assert remainders_fit(Shape(disc(20, 1000)), shapes(Size(long_um=600 * MM), Size(long_um=400 * MM)))
    assert not remainders_fit(Shape(disc(20, 1000)), shapes(Size(long_um=600 * MM), Size(long_um=401 * MM)))
    assert remainders_fit(Shape(SHEET), [])


def test_a_strip_of_thick_stock_fits_though_it_lies_on_its_edge() -> None:
    assert remainders_fit(Shape(sheet(600, 400, 18)), shapes(sheet(10, 10)))


def test_a_remainder_weighs_its_share_and_the_rest_was_taken() -> None:
    masses = cut_masses(Mass.measured(652_800), Shape(SHEET), shapes(sheet(300, 400)), 1000)
    assert masses
    assert masses.remainders == (Mass.estimated(326_400),)
    assert masses.taken == Mass.estimated(325_400)


def test_a_rods_remainders_share_by_length() -> None:
    masses = cut_masses(Mass.measured(1000), Shape(disc(20, 1000)), shapes(Size(long_um=300 * MM)), 0)
    assert masses
    assert masses.remainders == (Mass.estimated(300),)


def test_a_whole_piece_that_was_weighed_stays_weighed_when_nothing_remains() -> None:
    masses = cut_masses(Mass.measured(1000), Shape(SHEET), shapes(), 0)
    assert masses
    assert masses.taken == Mass.measured(1000)


def test_of_a_piece_of_unknown_mass_or_size_everything_stays_unknown() -> None:
    for mass, size in ((UNKNOWN_MASS, SHEET), (Mass.measured(1000), Size())):
        masses = cut_masses(mass, Shape(size), shapes(sheet(300, 400)), 0)
        assert masses
        assert (masses.taken, masses.remainders) == (UNKNOWN_MASS, (UNKNOWN_MASS,))


def test_remainders_and_waste_that_outweigh_the_piece_are_refused() -> None:
    assert cut_masses(Mass.measured(1000), Shape(SHEET), shapes(sheet(300, 400)), 501) is None
    assert cut_masses(Mass.measured(1000), Shape(SHEET), shapes(SHEET, SHEET), 0) is None
    assert cut_masses(Mass.measured(1000), Shape(SHEET), shapes(), -1) is None


@given(masses_mg, plates, st.lists(st.integers(1, 10**6), max_size=8), st.integers(0, 10**13))
def test_mass_is_conserved_at_every_cut(parent_mg: int, parent: Size, cuts: list[int], waste_mg: int) -> None:
    remainders = [
        Size.of(long_um=max(parent.long_um * cut // 10**6, 1), short_um=parent.short_um) for cut in cuts
    ]
    masses = cut_masses(Mass.measured(parent_mg), Shape(parent), shapes(*remainders), waste_mg)
    if masses is None:
        assert waste_mg > 0 or not remainders_fit(Shape(parent), shapes(*remainders))
        return
    known = [mass.mg for mass in (masses.taken, *masses.remainders) if mass.mg is not None]
    assert len(known) == 1 + len(remainders)
    assert sum(known) + masses.waste_mg == parent_mg
    assert min(known) >= 0


@given(st.integers(0, 10**13), st.lists(st.integers(0, 10**16), min_size=1, max_size=20).filter(any))
def test_shares_add_up_and_each_is_less_than_one_off(whole: int, weights: list[int]) -> None:
    shares, total = apportioned(whole, weights), sum(weights)
    assert sum(shares) == whole
    assert all(
        abs(share * total - whole * weight) < total for share, weight in zip(shares, weights, strict=True)
    )


def test_the_largest_fractions_are_rounded_up_and_the_first_of_equals() -> None:
    assert apportioned(10, [1, 1, 1]) == [4, 3, 3]
    assert apportioned(100, [334, 333, 333]) == [34, 33, 33]
    assert apportioned(7, [0, 5, 2]) == [0, 5, 2]


def test_with_parts_the_waste_is_what_is_left_over() -> None:
    parts = ((sheet(200, 300), 2),)
    masses = cut_masses(Mass.measured(652_800), Shape(SHEET), shapes(sheet(390, 194)), parts=parts)
    assert masses
    assert masses.taken == Mass.estimated(326_400)
    assert masses.remainders == (Mass.estimated(205_795),)
    assert masses.waste_mg == 652_800 - 326_400 - 205_795
    assert cut_extra(Form.SHEET, Shape(SHEET), shapes(sheet(390, 194)), parts) == {
        "parts": [[300 * MM, 200 * MM, 2]],
        "taken_um2": 2 * 200 * 300 * MM**2,
        "waste_um2": (600 * 400 - 2 * 200 * 300 - 390 * 194) * MM**2,
    }


def test_of_a_bar_the_length_is_what_counts() -> None:
    parts, left = ((Size(long_um=700 * MM), 2),), shapes(Size(long_um=590 * MM))
    found = cut_extra(Form.BAR, Shape(BAR), left, parts)
    assert found == {"parts": [[700 * MM, 0, 2]], "taken_um": 1400 * MM, "waste_um": 10 * MM}


def test_parts_that_cannot_all_have_been_cut_beside_what_is_left_are_not_noted() -> None:
    parts = ((sheet(300, 200), 2),)
    assert possible_parts(Shape(SHEET), shapes(sheet(390, 194)), parts) == parts
    assert possible_parts(Shape(SHEET), shapes(sheet(400, 400)), parts) == ()


def test_an_event_has_room_for_forty_sizes_of_parts_and_for_the_sum_of_any_number() -> None:
    many: Parts = tuple((sheet(10 + at, 5), 1) for at in range(41))
    assert len(cut_extra(Form.SHEET, Shape(SHEET), [], many[:40])["parts"]) == 40
    assert list(cut_extra(Form.SHEET, Shape(SHEET), [], many)) == ["taken_um2", "waste_um2"]


edges_um = st.integers(MM**2, LONGEST_UM)
flat = st.builds(Size.of, long_um=edges_um, short_um=edges_um, thick_um=st.integers(1, 100))


@given(
    masses_mg, flat, st.lists(st.integers(10**4, 10**6), max_size=8), st.lists(st.integers(1, 4), max_size=8)
)
def test_parts_remainders_and_waste_are_the_parent_in_area_and_mass(
    parent_mg: int, parent: Size, cuts: list[int], counts: list[int]
) -> None:
    """Strips of the parent: as many of them are left as there are counts, and the others are parts."""
    strips = [
        Size.of(long_um=max(parent.long_um * cut // 10**7, 1), short_um=parent.short_um) for cut in cuts
    ]
    left, whole = shapes(*strips[len(counts) :]), Shape(parent)
    parts = possible_parts(whole, left, tuple(zip(strips, counts, strict=False)))
    masses = cut_masses(Mass.measured(parent_mg), whole, left, parts=parts)
    if masses is None:
        assert not remainders_fit(whole, left)
        return
    known = [mass.mg for mass in (masses.taken, *masses.remainders) if mass.mg is not None]
    assert sum(known) + masses.waste_mg == parent_mg
    assert min(*known, masses.waste_mg) >= 0
    if parts:
        extra = cut_extra(Form.SHEET, whole, left, parts)
        assert extra["taken_um2"] + sum(area_um2(each.size) for each in left) + extra[
            "waste_um2"
        ] == area_um2(parent)
