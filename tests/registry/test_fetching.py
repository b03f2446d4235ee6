"""Fetching lines of the logs of one's own space, as they were pushed, a page at a time."""

import json

import pytest

from stock.events import LONGEST_LINE
from sync.wire import LARGEST_ANSWER, MOST_LISTED_BYTES
from tests.registry.served import Served
from tests.registry.wires import Log, Wire, problem, received


def _fetched(wire: Wire, log: str, after: int) -> tuple[dict[str, object], list[bytes]]:
    answer = wire.http.get(f"{wire.path}/logs/{log}/events?after={after}", headers=wire.door)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/x-ndjson")
    assert len(answer.content) < LARGEST_ANSWER
    header, *lines, end = answer.content.split(b"\n")
    assert end == b""
    return json.loads(header), lines


@pytest.mark.parametrize("after", [0, 1, 3])
def test_lines_come_back_as_they_were_pushed(wire: Wire, after: int) -> None:
    log = Log()
    log.receive("DRE0000012", "DRE0000023")
    wire.push(log)
    header, lines = _fetched(wire, log.id, after)
    assert header == {"log": log.id, "first": after + 1, "prev": log.hash(after)}
    assert lines == log.lines[after:]


def test_a_log_that_is_not_known_has_no_lines(wire: Wire) -> None:
    assert _fetched(wire, "unknown", 0) == ({"log": "unknown", "first": 1, "prev": "0" * 64}, [])


def test_a_number_beyond_the_end_is_answered_with_the_mark(wire: Wire) -> None:
    log = Log()
    wire.push(log)
    refused = wire.http.get(f"{wire.path}/logs/{log.id}/events?after=2", headers=wire.door)
    assert problem(refused) == (409, "/problems/gap")
    assert refused.json()["mark"] == {"log": log.id, "seq": 1, "head": log.hash(1)}


@pytest.mark.parametrize("query", ["after=-1", "after=x", "after=9223372036854775808"])
def test_a_number_that_is_none_is_refused(wire: Wire, query: str) -> None:
    refused = wire.http.get(f"{wire.path}/logs/a/events?{query}", headers=wire.door)
    assert problem(refused) == (422, "/problems/message")


def test_long_lines_come_in_pages(wire: Wire) -> None:
    log = Log()
    for number in range(300):
        line = json.loads(received(f"DRE{number:07d}"))
        log.add(json.dumps(line | {"note": "x" * (LONGEST_LINE - 800)}).encode())
    wire.push(log, until=100)
    for start in (100, 200):
        wire.push(log, after=start, until=start + 100)
    wire.push(log, after=300)
    found: list[bytes] = []
    pages = 0
    while len(found) < len(log.lines):
        _, lines = _fetched(wire, log.id, len(found))
        assert sum(map(len, lines)) <= MOST_LISTED_BYTES
        found += lines
        pages += 1
    assert found == log.lines
    assert pages > 2


def test_another_spaces_log_is_not_to_be_had(wire: Wire, served: Served) -> None:
    log = Log()
    wire.push(log)
    other = served.join(f"{wire.joined.space}-neighbour")
    door = {"Authorization": f"Bearer {other.token}"}
    path = f"/v1/spaces/{other.space}/logs/{log.id}/events"
    assert wire.http.get(path, headers=door).content.count(b"\n") == 1
    refused = wire.http.get(f"{wire.path}/logs/{log.id}/events", headers=door)
    assert problem(refused) == (403, "/problems/other-space")


def test_a_hello_hears_of_others_a_page_at_a_time_and_of_what_it_all_comes_to(wire: Wire) -> None:
    logs = sorted((Log() for _ in range(3)), key=lambda log: log.id)
    for log in logs:
        wire.push(log)
    first = wire.hello().json()
    assert [mark["log"] for mark in first["others"]] == [log.id for log in logs]
    assert "more" not in first
    assert len(first["state"]) == 64
    after = wire.hello(after=logs[1].id).json()
    assert [mark["log"] for mark in after["others"]] == [logs[2].id]
    assert after["state"] == first["state"]
    log = logs[0]
    log.receive("DRE0000012")
    wire.push(log)
    assert wire.hello().json()["state"] != first["state"]
