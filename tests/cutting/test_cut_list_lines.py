"""Cut lists as makers type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutting.cut_list.lines import (
    LONGEST_LINE,
    MOST_LINES,
    MOST_PARTS,
    CutList,
    Defaults,
    Fault,
    Line,
    Reason,
)
from cutting.cut_list.reading import MOST_BYTES, MOST_TEXT_BYTES, read_bytes, read_stream, read_text
from stock.pieces import Size
from stock.typed import MisreadReason
from tests.cutting.cut_lists import meant

NONE = Defaults()


def lines(text: str, defaults: Defaults = NONE) -> tuple[Line, ...]:
    """What is read of a text that has no faults."""
    found = read_text(text, meant, defaults)
    assert found.faults == ()
    return found.lines


def fault(text: str, defaults: Defaults = NONE) -> Fault:
    """The one thing that is wrong with a text."""
    found = read_text(text, meant, defaults)
    assert found.lines == ()
    (only,) = found.faults
    return only


@pytest.mark.parametrize(
    ("text", "count", "size"),
    [
        ("2x 300x200 ply 6", 2, Size(300_000, 200_000, 6_000)),
        ("2 x 300x200 ply 6", 2, Size(300_000, 200_000, 6_000)),
        ("2× 30 x 20 cm ply 6mm", 2, Size(300_000, 200_000, 6_000)),
        ("2 pcs 300x200 ply 6", 2, Size(300_000, 200_000, 6_000)),
        ("300x200 ply 6,5", 1, Size(300_000, 200_000, 6_500)),
        ("300x200x6 ply", 1, Size(300_000, 200_000, 6_000)),
        ("6x300x200 ply", 1, Size(300_000, 200_000, 6_000)),
        ("18 x 400 x 300 ply", 1, Size(400_000, 300_000, 18_000)),
        ("4x 200x300 ply 6", 4, Size(200_000, 300_000, 6_000)),
        ("2x Ø200 ply 6", 2, Size(thick_um=6_000, diameter_um=200_000)),
        ("3x Ø12x400 steel", 3, Size(400_000, diameter_um=12_000)),
        ("2x 600 aluminium", 2, Size(600_000)),
        ("2x 400 pine 40x20", 2, Size(400_000, 40_000, 20_000)),
        ("300x200x2 steel 304", 1, Size(300_000, 200_000, 2_000)),
    ],
)
def test_a_line_is_a_count_a_size_and_a_material_with_its_thickness(
    text: str, count: int, size: Size
) -> None:
    (line,) = lines(text)
    assert (line.count, line.size) == (count, size)


def test_what_stands_after_a_hash_is_the_parts_name_and_a_line_of_it_alone_is_a_remark() -> None:
    (line,) = lines("# the box\n\n2x 300x200 ply 6 # side\tpanel \u202e\n")
    assert (line.number, line.title, line.keeps_grain) == (3, "side panel", False)


@pytest.mark.parametrize("mark", ["grain", "GRAIN", "="])
def test_a_mark_keeps_the_grain_along_the_edge_that_was_typed_first(mark: str) -> None:
    (line,) = lines(f"4x 200x300 birch ply 6 {mark}")
    assert line.keeps_grain
    assert (line.size.long_um, line.size.short_um) == (200_000, 300_000)


def test_a_qr_code_has_its_lines_between_semicolons() -> None:
    assert [line.number for line in lines("2x 300x200 ply 6;1x 400x100 ply 6 # top;;")] == [1, 2]


def test_what_a_line_leaves_open_may_be_said_for_all_of_them() -> None:
    (line,) = lines("2x 300x200", Defaults(("mdf",), 3_000, keeps_grain=True))
    assert (line.materials, line.size.thick_um, line.keeps_grain) == (("mdf",), 3_000, True)


def test_a_material_that_nobody_knows_is_the_one_for_all_where_that_is_said() -> None:
    (line,) = lines("2x 300x200 Materia01 6", Defaults(("mdf",)))
    assert (line.materials, line.size.thick_um) == (("mdf",), 6_000)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0x 300x200 ply 6", MisreadReason.ZERO),
        ("2x 0x200 ply 6", MisreadReason.ZERO),
        ("2x -300x200 ply 6", MisreadReason.NEGATIVE),
        ("2x 999999x200 ply 6", MisreadReason.TOO_LARGE),
        ("2x 300x ply 6", MisreadReason.INCOMPLETE),
        ("2x 300x200 ft ply 6", MisreadReason.UNKNOWN_UNIT),
        ("2x300x200 ply 6", MisreadReason.UNCLEAR),
        ("2x 1,200x300 ply 6", MisreadReason.UNCLEAR),
    ],
)
def test_a_size_that_cannot_be_says_why(text: str, reason: MisreadReason) -> None:
    found = fault(text)
    assert (found.number, found.reason, found.misread) == (1, Reason.MISREAD, reason)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("hello", Reason.NO_SIZE),
        ("ply 6", Reason.NO_SIZE),
        ("2x 300x200", Reason.NO_MATERIAL),
        ("2x 300x200 unobtainium 6", Reason.UNKNOWN_MATERIAL),
        ("2x 300x200 ply", Reason.NO_THICKNESS),
        ("2x 300x200 steel 304", Reason.NO_THICKNESS),
        ("9999999x 300x200 ply 6", Reason.TOO_MANY_PARTS),
        ("2x 300x200 ply 6 #" + "a" * LONGEST_LINE, Reason.TOO_LONG),
    ],
)
def test_a_line_that_lacks_something_says_what(text: str, reason: Reason) -> None:
    assert (fault(text).number, fault(text).reason) == (1, reason)


def test_good_lines_are_read_beside_bad_ones_which_keep_their_numbers() -> None:
    found = read_text("2x 300x200 ply 6\noops\n1x 200x100 ply 6\n-1x", meant, NONE)
    assert [line.number for line in found.lines] == [1, 3]
    assert [each.number for each in found.faults] == [2, 4]


def test_in_a_file_lines_end_at_line_ends_alone_and_typed_ones_at_semicolons_too() -> None:
    text = "2x 300x200 ply 6 # side; left\r\n# a; b; c\r\noops"
    found = read_bytes(text.encode(), meant, NONE)
    assert [(line.number, line.title) for line in found.lines] == [(1, "side; left")]
    assert [each.number for each in found.faults] == [3]
    assert [line.number for line in lines("2x 300x200 ply 6; 1x 200x100 ply 6\n1x 90x80 ply 6")] == [1, 2, 3]


def test_a_line_too_many_ends_the_list_and_says_where() -> None:
    found = read_text("1x 30x20 ply 6\n" * (MOST_LINES + 500), meant, NONE)
    assert len(found.lines) == MOST_LINES == MOST_PARTS
    assert found.faults == (Fault(MOST_LINES + 1, Reason.TOO_MANY_LINES),)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"\xef\xbb\xbf# nothing\r\n", Reason.EMPTY),
        (b"\x00\x01\x02\x03", Reason.NOT_TEXT),
        (b"\xff\xfea", Reason.NOT_TEXT),
        (b"1x 30x20 ply 6\n" * (MOST_TEXT_BYTES // 14), Reason.TOO_LARGE),
    ],
)
def test_a_file_that_is_no_cut_list_is_one_fault(data: bytes, reason: Reason) -> None:
    assert read_bytes(data, meant, NONE) == CutList(faults=(Fault(0, reason),))


def test_of_an_endless_file_no_more_is_read_than_a_cut_list_may_have() -> None:
    class Endless:
        asked = 0

        def read(self, number: int) -> bytes:
            self.asked += number
            return b"x" * number

    endless = Endless()
    assert read_stream(endless, meant, NONE).faults[0].reason == Reason.TOO_LARGE  # type: ignore[arg-type]
    assert endless.asked == MOST_BYTES + 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1257"])
def test_the_names_of_parts_survive_whatever_encoding_a_spreadsheet_chose(encoding: str) -> None:
    data = "2x 300x200 ply 6 # sānu daļa".encode(encoding)
    assert [line.title for line in read_bytes(data, meant, NONE).lines] == ["sānu daļa"]


@given(st.text(max_size=200) | st.text(alphabet="0123456789x×,.;#= \n-plymdfØ\"'()", max_size=200))
def test_no_text_is_too_strange_to_answer(text: str) -> None:
    found = read_text(text, meant, NONE)
    assert found.lines or found.faults
    for line in found.lines:
        assert line.count > 0
        assert line.materials
        assert line.title.isprintable()


@given(st.binary(max_size=200))
def test_no_bytes_are_too_strange_to_answer(data: bytes) -> None:
    found = read_bytes(data, meant, NONE)
    assert found.lines or found.faults
