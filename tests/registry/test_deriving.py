"""What is accepted and what is derived: the log comes first, and nobody is told of rows that are missing."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import pytest

from ledger.deriving import Pace
from ledger.health import examine, rebuild
from ledger.ledger import Stored
from registry.deriving import Deriving
from registry.spaces import Spaces
from registry.use_cases.hello import hello
from registry.use_cases.issue_code import issue_code
from registry.use_cases.list_changes import list_changes
from registry.use_cases.list_items import list_items
from registry.use_cases.take_events import take_events
from stock.events import decode
from stock.fold import fold
from stock.items import Status
from stock.prints import state_of
from sync.wire import EventsHeader, HelloRequest
from tests.registry.wires import Log

NOTHING = HelloRequest(vec="0" * 64)
BEHIND = Pace(with_batch=0, while_asked=2, at_once=2)


@pytest.fixture
def log() -> Log:
    """Nine pieces come in, and some leave."""
    made = Log()
    made.receive(*(f"DRE00000{number}" for number in range(10, 19)))
    for code in ("DRE0000010", "DRE0000014"):
        made.take(code)
    return made


@pytest.fixture
def behind(database: str) -> Iterator[Spaces]:
    """A registry that derives nothing with a batch, and two events for whoever asks."""
    spaces = Spaces(database, pace=BEHIND)
    issue_code(spaces, "riga")
    yield spaces
    spaces.close()


def taken(spaces: Spaces, log: Log) -> Stored:
    """The log is pushed."""
    found = take_events(spaces, "riga", EventsHeader(log=log.id, first=1, prev="0" * 64), log.lines)
    assert isinstance(found, Stored)
    return found


def summed(log: Log) -> str:
    """The sum of what it folds to."""
    return state_of(fold(map(decode, log.lines))).to_bytes(32).hex()


def test_what_a_kiosk_sends_in_daily_use_is_derived_before_it_is_answered(database: str, log: Log) -> None:
    spaces = Spaces(database)
    assert taken(spaces, log).waiting == 0
    assert hello(spaces, "riga", NOTHING).state == summed(log)
    spaces.close()


def test_no_sum_is_told_before_everything_is_derived(behind: Spaces, log: Log) -> None:
    waiting = taken(behind, log).waiting
    assert waiting == len(log.lines)
    told = [hello(behind, "riga", NOTHING).state for _ in range(waiting)]
    assert told[-1] == summed(log)
    assert told[: (waiting - 1) // 2] == [None] * ((waiting - 1) // 2)


def test_a_hello_tells_all_that_is_accepted_whatever_waits(behind: Spaces, log: Log) -> None:
    taken(behind, log)
    assert [mark.seq for mark in hello(behind, "riga", NOTHING).others] == [len(log.lines)]
    log.take("DRE0000011")
    taken(behind, log)
    assert [mark.seq for mark in hello(behind, "riga", NOTHING).others] == [len(log.lines)]


def test_what_waited_when_a_process_ended_is_derived_by_the_next(database: str, log: Log) -> None:
    crashed = Spaces(database, pace=BEHIND)
    issue_code(crashed, "riga")
    taken(crashed, log)
    crashed.derive("riga", 3)
    crashed.close()
    spaces = Spaces(database)
    assert spaces.behind() == ["riga"]
    deriving = Deriving(spaces)
    try:
        while spaces.behind():
            time.sleep(0.01)
    finally:
        deriving.close()
    assert hello(spaces, "riga", NOTHING).state == summed(log)
    assert examine(spaces.ledger("riga")).sound
    spaces.close()


def test_a_thread_derives_what_a_push_left(database: str, log: Log) -> None:
    spaces = Spaces(database, pace=BEHIND)
    deriving = Deriving(spaces)
    try:
        taken(spaces, log)
        while spaces.ledger("riga").waiting():
            time.sleep(0.01)
    finally:
        deriving.close()
    assert hello(spaces, "riga", NOTHING).state == summed(log)
    spaces.close()


def test_processes_that_derive_the_same_space_at_once_fold_each_event_once(
    postgres_url: str, log: Log
) -> None:
    several = [Spaces(postgres_url, pace=BEHIND) for _ in range(3)]
    ledgers = [spaces.ledger("riga") for spaces in several]
    waiting = taken(several[0], log).waiting
    with ThreadPoolExecutor(len(several)) as threads:
        derived = [threads.submit(_derive_all, spaces) for spaces in several]
        assert sum(each.result() for each in derived) == waiting
    assert hello(several[0], "riga", NOTHING).state == summed(log)
    assert examine(ledgers[1]).sound
    for spaces in several:
        spaces.close()


def _derive_all(spaces: Spaces) -> int:
    derived = 0
    while spaces.ledger("riga").waiting():
        derived += spaces.derive("riga", 1)
    return derived


@pytest.mark.parametrize("limit", [1, 2, 500])
def test_a_follower_misses_nothing_while_rows_lag_behind(behind: Spaces, log: Log, limit: int) -> None:
    since, codes = "", set[str]()
    taken(behind, log)
    for _ in range(60):
        found = list_changes(behind, "riga", since, limit)
        assert found
        since = found.since
        codes = (codes | {item.code for item in found.items}) - set(found.gone)
    assert codes == {item.code for item in list_items(behind, "riga", "", 500, Status.HERE).items}
    assert len(codes) == 7


def test_no_more_wait_than_may(database: str, log: Log) -> None:
    spaces = Spaces(database, pace=Pace(with_batch=0, most_waiting=4, at_once=2))
    waiting, sent = list[int](), 0
    while sent < len(log.lines):
        part = log.lines[sent : sent + 2]
        header = EventsHeader(log=log.id, first=sent + 1, prev=log.hash(sent) if sent else "0" * 64)
        found = take_events(spaces, "riga", header, part)
        assert isinstance(found, Stored)
        waiting.append(found.waiting)
        sent += len(part)
    assert waiting[:3] == [2, 4, 4]
    assert max(waiting) <= 4
    spaces.close()


def test_folding_everything_again_derives_what_waits(behind: Spaces, log: Log) -> None:
    taken(behind, log)
    behind.derive("riga", 3)
    before = list_changes(behind, "riga", "", 500)
    rebuild(behind.ledger("riga"))
    assert behind.ledger("riga").waiting() == 0
    assert hello(behind, "riga", NOTHING).state == summed(log)
    assert before
    assert list_changes(behind, "riga", before.since, 500) is not None


def test_rows_that_lag_behind_are_no_damage(behind: Spaces, log: Log) -> None:
    taken(behind, log)
    for _ in islice(iter(int, 1), len(log.lines)):
        health = examine(behind.ledger("riga"))
        assert (health.sound, health.events) == (True, len(log.lines))
        behind.derive("riga", 1)
    assert behind.ledger("riga").waiting() == 0
