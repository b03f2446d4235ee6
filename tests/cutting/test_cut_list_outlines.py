"""Cut lists as drawings: closed outlines in DXF files, however they were drawn."""

from io import StringIO

import pytest
from ezdxf.document import Drawing
from ezdxf.filemanagement import new
from ezdxf.layouts.base import BaseLayout
from hypothesis import given, settings
from hypothesis import strategies as st

from cutting.cut_list.lines import Defaults, Fault, Line, Reason
from cutting.cut_list.reading import read_bytes
from cutting.drawings.drawn import Naming, drawn
from cutting.drawings.dxf import dxf
from cutting.terms import Mode
from stock.pieces import Size
from tests.cutting.cut_lists import meant
from tests.cutting.good import good

PLY = Defaults(("plywood",), 6_000)


def content(document: Drawing) -> bytes:
    """The file."""
    out = StringIO()
    document.write(out)
    return out.getvalue().encode()


def parts(document: Drawing, defaults: Defaults = PLY) -> dict[tuple[float, float], int]:
    """How many parts of which size in mm are read."""
    found = read_bytes(content(document), meant, defaults)
    assert found.faults == ()
    return {(line.size.long_um / 1000, line.size.short_um / 1000): line.count for line in found.lines}


def rectangle(model: BaseLayout, x: float, y: float, wide: float, high: float, layer: str = "0") -> None:
    """One closed polyline."""
    corners = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]
    model.add_lwpolyline(corners, close=True, dxfattribs={"layer": layer})


def test_equal_outlines_are_counted_and_holes_are_none() -> None:
    document = new(units=4)
    model = document.modelspace()
    rectangle(model, 0, 0, 300, 200)
    rectangle(model, 400, 0, 300, 200)
    model.add_circle((150, 100), 20)
    model.add_circle((900, 100), 80)
    assert parts(document) == {(300, 200): 2, (160, 160): 1}


def test_lines_and_arcs_that_meet_are_an_outline_and_loose_ones_are_not() -> None:
    document = new(units=4)
    model = document.modelspace()
    for start, end in [((0, 0), (100, 0)), ((100, 0.01), (100, 50)), ((0, 50), (100, 50)), ((0, 50), (0, 0))]:
        model.add_line(start, end)
    model.add_line((0, 300), (500, 300))
    model.add_arc((300, 0), 50, 0, 180)
    model.add_line((250, 0), (350, 0))
    assert parts(document) == {(100, 50): 2}


def test_blocks_are_looked_into_with_their_place_and_turn() -> None:
    document = new(units=4)
    block = document.blocks.new("PART")
    rectangle(block, 0, 0, 50, 60)
    document.modelspace().add_blockref("PART", (200, 0), dxfattribs={"rotation": 90})
    document.modelspace().add_blockref("PART", (400, 0), dxfattribs={"xscale": 2, "yscale": 2})
    assert parts(document) == {(60, 50): 1, (100, 120): 1}


@pytest.mark.parametrize(("units", "factor"), [(0, 1), (1, 25.4), (4, 1), (5, 10), (6, 1000)])
def test_the_units_of_a_drawing_count_and_none_are_millimetres(units: int, factor: float) -> None:
    document = new(units=units)
    rectangle(document.modelspace(), 0, 0, 3, 2)
    (line,) = read_bytes(content(document), meant, PLY).lines
    assert (line.size.long_um, line.size.short_um) == (round(3000 * factor), round(2000 * factor))


def test_a_layer_that_is_named_like_a_material_says_what_its_parts_are_made_of() -> None:
    document = new(units=4)
    rectangle(document.modelspace(), 0, 0, 300, 200, "MDF 3mm")
    found = read_bytes(content(document), meant, Defaults())
    assert found.lines == (Line(1, 1, Size(300_000, 200_000, 3_000), ("mdf",)),)


def test_a_curve_is_as_large_as_it_bulges() -> None:
    document = new(units=4)
    document.modelspace().add_lwpolyline([(0, 0, 1), (100, 0, 1)], format="xyb", close=True)
    assert parts(document) == {(100, 100): 1}


def test_an_outline_above_100_m_is_named_beside_good_ones_also_where_it_lies_around_them() -> None:
    document = new(units=4)
    model = document.modelspace()
    rectangle(model, 0, 0, 300, 200)
    rectangle(model, -10, -10, 150_000, 400)
    rectangle(model, 0, 900, 100_000, 50)
    found = read_bytes(content(document), meant, PLY)
    assert found.faults == (Fault(1, Reason.HUGE_OUTLINE, "150000 × 400 mm"),)
    assert [(line.number, line.size.long_um) for line in found.lines] == [(2, 100_000_000), (3, 300_000)]


def test_a_drawing_that_says_no_material_says_so() -> None:
    document = new(units=4)
    rectangle(document.modelspace(), 0, 0, 300, 200)
    assert [fault.reason for fault in read_bytes(content(document), meant, Defaults()).faults] == [
        Reason.NO_MATERIAL
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"  0\nSECTION\n  2\nHEADER\nnonsense", Reason.NO_DRAWING),
        (content(new()), Reason.NO_OUTLINES),
        (b"AutoCAD Binary DXF\r\n\x1a\x00garbage", Reason.NO_DRAWING),
    ],
)
def test_a_drawing_without_parts_is_one_fault(data: bytes, reason: Reason) -> None:
    assert [(fault.number, fault.reason) for fault in read_bytes(data, meant, PLY).faults] == [(0, reason)]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 4_000), st.binary(max_size=30))
def test_a_damaged_drawing_is_a_fault_or_a_list_and_never_more(at: int, noise: bytes) -> None:
    document = new(units=4)
    rectangle(document.modelspace(), 0, 0, 300, 200)
    data = content(document)
    found = read_bytes(data[: len(data) - at] + noise, meant, PLY)
    assert found.lines or found.faults


def test_what_ezdxf_remarks_of_a_damaged_drawing_reaches_no_terminal(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    document = new(units=4)
    rectangle(document.modelspace(), 0, 0, 300, 200)
    damaged = content(document).replace(b"LWPOLYLINE\n", b"LWPOLYLINE\n  5\nZZZZ\n", 1)
    read_bytes(damaged, meant, PLY)
    assert (caplog.records, *capfd.readouterr()) == ([], "", "")


def test_our_own_drawings_are_read_as_the_parts_that_they_show() -> None:
    plan, job = good(Mode.FREE, 1)
    layouts = [drawn(layout, job, Naming()) for layout in plan.layouts]
    found = read_bytes(dxf(layouts), meant, PLY)
    assert sum(line.count for line in found.lines) == sum(len(layout.parts) for layout in plan.layouts)


@pytest.mark.parametrize("name", ["CUT", "MDF 3mm", "0"])
def test_a_material_that_is_given_stands_above_what_a_layer_is_called(name: str) -> None:
    document = new(units=4)
    rectangle(document.modelspace(), 0, 0, 300, 200, name)
    found = read_bytes(content(document), meant, PLY)
    assert found.lines == (Line(1, 1, Size(300_000, 200_000, 6_000), ("plywood",)),)


def test_the_layer_of_our_own_cuts_names_no_material() -> None:
    assert meant("CUT")
    document = new(units=4)
    rectangle(document.modelspace(), 0, 0, 300, 200, "CUT")
    assert [fault.reason for fault in read_bytes(content(document), meant, Defaults()).faults] == [
        Reason.NO_MATERIAL
    ]
