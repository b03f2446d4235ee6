"""Outlines from drawings: what programs write, and what is wrong in it."""

import random
from math import cos, pi, sin, tan
from pathlib import Path

import pytest
from ezdxf.document import Drawing
from ezdxf.layouts.layout import Modelspace
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import union_all
from shapely.geometry import Point, Polygon, box

from cutting.outlines.errors import NoOutline, Why
from cutting.outlines.reading import Found, from_drawing
from tests.cutting.outlines.drawn import NO_UNIT, PLATE, Draw, dxf, svg

MM2 = 10**6


def area_mm2(found: Found) -> float:
    return found.outline.area_um2 / MM2


def why(path: Path, unit: str = "") -> Why:
    with pytest.raises(NoOutline) as refused:
        from_drawing(path, unit)
    return refused.value.why


def test_a_closed_polyline_is_an_outline_to_the_micrometre(tmp_path: Path) -> None:
    found = from_drawing(dxf(tmp_path / "a.dxf", lambda _d, m: m.add_lwpolyline(PLATE, close=True)))
    assert found.outline.box_um == (0, 0, 600_000, 400_000)
    assert found.outline.area_um2 == 600_000 * 400_000
    assert found.given_up_um2 == 0


def test_lines_and_arcs_that_nearly_meet_are_joined(tmp_path: Path) -> None:
    def draw(_d: Drawing, m: Modelspace) -> None:
        m.add_line((600, 400.05), (600, 0.03))
        m.add_line((0, 0), (600, 0))
        m.add_arc((500, 400), 100, 0, 90)
        m.add_line((0, 500), (500, 500))
        m.add_line((0, 500), (0, 0))

    found = from_drawing(dxf(tmp_path / "a.dxf", draw))
    true = 600 * 500 - 100 * 100 + pi * 100 * 100 / 4
    assert true - 60 < area_mm2(found) < true + 5


@pytest.mark.parametrize(
    ("draw", "true_mm2"),
    [
        (lambda _d, m: m.add_circle((0, 0), 100), pi * 100**2),
        (lambda _d, m: m.add_ellipse((0, 0), (200, 0), 0.5), pi * 200 * 100),
        (lambda _d, m: m.add_lwpolyline([(0, 0, 1), (200, 0, 1)], format="xyb", close=True), pi * 100**2),
        (lambda _d, m: m.add_polyline2d([(0, 0), (300, 0), (300, 200)], close=True), 300 * 200 / 2),
    ],
)
def test_curves_lose_little_and_gain_nothing(tmp_path: Path, draw: Draw, true_mm2: float) -> None:
    found = from_drawing(dxf(tmp_path / "a.dxf", draw))
    assert 0.998 * true_mm2 < area_mm2(found) <= true_mm2


def test_a_spline_is_an_outline(tmp_path: Path) -> None:
    points = [(100 * cos(a), 60 * sin(a)) for a in (2 * pi * at / 12 for at in range(13))]
    found = from_drawing(dxf(tmp_path / "a.dxf", lambda _d, m: m.add_spline(points)))
    assert 0.97 * pi * 100 * 60 < area_mm2(found) < 1.01 * pi * 100 * 60


def test_blocks_are_drawn_where_they_are_inserted(tmp_path: Path) -> None:
    def draw(d: Drawing, m: Modelspace) -> None:
        d.blocks.new("INNER").add_lwpolyline([(0, 0), (60, 0), (60, 40), (0, 40)], close=True)
        d.blocks.new("OUTER").add_blockref("INNER", (0, 0), dxfattribs={"xscale": 5, "yscale": -5})
        m.add_blockref("OUTER", (100, 100), dxfattribs={"rotation": 90})

    found = from_drawing(dxf(tmp_path / "a.dxf", draw))
    assert found.outline.box_um == (0, 0, 300_000, 200_000)


def test_holes_stay_holes_and_a_line_drawn_twice_is_none(tmp_path: Path) -> None:
    def draw(_d: Drawing, m: Modelspace) -> None:
        m.add_lwpolyline(PLATE, close=True)
        m.add_lwpolyline(PLATE, close=True)
        m.add_lwpolyline([(100, 100), (200, 100), (200, 200), (100, 200)], close=True)

    found = from_drawing(dxf(tmp_path / "a.dxf", draw))
    assert len(found.outline.rings_um) == 2
    assert found.outline.area_um2 == (600 * 400 - 100 * 100) * MM2


