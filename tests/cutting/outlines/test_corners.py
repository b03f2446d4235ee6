"""Measured corners, as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Polygon

from cutting.outlines.corners import corners
from cutting.outlines.errors import NoOutline, Why
from cutting.outlines.reading import from_corners


@pytest.mark.parametrize(
    ("text", "area_cm2", "points"),
    [
        ("600x400", 2400, 4),
        ("600x400 notch 200x150", 2100, 6),
        ("60x40cm notch 20x15cm br", 2100, 6),
        ("600 mm", None, 0),
        ("600x400 NOTCH 200X150 bl notch 50x50 tl", 2075, 8),
        ("600x400 notch 100x100 notch 100x100 notch 100x100 notch 100x100", 2000, 12),
        ("600x400 L 200x150", 1400, 6),
        ("0,0 600,0 600,250 400,400 0,400", 2250, 5),
        ("0;0 0.6m;0 0.6m;0.4m", 1200, 3),
        ("20x10in", 1290.32, 4),
    ],
)
def test_corners_are_read_as_they_are_typed(text: str, area_cm2: float | None, points: int) -> None:
    if area_cm2 is None:
        with pytest.raises(NoOutline):
            corners(text)
        return
    outline = from_corners(text).outline
    assert outline.area_um2 == round(area_cm2 * 10**8)
    assert sum(map(len, outline.rings_um)) == points


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Why.NO_CORNERS),
        ("plywood", Why.NO_CORNERS),
        ("600", Why.NO_CORNERS),
        ("600x400x4", Why.NO_CORNERS),
        ("600x400 notch", Why.NO_CORNERS),
        ("600x400 hole 20x20", Why.NO_CORNERS),
        ("600x400 notch 20x20 tr notch 20x20 tr", Why.NO_CORNERS),
        ("0,0 600,0", Why.NO_CORNERS),
        ("0,0 600,0 600x400", Why.NO_CORNERS),
        ("0,0 " * 2000, Why.NO_CORNERS),
        ("0x400", Why.NONSENSE_SIZE),
        ("-600x400", Why.NONSENSE_SIZE),
        ("600x4", Why.NONSENSE_SIZE),
        ("999999999x400m", Why.NONSENSE_SIZE),
        ("600x400 notch 700x10", Why.NOTCH_TOO_LARGE),
        ("600x400 notch 600x10", Why.NOTCH_TOO_LARGE),
        ("600x400 L 700x100", Why.NOTCH_TOO_LARGE),
        ("600x400 notch 400x300 tr notch 400x50 tl", Why.NOTCH_TOO_LARGE),
        ("600x400 notch 400x300 tr notch 400x300 bl", Why.NOTCH_TOO_LARGE),
        ("0,0 600,400 600,0 0,400", Why.CROSSING),
        ("0,0 600,0 300,0", Why.NONSENSE_SIZE),
    ],
)
def test_what_is_no_shape_is_refused(text: str, reason: Why) -> None:
    with pytest.raises(NoOutline) as refused:
        from_corners(text)
    assert refused.value.why is reason


@given(st.text(alphabet="0123456789x,.- lnotchrbm", max_size=60))
def test_whatever_is_typed_is_corners_or_a_reason(text: str) -> None:
    try:
        found = corners(text)
    except NoOutline as error:
        assert error.why in {Why.NO_CORNERS, Why.NONSENSE_SIZE, Why.NOTCH_TOO_LARGE}  # noqa: PT017
    else:
        assert len(found) > 2


@given(st.integers(20, 900), st.integers(20, 900), st.sampled_from(["tr", "tl", "br", "bl"]), st.data())
def test_a_notch_takes_its_area_from_its_own_corner(
    long: int, wide: int, where: str, data: st.DataObject
) -> None:
    dx, dy = data.draw(st.integers(1, long - 1)), data.draw(st.integers(1, wide - 1))
    shape = Polygon(corners(f"{long}x{wide} notch {dx}x{dy} {where}"))
    assert shape.is_valid
    assert shape.area == (long * wide - dx * dy) * 10**6
    at = {"t": wide, "b": 0}[where[0]] * 1000, {"r": long, "l": 0}[where[1]] * 1000
    assert (at[1], at[0]) not in list(shape.exterior.coords)
