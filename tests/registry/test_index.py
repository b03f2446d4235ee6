"""The index: how every space stands, so that a kiosk asks only for those that changed."""

from typing import Any

from tests.registry.served import Served
from tests.registry.wires import Log, Wire, problem


def test_a_space_stands_in_the_index_with_its_events_its_items_and_when_it_was_heard_of(wire: Wire) -> None:
    log = Log()
    log.receive("DRE0000012", "DRE0000023")
    log.take("DRE0000012")
    wire.push(log)
    (mine,) = [state for state in index(wire) if state["space"] == wire.joined.space]
    assert (mine["revision"], mine["items"], mine["prefix"]) == (4, 1, wire.joined.prefix)
    assert mine["at"]
    assert len(mine["digest"]) == 64


def test_a_space_that_nobody_pushed_to_stands_there_empty(wire: Wire) -> None:
    (mine,) = [state for state in index(wire) if state["space"] == wire.joined.space]
    assert (mine["revision"], mine["items"], mine["at"]) == (0, 0, "")


def test_every_push_changes_the_digest_of_its_space_alone(wire: Wire, served: Served) -> None:
    neighbour = Wire(wire.http, served.join(f"{wire.joined.space}-next"))
    neighbour.push(Log())
    log = Log()
    seen = []
    for code in ("DRE0000012", "DRE0000023"):
        log.receive(code)
        wire.push(log)
        seen.append({state["space"]: state["digest"] for state in index(wire)})
    first, second = seen
    assert first[wire.joined.space] != second[wire.joined.space]
    assert first[neighbour.joined.space] == second[neighbour.joined.space]


def test_a_push_that_adds_nothing_changes_nothing(wire: Wire) -> None:
    log = Log()
    wire.push(log)
    before = index(wire)
    wire.push(log)
    assert index(wire) == before


def test_whoever_has_the_index_hears_that_nothing_changed_without_a_body(wire: Wire) -> None:
    first = wire.http.get("/v1/index", headers=wire.door)
    again = wire.http.get("/v1/index", headers=wire.door | {"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    wire.push(Log())
    changed = wire.http.get("/v1/index", headers=wire.door | {"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200


def test_the_index_comes_a_page_at_a_time(wire: Wire, served: Served) -> None:
    for number in range(3):
        served.join(f"{wire.joined.space}-{number}")
    spaces, cursor = list[str](), ""
    while True:
        page = wire.http.get("/v1/index", params={"limit": 2, "cursor": cursor}, headers=wire.door).json()
        assert len(page["spaces"]) <= 2
        spaces += [state["space"] for state in page["spaces"]]
        cursor = page["cursor"]
        if not cursor:
            break
    assert spaces == sorted({state["space"] for state in index(wire)})


def test_without_a_token_nobody_sees_the_index(wire: Wire) -> None:
    assert problem(wire.http.get("/v1/index")) == (401, "/problems/not-enrolled")


def index(wire: Wire) -> list[dict[str, Any]]:
    """How every space stands."""
    states: list[dict[str, Any]] = wire.http.get("/v1/index", headers=wire.door).json()["spaces"]
    return states
