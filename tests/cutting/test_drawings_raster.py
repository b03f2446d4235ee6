"""Plans as pictures of dots."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutting.drawings.drawn import Drawn, Naming, drawn
from cutting.drawings.raster import raster
from cutting.terms import Layout, Mode, Offer, Placed, Rect, Tool
from tests.cutting.good import good

PARTS = {(0xD8, 0xE8, 0xF8), (0xF8, 0xE8, 0xC8), (0xE4, 0xDC, 0xF4)}


@given(st.sampled_from(list(Mode)), st.integers(0, 200))
@settings(max_examples=30, deadline=None)
def test_a_part_is_seen_where_the_plan_has_it_and_nothing_else_is_of_its_colours(
    mode: Mode, seed: int
) -> None:
    plan, job = good(mode, seed)
    for layout in plan.layouts:
        drawing = drawn(layout, job, Naming())
        image = raster(drawing, 900, 600)
        assert image.width <= 900
        assert image.height <= 600
        scale = (image.width - 1) / drawing.long_um
        for placed in layout.parts:
            at = drawing.face(placed.at)
            inner = Rect(at.x_um + at.dx_um // 16, at.y_um + at.dy_um // 16, 0)
            if min(at.dx_um, at.dy_um) * scale > 48:
                assert image.getpixel((int(inner.x_um * scale), int(inner.y_um * scale))) in PARTS
        for remainder in drawing.remainders:
            middle = drawing.face(remainder.at)
            dot = (
                int((middle.x_um + middle.dx_um / 2) * scale),
                int((middle.y_um + middle.dy_um / 2) * scale),
            )
            assert image.getpixel(dot) not in PARTS


@pytest.mark.parametrize(("long_um", "wide_um"), [(1, 1), (100_000_000, 1), (1, 100_000_000), (3_000_000, 0)])
def test_no_piece_is_too_odd_for_a_picture(long_um: int, wide_um: int) -> None:
    layout = Layout(Offer("A", long_um, wide_um), (Placed(1, Rect(0, 0, long_um, wide_um)),))
    tool = Tool(Mode.GUILLOTINE if wide_um else Mode.BARS)
    image = raster(Drawn(layout, tool, Naming("x", {1: "☃" * 90})), 300, 200)
    assert 2 <= image.width <= 300
    assert 2 <= image.height <= 200
