"""From a scan to the registry, with both as they are: a ledger on disk, and a process over TCP."""

import fcntl
import shutil
from pathlib import Path
from queue import Queue

import pytest

from ledger import outbox
from ledger.ledger import Ledger
from ledger.outbox import Unsent
from registry.use_cases.revoke import revoke
from sync.client import Client, Registration
from sync.errors import AlreadySyncing, Refused
from sync.push import join, push, push_once
from sync.states import State, Trouble, TroubleKind, Unknown, Verified
from sync.wire import ProblemKind
from sync.worker import Worker
from tests.registry.served import Served
from tests.registry.wires import AT
from tests.sync.bells import QuickBell
from tests.sync.kiosks import codes, content, held, lines, open_kiosk, receive

NOTHING = Unsent(0, "")


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
        open_ones = [own for own in outbox.own_logs(process) if not own.closed]
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


def test_a_restored_kiosk_that_went_on_is_told_so_and_nothing_of_either_is_lost(
    registry: Served, space: str, kiosk: Ledger, tmp_path: Path
) -> None:
    joined = registry.join(space)
    receive(kiosk, *codes(2))
    shutil.copy(tmp_path / "kiosk.db", tmp_path / "copy.db")
    receive(kiosk, *codes(2, start=2))
    push(kiosk, joined.registration)
    copy = open_kiosk(tmp_path / "copy.db")
    ahead = push(copy, joined.registration)
    assert ahead.troubles == (Trouble(TroubleKind.AHEAD, kiosk.current_log, 4),)
    receive(copy, *codes(1, start=9))
    push(copy, joined.registration)
    copy.engine.dispose()
    assert held(registry, joined) == [*codes(4), *codes(1, start=9)]


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
