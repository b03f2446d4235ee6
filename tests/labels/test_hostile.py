"""Hostile words in every field of every kind: each output says what the drawing says, and nothing else."""

import struct
from collections.abc import Iterator
from itertools import product
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from labels.design import layout
from labels.drawing import UM_PER_INCH, Cells, Drawing, Fill, Shape, Size, Text
from labels.frame import Edge
from labels.kinds import Kind
from labels.outputs.brother import brother
from labels.outputs.escpos import escpos
from labels.outputs.half_blocks import half_blocks
from labels.outputs.pdf import pdf
from labels.outputs.png import png
from labels.outputs.svg import svg
from labels.outputs.tapes import HEADS, PT_TAPES, QL_TAPES
from labels.outputs.zpl import zpl
from labels.proof import Proven, prove, read_back
from labels.symbol import Symbology, dark_runs
from paper.text import ELLIPSIS, clean
from tests.labels.hostile import CODE, FRAGMENTS, hostile, hostile_texts, only, text_fields
from tests.labels.printed import black_and_white, brother_cuts, differing, receipts, zebra
from tests.labels.printed_pdf import pages, unknown_names
from tests.labels.samples import HOSTILE, ROLL, words_of

SVG = "{http://www.w3.org/2000/svg}"
SVG_ATTRIBUTES = {
    "svg": {"version", "width", "height", "viewBox"},
    "title": set(),
    "defs": set(),
    "path": {"id", "d", "fill", "transform", "shape-rendering"},
    "g": {"fill", "transform"},
    "use": {"{http://www.w3.org/1999/xlink}href", "x"},
}
FIELDS = [(kind, name) for kind in Kind for name in text_fields(kind)]
ROOMS = (Size(62_000, 29_000), Size(105_000, 148_000))
every_kind = pytest.mark.parametrize("kind", Kind)
some = settings(max_examples=15)


@every_kind
@some
@given(data=st.data())
def test_a_zebra_gets_the_template_s_fields_and_prints_its_dots(kind: Kind, data: st.DataObject) -> None:
    drawing = layout(data.draw(hostile(kind)), ROLL, 203)
    stream = zpl([Proven(drawing)])
    (page,) = zebra(stream)
    assert differing(page.picture, black_and_white(drawing)) == 0
    assert stream.count(b"^XA") == stream.count(b"^XZ") == 1
    assert b"~" not in stream


@every_kind
@some
@given(data=st.data())
def test_a_receipt_printer_gets_one_picture_and_one_cut(kind: Kind, data: st.DataObject) -> None:
    drawing = layout(data.draw(hostile(kind)), ROLL, 203)
    (paper,) = receipts(escpos([Proven(drawing)]))
    expected = black_and_white(drawing)
    assert differing(paper.crop((0, 0, *expected.size)), expected) == 0


