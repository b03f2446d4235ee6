"""Our streams beside those of well-kept libraries for the same picture: brother_ql and python-escpos.

What differs is named here with its reason; all else is the same, byte for byte.
"""

import packbits
import pytest
from brother_ql.conversion import convert
from brother_ql.labels import ALL_LABELS
from brother_ql.models import ALL_MODELS
from brother_ql.raster import BrotherQLRaster
from brother_ql.reader import chunker
from escpos.printer import Dummy
from PIL import Image

from labels.design import layout
from labels.drawing import UM_PER_INCH, Drawing, Size
from labels.frame import Edge
from labels.kinds import Label
from labels.outputs.brother import brother
from labels.outputs.escpos import escpos
from labels.outputs.tapes import HEADS, QL_TAPES, QL_WIDE_TAPES, tapes
from labels.proof import Proven, prove
from tests.labels.printed import black_and_white
from tests.labels.samples import KINDS, PIECE, ROLL

THEIR_TAPES = {label.identifier: label for label in ALL_LABELS}
THEIR_MODELS = {model.identifier: model for model in ALL_MODELS}
NAMED_OTHERWISE = {"38x90": "39x90", "102x153": "102x152"}
"""Their names of tapes of which both say the same width and length."""
NARROW = {"12", "17x54", "17x87", "23x23"}
"""No label of these words fits them as they lie; their place on the head is compared all the same."""
PAPERS = [
    *(("QL-820NWB", name) for name in QL_TAPES if name not in NARROW),
    *(("QL-1100", name) for name in QL_WIDE_TAPES),
    *(("PT-P750W", name) for name in ("12", "18", "24")),
]
MODE, START, CUT, EVERY, LAST = b"\x1bia", b"\x1b@", b"\x1biM", b"\x1biA", b"\x1biK"
MEDIA, MARGIN, PACKED, ASK, TELL = b"\x1biz", b"\x1bid", b"M", b"\x1biS", b"\x1bi!"


def theirs_of(model: str, name: str) -> str:
    """What brother_ql calls a tape."""
    return f"pt{name}" if model.startswith("PT") else NAMED_OTHERWISE.get(name, name)


