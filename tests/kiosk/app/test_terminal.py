"""Reading the terminal: any bytes, and nothing they say of the terminal is believed."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from kiosk.scanners.terminal import TerminalReader

START, END = b"\x1b[200~", b"\x1b[201~"


def read(*chunks: bytes, quiet_seconds: float = 0.0) -> list[Message]:
    """What the bytes say, and what a while without any says after them."""
    reader = TerminalReader()
    found = [message for chunk in chunks for message in reader.feed(chunk, 1.0)]
    return [*found, *reader.tick(1.0 + quiet_seconds)]


def keys(messages: Sequence[Message]) -> str:
    """The characters of the keys among them."""
    return "".join(m.character or "" for m in messages if isinstance(m, events.Key))


def pasted(messages: Sequence[Message]) -> list[str]:
    """The pasted texts among them."""
    return [message.text for message in messages if isinstance(message, events.Paste)]


def split(data: bytes, places: Sequence[int]) -> list[bytes]:
    """The bytes in pieces."""
    cuts = sorted({0, len(data), *(place % (len(data) + 1) for place in places)})
    return [data[start:end] for start, end in pairwise(cuts)]


PLACES = st.lists(st.integers(0, 10_000), max_size=6)


@given(st.lists(st.binary(max_size=60), max_size=5))
def test_no_bytes_end_the_reading(chunks: list[bytes]) -> None:
    reader = TerminalReader()
    for chunk in chunks:
        list(reader.feed(chunk, 1.0))
    list(reader.tick(9.0))
    longest_sequence = b"x" * 40
    assert keys(list(reader.feed(longest_sequence + b"\rDRE7K3PX4N\r", 9.0))).endswith("\rDRE7K3PX4N\r")


@given(st.text(st.characters(exclude_characters="\x1b\x00", exclude_categories=["Cs"]), max_size=60), PLACES)
def test_a_paste_arrives_whole_however_it_is_cut_into_reads(text: str, places: list[int]) -> None:
    data = b"a" + START + text.encode() + END + b"b"
    messages = read(*split(data, places))
    assert pasted(messages) == [text]
    assert keys(messages) == "ab"


@given(st.text(st.characters(min_codepoint=33, exclude_categories=["C"]), max_size=40), PLACES)
def test_typed_text_arrives_whole_however_it_is_cut_into_reads(text: str, places: list[int]) -> None:
    assert keys(read(*split(text.encode() + b"\r", places))) == text + "\r"


def test_bytes_that_are_no_utf_8_do_not_stop_what_follows() -> None:
    assert keys(read(b"\xff\xfeDRE\xc3", b"7\r")).endswith("7\r")


def test_a_paste_that_is_never_ended_ends_by_itself() -> None:
    reader = TerminalReader()
    assert pasted([*reader.feed(START + b"birch\r", 1.0), *reader.tick(1.1)]) == []
    assert pasted(list(reader.tick(2.0))) == ["birch\r"]
    assert keys(list(reader.feed(b"next\r", 3.0))) == "next\r"


def test_escape_inside_a_paste_is_left_out_and_nothing_else() -> None:
    assert pasted(read(START + b"a\x1b[31mred\x1bOPb" + END)) == ["a[31mredOPb"]


@pytest.mark.parametrize(
    "report",
    [b"\x1b[48;1;1;1;1t", b"\x1b[?2048;1$y", b"\x1b[O", b"\x1b[I", b"\x1b[1;1R", b"\x1b[<35;9;9M"],
    ids=["size", "resizing", "blur", "focus", "cursor", "pointer"],
)
def test_reports_that_anybody_could_type_are_not_heeded(report: bytes) -> None:
    assert read(report, quiet_seconds=1.0) == []


def test_a_touch_on_the_screen_is_heeded() -> None:
    assert [type(m) for m in read(b"\x1b[<0;9;9M")] == [events.MouseDown]


@pytest.mark.parametrize(
    ("data", "key"), [(b"\x1bOQ", "f2"), (b"\x1b[24~", "f12"), (b"\x1d", "ctrl+right_square_bracket")]
)
def test_function_keys_and_the_gs1_separator_arrive(data: bytes, key: str) -> None:
    assert [m.key for m in read(data) if isinstance(m, events.Key)] == [key]
