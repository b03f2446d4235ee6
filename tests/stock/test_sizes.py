"""What dimensions promise: their order, their area, what fits in what, and how they are written."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stock.sizes import LONGEST_UM, Size, SizeError, area_um2, fits, size_text

MM = 1000
SHEET = Size.of(long_um=600 * MM, short_um=400 * MM, thick_um=4 * MM)

lengths_um = st.integers(1, LONGEST_UM)
rectangles = st.builds(Size.of, long_um=lengths_um, short_um=lengths_um)
plates = st.builds(Size.of, long_um=lengths_um, short_um=lengths_um, thick_um=lengths_um)
discs = st.builds(Size.of, diameter_um=lengths_um)


def sheet(long_mm: int, short_mm: int, thick_mm: int = 0) -> Size:
    return Size.of(long_um=long_mm * MM, short_um=short_mm * MM, thick_um=thick_mm * MM)


def disc(diameter_mm: int, height_mm: int = 0) -> Size:
    return Size.of(diameter_um=diameter_mm * MM, thick_um=height_mm * MM)


def tube(diameter_mm: int, wall_mm: int, long_mm: int) -> Size:
    return Size.of(diameter_um=diameter_mm * MM, wall_um=wall_mm * MM, long_um=long_mm * MM)


def test_the_longer_side_is_the_length_however_it_was_typed() -> None:
    assert sheet(400, 600, 4) == SHEET
    assert Size.of(long_um=100, short_um=50, thick_um=3000) == Size(3000, 100, 50)


def test_a_strip_narrower_than_it_is_thick_keeps_its_thickness() -> None:
    assert sheet(500, 10, 18).thick_um == 18 * MM


def test_a_round_things_height_is_a_thickness_for_a_disc_and_a_length_for_a_rod() -> None:
    assert disc(80, 3) == Size(thick_um=3 * MM, diameter_um=80 * MM)
    assert disc(20, 500) == Size(long_um=500 * MM, diameter_um=20 * MM)
    assert Size.of(diameter_um=80, long_um=3).height_um == 3


@pytest.mark.parametrize(
    "dimensions",
    [
        {"long_um": -1},
        {"long_um": LONGEST_UM + 1},
        {"wall_um": LONGEST_UM + 1},
        {"diameter_um": 80, "short_um": 3},
        {"diameter_um": 80, "long_um": 3, "thick_um": 3},
        {"diameter_um": 80, "wall_um": 41},
    ],
)
def test_dimensions_that_no_piece_can_have_are_refused(dimensions: dict[str, int]) -> None:
    with pytest.raises(SizeError):
        Size.of(**dimensions)


@given(plates | rectangles | discs)
def test_putting_a_size_in_order_twice_changes_nothing(size: Size) -> None:
    long_um, short_um, thick_um, diameter_um, wall_um = size.dimensions_um
    assert size == Size.of(
        long_um=long_um, short_um=short_um, thick_um=thick_um, diameter_um=diameter_um, wall_um=wall_um
    )


def test_the_area_of_a_sheet_and_of_a_disc() -> None:
    assert area_um2(SHEET) == 240_000_000_000
    assert area_um2(disc(80)) == 5_026_548_245
    assert area_um2(Size(long_um=600 * MM)) == 0


@given(lengths_um)
def test_a_discs_area_is_a_whole_number_just_below_the_true_one(diameter_um: int) -> None:
    true = math.pi / 4 * diameter_um**2
    assert math.isclose(area_um2(Size(diameter_um=diameter_um)), true, rel_tol=1e-12, abs_tol=1)


def test_the_largest_area_fits_in_a_database_integer() -> None:
    assert area_um2(Size(LONGEST_UM, LONGEST_UM)) < 2**63


def test_a_piece_fits_where_it_is_no_longer_and_no_wider_also_turned() -> None:
    assert fits(sheet(400, 300), SHEET)
    assert not fits(sheet(700, 100), SHEET)
    assert not fits(sheet(500, 401), SHEET)
    across = Size(long_um=300 * MM, short_um=500 * MM)
    assert fits(across, SHEET)
    assert not fits(across, SHEET, turn=False)


def test_thickness_must_be_exact_when_it_is_asked_for() -> None:
    assert fits(sheet(300, 200, 4), SHEET)
    assert not fits(sheet(300, 200, 3), SHEET)
    assert not fits(sheet(300, 200, 4), sheet(600, 400))
    assert fits(Size(thick_um=4 * MM), SHEET)


def test_a_disc_fits_in_a_sheet_by_its_diameter_and_a_sheet_in_a_disc_by_its_diagonal() -> None:
    assert fits(disc(400), SHEET)
    assert not fits(disc(401), SHEET)
    assert fits(sheet(40, 30), disc(50))
    assert not fits(sheet(40, 31), disc(50))
    assert fits(disc(80, 4), SHEET)
    assert not fits(disc(80, 3), SHEET)


def test_a_rod_fits_in_a_longer_one_no_thinner_and_a_tube_in_one_of_the_same_profile() -> None:
    assert fits(disc(18, 300), disc(20, 500))
    assert fits(disc(20, 15), disc(20, 500))
    assert not fits(disc(22, 300), disc(20, 500))
    assert not fits(disc(20, 501), disc(20, 500))
    assert not fits(disc(20, 300), SHEET)
    assert fits(Size(long_um=300 * MM), disc(20, 500))
    assert fits(tube(20, 2, 300), tube(20, 2, 500))
    assert not fits(tube(18, 2, 300), tube(20, 2, 500))
    assert not fits(tube(20, 1, 300), tube(20, 2, 500))


@given(plates | rectangles | discs)
def test_every_piece_fits_in_itself(size: Size) -> None:
    assert fits(size, size, turn=False)


@given(rectangles | discs, rectangles | discs, rectangles | discs)
def test_what_fits_in_a_piece_fits_wherever_that_piece_fits(a: Size, b: Size, c: Size) -> None:
    if fits(a, b) and fits(b, c):
        assert fits(a, c)


@given(rectangles | discs, rectangles | discs)
def test_what_fits_is_never_larger(need: Size, have: Size) -> None:
    if fits(need, have):
        assert area_um2(need) <= area_um2(have) + 1


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (SHEET, "600 × 400 × 4 mm"),
        (sheet(600, 400), "600 × 400 mm"),
        (disc(80), "Ø 80 mm"),
        (disc(80, 3), "Ø 80 × 3 mm"),
        (disc(20, 500), "Ø 20 × 500 mm"),
        (tube(20, 2, 500), "Ø 20 × 2 × 500 mm"),
        (Size(diameter_um=1750), "Ø 1,75 mm"),
        (Size(long_um=1200 * MM), "1200 mm"),
        (Size(thick_um=150), "? × ? × 0,15 mm"),
        (Size(), ""),
    ],
)
def test_a_size_is_written_as_makers_write_it(size: Size, text: str) -> None:
    assert size_text(size) == text
    assert size_text(size, ".") == text.replace(",", ".")
