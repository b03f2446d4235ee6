"""From a scan to the registry, with both as they are: a ledger on disk, and a process over TCP."""

import fcntl
import shutil
from pathlib import Path
from queue import Queue

import pytest

from ledger import log, outbox
from ledger.engine import reading
from ledger.health import examine
from ledger.ledger import Ledger
from ledger.outbox import Unsent
from registry.use_cases.revoke import revoke
from sync.alarms import settle
from sync.client import Client, Registration
from sync.errors import AlreadySyncing, Refused
from sync.protocol.comparing import STATE
from sync.push import join, push, push_once
from sync.states import State, Trouble, TroubleKind, Unknown, Verified
from sync.wire import ProblemKind
from sync.worker import Worker
from tests.ledger.opened import tamper
from tests.registry.served import Served
from tests.registry.wires import AT
from tests.sync.bells import QuickBell
from tests.sync.kiosks import (
    codes,
    content,
    held,
    lines,
    live_copy,
    open_kiosk,
    receive,
    standing,
    tamper_hashes,
)

NOTHING = Unsent(0, "")
_SPOIL = (
    """UPDATE event SET line = CAST(replace(CAST(line AS TEXT), '"e":1', '"e":9') AS BLOB) WHERE seq = 2"""
)


def test_a_scan_at_the_kiosk_appears_at_the_registry_and_a_second_push_changes_nothing(
    registry: Served, space: str, kiosk: Ledger
) -> None:
    joined = join(registry.url, registry.code(space))
    receive(kiosk, "DRE0000012", "DRE0000023")
    assert outbox.unsent(kiosk).events == 3
    first = push(kiosk, joined.registration)
    assert (first.sent, first.is_verified, first.unsent) == (3, True, NOTHING)
    assert held(registry, joined) == ["DRE0000012", "DRE0000023"]
    stored = content(registry, joined)
    second = push(kiosk, joined.registration)
    assert (second.sent, second.is_verified) == (0, True)
    assert content(registry, joined) == stored


def test_a_kiosk_killed_before_it_noted_the_answer_sends_nothing_twice(
    registry: Served, space: str, kiosk: Ledger
) -> None:
    joined = registry.join(space)
    receive(kiosk, *codes(3))
    push(kiosk, joined.registration)
    outbox.acknowledge(kiosk, kiosk.current_log, 1)
    again = push(kiosk, joined.registration)
    assert (again.sent, again.is_verified, again.unsent) == (0, True, NOTHING)
    assert len(lines(registry, joined)) == 4


def test_every_process_of_a_kiosk_has_its_log_pushed_and_those_over_are_named_no_more(
    registry: Served, space: str, tmp_path: Path
) -> None:
    joined = registry.join(space)
    for number in range(3):
        process = open_kiosk(tmp_path / "kiosk.db")
        receive(process, *codes(1, start=number))
        assert push(process, joined.registration).is_verified
        open_ones = [own for own in outbox.holding(process).logs if not own.closed]
        process.engine.dispose()
        assert [own.mark.seq for own in open_ones] == [2]
    assert held(registry, joined) == codes(3)


def test_a_log_that_was_taken_for_over_and_grows_is_pushed(
    registry: Served, space: str, kiosk: Ledger, tmp_path: Path
) -> None:
    joined = registry.join(space)
    receive(kiosk, *codes(1))
    other = open_kiosk(tmp_path / "kiosk.db")
    push(other, joined.registration)
    receive(kiosk, *codes(1, start=1))
    assert push(other, joined.registration).sent == 1
    other.engine.dispose()
    assert held(registry, joined) == codes(2)


def test_two_kiosks_of_a_space_both_push_and_both_are_verified(
    registry: Served, space: str, kiosk: Ledger, tmp_path: Path
) -> None:
    other = open_kiosk(tmp_path / "other.db")
    first, second = registry.join(space), registry.join(space)
    for number in range(2):
        receive(kiosk, *codes(1, start=number))
        receive(other, *codes(1, start=number + 5))
        assert push(kiosk, first.registration).is_verified
        assert push(other, second.registration).is_verified
    other.engine.dispose()
    assert held(registry, first) == codes(2) + codes(2, start=5)


def test_a_kiosk_learns_what_the_other_kiosk_of_its_space_did(
    registry: Served, space: str, kiosk: Ledger, tmp_path: Path
) -> None:
    other = open_kiosk(tmp_path / "other.db")
    first, second = registry.join(space), registry.join(space)
    receive(kiosk, *codes(2))
    receive(other, *codes(1, start=5))
    push(kiosk, first.registration)
    assert push(other, second.registration).fetched == 3
    assert push(kiosk, first.registration).fetched == 2
    for each in (kiosk, other):
        assert standing(each) == codes(2) + codes(1, start=5)
        assert examine(each).sound
        assert outbox.holding(each).state == outbox.holding(registry.spaces.ledger(space)).state
    assert push(other, second.registration).troubles == ()
    other.engine.dispose()


