"""Simplified outlines: inside what they stand for, few points, little lost."""

from math import cos, pi, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import affinity
from shapely.geometry import Point, Polygon

from cutting.outlines.errors import NoOutline, Why
from cutting.outlines.inward import opened, outline_of, require_sensible
from stock.outlines import MOST_POINTS, Outline
from tests.cutting.outlines.shapes import L_SHAPE, outlines, polygon_of

MOST_MOVED_UM = 2


def wave(points: int, lobes: int, deep_um: float) -> Polygon:
    """A round shape with lobes."""
    far = ((2e5 + deep_um * sin(lobes * a), a) for a in (2 * pi * at / points for at in range(points)))
    return Polygon([(radius * cos(a) + 3e5, radius * sin(a) + 3e5) for radius, a in far])


def lies_in(outline: Outline, polygon: Polygon) -> bool:
    """Whether an outline, moved to where the polygon is, lies in it; it may have been turned a quarter."""
    x0, y0, x1, y1 = polygon.bounds
    shape = polygon_of(outline)
    _x, _y, wide, high = outline.box_um
    if y1 - y0 > x1 - x0:
        shape = affinity.rotate(shape, 90, origin=(0, 0))
        shape, wide, high = affinity.translate(shape, high, 0), high, wide
    slack = ((x1 - x0 - wide) / 2, (y1 - y0 - high) / 2)
    reach = max(*slack, 0) + MOST_MOVED_UM
    return bool(polygon.buffer(reach).covers(affinity.translate(shape, x0 + slack[0], y0 + slack[1])))


@given(st.integers(200, 900), st.integers(2, 40), st.floats(100, 40_000))
@settings(max_examples=25)
def test_a_shape_of_many_points_becomes_one_of_few_that_is_no_larger(
    points: int, lobes: int, deep: float
) -> None:
    polygon = wave(points, lobes, deep)
    outline = outline_of(polygon)
    assert sum(map(len, outline.rings_um)) <= MOST_POINTS
    assert 0.9 * polygon.area < outline.area_um2 < polygon.area
    assert lies_in(outline, polygon)


@given(outlines)
@settings(max_examples=40)
def test_whole_numbers_stay_as_they_are(outline: Outline) -> None:
    found = outline_of(polygon_of(outline))
    assert found.area_um2 == outline.area_um2
    assert sorted(found.box_um[2:]) == sorted(outline.box_um[2:])


def test_the_longer_side_lies_along_x_and_the_box_begins_at_0() -> None:
    tall = Polygon([(400_000 - y, x) for x, y in L_SHAPE])
    assert outline_of(tall).box_um == (0, 0, 600_000, 400_000)


def test_a_curve_is_held_to_lie_a_little_further_in() -> None:
    circle = Polygon(Point(3e5, 3e5).buffer(2e5, quad_segs=30))
    exact, bent = outline_of(circle), outline_of(circle, 10.0)
    assert 2 * pi * 2e5 * 8 < exact.area_um2 - bent.area_um2 < 2 * pi * 2e5 * 14


def test_more_holes_than_a_line_can_hold_cost_the_strips_between_them() -> None:
    plate = Polygon([(0, 0), (1e6, 0), (1e6, 4e5), (0, 4e5)])
    holes = [Point(2e4 + 1.5e4 * x, 2e4 + 1.5e4 * y).buffer(4_000) for x in range(20) for y in range(20)]
    plate = Polygon(plate.exterior, [hole.exterior for hole in holes])
    outline = outline_of(plate)
    assert sum(map(len, outline.rings_um)) <= MOST_POINTS
    assert lies_in(outline, plate)
    assert max(long * short for long, short in outline.rects_um) > 6e5 * 3.9e5


@given(outlines)
@settings(max_examples=40)
def test_opening_never_makes_a_shape_larger(outline: Outline) -> None:
    polygon = polygon_of(outline)
    try:
        smaller = opened(polygon, 2_500)
    except NoOutline as error:
        assert error.why is Why.NOTHING_LEFT  # noqa: PT017
    else:
        assert polygon.buffer(1e-3).covers(smaller)


@pytest.mark.parametrize("size", [(0.0, 100.0), (9_999.0, 1e6), (1e5, 2.1e7), (1e300, 1e5)])
def test_what_is_no_pieces_size_is_refused(size: tuple[float, float]) -> None:
    wide, high = size
    with pytest.raises(NoOutline) as refused:
        require_sensible(Polygon([(0, 0), (wide, 0), (wide, high), (0, high)]))
    assert refused.value.why is Why.NONSENSE_SIZE
