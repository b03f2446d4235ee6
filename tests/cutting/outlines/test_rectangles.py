"""Rectangles inside an outline: certain, none inside another, and the ones that everybody sees."""

from math import cos, pi, sin

import pytest
from hypothesis import given, settings
from shapely.geometry import Polygon

from cutting.outlines.rectangles import inside, rects_um
from stock.outlines import MOST_RECTS, Outline, Ring
from tests.cutting.outlines.shapes import L_SHAPE, outlines, polygon_of, star, turned

NOISE_UM = 1e-6


@given(outlines)
@settings(max_examples=100)
def test_each_rectangle_lies_inside(outline: Outline) -> None:
    room = polygon_of(outline).buffer(NOISE_UM, join_style="mitre")
    for rect in inside(outline.rings_um):
        placed = Polygon(rect.corners)
        assert room.covers(placed)
        assert placed.area == pytest.approx(rect.size[0] * rect.size[1], rel=1e-9)


@given(outlines)
@settings(max_examples=60)
def test_no_rectangle_lies_in_another_and_the_largest_comes_first(outline: Outline) -> None:
    found = rects_um(outline.rings_um)
    areas = [long * short for long, short in found]
    assert areas == sorted(areas, reverse=True)
    assert len(found) <= MOST_RECTS
    assert all(long >= short > 0 for long, short in found)
    assert not any(
        one != other and one[0] <= other[0] and one[1] <= other[1] for one in found for other in found
    )


def test_an_l_has_its_two_legs_to_the_micrometre() -> None:
    assert rects_um((L_SHAPE,)) == ((400_000, 400_000), (600_000, 250_000))


@pytest.mark.parametrize("angle", [0.001, 0.3, pi / 4, 1.2, 2.9])
def test_an_l_that_lies_askew_has_them_too(angle: float) -> None:
    found = rects_um((turned(L_SHAPE, angle),))
    for long, short in ((400_000, 400_000), (600_000, 250_000)):
        assert any(one >= long - 5 and other >= short - 5 for one, other in found), found


def test_a_hole_is_no_place() -> None:
    outer: Ring = ((0, 0), (400_000, 0), (400_000, 400_000), (0, 400_000))
    hole: Ring = ((100_000, 100_000), (300_000, 100_000), (300_000, 300_000), (100_000, 300_000))
    assert rects_um((outer, hole)) == ((400_000, 100_000),)


@pytest.mark.parametrize(
    ("ring", "best_um2"),
    [
        (star([200_000] * 160), 2 * 200_000**2),
        (((0, 0), (400_000, 0), (0, 400_000)), 400_000 * 400_000 // 4),
        (((0, 0), (400_000, 0), (130_000, 300_000)), 400_000 * 300_000 // 4),
        (
            tuple((round(3e5 * cos(a * pi / 3)), round(3e5 * sin(a * pi / 3))) for a in range(6)),
            155_884_000_000,
        ),
    ],
)
def test_the_largest_rectangle_of_a_round_or_slanted_shape_is_nearly_the_best(
    ring: Ring, best_um2: int
) -> None:
    long, short = rects_um((ring,))[0]
    assert 0.98 * best_um2 < long * short <= best_um2 * 1.001


def test_slivers_are_no_rectangles() -> None:
    assert rects_um((((0, 0), (400_000, 0), (400_000, 900), (0, 900)),)) == ()
