"""Files: what stands in a drawing stands on paper, in every language of the consortium."""

from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from itertools import product

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from labels.design import layout
from labels.drawing import MM, UM_PER_INCH, Drawing, Size
from labels.kinds import Label, ShelfLabel
from labels.outputs.pdf import pdf
from labels.outputs.png import png
from labels.outputs.raster import dots
from labels.proof import prove, read_back
from labels.sheets import A4_3X8, imposed
from labels.symbol import Symbology
from paper.text import MISSING, clean
from stock.codes import ALPHABET, write
from stock.slips import read_slip
from tests.labels.samples import HOSTILE, KINDS, PIECE, ROLL, SLIPPED, codes, labels, resolutions, sizes

LETTERS = {
    "Latvian": "ĀāČčĒēĢģĪīĶķĻļŅņŠšŪūŽž",
    "Lithuanian": "ĄąČčĘęĖėĮįŠšŲųŪūŽž",
    "Estonian": "ÄäÕõÖöÜüŠšŽž",
    "Polish": "ĄąĆćĘęŁłŃńÓóŚśŹźŻż",
    "German": "ÄäÖöÜüß",
    "Nordic": "ÅåÄäÆæÖöØøÐðÞþ",
    "signs": "×Ø·…–—„“”‘’«»€°²³µ½",
}


def pages_of(document: bytes) -> list[pypdfium2.PdfPage]:
    """The pages as an independent reader sees them."""
    return list(pypdfium2.PdfDocument(document))


def text_of(document: bytes) -> str:
    """All text of the first page, as found by an independent reader."""
    found: str = pages_of(document)[0].get_textpage().get_text_range()
    return found


def picture_of(page: pypdfium2.PdfPage, dpi: int) -> Image.Image:
    """The page drawn by an independent reader."""
    picture: Image.Image = page.render(scale=dpi / 72).to_pil().convert("L")
    return picture


@given(labels, sizes, resolutions)
def test_every_label_reads_back_from_its_png(label: Label, size: Size, dpi: int) -> None:
    picture = Image.open(BytesIO(png(prove(layout(label, size, dpi)))))
    assert read_back(picture, Symbology.QR) == (label.code,)
    assert picture.size == (dots(size.width_um, dpi), dots(size.height_um, dpi))
    assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=0.01)


@given(codes, sizes, resolutions)
def test_every_module_of_a_png_is_whole_dots_of_pure_black_or_white(code: str, size: Size, dpi: int) -> None:
    drawing = layout(replace(PIECE, code=code), size, dpi)
    picture = Image.open(BytesIO(png(prove(drawing))))
    (cells,) = drawing.symbols
    side, left, top = dots(cells.module_um, dpi), dots(cells.x_um, dpi), dots(cells.y_um, dpi)
    for row, column in product(range(21), repeat=2):
        corner = (left + column * side, top + row * side)
        module = picture.crop((*corner, corner[0] + side, corner[1] + side))
        assert module.getextrema() == ((0, 0) if cells.symbol.rows[row][column] else (255, 255))


@given(labels, sizes, resolutions)
def test_every_label_reads_back_from_a_pdf_drawn_by_another_program(
    label: Label, size: Size, dpi: int
) -> None:
    (page,) = pages_of(pdf([prove(layout(label, size, dpi))]))
    assert read_back(picture_of(page, 300), Symbology.QR) == (label.code,)


@pytest.mark.parametrize("size", [ROLL, Size(105 * MM, 148 * MM)])
def test_a_slip_is_read_from_its_label_as_a_whole(size: Size) -> None:
    (page,) = pages_of(pdf([prove(layout(SLIPPED, size))]))
    (read,) = read_back(picture_of(page, 300), Symbology.QR)
    found = read_slip(read)
    assert found
    assert (found.item, found.quantity) == (SLIPPED.code, 350)


@pytest.mark.parametrize("label", [*KINDS, SLIPPED])
def test_pdf_and_png_are_the_same_picture(label: Label) -> None:
    proven = prove(layout(label, ROLL))
    (page,) = pages_of(pdf([proven]))
    small = (248, 116)
    ours = Image.open(BytesIO(png(proven))).resize(small, Image.Resampling.BOX)
    theirs = picture_of(page, 300).resize(small, Image.Resampling.BOX)
    histogram = ImageChops.difference(ours, theirs).histogram()
    assert sum(histogram[96:]) < small[0] * small[1] // 100


@pytest.mark.parametrize("size", [ROLL, Size(29 * MM, 62 * MM), Size(105 * MM, 148 * MM)])
def test_a_pdf_page_is_as_large_as_its_label(size: Size) -> None:
    (page,) = pages_of(pdf([prove(layout(PIECE, size))]))
    points = (size.width_um * 72 / UM_PER_INCH, size.height_um * 72 / UM_PER_INCH)
    assert page.get_size() == pytest.approx(points, abs=0.01)


@pytest.mark.parametrize("letters", LETTERS.values(), ids=LETTERS.keys())
def test_the_letters_of_every_language_are_in_the_pdf_and_can_be_searched(letters: str) -> None:
    document = pdf([prove(layout(replace(PIECE, material=letters, space=letters), ROLL))])
    assert text_of(document).count(letters) == 2


@pytest.mark.parametrize("letter", sorted(set("".join(LETTERS.values()))))
def test_every_letter_has_a_shape_of_its_own_in_png(letter: str) -> None:
    shapes = [png(prove(layout(ShelfLabel("DRE7K3PX4N", text), ROLL))) for text in (letter, MISSING, "?")]
    assert clean(letter) == letter
    assert len(set(shapes)) == 3


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_out_of_a_pdf(text: str) -> None:
    document = pdf(
        [prove(layout(replace(PIECE, material=text, title=text, hazards=(text,)), ROLL))], title=text
    )
    opened = pypdfium2.PdfDocument(document)
    assert len(opened) == 1
    assert opened.get_metadata_value("Title") == clean(text)
    assert "600 × 400 × 4 mm" in text_of(document)


@given(st.text(max_size=50))
def test_any_title_is_kept_as_far_as_it_can_be_shown(title: str) -> None:
    document = pdf([prove(layout(PIECE, ROLL))], title=title)
    assert pypdfium2.PdfDocument(document).get_metadata_value("Title") == clean(title)


def test_the_same_labels_are_the_same_file_on_any_day(monkeypatch: pytest.MonkeyPatch) -> None:
    proven = [prove(layout(label, ROLL)) for label in KINDS]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    one_day = pdf(proven, "Labels")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert pdf(proven, "Labels") == one_day


def test_a_page_without_labels_is_a_pdf_too() -> None:
    assert len(pages_of(pdf([prove(Drawing(ROLL, 300, ()))]))) == 1


def test_a_batch_takes_less_than_a_kilobyte_a_label() -> None:
    batch = [replace(PIECE, code=write("DRE", serial), size=f"{serial} mm") for serial in spread_serials(240)]
    sheets = imposed((layout(label, A4_3X8.room) for label in batch), A4_3X8)
    assert len(pdf([prove(sheet) for sheet in sheets])) < 1_000 * len(batch)


def spread_serials(count: int) -> list[str]:
    """Serials that look drawn by chance, the same in every run."""
    digests = (sha256(b"%d" % number).digest() for number in range(count))
    return ["".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:6]) for digest in digests]
