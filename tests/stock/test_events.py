"""An event is one line of JSON: what is kept of it, and what is refused and why."""

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stock import events
from stock.events import (
    FIRST_HASH,
    LONGEST_LINE,
    Child,
    Draft,
    Event,
    Kind,
    Malformed,
    chain,
    decode,
    encode,
    event_of,
    touches,
)
from tests.stock.worlds import NOW, Wish, World, sheet, wishes

ENVELOPE: dict[str, Any] = {"e": 1, "eid": "a1", "t": "taken", "v": 1, "at": NOW, "item": "DRE", "cv": 1}

whole_numbers = st.integers(-(2**63) + 1, 2**63 - 1)
seen_text = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20)
scalars = st.one_of(whole_numbers, seen_text, st.booleans(), st.none())
bodies = st.dictionaries(
    seen_text.filter(lambda key: key not in ENVELOPE),
    st.recursive(scalars, lambda inner: st.lists(inner, max_size=3), max_leaves=4),
    max_size=4,
)


def line(**changes: object) -> bytes:
    return json.dumps(ENVELOPE | changes, ensure_ascii=False, separators=(",", ":")).encode()


def nested(depth: int) -> bytes:
    """An event whose line nests that deep, the line itself being the first level."""
    return line()[:-1] + b',"x":' + b"[" * (depth - 1) + b"]" * (depth - 1) + b"}"


@given(bodies, st.sampled_from([*Kind, "invented"]), st.integers(0, 2**40), st.integers(1, 9))
def test_an_event_is_read_back_as_it_was_written(
    body: dict[str, Any], kind: str, cv: int, version: int
) -> None:
    event = Event("a1", kind, NOW, "DRE", cv, body, version)
    assert decode(encode(event)) == event


@given(wishes)
def test_every_event_that_the_rules_make_fits_its_line(played: list[Wish]) -> None:
    for event in World().play(played):
        written = encode(event)
        assert decode(written) == event
        assert b"\n" not in written
        assert encode(decode(written)) == written


@given(wishes)
def test_every_event_but_a_request_and_a_denial_says_the_state_of_all_its_items(played: list[Wish]) -> None:
    events = World().play(played)
    words = {event.eid for event in events if event.kind in {Kind.HOLD_REQUESTED, Kind.HOLD_DENIED}}
    for event in events:
        is_word = bool({event.eid, event.body.get("voids")} & words)
        assert all(bool(touch.state) != is_word and touch.cv > 0 for touch in touches(event))


def test_unknown_kinds_and_unknown_fields_are_kept() -> None:
    written = line(t="teleported", v=7, colour="red", nested={"a": [1, {"b": "ā"}]})
    event = decode(written)
    assert (event.kind, event.version) == ("teleported", 7)
    assert event.body == {"colour": "red", "nested": {"a": [1, {"b": "ā"}]}}
    assert encode(event) == written


def test_an_event_without_an_item_has_no_counter_and_touches_nothing() -> None:
    event = event_of(Draft(Kind.ISSUED, extra={"codes": ["DRE7K3PX4N"]}), "a1", NOW, {})
    assert b'"item"' not in encode(event)
    assert decode(encode(event)) == event
    assert list(touches(event)) == []


def test_counters_go_on_from_the_last_one_of_each_item() -> None:
    children = (Child("B", sheet()), Child("C", sheet()))
    event = event_of(Draft(Kind.CUT, "A", sheet(), children=children), "a1", NOW, {"A": 4, "B": 7})
    assert [(touch.item, touch.cv) for touch in touches(event)] == [("A", 5), ("B", 8), ("C", 1)]


