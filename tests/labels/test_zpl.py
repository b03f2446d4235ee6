"""ZPL: the stream has the commands that the drawing wrote, whatever stands on it, and prints its dots."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from labels.design import layout
from labels.drawing import Box, Cells, Drawing, Fill, Ink, Size
from labels.kinds import Label
from labels.outputs.zpl import zpl
from labels.proof import Proven, prove, read_back
from labels.symbol import Symbol, Symbology
from tests.labels.printed import black_and_white, differing, zebra
from tests.labels.samples import HOSTILE, KINDS, PIECE, ROLL, labels, resolutions, sizes

HEAD = b"^XA^LH0,0^LS0^LT0^LRN^PON^FWN"


@given(labels, sizes, resolutions)
@settings(max_examples=60)
def test_a_zebra_prints_the_dots_of_the_drawing_whatever_is_written_on_it(
    label: Label, size: Size, dpi: int
) -> None:
    drawing = layout(label, size, dpi)
    (page,) = zebra(zpl([Proven(drawing)]))
    expected = black_and_white(drawing)
    assert page.picture.size == expected.size
    assert differing(page.picture, expected) == 0
    assert read_back(page.picture.convert("L"), Symbology.QR) == (label.code,)


@pytest.mark.parametrize("text", [*HOSTILE, "^XZ~JR^XA", "~HS", "^FS^FX", "\x1bE", "_5EXZ", "${^XZ}"])
def test_no_text_is_a_command_to_a_zebra(text: str) -> None:
    hostile = replace(PIECE, material=text, title=text, size=text, hazards=(text,), space=text)
    stream = zpl([prove(layout(hostile, ROLL, 203))])
    assert stream.count(b"^XA") == stream.count(b"^XZ") == 1
    assert b"~" not in stream
    assert len(zebra(stream)) == 1


def test_a_symbol_is_sent_as_the_programming_guide_says() -> None:
    rows = ((True, False, True), (False, False, False))
    drawing = Drawing(Size(2_540, 2_540), 100, (Cells(Symbol(Symbology.QR, "X", rows), 254, 508, 508, 508),))
    expected = HEAD + b"^PW10^LL10^FO1,2^GFA,4,4,1,CC:,:^FS^PQ1^XZ\n"
    assert zpl([Proven(drawing)]) == expected


def test_rows_of_a_wide_symbol_end_where_their_ink_ends() -> None:
    row = (True, *(False,) * 30)
    drawing = Drawing(
        Size(25_400, 2_540), 100, (Cells(Symbol(Symbology.CODE128, "X", (row,)), 0, 0, 254, 508),)
    )
    assert zpl([Proven(drawing)]) == HEAD + b"^PW100^LL10^FO0,0^GFA,8,8,4,8,:^FS^PQ1^XZ\n"


def test_a_box_is_filled_and_a_white_one_takes_ink_away() -> None:
    black, white = Fill(Box(0, 0, 5_080, 2_540)), Fill(Box(254, 254, 2_540, 1_016), Ink.WHITE)
    stream = zpl([Proven(Drawing(Size(5_080, 2_540), 100, (black, white)))])
    assert stream == HEAD + b"^PW20^LL10^FO0,0^GB20,10,10,B^FS^FO1,1^GB10,4,4,W^FS^PQ1^XZ\n"


def test_what_is_thinner_than_a_dot_is_no_command() -> None:
    assert b"^GB" not in zpl([Proven(Drawing(ROLL, 203, (Fill(Box(0, 0, 10, 9_000)),)))])


def test_every_label_is_a_format_of_its_own_and_copies_are_counted() -> None:
    pages = zebra(zpl([prove(layout(label, ROLL, 203)) for label in KINDS], copies=3))
    assert [page.copies for page in pages] == [3] * len(KINDS)


@pytest.mark.parametrize(("asked", "printed"), [(0, 1), (-5, 1), (10**9, 99_999)])
def test_copies_are_a_number_a_zebra_takes(asked: int, printed: int) -> None:
    (page,) = zebra(zpl([prove(layout(PIECE, ROLL, 203))], copies=asked))
    assert page.copies == printed
