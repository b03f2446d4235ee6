"""Lines read in bulk: whatever they are, what comes of them is what `decode` says."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ledger.lines import read
from stock.events import LONGEST_LINE, Malformed, decode

ENVELOPE: dict[str, Any] = {"e": 1, "eid": "a1", "t": "taken", "v": 1, "at": "then", "item": "DRE", "cv": 1}
numbers = st.one_of(st.integers(-(2**65), 2**65), st.floats(), st.sampled_from([2**63, -(2**63), 1.0, 1e3]))
scalars = st.one_of(numbers, st.text(max_size=8), st.booleans(), st.none())
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)
changes = st.dictionaries(st.sampled_from([*ENVELOPE, "x", "y"]), values, max_size=3)


def said(line: bytes, by: Any) -> object:
    """The event, or why there is none."""
    try:
        return by(line)
    except Malformed as error:
        return str(error)


@given(changes, st.booleans())
def test_any_object_is_read_as_one_by_one(changed: dict[str, Any], ascii_only: bool) -> None:
    line = json.dumps(ENVELOPE | changed, ensure_ascii=ascii_only).encode(errors="surrogatepass")
    assert said(line, read) == said(line, decode)


@given(st.binary(max_size=60), st.integers(0, 80), st.integers(0, 8))
@example(b" ", 0, 0)
@example(b"\x0c", 0, 0)
@example(b"\xed\xa0\x80", 30, 0)
@example(b"\xef\xbb\xbf", 0, 0)
def test_any_bytes_in_a_line_are_read_as_one_by_one(found: bytes, at: int, dropped: int) -> None:
    whole = json.dumps(ENVELOPE).encode()
    line = whole[:at] + found + whole[at + dropped :]
    assert said(line, read) == said(line, decode)


@pytest.mark.parametrize("text", ["1.0", "-0", "1e2", "01", "NaN", "Infinity", "1" * 5000, "9" * 19, "+1"])
def test_a_number_is_read_as_one_by_one(text: str) -> None:
    line = json.dumps(ENVELOPE | {"x": 7}).replace("7", text).encode()
    assert said(line, read) == said(line, decode)


@pytest.mark.parametrize("depth", range(1, 9))
@pytest.mark.parametrize("pair", ["[]", "{}"])
def test_as_many_levels_are_read_as_one_by_one(depth: int, pair: str) -> None:
    begin, end = ('{"a":', "}") if pair == "{}" else ("[", "]")
    line = json.dumps(ENVELOPE)[:-1] + ',"x":' + begin * depth + "1" + end * depth + "}"
    assert said(line.encode(), read) == said(line.encode(), decode)


@pytest.mark.parametrize("length", [LONGEST_LINE - 1, LONGEST_LINE, LONGEST_LINE + 1])
def test_a_line_of_any_length_is_read_as_one_by_one(length: int) -> None:
    bare = json.dumps(ENVELOPE | {"x": ""}).encode()
    line = bare[:-2] + b"x" * (length - len(bare)) + bare[-2:]
    assert said(line, read) == said(line, decode)


def test_a_key_that_comes_twice_counts_as_it_does_one_by_one() -> None:
    line = json.dumps(ENVELOPE)[:-1] + ',"cv":7,"x":1,"x":2}'
    assert said(line.encode(), read) == decode(line.encode())