def test_a_line_of_4096_bytes_is_an_event_and_a_longer_one_is_not() -> None:
    room = LONGEST_LINE - len(line(x=""))
    assert len(line(x="x" * room)) == LONGEST_LINE
    assert decode(line(x="x" * room)).body["x"] == "x" * room
    with pytest.raises(Malformed, match="too long"):
        decode(line(x="x" * (room + 1)))
    with pytest.raises(Malformed, match="too long"):
        encode(Event("a1", "taken", NOW, "DRE", 1, {"x": "ā" * (room // 2 + 1)}))


@pytest.mark.parametrize("depth", [2, 5, 6])
def test_six_levels_of_nesting_are_an_event(depth: int) -> None:
    assert decode(nested(depth)).item == "DRE"


@pytest.mark.parametrize("depth", [7, 20, 600, 900])
def test_deeper_nesting_is_refused(depth: int) -> None:
    with pytest.raises(Malformed, match="too deep"):
        decode(nested(depth))
    with pytest.raises(Malformed, match="too deep"):
        decode(nested(depth).replace(b"[]", b'["\\u0041"]'))


@pytest.mark.parametrize("number", ["1.0", "1.5", "1e3", "-0.0", "NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("shape", ['"x":{}', '"x":{{"y":[{}]}}', '"delta":{}'])
def test_a_number_that_is_not_whole_is_refused(number: str, shape: str) -> None:
    with pytest.raises(Malformed, match="not a whole number"):
        decode(line()[:-1] + b"," + shape.format(number).encode() + b"}")


@pytest.mark.parametrize("number", [2**63, -(2**63), 10**400])
def test_a_number_over_64_bits_is_refused(number: int) -> None:
    with pytest.raises(Malformed, match="over 64 bits"):
        decode(line(x=[number]))


@pytest.mark.parametrize("text", ["a\x00", "\x1b[2J", "\n", "\x7f", "\x85", "\x9b", "\ud800"])
def test_control_characters_are_refused_written_and_escaped(text: str) -> None:
    for changes in ({"x": text}, {"x": {"y": [text]}}, {text: 1}, {"eid": text}):
        escaped = json.dumps(ENVELOPE | changes).encode()
        with pytest.raises(Malformed, match=r"control characters|not JSON"):
            decode(escaped)
        with pytest.raises(Malformed, match=r"control characters|not JSON"):
            encode(Event("a1", "taken", NOW, body=changes))


@pytest.mark.parametrize(
    "written", [b"", b"{", b"nonsense", b"\xff\xfe", b'{"e":1,}', line() + b"{}", b"[" * 4000]
)
def test_what_is_no_json_is_refused(written: bytes) -> None:
    with pytest.raises(Malformed, match="not JSON"):
        decode(written)


@pytest.mark.parametrize("missing", ["e", "eid", "t", "v", "at"])
def test_a_line_without_all_of_its_envelope_is_refused(missing: str) -> None:
    rest = {key: value for key, value in ENVELOPE.items() if key != missing}
    with pytest.raises(Malformed, match="no envelope"):
        decode(json.dumps(rest).encode())


@pytest.mark.parametrize(
    "wrong",
    [
        {"e": 2},
        {"e": True},
        {"e": "1"},
        {"v": True},
        {"v": None},
        {"cv": True},
        {"cv": -1},
        {"cv": "1"},
        {"eid": ""},
        {"eid": 7},
        {"eid": "x" * 65},
        {"t": ""},
        {"t": "x" * 41},
        {"t": ["taken"]},
        {"at": 0},
        {"at": "x" * 41},
        {"item": 7},
        {"item": "x" * 65},
        {"item": None},
    ],
)
def test_an_envelope_of_other_types_or_lengths_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Malformed, match="no envelope"):
        decode(line(**wrong))


@pytest.mark.parametrize("written", [b"[]", b"1", b'"x"', b"null", b"{}"])
def test_json_that_is_no_object_with_an_envelope_is_refused(written: bytes) -> None:
    with pytest.raises(Malformed, match="no envelope"):
        decode(written)


@given(
    st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode(errors="replace")))
)
def test_any_bytes_are_an_event_or_malformed(written: bytes) -> None:
    with pytest.raises(Malformed):
        decode(written)


@given(st.lists(st.binary(max_size=30), max_size=8))
def test_a_chain_links_each_line_to_all_before_it(lines: list[bytes]) -> None:
    expected, last = [], bytes(32)
    for each in lines:
        last = hashlib.sha256(last + each).digest()
        expected.append(last)
    assert list(chain(lines)) == expected
    half = len(lines) // 2
    start = expected[half - 1] if half else FIRST_HASH
    assert list(chain(lines[half:], start)) == expected[half:]


@given(st.lists(st.binary(min_size=1, max_size=30), min_size=1, max_size=8), st.data())
def test_a_changed_missing_or_moved_line_breaks_the_chain_for_good(
    lines: list[bytes], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(lines) - 1))
    changed = [*lines[:at], lines[at] + b"!", *lines[at + 1 :]]
    before, after = list(chain(lines)), list(chain(changed))
    assert before[:at] == after[:at]
    assert not set(before[at:]) & set(after[at:])
    assert list(chain(lines[:at] + lines[at + 1 :]))[-1:] != before[-1:]
    assert events.link(before[-1], b"") not in before