def drawn(model: str, name: str) -> Drawing:
    """A piece's label for the tape; on narrow ones its words run along it."""
    head = HEADS[model]
    tape = tapes(head)[name]
    across, along = (-(-dots * UM_PER_INCH // head.dpi) for dots in (tape.dots, tape.lines))
    if model.startswith("PT"):
        return layout(PIECE, Size(60_000, across), head.dpi, edge=Edge.TAPE)
    return layout(PIECE, Size(across, along or 60_000), head.dpi)


def ours(model: str, name: str, pages: int = 1) -> list[bytes]:
    """The instructions of our stream, as their reader takes them apart; it stops at any it does not know."""
    stream = brother([Proven(drawn(model, name))] * pages, tapes(HEADS[model])[name], HEADS[model])
    return list(chunker(stream.lstrip(b"\x00"), raise_exception=True))


def theirs(model: str, name: str) -> list[bytes]:
    """The instructions that they write for the same dots, upright as they take them."""
    picture = black_and_white(drawn(model, name))
    if model.startswith("PT"):
        picture = picture.transpose(Image.Transpose.ROTATE_90)
    job = BrotherQLRaster(model)
    stream = convert(job, [picture], theirs_of(model, name), compress=model.startswith("PT"))
    return list(chunker(stream.removeprefix(MODE + b"\x01").lstrip(b"\x00"), raise_exception=True))


def lines(instructions: list[bytes]) -> list[bytes]:
    """The rows of dots."""
    return [_row(one) for one in instructions if one[:1] in b"gGZ"]


def _row(line: bytes) -> bytes:
    if line == b"Z":
        return bytes(16)
    return bytes(packbits.decode(line[3:])) if line[:1] == b"G" else line


def said(instructions: list[bytes]) -> dict[bytes, bytes]:
    """The other instructions: what each begins with, and what follows."""
    begins = (MODE, START, CUT, EVERY, LAST, MEDIA, MARGIN, PACKED, ASK, TELL)
    rest = [one for one in instructions if one[:1] not in b"gGZ"]
    return {start: one.removeprefix(start) for one in rest for start in begins if one.startswith(start)}


@pytest.mark.parametrize("model", sorted(HEADS.keys() & THEIR_MODELS.keys()))
def test_every_tape_lies_on_the_head_where_brother_ql_puts_it(model: str) -> None:
    beside = THEIR_MODELS[model].additional_offset_r
    for name, tape in tapes(HEADS[model]).items():
        if (their_name := theirs_of(model, name)) in THEIR_TAPES:
            their = THEIR_TAPES[their_name]
            ours_at = (tape.width_mm, tape.length_mm, tape.dots, tape.lines, tape.offset_pins)
            assert ours_at == (*their.tape_size, *their.dots_printable, their.offset_r + beside)


def test_brother_ql_knows_all_our_tapes_but_the_two_narrowest_of_the_pt_printers() -> None:
    unknown = {
        theirs_of(model, name)
        for model, head in HEADS.items()
        for name in tapes(head)
        if theirs_of(model, name) not in THEIR_TAPES
    }
    assert unknown == {"pt6", "pt9"}


@pytest.mark.parametrize(("model", "name"), PAPERS)
def test_the_dots_of_each_line_are_those_that_brother_ql_sends(model: str, name: str) -> None:
    assert any(any(row[3:]) for row in lines(ours(model, name)))
    assert lines(ours(model, name)) == lines(theirs(model, name))


@pytest.mark.parametrize(("model", "name"), PAPERS)
def test_commands_are_those_of_brother_ql_but_for_what_is_named_here(model: str, name: str) -> None:
    our, their = said(ours(model, name)), said(theirs(model, name))
    assert {start: our[start] for start in (START, MODE, CUT, MARGIN)} == {
        start: their[start] for start in (START, MODE, CUT, MARGIN)
    }
    assert our[MEDIA][1:] == their[MEDIA][1:]
    assert (TELL in our, ASK in their) == (True, True)  # a status is asked for on a line of its own
    assert their[MEDIA][0] & our[MEDIA][0] == our[MEDIA][0]
    extra = their[MEDIA][0] - our[MEDIA][0]
    assert extra & 0x40  # "quality before speed", which only one that has both asks for
    assert extra & ~0x4A == 0  # a length of none on endless tape, and a kind that PT printers do not take


@pytest.mark.parametrize(("model", "name"), [paper for paper in PAPERS if paper[0].startswith("QL")])
def test_a_ql_is_told_to_cut_as_brother_ql_tells_it_and_nothing_about_compression(
    model: str, name: str
) -> None:
    our, their = said(ours(model, name)), said(theirs(model, name))
    assert (our[EVERY], our[LAST]) == (their[EVERY], their[LAST])
    assert PACKED not in our  # QL-700 and QL-800 do not know it; the others start without it


@pytest.mark.parametrize("name", ["12", "18", "24"])
def test_a_pt_packs_its_lines_as_brother_ql_does_and_is_cut_through(name: str) -> None:
    our, their = said(ours("PT-P750W", name)), said(theirs("PT-P750W", name))
    assert our[PACKED] == their[PACKED] == b"\x02"
    assert their[LAST][0] - our[LAST][0] == 0x04  # a half cut leaves labels on one strip, ours come apart
    assert (our[EVERY], EVERY in their) == (b"\x01", False)


def test_later_pages_say_so_which_brother_ql_forgets() -> None:
    pages = [one for one in ours("QL-820NWB", "62", pages=3) if one.startswith(MEDIA)]
    assert [page[-2] for page in pages] == [0, 1, 1]
    picture = black_and_white(drawn("QL-820NWB", "62"))
    stream = convert(BrotherQLRaster("QL-820NWB"), [picture] * 2, "62").lstrip(b"\x00")
    theirs_pages = [one for one in chunker(stream, raise_exception=True) if one.startswith(MEDIA)]
    assert [page[-2] for page in theirs_pages] == [0, 0]


def receipt(picture: Image.Image) -> bytes:
    """What python-escpos writes for the picture, in bands as high as ours, and the cut without a feed."""
    printer = Dummy()
    printer.hw("INIT")
    printer.set(align="left")
    printer.image(picture, fragment_height=256)
    printer.cut(feed=False)
    return bytes(printer.output)


@pytest.mark.parametrize("label", KINDS)
@pytest.mark.parametrize("size", [ROLL, Size(70_000, 100_000)], ids=str)
def test_a_receipt_is_byte_for_byte_what_python_escpos_writes(label: Label, size: Size) -> None:
    drawing = layout(label, size, 203)
    assert escpos([prove(drawing)]) == receipt(black_and_white(drawing))