def test_of_several_outlines_the_largest_is_taken_and_the_others_are_counted(tmp_path: Path) -> None:
    def draw(_d: Drawing, m: Modelspace) -> None:
        m.add_lwpolyline(PLATE, close=True)
        m.add_circle((900, 100), 50)
        m.add_circle((900, 300), 50)

    found = from_drawing(dxf(tmp_path / "a.dxf", draw))
    assert found.beside == 2
    assert found.outline.box_um[2:] == pytest.approx((600_000, 400_000), abs=30)


@pytest.mark.parametrize(("unit", "times"), [("mm", 1), ("cm", 10), ("in", 25.4)])
def test_a_unit_that_is_said_counts(tmp_path: Path, unit: str, times: float) -> None:
    path = dxf(tmp_path / "a.dxf", lambda _d, m: m.add_lwpolyline(PLATE, close=True), NO_UNIT)
    assert from_drawing(path, unit).outline.box_um[2:] == (round(600_000 * times), round(400_000 * times))


def test_inches_in_the_header_count(tmp_path: Path) -> None:
    path = dxf(tmp_path / "a.dxf", lambda _d, m: m.add_lwpolyline([(0, 0), (20, 0), (20, 10)], close=True), 1)
    assert from_drawing(path).outline.box_um[2:] == (508_000, 254_000)


def test_a_drawing_without_a_unit_or_with_a_wrong_one_is_asked_about(tmp_path: Path) -> None:
    def plate(_d: Drawing, m: Modelspace) -> None:
        m.add_lwpolyline(PLATE, close=True)

    assert why(dxf(tmp_path / "none.dxf", plate, NO_UNIT)) is Why.NO_UNIT
    assert why(dxf(tmp_path / "metres.dxf", plate, 6)) is Why.NONSENSE_SIZE
    assert why(dxf(tmp_path / "microns.dxf", plate, 13)) is Why.NONSENSE_SIZE


@pytest.mark.parametrize(
    ("draw", "reason"),
    [
        (lambda _d, _m: None, Why.EMPTY),
        (lambda _d, m: m.add_text("600 x 400"), Why.EMPTY),
        (lambda _d, m: m.add_line((0, 0), (600, 0)), Why.EMPTY),
        (lambda _d, m: m.add_lwpolyline(PLATE), Why.OPEN),
        (lambda _d, m: m.add_lwpolyline([(0, 0), (600, 400), (600, 0), (0, 400)], close=True), Why.CROSSING),
        (lambda _d, m: m.add_lwpolyline([(0, 0), (0, 0), (0, 0), (0, 0)], close=True), Why.NONSENSE_SIZE),
        (lambda _d, m: m.add_circle((0, 0), 1e12), Why.TOO_MUCH),
        (lambda _d, m: m.add_circle((0, 0), 1e-9), Why.EMPTY),
        (lambda _d, m: m.add_circle((1e300, 0), 50), Why.UNREADABLE),
    ],
)
def test_what_is_no_outline_is_refused_with_a_reason(tmp_path: Path, draw: Draw, reason: Why) -> None:
    assert why(dxf(tmp_path / "a.dxf", draw)) is reason


def test_where_an_outline_is_open_or_crosses_itself_is_said(tmp_path: Path) -> None:
    bow = [(0, 0), (600, 400), (600, 0), (0, 400)]
    with pytest.raises(NoOutline) as crossing:
        from_drawing(dxf(tmp_path / "a.dxf", lambda _d, m: m.add_lwpolyline(bow, close=True)))
    assert crossing.value.facts == {"at_um": (300_000, 200_000)}
    with pytest.raises(NoOutline) as ajar:
        from_drawing(dxf(tmp_path / "b.dxf", lambda _d, m: m.add_lwpolyline(PLATE)))
    assert ajar.value.facts == {"at_um": (0, 400_000), "gap_um": 400_000}


def test_blocks_in_blocks_without_end_are_too_much(tmp_path: Path) -> None:
    def draw(d: Drawing, m: Modelspace) -> None:
        d.blocks.new("B0").add_lwpolyline([(0, 0), (9, 0), (9, 9)], close=True)
        for level in range(1, 7):
            block = d.blocks.new(f"B{level}")
            for at in range(10):
                block.add_blockref(f"B{level - 1}", (at, 0))
        m.add_blockref("B6", (0, 0))

    assert why(dxf(tmp_path / "a.dxf", draw)) is Why.TOO_MUCH


def test_a_block_of_a_million_copies_is_too_much(tmp_path: Path) -> None:
    def draw(d: Drawing, m: Modelspace) -> None:
        d.blocks.new("B").add_lwpolyline([(0, 0), (9, 0), (9, 9)], close=True)
        many = {"row_count": 1000, "column_count": 1000, "row_spacing": 10, "column_spacing": 10}
        m.add_blockref("B", (0, 0), dxfattribs=many)

    assert why(dxf(tmp_path / "a.dxf", draw)) is Why.TOO_MUCH


