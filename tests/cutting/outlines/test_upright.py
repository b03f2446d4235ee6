"""An outline that was drawn aslant lies along the axes once it is read, and is never larger for it."""

from math import pi, prod
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import affinity
from shapely.geometry import Point, Polygon

from cutting.outlines.inward import outline_of
from cutting.outlines.reading import from_corners, from_drawing, from_job
from cutting.outlines.upright import upright
from stock.outlines import Outline
from tests.cutting.outlines.drawn import dxf
from tests.cutting.outlines.shapes import L_SHAPE, outlines, polygon_of
from tests.cutting.outlines.test_inward import MOST_MOVED_UM, lies_in

NOISE_UM = 0.01
ANGLES = st.floats(0, 2 * pi)
AS_DRAWN = {
    "an L": Polygon(L_SHAPE),
    "a triangle with a right angle": Polygon([(0, 0), (300_000, 0), (0, 400_000)]),
    "a corner cut off": Polygon([(0, 0), (500_000, 0), (500_000, 100_000), (200_000, 400_000), (0, 400_000)]),
    "a circle": Point(0, 0).buffer(200_000, quad_segs=30),
}


@st.composite
def notched(draw: st.DrawFn) -> Polygon:
    """A rectangle that lacks a corner, in whole millimetres."""
    long, wide = draw(st.integers(100, 900)), draw(st.integers(100, 900))
    dx, dy = draw(st.integers(0, long // 2)), draw(st.integers(0, wide // 2))
    ring = [(0, 0), (long, 0), (long, wide - dy), (long - dx, wide - dy), (long - dx, wide), (0, wide)]
    return Polygon([(x * 1000, y * 1000) for x, y in ring]).buffer(0)


@given(notched(), ANGLES)
@settings(max_examples=60)
def test_what_was_drawn_at_any_angle_is_read_like_what_was_drawn_along_the_axes(
    polygon: Polygon, angle: float
) -> None:
    straight = outline_of(polygon)
    aslant = outline_of(upright(affinity.rotate(polygon, angle, origin=(0, 0), use_radians=True)))
    assert aslant.area_um2 <= straight.area_um2 + NOISE_UM * polygon.length
    assert aslant.box_um == pytest.approx(straight.box_um, abs=20)
    assert prod(aslant.rects_um[0]) == pytest.approx(prod(straight.rects_um[0]), rel=0.001)


@given(outlines, ANGLES)
@settings(max_examples=60)
def test_turning_keeps_every_shape_and_what_is_noted_lies_in_it(outline: Outline, angle: float) -> None:
    polygon = affinity.rotate(polygon_of(outline), angle, origin=(0, 0), use_radians=True)
    turned = upright(polygon)
    assert turned.area == pytest.approx(polygon.area, rel=1e-9)
    assert turned.length == pytest.approx(polygon.length, rel=1e-9)
    noted = outline_of(turned)
    assert noted.area_um2 <= polygon.area + NOISE_UM * polygon.length
    assert lies_in(noted, turned)
    again = upright(turned)
    assert again.symmetric_difference(turned).area <= MOST_MOVED_UM * turned.length


@pytest.mark.parametrize("shape", AS_DRAWN)
def test_what_was_drawn_along_the_axes_stays_as_it_is(shape: str) -> None:
    assert upright(AS_DRAWN[shape]) is AS_DRAWN[shape]


def test_an_ellipse_lies_in_its_smallest_box() -> None:
    lying = affinity.scale(Point(0, 0).buffer(200_000, quad_segs=90), 2, 1)
    x0, y0, x1, y1 = upright(affinity.rotate(lying, 30)).bounds
    assert sorted((x1 - x0, y1 - y0)) == pytest.approx([400_000, 800_000], rel=0.001)


def test_a_drawing_corners_and_a_job_are_turned_alike(tmp_path: Path) -> None:
    l_mm = Polygon([(x / 1000, y / 1000) for x, y in L_SHAPE])
    aslant = list(affinity.rotate(l_mm, 30, origin=(0, 0)).exterior.coords)[:-1]
    drawn = from_drawing(dxf(tmp_path / "l.dxf", lambda _d, m: m.add_lwpolyline(aslant, close=True)))
    typed = from_corners(" ".join(f"{x:.3f},{y:.3f}" for x, y in aslant))
    sheet = affinity.rotate(Polygon([(0, 0), (600, 0), (600, 400), (0, 400)]), 30, origin=(0, 0))
    part = affinity.rotate(
        Polygon([(400, 250), (600.5, 250), (600.5, 400.5), (400, 400.5)]), 30, origin=(0, 0)
    )
    job = dxf(
        tmp_path / "job.dxf",
        lambda _d, m: [m.add_lwpolyline(list(each.exterior.coords), close=True) for each in (sheet, part)],
    )
    boxes = [found.outline.box_um[2:] for found in (drawn, typed, from_job(job))]
    assert [(round(long, -2), round(wide, -2)) for long, wide in boxes] == [(600_000, 400_000)] * 3
