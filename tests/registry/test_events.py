"""Pushing lines: stored once, in order, and nothing of a batch lost to what is wrong with it."""

import gzip

import pytest

from tests.registry.served import Served
from tests.registry.wires import Log, Wire, problem, received


def test_lines_that_are_pushed_appear_in_what_the_space_holds(wire: Wire) -> None:
    log = Log()
    log.receive("DRE0000012", "DRE0000023")
    answer = wire.push(log)
    assert answer.status_code == 200
    assert answer.json() == {"log": log.id, "seq": 3, "head": log.hash(3)}
    assert wire.codes() == ["DRE0000012", "DRE0000023"]


def test_lines_pushed_twice_are_stored_once(wire: Wire) -> None:
    log = Log()
    log.receive("DRE0000012")
    first, second = wire.push(log), wire.push(log)
    assert first.json() == second.json()
    assert wire.codes() == ["DRE0000012"]


def test_a_batch_that_overlaps_what_is_there_adds_what_is_not(wire: Wire) -> None:
    log = Log()
    log.receive("DRE0000012", "DRE0000023", "DRE0000034")
    wire.push(log, until=3)
    assert wire.push(log, after=1).json()["seq"] == 4
    assert len(wire.codes()) == 3


def test_a_gap_is_refused_with_the_mark_to_go_on_from(wire: Wire) -> None:
    log = Log()
    log.receive("DRE0000012", "DRE0000023")
    wire.push(log, until=1)
    refused = wire.push(log, after=2)
    assert problem(refused) == (409, "/problems/gap")
    assert refused.json()["mark"] == {"log": log.id, "seq": 1, "head": log.hash(1)}
    assert wire.codes() == []


def test_a_fork_is_refused_with_the_mark_and_changes_nothing(wire: Wire) -> None:
    log = Log()
    twin = Log(log.id, list(log.lines))
    twin.lines = log.lines[:1]
    log.receive("DRE0000012")
    twin.receive("DRE0000023")
    wire.push(log)
    refused = wire.push(twin, after=1)
    assert problem(refused) == (409, "/problems/fork")
    assert refused.json()["mark"] == {"log": log.id, "seq": 2, "head": log.hash(2)}
    assert wire.codes() == ["DRE0000012"]


def test_a_batch_with_a_wrong_hash_before_it_is_a_fork(wire: Wire) -> None:
    log = Log()
    log.receive("DRE0000012")
    wire.push(log, until=1)
    assert problem(wire.send(log.id, 2, "ab" * 32, log.lines[1:])) == (409, "/problems/fork")


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b'{"e":1}',
        b'{"e":1,"eid":"x","t":"received","v":1,"at":"","w":1.5}',
        b'{"e":1,"eid":"y","t":"received","v":1,"at":"","t2":"' + b"x" * 5000 + b'"}',
        b'{"e":1,"eid":"z","t":"received","v":1,"at":"","d":' + b"[" * 64 + b"]" * 64 + b"}",
        b'{"e":1,"eid":"u","t":"received","v":1,"at":"","s":"\\u0000"}',
        b"\xff\xfe",
    ],
    ids=["empty", "cut", "no envelope", "fraction", "long", "deep", "control", "no text"],
)
def test_a_bad_line_is_named_and_the_lines_before_it_are_kept(wire: Wire, line: bytes) -> None:
    log = Log()
    log.receive("DRE0000012", "DRE0000023")
    log.add(line)
    log.receive("DRE0000034")
    refused = wire.push(log)
    assert problem(refused) == (422, "/problems/bad-line")
    assert refused.json()["line"] == 4
    assert refused.json()["reason"]
    assert refused.json()["mark"] == {"log": log.id, "seq": 3, "head": log.hash(3)}
    assert wire.codes() == ["DRE0000012", "DRE0000023"]


def test_a_log_that_does_not_begin_with_its_own_genesis_is_refused(wire: Wire) -> None:
    other, log = Log(), Log()
    log.lines = other.lines
    assert problem(wire.push(log)) == (422, "/problems/bad-line")
    assert wire.send("a", 1, "0" * 64, [received("DRE0000012")]).json()["line"] == 1


def test_an_event_of_an_unknown_kind_is_stored_and_the_log_goes_on(wire: Wire) -> None:
    log = Log()
    log.add(received("DRE0000012", kind="laminated"))
    log.receive("DRE0000023")
    assert wire.push(log).json()["seq"] == 3
    assert wire.codes() == ["DRE0000023"]
    held = wire.hello(logs=[{"log": log.id, "seq": 3, "head": log.hash(3)}]).json()["logs"]
    assert held == [{"log": log.id, "seq": 3, "head": log.hash(3)}]


def test_an_event_that_makes_no_sense_is_stored_and_the_log_goes_on(wire: Wire) -> None:
    log = Log()
    log.add(
        b'{"e":1,"eid":"p","t":"received","v":1,"at":"","item":"DRE0000012","cv":1,"piece":{"size_um":7}}'
    )
    log.receive("DRE0000023")
    assert wire.push(log).json()["seq"] == 3
    assert wire.codes() == ["DRE0000023"]


def test_two_spaces_may_use_the_same_codes(wire: Wire, served: Served) -> None:
    neighbour = Wire(wire.http, served.join(f"{wire.joined.space}-next-door"))
    for each in (wire, neighbour, wire, neighbour):
        log = Log()
        log.receive("DRE0000012", f"DRE000{len(each.codes()):03d}3")
        assert each.push(log).status_code == 200
    assert len(wire.codes()) == len(neighbour.codes()) == 3


def test_more_lines_than_allowed_are_refused_with_the_limits(wire: Wire) -> None:
    log = Log()
    log.receive(*(f"DRE{number:07d}" for number in range(500)))
    refused = wire.push(log)
    assert problem(refused) == (413, "/problems/too-large")
    assert refused.json()["limits"] == {
        "events": 500,
        "wire_bytes": 262144,
        "inflated_bytes": 2097152,
        "logs": 200,
    }
    assert wire.codes() == []
    assert wire.push(log, until=500).json()["seq"] == 500


def test_a_gzip_bomb_is_refused_without_being_inflated(wire: Wire, served: Served) -> None:
    bomb = gzip.compress(bytes(200_000_000), compresslevel=9)
    before = served.peak_memory_kb()
    assert problem(wire.body(bomb)) == (413, "/problems/too-large")
    assert served.peak_memory_kb() - before < 32_000


def test_a_body_over_the_limit_is_refused(wire: Wire) -> None:
    assert problem(wire.body(bytes(300_000))) == (413, "/problems/too-large")


@pytest.mark.parametrize(
    "body", [b"", b"nothing", gzip.compress(b"x" * 999, mtime=0)[:-9], gzip.compress(b"", mtime=0) + b"more"]
)
def test_a_body_that_is_no_whole_gzip_is_refused(wire: Wire, body: bytes) -> None:
    assert problem(wire.body(body)) == (400, "/problems/message")


def test_another_encoding_is_refused(wire: Wire) -> None:
    assert problem(wire.body(b"", encoding="br")) == (415, "/problems/message")


@pytest.mark.parametrize(
    ("log", "first", "prev"),
    [("", 1, "0" * 64), ("a/b", 1, "0" * 64), ("a", 0, "0" * 64), ("a", 2**63, "0" * 64), ("a", 1, "XY")],
    ids=["no log", "path", "zero", "huge", "no hash"],
)
def test_a_header_that_makes_no_sense_is_refused(wire: Wire, log: str, first: int, prev: str) -> None:
    assert problem(wire.send(log, first, prev, [])) == (422, "/problems/message")
