"""Brother's raster: the bytes of their command references, and on the tape the dots of the drawing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.design import layout
from labels.drawing import UM_PER_INCH, Box, Drawing, Fill, Size
from labels.errors import WrongPaper
from labels.kinds import Label
from labels.outputs.brother import brother
from labels.outputs.tapes import HEADS, PT_TAPES, QL_TAPES, QL_WIDE_TAPES, Head, Tape, tapes
from labels.proof import Proven, prove, read_back
from labels.symbol import Symbology
from tests.labels.printed import Cut, black_and_white, brother_cuts, differing
from tests.labels.samples import HOSTILE, PIECE, labels

QL, PT = HEADS["QL-820NWB"], HEADS["PT-P750W"]
CONTROL_BYTES = 38


def room(tape: Tape, head: Head, length_um: int = 40_000) -> Size:
    """The printable part of a label, in the direction of the tape's lines."""
    lines = tape.lines or length_um * head.dpi // UM_PER_INCH
    return Size(-(-tape.dots * UM_PER_INCH // head.dpi), -(-lines * UM_PER_INCH // head.dpi))


def cuts(labels_: list[Proven], tape: Tape, head: Head = QL) -> list[Cut]:
    """What came off the printer."""
    return brother_cuts(brother(labels_, tape, head), head.invalid_bytes, head.pins // 8, CONTROL_BYTES)


def one_dot(tape: Tape, lines: int = 2) -> Proven:
    """A label with a dot in its upper left corner."""
    dot_um = UM_PER_INCH // 300
    size = Size(tape.dots * UM_PER_INCH // 300, lines * UM_PER_INCH // 300 + 1)
    return Proven(Drawing(size, 300, (Fill(Box(0, 0, dot_um, dot_um)),)))


def test_a_job_for_62_mm_is_what_the_reference_says_byte_by_byte() -> None:
    dotted = bytearray(90)
    last_pin = 12 + 696 - 1  # they are counted from the right edge, where 12 lie beside the paper
    dotted[last_pin // 8] = 0x80 >> last_pin % 8
    expected = (
        bytes(400)
        + bytes.fromhex("1b40 1b696101 1b692100 1b697a 86 0a 3e 00 02000000 00 00")
        + bytes.fromhex("1b694d40 1b694101 1b694b08 1b69642300")
        + b"g\x00\x5a"
        + bytes(dotted)
        + b"g\x00\x5a"
        + bytes(90)
        + b"\x1a"
    )
    assert brother([one_dot(QL_TAPES["62"])], QL_TAPES["62"], QL) == expected


def test_die_cut_labels_say_their_length_and_are_not_fed() -> None:
    tape = QL_TAPES["29x90"]
    (cut,) = cuts([prove(layout(PIECE, room(tape, QL), 300))], tape)
    information = bytes.fromhex("1b697a 8e 0b 1d 5a") + (991).to_bytes(4, "little") + bytes(2)
    assert information in cut.controls
    assert bytes.fromhex("1b69640000") in cut.controls


def test_a_tape_job_is_what_the_pt_reference_says_byte_by_byte() -> None:
    tape = PT_TAPES["12"]
    size = Size(tape.dots * UM_PER_INCH // 180 + 1, 2 * UM_PER_INCH // 180 + 1)
    dot = Fill(Box(0, 0, UM_PER_INCH // 180, UM_PER_INCH // 180))
    row = bytearray(16)
    last_pin = 29 + 70 - 1
    row[last_pin // 8] = 0x80 >> last_pin % 8
    expected = (
        bytes(100)
        + bytes.fromhex("1b40 1b696101 1b692100 1b697a 84 00 0c 00 02000000 00 00")
        + bytes.fromhex("1b694d40 1b694101 1b694b08 1b69640e00 4d02")
        + bytes.fromhex("47 1100 0f")
        + bytes(row)
        + b"Z\x1a"
    )
    assert brother([Proven(Drawing(size, 180, (dot,)))], tape, PT) == expected


@given(labels, st.sampled_from(sorted(QL_TAPES)))
@settings(max_examples=40)
def test_the_tape_shows_the_dots_of_the_drawing_whatever_is_written_on_it(label: Label, name: str) -> None:
    tape = QL_TAPES[name]
    if tape.dots < 150:
        tape = QL_TAPES["62"]
    drawing = layout(label, room(tape, QL), 300)
    (cut,) = cuts([Proven(drawing)], tape)
    seen, expected = cut.seen(tape.offset_pins, tape.dots), black_and_white(drawing)
    size = (min(seen.width, expected.width), min(seen.height, expected.height))
    assert differing(seen.crop((0, 0, *size)), expected.crop((0, 0, *size))) == 0
    assert read_back(seen.convert("L"), Symbology.QR) == (label.code,)


def test_a_label_across_the_tape_is_turned() -> None:
    tape = QL_TAPES["29"]
    upright = room(tape, QL, 62_000)
    lying = Size(upright.height_um, upright.width_um)
    (cut,) = cuts([prove(layout(PIECE, lying, 300))], tape)
    seen = cut.seen(tape.offset_pins, tape.dots)
    assert seen.width < seen.height
    assert read_back(seen.convert("L"), Symbology.QR) == (PIECE.code,)


def test_only_the_last_of_many_labels_is_fed_and_only_the_first_is_the_first() -> None:
    tape = QL_TAPES["62"]
    printed = cuts([prove(layout(PIECE, room(tape, QL), 300))] * 3, tape)
    assert [cut.fed for cut in printed] == [False, False, True]
    assert [cut.controls[19] for cut in printed] == [0, 1, 1]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_a_command_to_a_brother(text: str) -> None:
    tape = QL_TAPES["62"]
    hostile = replace(PIECE, material=text, title=text, size=text, hazards=(text,), space=text)
    (cut,) = cuts([prove(layout(hostile, room(tape, QL), 300))], tape)
    assert len(cut.lines) == 40_000 * 300 // UM_PER_INCH


def test_a_label_for_other_paper_is_refused_with_the_room_there_is() -> None:
    with pytest.raises(WrongPaper) as refused:
        brother([prove(layout(PIECE, Size(50_000, 30_000), 300))], QL_TAPES["62"], QL)
    assert refused.value.room_dots == 696
    with pytest.raises(WrongPaper):
        brother([prove(layout(PIECE, room(QL_TAPES["62"], QL), 300))], QL_TAPES["62x29"], QL)


def test_no_labels_are_no_job() -> None:
    assert brother([], QL_TAPES["62"], QL) == b""


@pytest.mark.parametrize("model", sorted(HEADS))
def test_every_tape_lies_on_the_head_it_is_for(model: str) -> None:
    head = HEADS[model]
    for tape in tapes(head).values():
        assert tape.offset_pins + tape.dots <= head.pins
        assert tape.dots * UM_PER_INCH // head.dpi <= tape.width_mm * 1_000
        assert tape.lines * UM_PER_INCH // head.dpi <= tape.length_mm * 1_000


def test_the_wide_head_takes_what_the_narrow_one_cannot() -> None:
    assert "102" in QL_WIDE_TAPES
    assert "102" not in tapes(QL)
    tape = QL_WIDE_TAPES["102x51"]
    (cut,) = cuts([prove(layout(PIECE, room(tape, HEADS["QL-1100"]), 300))], tape, HEADS["QL-1100"])
    assert read_back(cut.seen(tape.offset_pins, tape.dots).convert("L"), Symbology.QR) == (PIECE.code,)
