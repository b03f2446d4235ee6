"""From the code to paper through a real CUPS: what comes out has the size that was drawn, dot on dot."""

import subprocess
from dataclasses import replace

import pytest
from PIL import Image

from labels.design import layout
from labels.drawing import MM, UM_PER_INCH, Drawing, Size
from labels.formats.catalogue import Format, named
from labels.outputs.pdf import pdf
from labels.outputs.raster import dots
from labels.printing.cups import send
from labels.proof import prove, read_back
from labels.sheets import imposed
from labels.symbol import Symbology
from stock.codes import ALPHABET, write
from tests.labels.conftest import Cups
from tests.labels.samples import PIECE
from tests.labels.test_outputs import pages_of, picture_of

_DPI = 300
PAPERS = {
    "62 × 29 mm roll": (named("DK-11209"), 1),
    "36 × 89 mm DYMO": (named("DYMO 99012"), 2),
    "36 × 89 mm DYMO, lying": (named("DYMO 99012").turned(), 2),
    "A4 3 × 8": (named("A4 3x8"), 24),
    "A4 3 × 7 with gutters, and one more": (named("L7160"), 22),
}


def drawn(paper: Format, count: int) -> list[Drawing]:
    """Pages with so many labels, each with a code of its own."""
    codes = [write("DRE", f"K{ALPHABET[n // 26]}{ALPHABET[n % 26]}PX4") for n in range(count)]
    return list(imposed((layout(replace(PIECE, code=code), paper.sheet.room) for code in codes), paper.sheet))


def read_where_drawn(picture: Image.Image, page: Drawing) -> list[str]:
    """What is read of each symbol at exactly the place where it was drawn."""
    read: list[str] = []
    for cells in page.symbols:
        box = cells.quiet_box
        corner = (dots(box.x_um, _DPI), dots(box.y_um, _DPI))
        opposite = (dots(box.right_um, _DPI), dots(box.bottom_um, _DPI))
        read += read_back(picture.crop((*corner, *opposite)), Symbology.QR)
    return read


@pytest.mark.parametrize(("paper", "count"), PAPERS.values(), ids=PAPERS)
def test_labels_come_out_of_a_printer_as_large_as_drawn_and_each_of_them_reads(
    office: Cups, paper: Format, count: int
) -> None:
    pages = drawn(paper, count)
    document = pdf([prove(page) for page in pages])
    send(document, "Office", "labels", paper.sheet.page)
    printed = office.next_paper().document
    points = tuple(um * 72 / UM_PER_INCH for um in (paper.sheet.page.width_um, paper.sheet.page.height_um))
    assert printed != document, "CUPS had its say"
    for page, out in zip(pages, pages_of(printed), strict=True):
        assert out.get_size() == pytest.approx(points, abs=1)
        assert read_where_drawn(picture_of(out, _DPI), page) == [c.symbol.payload for c in page.symbols]


def test_ink_lies_on_the_paper_where_the_drawing_put_it(office: Cups) -> None:
    paper = named("A4 3x8")
    (page,) = drawn(paper, 24)
    send(pdf([prove(page)]), "Office", "labels", paper.sheet.page)
    (out,) = pages_of(office.next_paper().document)
    (asked,) = pages_of(pdf([prove(page)]))
    assert ink(picture_of(out, 100)) == pytest.approx(ink(picture_of(asked, 100)), abs=1)


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box around all that is printed."""
    box = picture.point([255 if shade < 128 else 0 for shade in range(256)]).getbbox()
    assert box
    return box


def test_a_printer_that_is_not_told_the_size_prints_the_label_turned_and_no_larger(office: Cups) -> None:
    label = layout(PIECE, Size(62 * MM, 29 * MM))
    send(pdf([prove(label)]), "Office", "label")
    (out,) = pages_of(office.next_paper().document)
    (asked,) = pages_of(pdf([prove(label)]))
    assert sides(picture_of(out, _DPI)) == pytest.approx(sides(picture_of(asked, _DPI)), abs=2)
    assert read_back(picture_of(out, _DPI), Symbology.QR) == (PIECE.code,)


def test_the_same_printer_shrinks_what_it_is_not_told_to_leave(office: Cups) -> None:
    """So that the tests above are about something."""
    (page,) = drawn(named("A4 3x8"), 24)
    document = pdf([prove(page)])
    subprocess.run(["lp", "-d", "Office", "-o", "print-scaling=fit"], input=document, check=True)
    (out,) = pages_of(office.next_paper().document)
    (asked,) = pages_of(document)
    assert sides(picture_of(out, _DPI))[1] < sides(picture_of(asked, _DPI))[1] - 20


def sides(picture: Image.Image) -> list[int]:
    """The shorter and the longer side of the box around all that is printed."""
    left, top, right, bottom = ink(picture)
    return sorted((right - left, bottom - top))