def test_a_scribble_is_too_much(tmp_path: Path) -> None:
    chance = random.Random(1)  # noqa: S311
    points = [(chance.uniform(0, 600), chance.uniform(0, 400)) for _ in range(20_000)]
    assert why(dxf(tmp_path / "a.dxf", lambda _d, m: m.add_lwpolyline(points, close=True))) is Why.TOO_MUCH


@pytest.mark.parametrize("ending", ["dxf", "svg"])
@pytest.mark.parametrize("content", [b"", b"hello", b"0\nEOF\n", b"\0" * 1000, b"<svg", b"\xff\xfe\xfa" * 99])
def test_what_is_no_drawing_is_unreadable(tmp_path: Path, ending: str, content: bytes) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_bytes(content)
    assert why(path) in {Why.UNREADABLE, Why.NO_UNIT}


def test_a_damaged_drawing_never_ends_in_another_error(tmp_path: Path) -> None:
    sound = dxf(tmp_path / "a.dxf", lambda _d, m: m.add_lwpolyline(PLATE, close=True)).read_bytes()
    chance = random.Random(5)  # noqa: S311
    for _ in range(40):
        broken = bytearray(sound)
        for _hit in range(chance.randint(1, 30)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        path = tmp_path / "b.dxf"
        path.write_bytes(bytes(broken[: chance.randrange(len(broken))] if chance.random() < 0.3 else broken))
        try:
            from_drawing(path)
        except NoOutline as error:
            assert error.why  # noqa: PT017


@pytest.mark.parametrize("ending", ["dxf", "svg"])
def test_a_file_of_20_mb_is_refused_before_it_is_read(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_bytes(b"0\n" * 10_000_000)
    assert why(path) is Why.TOO_LARGE_FILE


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.step"
    path.write_bytes(b"ISO-10303-21;")
    assert why(path) is Why.UNKNOWN_FILE


def test_a_missing_file_is_an_error_of_files(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        from_drawing(tmp_path / "a.dxf")


def test_an_svg_has_its_physical_size_its_transforms_and_its_holes(tmp_path: Path) -> None:
    shapes = (
        '<g transform="translate(600 0) rotate(90)"><rect width="400" height="600"/></g>'
        '<circle cx="100" cy="100" r="50"/><text x="5" y="5">600</text>'
        '<rect width="5000" height="5000" style="display:none"/>'
    )
    found = from_drawing(svg(tmp_path / "a.svg", shapes))
    true = 600 * 400 - pi * 50**2
    assert len(found.outline.rings_um) == 2
    assert true - 160 < area_mm2(found) < true


@pytest.mark.parametrize(
    ("header", "unit", "long_um"),
    [
        ('width="600" height="400"', "", 158_750),
        ("", "", 158_750),
        ('viewBox="0 0 600 400"', "", 158_750),
        ('width="100%" viewBox="0 0 600 400"', "", 158_750),
        ('width="6in" height="4in" viewBox="0 0 600 400"', "", 152_400),
        ("", "mm", 600_000),
        ("", "cm", 6_000_000),
    ],
)
def test_an_svg_without_a_size_is_96_dots_an_inch(
    tmp_path: Path, header: str, unit: str, long_um: int
) -> None:
    path = svg(tmp_path / "a.svg", '<rect width="600" height="400"/>', header)
    assert from_drawing(path, unit).outline.box_um[2] == pytest.approx(long_um, abs=6)


def test_the_curves_of_an_svg_gain_nothing(tmp_path: Path) -> None:
    arc = '<path d="M100,200 a100,100 0 0 1 200,0 a100,100 0 0 1 -200,0 z"/>'
    cubic = '<path d="M0,0 h600 v400 h-600 z M100,100 c0,100 100,100 100,0 z"/>'
    assert 0.998 * pi * 100**2 < area_mm2(from_drawing(svg(tmp_path / "a.svg", arc))) <= pi * 100**2
    true = 600 * 400 - 100 * 100 * 3 / 5
    assert true - 120 < area_mm2(from_drawing(svg(tmp_path / "b.svg", cubic))) < true + 1500


@pytest.mark.parametrize(
    ("header", "shapes"),
    [
        ('width="-3mm" height="0" viewBox="0 0 0 0"', '<rect width="600" height="400"/>'),
        ('width="1e400mm" height="1mm" viewBox="0 0 1 1"', '<rect width="600" height="400"/>'),
        ("", '<rect width="0" height="-5"/>'),
        ("", '<path d="M0,0 L1e999,5 L3,3 z"/>'),
        ("", '<path d="M0,0 Lx,y"/>'),
        ("", '<rect width="1e9" height="1e9"/>'),
        ("", "<g/>"),
    ],
)
def test_nonsense_in_an_svg_is_a_reason(tmp_path: Path, header: str, shapes: str) -> None:
    reasons = {Why.EMPTY, Why.NONSENSE_SIZE, Why.UNREADABLE, Why.OPEN}
    assert why(svg(tmp_path / "a.svg", shapes, header)) in reasons


def test_an_svg_that_uses_itself_again_and_again_is_too_much(tmp_path: Path) -> None:
    levels = "".join(
        f'<g id="a{level}">' + f'<use href="#a{level - 1}"/>' * 10 + "</g>" for level in range(1, 12)
    )
    bomb = f'<defs><g id="a0"><rect width="9" height="9"/></g>{levels}</defs><use href="#a11"/>'
    assert why(svg(tmp_path / "a.svg", bomb, "")) is Why.TOO_MUCH
    loop = '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'
    assert why(svg(tmp_path / "b.svg", loop, "")) is Why.UNREADABLE


def test_an_svg_of_entities_in_entities_is_unreadable(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    path = tmp_path / "a.svg"
    path.write_text(
        f'<!DOCTYPE l [<!ENTITY l0 "lol">{levels}]><svg><text>&l11;</text></svg>', encoding="utf-8"
    )
    assert why(path) is Why.UNREADABLE


def rounded(wide: float, high: float, radius: float, bulge: float) -> Draw:
    """A rectangle whose corners are arcs, that bulge out of it or into it."""
    r, w, h = radius, wide, high
    corners = [(w - r, 0), (w, r), (w, h - r), (w - r, h), (r, h), (0, h - r), (0, r), (r, 0)]
    points = [(x, y, bulge if at % 2 == 0 else 0) for at, (x, y) in enumerate(corners)]
    return lambda _d, m: m.add_lwpolyline(points, format="xyb", close=True)


def true_shape(wide: int, high: int, radius: int, *, bulges_out: bool) -> Polygon:
    """The same in µm, its arcs to a few hundredths of one."""
    sharp = box(0, 0, wide, high)
    if bulges_out:
        inner = box(radius, radius, wide - radius, high - radius)
        return inner.buffer(radius, quad_segs=2_000)
    corners = [Point(x, y).buffer(radius, quad_segs=2_000) for x in (0, wide) for y in (0, high)]
    found = sharp.difference(union_all(corners))
    assert isinstance(found, Polygon)
    return found


@given(st.integers(80, 900), st.integers(80, 300), st.integers(3, 20), st.booleans(), st.booleans())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_straight_edges_beside_curves_stay_where_they_are_and_nothing_is_overclaimed(
    tmp_path: Path, wide: int, high: int, radius: int, bulges_out: bool, as_svg: bool
) -> None:
    long, short = max(wide, high), min(wide, high)
    if as_svg and bulges_out:
        shapes = f'<rect width="{long}" height="{short}" rx="{radius}"/>'
        found = from_drawing(svg(tmp_path / "a.svg", shapes, 'viewBox="0 0 900 900"'), "mm")
    else:
        draw = rounded(long, short, radius, tan(pi / 8) * (1 if bulges_out else -1))
        found = from_drawing(dxf(tmp_path / "a.dxf", draw))
    true = true_shape(long * 1_000, short * 1_000, radius * 1_000, bulges_out=bulges_out)
    assert found.outline.box_um == (0, 0, long * 1_000, short * 1_000)
    assert true.buffer(0.1).covers(Polygon(found.outline.rings_um[0]))
    assert found.outline.area_um2 > 0.995 * true.area


def test_a_hole_takes_nothing_from_the_edges_and_is_never_smaller_than_it_is(tmp_path: Path) -> None:
    def draw(_d: Drawing, m: Modelspace) -> None:
        m.add_lwpolyline([(0, 0), (300, 0), (300, 200), (0, 200)], close=True)
        m.add_circle((100, 100), 40)

    outline = from_drawing(dxf(tmp_path / "a.dxf", draw)).outline
    assert sorted(outline.rings_um[0]) == [(0, 0), (0, 200_000), (300_000, 0), (300_000, 200_000)]
    hole = Point(1e5, 1e5).buffer(4e4, quad_segs=2_000)
    assert Polygon(outline.rings_um[1]).covers(hole)
