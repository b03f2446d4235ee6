"""A snapshot: a whole space as one file, from which a kiosk follows on."""

import gzip
import json
from typing import Any

import httpx

from registry.snapshots import KEPT, Snapshots
from registry.spaces import REAL, Spaces, Surroundings
from registry.use_cases.issue_code import issue_code
from registry.use_cases.take_events import take_events
from sync.wire import EventsHeader
from tests.registry.wires import Log, Wire


def test_a_snapshot_holds_what_is_on_the_shelves_and_where_to_follow_on_from(wire: Wire) -> None:
    log = Log()
    log.receive("DRE0000012", "DRE0000023", "DRE0000034")
    log.take("DRE0000023")
    wire.push(log)
    answer = _asked(wire)
    assert answer.headers["content-type"] == "application/gzip"
    header, *items = _lines(answer.content)
    assert header["space"] == wire.joined.space
    assert [item["code"] for item in items] == wire.codes() == ["DRE0000012", "DRE0000034"]
    log.take("DRE0000034")
    wire.push(log)
    news = wire.items(since=header["since"]).json()
    assert (news["items"], news["gone"]) == ([], ["DRE0000034"])


def test_a_snapshot_that_did_not_change_is_not_sent_again(wire: Wire) -> None:
    wire.push(Log())
    first = _asked(wire)
    again = _asked(wire, etag=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")


def test_a_snapshot_is_kept_for_some_minutes_while_the_space_changes(database: str) -> None:
    hours = iter(REAL.clock() + KEPT * share for share in (0.0, 0.5, 1.1))
    now = [next(hours)]
    spaces, snapshots = Spaces(database, _surroundings(now)), Snapshots()
    issue_code(spaces, "riga")
    found = []
    for each in range(3):
        log = Log()
        log.receive(f"DRE000000{each}")
        take_events(spaces, "riga", EventsHeader(log=log.id, first=1, prev="0" * 64), log.lines)
        found.append(len(_lines(snapshots.snapshot(spaces, "riga").path.read_bytes())) - 1)
        now[0] = next(hours, now[0])
    assert found == [1, 1, 3]
    snapshots.close()
    spaces.close()


def _surroundings(now: list[Any]) -> Surroundings:
    return Surroundings(lambda: now[0], REAL.draw, REAL.new_id, REAL.new_secret)


def _asked(wire: Wire, etag: str = "") -> httpx.Response:
    headers = wire.door | ({"If-None-Match": etag} if etag else {})
    return wire.http.get(f"{wire.path}/snapshot.ndjson.gz", headers=headers)


def _lines(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gzip.decompress(content).splitlines()]