def test_a_restored_kiosk_that_went_on_gets_back_what_it_lost_and_both_are_kept(
    registry: Served, space: str, kiosk: Ledger, tmp_path: Path
) -> None:
    joined = registry.join(space)
    receive(kiosk, *codes(2))
    shutil.copy(tmp_path / "kiosk.db", tmp_path / "copy.db")
    receive(kiosk, *codes(2, start=2))
    push(kiosk, joined.registration)
    copy = open_kiosk(tmp_path / "copy.db")
    receive(copy, *codes(1, start=9))
    caught_up = push(copy, joined.registration)
    assert (caught_up.fetched, caught_up.sent, caught_up.is_verified) == (2, 2, True)
    assert standing(copy) == held(registry, joined) == [*codes(4), *codes(1, start=9)]
    assert examine(copy).sound
    copy.engine.dispose()


def test_a_live_copy_that_wrote_the_same_log_moves_its_end_and_both_go_on(
    registry: Served, space: str, kiosk: Ledger, tmp_path: Path
) -> None:
    joined = registry.join(space)
    receive(kiosk, *codes(3))
    shutil.copy(tmp_path / "kiosk.db", tmp_path / "twin.db")
    twin = live_copy(kiosk, tmp_path / "twin.db")
    receive(kiosk, *codes(2, start=10))
    receive(twin, *codes(3, start=20))
    push(kiosk, joined.registration)
    moved = push(twin, joined.registration)
    assert moved.is_verified
    assert moved.troubles == (Trouble(TroubleKind.TWIN, kiosk.current_log, 5),)
    receive(twin, *codes(1, start=30))
    push(twin, joined.registration)
    push(kiosk, joined.registration)
    everything = codes(3) + codes(2, start=10) + codes(3, start=20) + codes(1, start=30)
    assert standing(kiosk) == standing(twin) == held(registry, joined) == everything
    assert examine(kiosk).sound
    assert examine(twin).sound
    twin.engine.dispose()


def test_a_line_that_is_no_event_for_the_registry_is_kept_apart_and_the_others_go_on(
    registry: Served, space: str, kiosk: Ledger
) -> None:
    joined = registry.join(space)
    receive(kiosk, *codes(2))
    tamper(kiosk.engine, _SPOIL)
    tamper_hashes(kiosk)
    first = push(kiosk, joined.registration)
    assert [trouble.kind for trouble in first.troubles] == [TroubleKind.BAD_LINE]
    assert held(registry, joined) == codes(1, start=1)
    receive(kiosk, *codes(1, start=7))
    assert push(kiosk, joined.registration).troubles == first.troubles
    assert held(registry, joined) == codes(1, start=1) + codes(1, start=7)
    with reading(kiosk.engine) as connection:
        assert log.verify(connection, kiosk.space)


def test_stock_that_came_to_something_else_is_worked_out_again_and_said_until_it_was_seen(
    registry: Served, space: str, kiosk: Ledger
) -> None:
    joined = registry.join(space)
    receive(kiosk, *codes(2))
    push(kiosk, joined.registration)
    tamper(kiosk.engine, "UPDATE item SET quantity = 7")
    tamper(kiosk.engine, "UPDATE fold SET state = ?", bytes(32))
    for _ in range(2):
        found = push(kiosk, joined.registration)
        assert (found.troubles, found.is_verified) == ((STATE,), True)
    assert examine(kiosk).sound
    settle(kiosk)
    assert push(kiosk, joined.registration).troubles == ()


def test_a_revoked_kiosk_is_told_so_and_keeps_everything(registry: Served, space: str, kiosk: Ledger) -> None:
    joined = registry.join(space)
    receive(kiosk, *codes(1))
    revoke(registry.spaces, joined.space, joined.kiosk)
    with pytest.raises(Refused) as refused:
        push(kiosk, joined.registration)
    assert refused.value.kind is ProblemKind.NOT_ENROLLED
    assert outbox.unsent(kiosk).events == 2


def test_the_worker_pushes_by_itself_what_was_scanned(registry: Served, space: str, kiosk: Ledger) -> None:
    joined = registry.join(space)
    states: Queue[State] = Queue()
    worker = Worker(
        lambda: push(kiosk, joined.registration),
        lambda: outbox.unsent(kiosk),
        lambda: AT,
        lambda: 0.5,
        states.put,
        QuickBell(),
    )
    worker.start()
    assert [states.get(timeout=20), states.get(timeout=20)] == [Unknown(), Verified(AT)]
    receive(kiosk, *codes(2))
    worker.nudge()
    assert states.get(timeout=20) == Verified(AT)
    assert held(registry, joined) == codes(2)
    assert worker.stop(20)


def test_one_process_syncs_at_a_time(kiosk: Ledger, tmp_path: Path) -> None:
    with (tmp_path / "kiosk.db.sync").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with Client(Registration("http://127.0.0.1:9", "riga", "x")) as client, pytest.raises(AlreadySyncing):
            push_once(kiosk, client)
