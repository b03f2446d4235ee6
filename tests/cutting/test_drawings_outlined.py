"""Plans over offcuts that are no rectangles, drawn: the true edge, and nothing beside it."""

from io import StringIO
from itertools import groupby
from xml.etree.ElementTree import fromstring

from ezdxf.filemanagement import read as read_dxf
from pypdfium2 import PdfDocument

from cutting.drawings.drawn import Drawn, Naming, drawn
from cutting.drawings.dxf import dxf
from cutting.drawings.pdf import Words, pdf
from cutting.drawings.raster import raster
from cutting.drawings.strokes import strokes
from cutting.drawings.svg import svg
from cutting.drawings.terminal import plain, terminal
from cutting.terms import Job, Layout, Mode, Part, Placed, Rect, Tool
from tests.cutting.outlined import L_SHAPE, MM, WINDOW, offer

LASER = Tool(Mode.FREE, 200)
SVG = "{http://www.w3.org/2000/svg}"


def of_l() -> Drawn:
    """A part in the upper leg of an L, and what is left of the other one."""
    layout = Layout(
        offer(L_SHAPE),
        (Placed(1, Rect(0, 0, 600 * MM, 150 * MM)),),
        (),
        (Rect(0, 150_200, 250 * MM, 249_800),),
    )
    job = Job((Part(1, 600 * MM, 150 * MM),), (layout.offer,), LASER)
    return drawn(layout, job, Naming("L"), ["DRE 7K3PX4 N"])


def of_window() -> Drawn:
    return Drawn(Layout(offer(WINDOW), (Placed(1, Rect(0, 0, 600 * MM, 90 * MM)),)), LASER, Naming("W"))


def test_in_a_terminal_nothing_is_drawn_where_no_material_is() -> None:
    assert plain(terminal(of_l(), 30, 10)) == (
        "██████████████████████████████",
        "█████████████ 1 ██████████████",
        "██████████████████████████████",
        "▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀",
        "░░░░░░░░░░░░··················",
        "░░░░░░░░░░░░",
        "DRE 7K3PX4 N",
        "░░░░░░░░░░░░",
        "░░░░░░░░░░░░",
        "░░░░░░░░░░░░",
    )


def test_the_sheet_in_svg_is_its_rings_under_what_comes_before() -> None:
    root = fromstring(svg([of_l(), of_window()]))  # noqa: S314 (our own)
    (sheet,) = [group for group in root.iter(f"{SVG}g") if group.get("id") == "SHEET"]
    rings = [polygon.attrib["points"] for polygon in sheet.iter(f"{SVG}polygon")]
    assert rings[0] == "0,20 600,20 600,220 250,220 250,420 0,420"
    assert rings[1:] == ["0,490 600,490 600,890 0,890", "200,590 400,590 400,790 200,790"]
    assert not list(sheet.iter(f"{SVG}rect"))


def test_the_sheet_in_dxf_is_its_rings() -> None:
    document = read_dxf(StringIO(dxf([of_window()]).decode()))
    found = document.modelspace().query('LWPOLYLINE[layer=="SHEET"]')
    rings = [[(x, y) for x, y, *_ in line.get_points()] for line in found]  # type: ignore[attr-defined]
    assert rings == [
        [(0, 400), (600, 400), (600, 0), (0, 0)],
        [(200, 300), (400, 300), (400, 100), (200, 100)],
    ]


def test_the_height_of_all_drawings_ends_with_the_last_of_them() -> None:
    assert strokes([of_l(), of_window()]).height_um == 890 * MM
    assert strokes([]).height_um == 0


def test_on_paper_a_hole_is_white() -> None:
    page = PdfDocument(pdf([of_window()], Words()))[0].render().to_pil().convert("L")
    through_the_hole = [page.getpixel((x, 231)) > 250 for x in range(page.width)]
    assert [is_white for is_white, _ in groupby(through_the_hole)] == [True, False, True, False, True]


def test_in_a_picture_of_dots_a_hole_is_white() -> None:
    assert raster(of_window(), 601, 401).getpixel((300, 200)) == (255, 255, 255)
    assert raster(of_window(), 601, 401).getpixel((100, 300)) == (0xB0, 0xB0, 0xB0)
