"""Plans for laser and router, read back: by layer, in millimetres."""

from io import StringIO
from xml.etree import ElementTree as Tree

import pytest
from ezdxf.document import Drawing
from ezdxf.filemanagement import read
from hypothesis import given, settings
from hypothesis import strategies as st

from cutting.drawings import dxf as dxf_drawing
from cutting.drawings.drawn import Drawn, Naming, Remainder, drawn, steps
from cutting.drawings.dxf import NoLibrary, dxf, escaped
from cutting.drawings.strokes import strokes
from cutting.drawings.svg import svg
from cutting.terms import Layout, Mode, Offer, Placed, Rect, Tool
from tests.cutting.good import good

SVG = "{http://www.w3.org/2000/svg}"
Box = tuple[float, float, float, float]


def drawings(mode: Mode, seed: int) -> list[Drawn]:
    """The layouts of a plan that can be cut, their remainders with codes."""
    plan, job = good(mode, seed)
    return [drawn(layout, job, Naming("piece"), ["DRE 111111 A"]) for layout in plan.layouts]


def read_xml(document: bytes) -> Tree.Element:
    """The root of a file that we wrote ourselves."""
    return Tree.fromstring(document)  # noqa: S314


def layer(document: bytes, name: str) -> Tree.Element:
    """One layer of an SVG file."""
    root = read_xml(document)
    (found,) = (group for group in root.findall(f"{SVG}g") if group.get("id") == name)
    return found


def svg_boxes(document: bytes, name: str) -> list[Box]:
    """The rectangles in a layer, in mm."""
    rects = layer(document, name).findall(f"{SVG}rect")
    return [
        (float(each["x"]), float(each["y"]), float(each["width"]), float(each["height"]))
        for each in (rect.attrib for rect in rects)
    ]


def opened(document: bytes) -> Drawing:
    """A DXF file, in which a reader finds nothing to mend."""
    found = read(StringIO(document.decode()))
    audit = found.audit()
    assert (audit.errors, audit.fixes) == ([], [])
    return found


def dxf_boxes(document: Drawing, name: str) -> list[Box]:
    """The closed outlines in a layer, in mm, y from the top of the drawing."""
    boxes = []
    for line in document.modelspace().query(f'LWPOLYLINE[layer=="{name}"]'):
        assert line.closed  # type: ignore[attr-defined]
        xs, ys = zip(*[(x, y) for x, y, *_ in line.get_points()], strict=True)  # type: ignore[attr-defined]
        boxes.append((min(xs), max(ys), max(xs) - min(xs), max(ys) - min(ys)))
    return boxes


def shown(all_drawings: list[Drawn]) -> tuple[list[Rect], list[Rect]]:
    """Where the pieces and the parts of layouts under each other lie."""
    sheets = strokes(all_drawings).sheets
    parts = [
        Rect(placed.at.x_um, placed.at.y_um + sheet.y_um, placed.at.dx_um, placed.at.dy_um)
        for sheet, drawing in zip(sheets, all_drawings, strict=True)
        for placed in drawing.layout.parts
    ]
    return list(sheets), parts


def close(found: list[Box], rects: list[Rect]) -> None:
    """Both are the same, in mm and µm."""
    wanted = [(rect.x_um / 1000, rect.y_um / 1000, rect.dx_um / 1000, rect.dy_um / 1000) for rect in rects]
    assert sorted(found) == [pytest.approx(box, abs=1e-6) for box in sorted(wanted)]


@given(st.integers(0, 200))
@settings(max_examples=25, deadline=None)
def test_for_a_laser_the_outlines_of_the_parts_are_cut_where_the_plan_has_them(seed: int) -> None:
    all_drawings = drawings(Mode.FREE, seed)
    sheets, parts = shown(all_drawings)
    assert sheets[0].y_um + sheets[0].dy_um < sheets[1].y_um
    picture = svg(all_drawings)
    close(svg_boxes(picture, "SHEET"), sheets)
    close(svg_boxes(picture, "CUT"), parts)
    document = opened(dxf(all_drawings))
    high = strokes(all_drawings).height_um / 1000
    for name, rects in (("SHEET", sheets), ("CUT", parts)):
        close([(x, high - y, wide, tall) for x, y, wide, tall in dxf_boxes(document, name)], rects)


@given(st.sampled_from([Mode.GUILLOTINE, Mode.BARS]), st.integers(0, 200))
@settings(max_examples=25, deadline=None)
def test_for_a_saw_the_middle_of_each_kerf_is_a_line_from_edge_to_edge(mode: Mode, seed: int) -> None:
    all_drawings = drawings(mode, seed)
    lines = layer(svg(all_drawings), "CUT").findall(f"{SVG}line")
    sheets = strokes(all_drawings).sheets
    every = [(sheet, step) for sheet, each in zip(sheets, all_drawings, strict=True) for step in steps(each)]
    assert len(lines) == len(every)
    for line, (sheet, step) in zip(lines, every, strict=True):
        x1, y1, x2, y2 = (round(float(line.attrib[key]) * 1000) for key in ("x1", "y1", "x2", "y2"))
        at = step.line
        assert (x1 == x2) if step.is_across else (y1 == y2)
        assert at.x_um <= x1 <= x2 <= at.x_um + at.dx_um
        assert at.y_um <= y1 - sheet.y_um <= y2 - sheet.y_um <= at.y_um + at.dy_um
    assert len(opened(dxf(all_drawings)).modelspace().query('LINE[layer=="CUT"]')) == len(every)


