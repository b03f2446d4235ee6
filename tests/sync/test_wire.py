"""Messages: those ever released parse for ever, and either side may be the older one."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sync import inbox_wire, stock_wire, wire
from sync.packing import Inflater, NotGzip, TooLong, pack, squeeze, unpack
from sync.wire import EventsHeader, LogMark, Message, Problem, ProblemKind, digest

EXAMPLES = Path(__file__).parent.parent / "wire_examples"
KINDS: dict[str, type[Message]] = {
    "enrol_request": wire.EnrolRequest,
    "enrol_request_2": wire.EnrolRequest,
    "enrol_answer": wire.EnrolAnswer,
    "hello_request": wire.HelloRequest,
    "hello_request_2": wire.HelloRequest,
    "hello_answer": wire.HelloAnswer,
    "hello_answer_2": wire.HelloAnswer,
    "hello_answer_3": wire.HelloAnswer,
    "inbox_answer": inbox_wire.InboxAnswer,
    "hello_answer_ahead": wire.HelloAnswer,
    "events_header": wire.EventsHeader,
    "events_answer": wire.EventsAnswer,
    "items_answer": wire.ItemsAnswer,
    "items_answer_outlined": wire.ItemsAnswer,
    "items_answer_titled": wire.ItemsAnswer,
    "index_answer": stock_wire.IndexAnswer,
    "changes_answer": stock_wire.ChangesAnswer,
    "snapshot_header": stock_wire.SnapshotHeader,
    "token_answer": stock_wire.TokenAnswer,
    "ready": stock_wire.Ready,
    "health": wire.Health,
    "problem_gap": Problem,
    "problem_bad_line": Problem,
    "problem_too_large": Problem,
    "problem_too_many": Problem,
    "problem_resync": Problem,
    "problem_blank": Problem,
}
marks = st.builds(
    LogMark,
    log=st.text("abcdef0123456789", min_size=1, max_size=8),
    seq=st.integers(0, 2**63 - 1),
    head=st.binary(min_size=32, max_size=32).map(bytes.hex),
)


def test_every_example_has_a_message_and_every_message_an_example() -> None:
    assert {path.stem for path in EXAMPLES.iterdir()} == set(KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_a_message_that_was_ever_released_still_parses_and_loses_nothing(name: str) -> None:
    text = (EXAMPLES / f"{name}.json").read_bytes()
    message = KINDS[name].model_validate_json(text)
    assert json.loads(message.to_json()) == json.loads(text)


@pytest.mark.parametrize("name", KINDS)
def test_fields_of_a_newer_version_are_ignored(name: str) -> None:
    known = json.loads((EXAMPLES / f"{name}.json").read_bytes())
    kind = KINDS[name]
    newer = json.dumps(known | {"news": [1, {"of": "tomorrow"}]})
    assert kind.model_validate_json(newer) == kind.model_validate_json(json.dumps(known))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (wire.HelloRequest, '{"vec":"0"}'),
        (wire.HelloRequest, '{"vec":"' + "g" * 64 + '"}'),
        (wire.LogMark, '{"log":"a","seq":"1"}'),
        (wire.LogMark, '{"log":"a","seq":1.0}'),
        (wire.LogMark, '{"log":"a","seq":-1}'),
        (wire.LogMark, '{"log":"a","seq":true}'),
        (wire.LogMark, '{"log":"../a","seq":1}'),
        (wire.EventsHeader, '{"log":"a","first":0,"prev":"' + "0" * 64 + '"}'),
        (wire.EnrolRequest, '{"code":""}'),
        (wire.EnrolRequest, '{"code":"' + "x" * 65 + '"}'),
    ],
)
def test_a_message_is_strict_about_what_it_knows(kind: type[Message], text: str) -> None:
    with pytest.raises(ValidationError):
        kind.model_validate_json(text)


def test_a_hello_names_no_more_logs_than_allowed() -> None:
    with pytest.raises(ValidationError):
        wire.HelloRequest(vec="0" * 64, logs=(LogMark(log="a"),) * 201)


def test_a_problem_of_a_newer_version_is_still_a_problem() -> None:
    assert Problem(type="/problems/strange", status=418).kind is ProblemKind.OTHER
    assert Problem(type="/problems/gap", status=409).kind is ProblemKind.GAP


@given(st.data())
def test_the_digest_does_not_depend_on_order(data: st.DataObject) -> None:
    found = data.draw(st.lists(marks, unique_by=lambda mark: mark.log))
    assert digest(found) == digest(data.draw(st.permutations(found)))


@given(st.lists(marks.filter(lambda mark: mark.seq > 0), min_size=1, unique_by=lambda mark: mark.log))
def test_the_digest_tells_one_event_more_or_less(found: list[LogMark]) -> None:
    first = found[0]
    longer = [first.model_copy(update={"seq": first.seq - 1}), *found[1:]]
    assert digest(found) != digest(longer)
    assert digest(found) != digest(found[1:])


@given(st.lists(st.binary().filter(lambda line: b"\n" not in line), min_size=1))
def test_lines_come_out_of_a_body_as_they_went_in(lines: list[bytes]) -> None:
    header = EventsHeader(log="a", first=1, prev="0" * 64)
    inflater = Inflater(10_000_000)
    inflater.feed(squeeze(pack(header, lines)))
    head, found = unpack(inflater.finish())
    assert (EventsHeader.model_validate_json(head), found) == (header, lines)


@given(st.binary(min_size=1, max_size=5000), st.integers(1, 60))
def test_inflating_stops_at_its_bound_however_the_pieces_come(data: bytes, size: int) -> None:
    packed = squeeze(data)
    pieces = [packed[start : start + size] for start in range(0, len(packed), size)]
    assert _inflated(pieces, len(data)) == data
    with pytest.raises(TooLong):
        _inflated(pieces, len(data) - 1)


@given(st.binary(max_size=200))
def test_what_is_no_gzip_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(NotGzip):
        _inflated([data], 1000)


def _inflated(pieces: list[bytes], most: int) -> bytes:
    inflater = Inflater(most)
    for piece in pieces:
        inflater.feed(piece)
    return inflater.finish()
