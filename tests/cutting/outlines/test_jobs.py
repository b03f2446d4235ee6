"""What a laser's job leaves of a sheet."""

from pathlib import Path

import pytest
from ezdxf.document import Drawing
from ezdxf.layouts.layout import Modelspace
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Polygon, box

from cutting.outlines.errors import NoOutline, Why
from cutting.outlines.joining import Loops
from cutting.outlines.reading import from_job
from cutting.outlines.sheets import left_of
from tests.cutting.outlines.drawn import PLATE, dxf, svg

MM2 = 10**6
SHEET = box(0, 0, 600_000, 400_000)
Corner = tuple[float, float]


def square(x: float, y: float, side: float) -> list[Corner]:
    return [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]


def squares(m: Modelspace, *places: tuple[float, float, float]) -> None:
    for x, y, side in places:
        m.add_lwpolyline(square(x, y, side), close=True)


def test_parts_are_missing_and_leave_holes(tmp_path: Path) -> None:
    job = dxf(tmp_path / "job.dxf", lambda _d, m: squares(m, (50, 50, 100), (200, 50, 100)))
    outline = from_job(job, "600x400").outline
    assert len(outline.rings_um) == 3
    assert outline.area_um2 / MM2 == pytest.approx(600 * 400 - 2 * 100.1**2, abs=2)
    assert (600_000, 249_950) in outline.rects_um


def test_parts_at_the_edge_leave_a_notch_and_bridges_of_5_mm_are_gone(tmp_path: Path) -> None:
    wide = dxf(tmp_path / "wide.dxf", lambda _d, m: squares(m, (10, 10, 180), (10, 210, 180)))
    narrow = dxf(tmp_path / "narrow.dxf", lambda _d, m: squares(m, (2, 2, 195), (2, 199, 199)))
    assert len(from_job(wide, "600x400").outline.rings_um) == 3
    outline = from_job(narrow, "600x400").outline
    assert len(outline.rings_um) == 1
    assert outline.box_um[2:] == pytest.approx((400_000, 398_000), abs=8_000)


def test_a_cut_through_the_sheet_leaves_the_larger_half(tmp_path: Path) -> None:
    def draw(_d: Drawing, m: Modelspace) -> None:
        m.add_line((200, 0), (200, 400))
        squares(m, (250, 50, 50))

    outline = from_job(dxf(tmp_path / "job.dxf", draw), "600x400").outline
    assert outline.box_um[2:] == pytest.approx((400_000, 399_950), abs=100)


def test_without_a_sheet_the_largest_loop_of_the_job_is_it(tmp_path: Path) -> None:
    def draw(_d: Drawing, m: Modelspace) -> None:
        m.add_lwpolyline(PLATE, close=True)
        squares(m, (50, 50, 100))

    outline = from_job(dxf(tmp_path / "job.dxf", draw)).outline
    assert outline.box_um[2:] == (600_000, 400_000)
    assert len(outline.rings_um) == 2


def test_a_sheet_may_be_a_drawing_of_its_own(tmp_path: Path) -> None:
    sheet = dxf(
        tmp_path / "sheet.dxf", lambda _d, m: m.add_lwpolyline([(0, 0), (600, 0), (0, 400)], close=True)
    )
    job = dxf(tmp_path / "job.dxf", lambda _d, m: squares(m, (50, 50, 100)))
    outline = from_job(job, sheet).outline
    assert outline.area_um2 / MM2 == pytest.approx(600 * 400 / 2 - 100.1**2, abs=3)


def test_the_sheet_of_an_svg_job_begins_at_the_top(tmp_path: Path) -> None:
    job = svg(tmp_path / "job.svg", '<rect x="-0.5" y="-0.5" width="200.5" height="150.5"/>')
    outline = from_job(job, "600x400").outline
    top_left = (0, 400_000)
    assert top_left not in outline.rings_um[0]
    assert outline.area_um2 / MM2 == pytest.approx(600 * 400 - 200 * 150, abs=60)


def test_the_kerf_is_gone_too(tmp_path: Path) -> None:
    job = dxf(tmp_path / "job.dxf", lambda _d, m: squares(m, (50, 50, 100)))
    outline = from_job(job, "600x400", kerf_um=4_000).outline
    assert outline.area_um2 / MM2 == pytest.approx(600 * 400 - 104**2, abs=2)


@pytest.mark.parametrize(
    ("places", "sheet", "reason"),
    [
        ([(550, 50, 100)], "600x400", Why.PART_OUTSIDE),
        ([(0, 0, 400)], "400x400", Why.NOTHING_LEFT),
        ([], "600x400", Why.EMPTY),
        ([(1, 1, 197), (202, 1, 197), (1, 202, 197), (202, 202, 197)], "400x400", Why.NOTHING_LEFT),
        ([(10, 10, 50)], "0x400", Why.NONSENSE_SIZE),
        ([(10, 10, 50)], "sheet", Why.NO_CORNERS),
    ],
)
def test_a_job_that_leaves_nothing_or_lies_beside_is_refused(
    tmp_path: Path, places: list[tuple[float, float, float]], sheet: str, reason: Why
) -> None:
    job = dxf(tmp_path / "job.dxf", lambda _d, m: squares(m, *places))
    with pytest.raises(NoOutline) as refused:
        from_job(job, sheet)
    assert refused.value.why is reason


@given(
    st.lists(
        st.tuples(st.integers(0, 500_000), st.integers(0, 300_000), st.integers(1_000, 100_000)),
        min_size=1,
        max_size=12,
    ),
    st.integers(0, 1_000),
)
@settings(max_examples=60)
def test_what_is_left_touches_no_part_and_has_no_bridge(
    places: list[tuple[int, int, int]], kerf_um: int
) -> None:
    parts = [square(*place) for place in places]
    slit = ((300_000.0, 350_000.0), (350_000.0, 350_000.0))
    try:
        left = left_of(SHEET, Loops(tuple(map(tuple, parts)), (slit,)), kerf_um)
    except NoOutline as error:
        assert error.why is Why.NOTHING_LEFT  # noqa: PT017
        return
    assert SHEET.buffer(1e-3).covers(left)
    assert not any(left.buffer(-1e-3).intersects(Polygon(part)) for part in parts)
    assert not left.buffer(-1e-3).intersects(LineString(slit))
    assert left.buffer(-2_490).geom_type == "Polygon"