def test_a_drawing_is_in_millimetres_and_its_layers_have_the_colours_of_laser_software() -> None:
    document = opened(dxf(drawings(Mode.FREE, 1)))
    assert document.units == 4
    assert {name: document.layers.get(name).color for name in ("SHEET", "CUT", "LABEL")} == {
        "SHEET": 5,
        "CUT": 1,
        "LABEL": 7,
    }
    root = read_xml(svg(drawings(Mode.FREE, 1)))
    assert root.attrib["width"].endswith("mm")
    assert root.attrib["viewBox"].split()[2] + "mm" == root.attrib["width"]
    assert [layer(svg(drawings(Mode.FREE, 1)), name).get("stroke") for name in ("SHEET", "CUT", "LABEL")] == [
        "#0000ff",
        "#ff0000",
        "none",
    ]


def test_nothing_is_cut_in_the_layers_of_sheets_and_labels() -> None:
    model = opened(dxf(drawings(Mode.FREE, 2))).modelspace()
    assert {entity.dxf.layer for entity in model.query("TEXT")} == {"LABEL"}
    assert {entity.dxf.layer for entity in model.query("LWPOLYLINE LINE")} == {"SHEET", "CUT"}


def named(title: str) -> list[Drawn]:
    """A layout with one part of that name, in a piece that is called so, too."""
    layout = Layout(Offer("A", 800_000, 400_000), (Placed(1, Rect(0, 0, 300_000, 200_000)),))
    return [Drawn(layout, Tool(Mode.FREE), Naming(title, {1: title}))]


HOSTILE = [
    "</svg><script>alert(1)</script>",
    "a&b \"'",
    "%%u%%d %%c",
    "\\U+0041 \\P",
    "^J\n0\nEOF",
    "\x1b[2J\u202e",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_name_stays_a_name(title: str) -> None:
    root = read_xml(svg(named(title)))
    assert not list(root.iter(f"{SVG}script"))
    texts = [text.dxf.text for text in opened(dxf(named(title))).modelspace().query("TEXT")]
    assert len(texts) == 2
    for text in texts:
        assert "%%" not in text
        assert "\\U+" not in text
        assert text.isprintable()


@given(st.text(max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_name_is_a_file_that_can_be_read_again(title: str) -> None:
    read_xml(svg(named(title), title))
    model = opened(dxf(named(title))).modelspace()
    assert len(model.query("LWPOLYLINE")) == 2
    assert "^" not in escaped(title).replace("^ ", "")


def test_a_name_is_no_wider_than_its_part() -> None:
    root = layer(svg(named("W" * 80)), "LABEL")
    for group in root.findall(f"{SVG}g"):
        scale = float(group.attrib["transform"].split("scale(")[1].split()[0])
        letters = group.findall(f"{SVG}path")
        last = float(letters[-1].attrib["transform"].split("(")[1].split()[0])
        assert last * scale < 800


def test_without_the_library_drawing_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ezdxf.filemanagement", None)
    with pytest.raises(NoLibrary, match="ezdxf"):
        dxf_drawing.dxf(named("a"))


def test_a_laser_cuts_a_disc_round() -> None:
    layout = Layout(Offer("A", 800_000, 400_000), (Placed(1, Rect(20_000, 40_000, 150_000, 150_000)),))
    disc = Drawn(layout, Tool(Mode.FREE), Naming(discs=frozenset({1})))
    (circle,) = layer(svg([disc]), "CUT")
    assert (circle.tag, circle.attrib) == (f"{SVG}circle", {"cx": "95", "cy": "135", "r": "75"})
    (round_one,) = opened(dxf([disc])).modelspace().query('*[layer=="CUT"]')
    assert (round_one.dxftype(), round_one.dxf.radius) == ("CIRCLE", 75)
    assert (round_one.dxf.center.x, round_one.dxf.center.y) == (95, 420 - 135)


def test_the_code_of_what_is_left_is_never_shortened() -> None:
    left = Rect(310_000, 0, 81_000, 400_000)
    layout = Layout(Offer("A", 391_000, 400_000), (Placed(12, Rect(0, 0, 22_000, 300_000)),), (), (left,))
    naming = Naming(titles={12: "A side with a long name"})
    labels = strokes([Drawn(layout, Tool(Mode.FREE), naming, (Remainder(left, "DRE 7K3PX4 N"),))]).labels
    assert [label.text for label in labels] == ["12", "DRE 7K3PX4 N"]
    root = layer(svg([Drawn(layout, Tool(Mode.FREE), naming, (Remainder(left, "DRE 7K3PX4 N"),))]), "LABEL")
    assert [title.text for title in root.iter(f"{SVG}title")] == ["12", "DRE 7K3PX4 N"]
    assert all(label.high_um >= 1_500 for label in labels)


def test_a_long_name_gets_smaller_before_it_is_shortened() -> None:
    heading, label = strokes(named("A side of a shelf with a name that is longer than most names are")).labels
    assert label.text == "1 A side of a shelf with a name that is longer than most names are"
    assert label.high_um < heading.high_um
