"""Parts in outlines: yes only where they truly lie inside, no only where less than 0.2 mm would be left."""

from math import pi
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon

from cutting.outlines.fitting import Fit, NotChecked, circle_fits, fits
from cutting.outlines.rectangles import rects_um
from stock.outlines import Outline
from tests.cutting.outlines.brute import covered, fits_somewhere, held
from tests.cutting.outlines.shapes import L_SHAPE, any_outline, outlines, polygon_of, star, turned

SECONDS = 60.0
CLEARANCE_UM = 200


@pytest.mark.parametrize(
    ("long_um", "wide_um"), [(600_000, 250_000), (400_000, 400_000), (250_000, 600_000), (400_000, 250_000)]
)
def test_a_part_that_fits_exactly_along_the_axes_fits(long_um: int, wide_um: int) -> None:
    outline = Outline((L_SHAPE,))
    fit = fits(long_um, wide_um, outline, seconds=SECONDS)
    assert fit is not None
    assert covered(outline, fit, long_um, wide_um)


@pytest.mark.parametrize(("long_um", "wide_um"), [(600_001, 250_000), (400_001, 400_000), (600_000, 250_001)])
def test_a_micrometre_more_does_not_fit(long_um: int, wide_um: int) -> None:
    assert fits(long_um, wide_um, Outline((L_SHAPE,)), seconds=SECONDS) is None


def test_a_part_that_fits_only_slanted_fits() -> None:
    square = Outline((((0, 0), (300_000, 0), (300_000, 300_000), (0, 300_000)),))
    assert fits(380_000, 30_000, square, seconds=SECONDS) is not None
    assert fits(380_000, 60_000, square, seconds=SECONDS) is None


def test_a_part_whose_grain_is_fixed_does_not_turn() -> None:
    strip = Outline((((0, 0), (400_000, 0), (400_000, 100_000), (0, 100_000)),))
    assert fits(300_000, 100_000, strip, seconds=SECONDS, turns=False) == Fit(0, 0)
    assert fits(100_000, 300_000, strip, seconds=SECONDS, turns=False) is None
    assert fits(100_000, 300_000, strip, seconds=SECONDS) is not None


def test_a_part_whose_grain_is_fixed_lies_where_no_corner_is() -> None:
    lens = Outline((star([200_000] * 60),))
    fit = fits(300_000, 200_000, lens, seconds=SECONDS, turns=False)
    assert fit is not None
    assert fit.angle_urad == 0
    assert covered(lens, fit, 300_000, 200_000)


def test_a_part_lies_beside_a_hole_and_never_over_it() -> None:
    hole = ((250_000, 50_000), (300_000, 50_000), (300_000, 150_000), (250_000, 150_000))
    plate = Outline((((0, 0), (400_000, 0), (400_000, 200_000), (0, 200_000)), hole))
    fit = fits(250_000, 200_000, plate, seconds=SECONDS)
    assert fit is not None
    assert covered(plate, fit, 250_000, 200_000)
    assert fits(251_000, 190_000, plate, seconds=SECONDS) is None


def test_a_margin_is_kept_all_around() -> None:
    square = Outline((((0, 0), (300_000, 0), (300_000, 300_000), (0, 300_000)),))
    fit = fits(290_000, 290_000, square, seconds=SECONDS, margin_um=5_000)
    assert fit == Fit(5_000, 5_000)
    assert fits(290_000, 290_000, square, seconds=SECONDS, margin_um=5_001) is None


@pytest.mark.parametrize(("long_um", "wide_um"), [(0, 100), (100, 0), (-5, 100), (10**9, 10**9)])
def test_nonsense_fits_nowhere(long_um: int, wide_um: int) -> None:
    assert fits(long_um, wide_um, Outline((L_SHAPE,)), seconds=SECONDS) is None


def test_a_circle_fits_where_the_largest_one_does() -> None:
    outline = Outline((L_SHAPE,))
    fit = circle_fits(399_900, outline)
    assert fit is not None
    assert circle_fits(460_000, outline) is None
    assert circle_fits(380_000, outline, margin_um=9_000) is not None
    assert circle_fits(399_900, outline, margin_um=30_000) is None


@given(outlines, st.integers(5_000, 300_000))
@settings(max_examples=60)
def test_a_circle_that_fits_lies_inside(outline: Outline, diameter_um: int) -> None:
    fit = circle_fits(diameter_um, outline)
    polygon = polygon_of(outline)
    if fit:
        centre = Polygon(held(2, 2, 0)).centroid
        assert polygon.exterior.distance(type(centre)(fit.x_um, fit.y_um)) >= diameter_um / 2
        assert polygon.covers(type(centre)(fit.x_um, fit.y_um))


def test_when_the_time_is_up_it_says_so() -> None:
    ticks = iter(range(10**6))
    with pytest.raises(NotChecked):
        fits(450_000, 250_001, Outline((L_SHAPE,)), seconds=0.5, clock=lambda: float(next(ticks)))


@given(outlines, st.integers(5_000, 500_000), st.integers(5_000, 300_000))
@settings(max_examples=120)
def test_a_part_that_fits_lies_inside(outline: Outline, long_um: int, wide_um: int) -> None:
    fit = fits(long_um, wide_um, outline, seconds=SECONDS)
    assert fit is None or covered(outline, fit, long_um, wide_um)


def test_whatever_brute_force_finds_fits() -> None:
    random = Random(20_261_126)  # noqa: S311
    found = 0
    for _ in range(120):
        outline = any_outline(random)
        long, wide = random.randint(10_000, 400_000), random.randint(10_000, 250_000)
        if fits_somewhere(outline, long + CLEARANCE_UM, wide + CLEARANCE_UM):
            found += 1
            assert fits(long, wide, outline, seconds=SECONDS) is not None, (outline, long, wide)
    assert found > 20


def test_parts_that_are_planted_with_a_clearance_fit() -> None:
    random = Random(7)  # noqa: S311
    for _ in range(150):
        long, wide, angle = (
            random.randint(20_000, 500_000),
            random.randint(20_000, 200_000),
            random.uniform(0, pi),
        )
        around = held(long + CLEARANCE_UM, wide + CLEARANCE_UM, angle)
        far = [(x * random.uniform(1, 1.1), y * random.uniform(1, 1.1)) for x, y in around]
        hull = Polygon([*around, *far]).convex_hull if random.random() < 0.5 else Polygon(around)
        assert isinstance(hull, Polygon)
        ring = tuple((round(x), round(y)) for x, y in hull.exterior.coords[:-1])
        assert fits(long, wide, Outline((ring,)), seconds=SECONDS) is not None, (ring, long, wide)


def test_a_rectangle_noted_inside_fits_whichever_way_the_outline_is_turned() -> None:
    outline = Outline((turned(L_SHAPE, 0.7),))
    for long, short in rects_um(outline.rings_um):
        assert fits(long - CLEARANCE_UM, short - CLEARANCE_UM, outline, seconds=SECONDS) is not None
