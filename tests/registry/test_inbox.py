"""The inbox: what other spaces told one, nothing missed and for its own eyes alone, on both engines."""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import httpx
import pytest

from ledger.health import rebuild
from registry.spaces import Spaces
from registry.use_cases.issue_code import issue_code
from registry.use_cases.list_inbox import list_inbox
from registry.use_cases.take_events import take_events
from stock.events import Draft, Kind, decode, encode, event_of
from sync.wire import EventsHeader
from tests.registry.served import Served
from tests.registry.wires import AT, Log, Wire, problem

_numbers = count(1)


@pytest.fixture
def others(served: Served) -> Iterator[list[Wire]]:
    """Kiosks of two other spaces."""
    with httpx.Client(base_url=served.url, timeout=20) as http:
        yield [Wire(http, served.join(f"other-{next(_numbers):04d}")) for _ in range(2)]


def ask(log: Log, to: str, number: int = 0) -> str:
    """A space asks for a piece; the id of its event."""
    eid = f"{log.id}-{len(log.lines)}"[:64]
    draft = Draft(Kind.HOLD_REQUESTED, f"DRE{number:07d}", extra={"to": to})
    log.add(encode(event_of(draft, eid, AT, {})))
    return eid


def inbox(wire: Wire, after: str = "") -> httpx.Response:
    """One answer."""
    return wire.http.get(f"{wire.path}/inbox", params={"after": after}, headers=wire.door)


def read(wire: Wire, after: str = "") -> tuple[list[str], str]:
    """The ids of everything after a place, and where to go on."""
    eids: list[str] = []
    while True:
        answer = inbox(wire, after).json()
        eids += [decode(letter["line"].encode()).eid for letter in answer["letters"]]
        after = answer["after"]
        if not answer["more"]:
            return eids, after


def test_a_space_reads_what_others_told_it_once_and_then_what_is_new(wire: Wire, others: list[Wire]) -> None:
    logs, own = [Log(), Log()], wire.joined.space
    told = [ask(log, own) for log in logs for _ in range(3)]
    for other, log in zip(others, logs, strict=True):
        log.receive("DRE0000012")
        ask(log, "somebody-else")
        other.push(log)
    assert inbox(wire).json()["letters"][0]["sender"] == others[0].joined.space
    found, after = read(wire)
    assert found == told
    assert read(wire, after) == ([], after)
    late = ask(logs[0], own)
    others[0].push(logs[0], after=6)
    assert read(wire, after)[0] == [late]
    assert inbox(others[0]).json() == {"letters": [], "after": "", "more": False}


def test_pages_miss_nothing_that_comes_between_them(wire: Wire, others: list[Wire]) -> None:
    first, second, own = Log(), Log(), wire.joined.space
    told = {ask(second, own, number) for number in range(120)}
    others[1].push(second)
    answer = inbox(wire).json()
    assert (len(answer["letters"]), answer["more"]) == (50, True)
    told |= {ask(first, own, number) for number in range(60)}
    others[0].push(first)
    told.add(ask(second, own))
    others[1].push(second, after=121)
    seen = {decode(letter["line"].encode()).eid for letter in answer["letters"]}
    rest, _ = read(wire, answer["after"])
    assert seen.isdisjoint(rest)
    assert seen.union(rest) == told


def test_what_a_space_tells_itself_is_in_no_inbox(wire: Wire) -> None:
    log = Log()
    ask(log, wire.joined.space)
    wire.push(log)
    assert read(wire)[0] == []


def test_a_hello_says_whether_there_is_anything_new(wire: Wire, others: list[Wire]) -> None:
    def told() -> str:
        return str(wire.hello().json()["inbox"])

    assert told() == ""
    log = Log()
    ask(log, wire.joined.space)
    others[0].push(log)
    before = told()
    log.receive("DRE0000012")
    others[0].push(log, after=2)
    assert told() == before != ""
    ask(log, wire.joined.space)
    others[0].push(log, after=3)
    assert told() != before


def test_another_space_may_not_read_it(wire: Wire, others: list[Wire]) -> None:
    stranger = others[0]
    refused = wire.http.get(f"{wire.path}/inbox", headers=stranger.door)
    assert problem(refused) == (403, "/problems/other-space")
    assert problem(wire.http.get(f"{wire.path}/inbox")) == (401, "/problems/not-enrolled")


@pytest.mark.parametrize("after", ["x", "riga.1.2", "riga.1.2.abc,", "riga.-1.2.abc", "riga.1.2.abc" * 2000])
def test_a_place_that_makes_no_sense_is_a_problem(wire: Wire, after: str) -> None:
    assert problem(inbox(wire, after)) == (422, "/problems/message")


def test_after_a_restore_that_numbers_other_events_the_same_nothing_is_missed(tmp_path: Path) -> None:
    file, backup = tmp_path / "registry.db", tmp_path / "backup.db"
    lost, other = Log(), Log()
    ask(lost, "riga")
    told = ask(other, "riga")
    _taken(file)
    shutil.copy(file, backup)
    after = _taken(file, lost)
    shutil.copy(backup, file)
    file.with_name(file.name + "-journal").unlink(missing_ok=True)
    _taken(file, other)
    spaces = Spaces(str(file))
    assert [decode(each.line.encode()).eid for each in list_inbox(spaces, "riga", after).letters] == [told]
    spaces.close()


def test_folding_everything_again_keeps_the_inbox(database: str) -> None:
    spaces, log = Spaces(database), Log()
    for space in ("riga", "cesis"):
        issue_code(spaces, space)
    ask(log, "riga")
    take_events(spaces, "cesis", EventsHeader(log=log.id, first=1, prev="0" * 64), log.lines)
    before = list_inbox(spaces, "riga", "")
    rebuild(spaces.ledger("cesis"))
    assert len(before.letters) == 1
    assert list_inbox(spaces, "riga", "") == before
    assert list_inbox(spaces, "riga", before.after).letters == ()
    spaces.close()


def _taken(file: Path, *logs: Log) -> str:
    """A registry takes logs of one space in; the place of somebody who read the inbox of another then."""
    spaces = Spaces(str(file))
    issue_code(spaces, "cesis")
    for log in logs:
        take_events(spaces, "cesis", EventsHeader(log=log.id, first=1, prev="0" * 64), log.lines)
    found = list_inbox(spaces, "riga", "").after
    spaces.close()
    return found