@every_kind
@some
@given(data=st.data())
def test_a_ql_gets_one_page_of_lines(kind: Kind, data: st.DataObject) -> None:
    tape, head = QL_TAPES["62"], HEADS["QL-820NWB"]
    drawing = layout(data.draw(hostile(kind)), Size(tape.dots * UM_PER_INCH // 300, 40_000), 300)
    (cut,) = brother_cuts(brother([Proven(drawing)], tape, head), head.invalid_bytes, 90, 38)
    expected = black_and_white(drawing)
    assert differing(cut.seen(tape.offset_pins, tape.dots).crop((0, 0, *expected.size)), expected) == 0


@every_kind
@some
@given(data=st.data())
def test_a_pt_gets_one_page_of_lines(kind: Kind, data: st.DataObject) -> None:
    tape, head = PT_TAPES["12"], HEADS["PT-P750W"]
    room = Size(60_000, -(-tape.dots * UM_PER_INCH // 180))
    drawing = layout(data.draw(hostile(kind)), room, 180, edge=Edge.TAPE)
    (cut,) = brother_cuts(brother([Proven(drawing)], tape, head), head.invalid_bytes, 16, 40)
    seen = cut.seen(tape.offset_pins, tape.dots).transpose(Image.Transpose.ROTATE_270)
    assert differing(seen, black_and_white(drawing)) == 0


@every_kind
@some
@given(data=st.data())
def test_an_svg_is_well_formed_and_has_the_drawing_s_elements(kind: Kind, data: st.DataObject) -> None:
    drawing = layout(data.draw(hostile(kind)), ROLL)
    root = Tree.fromstring(svg(Proven(drawing)))  # noqa: S314, as we wrote it ourselves
    for part in root.iter():
        assert set(part.attrib) <= SVG_ATTRIBUTES[part.tag.removeprefix(SVG)]
    drawn = [part.tag.removeprefix(SVG) for part in root]
    items = ["g" if isinstance(item, Text) else "path" for item in drawing.items]
    assert drawn == ["title", "defs", "path", *items]
    assert (root.findtext(f"{SVG}title") or "").isprintable()


@every_kind
@some
@given(data=st.data())
def test_a_pdf_has_the_drawing_s_operators_and_names_nothing_else(kind: Kind, data: st.DataObject) -> None:
    drawing = layout(data.draw(hostile(kind)), ROLL)
    document = pdf([Proven(drawing)], data.draw(hostile_texts))
    (page,) = pages(document)
    assert unknown_names(document) == set()
    assert [operator for operator, _ in page] == [b"cm", *expected_operators(drawing)]
    letters = [operands[0] for operator, operands in page if operator == b"Tj"]
    assert [(len(said) - 2) // 4 for said in letters] == [len(line) for line in words_of(drawing)]


def expected_operators(drawing: Drawing) -> Iterator[bytes]:
    """What a page must do for the items of a drawing, and no more."""
    for item in drawing.items:
        match item:
            case Cells():
                yield from (b"q", b"g", b"cm")
                yield from (b"re" for row in item.symbol.rows for _ in dark_runs(row))
                yield from (b"f", b"Q")
            case Text():
                yield from (b"BT", b"g", b"Tf", b"Tm", b"Tj", b"ET")
            case Fill():
                yield from (b"g", b"re", b"f")
            case Shape():
                yield from (b"g", b"m", *([b"l"] * (len(item.points_um) - 1)), b"f")


@every_kind
@some
@given(data=st.data())
def test_a_png_has_dots_and_no_words(kind: Kind, data: st.DataObject) -> None:
    document = png(prove(layout(data.draw(hostile(kind)), ROLL)))
    assert chunks(document) == ["IHDR", "pHYs", "IDAT", "IEND"]


def chunks(document: bytes) -> list[str]:
    """The kinds of a PNG file's parts."""
    found, rest = [], document[8:]
    while rest:
        length, kind = struct.unpack(">I4s", rest[:8])
        found.append(kind.decode("ascii"))
        rest = rest[12 + length :]
    return list(dict.fromkeys(found))


@every_kind
@some
@given(data=st.data())
def test_a_terminal_gets_blocks_alone(kind: Kind, data: st.DataObject) -> None:
    lines = half_blocks(layout(data.draw(hostile(kind)), ROLL), 60)
    assert set("".join(lines)) <= set(" ▀▄█")


@every_kind
@some
@given(data=st.data())
def test_the_symbol_reads_as_our_code_whatever_stands_beside_it(kind: Kind, data: st.DataObject) -> None:
    drawing = prove(layout(data.draw(hostile(kind)), data.draw(st.sampled_from(ROOMS)))).drawing
    assert read_back(black_and_white(drawing).convert("L"), Symbology.QR) == (CODE,)


@pytest.mark.parametrize(("kind", "name"), FIELDS)
def test_a_text_is_drawn_whole_or_ends_in_an_ellipsis(kind: Kind, name: str) -> None:
    for text, size in product((*HOSTILE, *FRAGMENTS), ROOMS):
        first, *lines = words_of(layout(only(kind, name, text), size))
        assert first.replace(" ", "") == CODE
        drawn, whole = "".join(lines).replace(" ", ""), clean(text).replace(" ", "")
        assert drawn == whole or any(line.endswith(ELLIPSIS) for line in lines)


@given(hostile_texts)
def test_clean_text_is_one_line_that_any_reader_can_be_given(text: str) -> None:
    said = clean(text)
    assert said.isprintable()
    assert said.encode("utf-8").decode("utf-8") == said == clean(said)
