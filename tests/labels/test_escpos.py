"""ESC/POS: one picture a label, and nothing else that a receipt printer could obey."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from labels.design import layout
from labels.drawing import Box, Drawing, Fill, Size
from labels.errors import WrongPaper
from labels.kinds import Label
from labels.outputs.escpos import escpos
from labels.proof import Proven, prove, read_back
from labels.symbol import Symbology
from tests.labels.printed import black_and_white, differing, receipts
from tests.labels.samples import HOSTILE, PIECE, ROLL, labels


def test_a_label_is_what_the_reference_says_byte_by_byte() -> None:
    drawing = Drawing(Size(2_540, 508), 100, (Fill(Box(0, 0, 254, 254)), Fill(Box(2_286, 254, 254, 254))))
    picture = bytes.fromhex("1d763000 0200 0200 8000 0040")
    assert escpos([Proven(drawing)]) == b"\x1b@\x1ba\x00" + picture + b"\x1dVB\x00"


@given(labels)
@settings(max_examples=40)
def test_the_paper_shows_the_dots_of_the_drawing_whatever_is_written_on_it(label: Label) -> None:
    drawing = layout(label, ROLL, 203)
    (paper,) = receipts(escpos([Proven(drawing)]))
    expected = black_and_white(drawing)
    assert differing(paper.crop((0, 0, *expected.size)), expected) == 0
    assert read_back(paper.convert("L"), Symbology.QR) == (label.code,)


@pytest.mark.parametrize("text", [*HOSTILE, "\x1b@", "\x1dV\x00", "\x10\x14\x01\x00\x05"])
def test_no_text_changes_the_commands(text: str) -> None:
    hostile = replace(PIECE, material=text, title=text, size=text, space=text)
    assert len(receipts(escpos([prove(layout(hostile, ROLL, 203))]))) == 1


def test_a_long_label_is_sent_in_bands_that_join_without_a_gap() -> None:
    drawing = layout(PIECE, Size(60_000, 120_000), 203)
    stream = escpos([Proven(drawing)])
    assert stream.count(b"\x1dv0\x00") == 4
    (paper,) = receipts(stream)
    assert paper.height == black_and_white(drawing).height


def test_the_paper_is_cut_after_each_label() -> None:
    assert len(receipts(escpos([prove(layout(PIECE, ROLL, 203))] * 3))) == 3


def test_a_label_wider_than_the_head_is_refused() -> None:
    with pytest.raises(WrongPaper) as refused:
        escpos([prove(layout(PIECE, ROLL, 203))], head_dots=384)
    assert (refused.value.width_dots, refused.value.room_dots) == (496, 384)
