"""The worker: soon after a scan, patiently otherwise, honest about what failed, and gone when told."""

import threading
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import Busy, DiskFull, LedgerError
from ledger.outbox import Unsent
from sync.errors import (
    AlreadySyncing,
    BadAddress,
    NotARegistry,
    Offline,
    Refused,
    SyncError,
    TooSlow,
    Unavailable,
)
from sync.pace import End, pause_after, state_after
from sync.push import Outcome
from sync.states import (
    Delay,
    Matter,
    NeedsPerson,
    NeverJoined,
    State,
    Trouble,
    TroubleKind,
    Uncompared,
    Unknown,
    Verified,
    Waiting,
)
from sync.wire import Problem, ProblemKind, problem_type
from sync.worker import Ring, Worker
from tests.sync.bells import QuickBell, Script

NOW = "2026-11-23T10:02:11.120Z"
SINCE = Unsent(3, "2026-11-22T08:00:00.000Z")
TROUBLE = Trouble(TroubleKind.BAD_LINE, "a", 7)
VERIFIED = Outcome(2, (), is_verified=True, unsent=Unsent(0, ""))
UNSETTLED = Outcome(2, (), is_verified=False, unsent=SINCE)
BEHIND, NEWER = (
    Outcome(2, (), is_verified=False, unsent=Unsent(0, ""), uncompared=Uncompared(why, "2026-11-22"))
    for why in (Delay.UNCOMPARED, Delay.OTHER_FOLD)
)
TROUBLED = Outcome(2, (TROUBLE,), is_verified=False, unsent=SINCE)


def _refused(kind: ProblemKind, status: int) -> Refused:
    return Refused(Problem(type=problem_type(kind), status=status))


@pytest.mark.parametrize(
    ("end", "state"),
    [
        (None, NeverJoined()),
        (VERIFIED, Verified(NOW)),
        (UNSETTLED, Waiting(Delay.UNSETTLED, 3, SINCE.since)),
        (TROUBLED, NeedsPerson(Matter.TROUBLE, (TROUBLE,))),
        (Offline(), Waiting(Delay.OFFLINE, 3, SINCE.since)),
        (TooSlow(), Waiting(Delay.TOO_SLOW, 3, SINCE.since)),
        (NotARegistry(), Waiting(Delay.NOT_A_REGISTRY, 3, SINCE.since)),
        (Unavailable(Problem(status=503)), Waiting(Delay.UNAVAILABLE, 3, SINCE.since)),
        (DiskFull(), Waiting(Delay.DATABASE, 3, SINCE.since)),
        (BadAddress(), NeedsPerson(Matter.ADDRESS)),
        (_refused(ProblemKind.NOT_ENROLLED, 401), NeedsPerson(Matter.NOT_ENROLLED)),
        (_refused(ProblemKind.OTHER_SPACE, 403), NeedsPerson(Matter.NOT_ENROLLED)),
        (_refused(ProblemKind.MESSAGE, 422), NeedsPerson(Matter.REFUSED)),
    ],
)
def test_the_status_bar_says_how_the_last_round_ended(end: End, state: State) -> None:
    assert state_after(end, NOW, SINCE) == state


@pytest.mark.parametrize(("end", "why"), [(BEHIND, Delay.UNCOMPARED), (NEWER, Delay.OTHER_FOLD)])
def test_what_is_sent_and_not_compared_waits_since_then(end: Outcome, why: Delay) -> None:
    assert state_after(end, NOW, Unsent(0, "")) == Waiting(why, 0, "2026-11-22")
    assert state_after(end, NOW, SINCE) == Waiting(Delay.UNSETTLED, 3, SINCE.since)


def test_a_registry_that_is_behind_is_asked_again_soon_and_one_of_another_version_as_ever() -> None:
    assert pause_after(BEHIND, 1, 0.5) == 1
    assert pause_after(NEWER, 1, 0.5) == pause_after(VERIFIED, 0, 0.5) == 300


@given(st.floats(0, 1, exclude_max=True))
def test_without_a_scan_a_round_comes_every_five_minutes_more_or_less_half(chance: float) -> None:
    assert 150 <= pause_after(VERIFIED, 0, chance) <= 450


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_a_failed_round_is_tried_again_for_ever_within_a_second_and_five_minutes(
    n: int, chance: float
) -> None:
    pause = pause_after(Offline(), n, chance)
    assert 1 <= pause <= min(300, max(1, 2.0 ** min(n, 20)))


@given(st.integers(1, 50), st.floats(0, 1, exclude_max=True), st.integers(1, 3600))
def test_a_registry_that_asks_for_a_pause_gets_it(failures: int, chance: float, seconds: int) -> None:
    assert pause_after(Unavailable(Problem(status=503), seconds), failures, chance) >= seconds


def _run(ends: list[End], bell: Script) -> list[State]:
    states: list[State] = []
    Worker(_pusher(ends), lambda: SINCE, lambda: NOW, lambda: 0.5, states.append, bell).run()
    return states


def _pusher(ends: list[End]) -> Callable[[], Outcome | None]:
    following = iter(ends)

    def push() -> Outcome | None:
        end = next(following)
        if isinstance(end, SyncError | LedgerError):
            raise end
        return end

    return push


def test_the_first_round_comes_two_seconds_after_the_start() -> None:
    bell = Script(Ring.TIME)
    assert _run([VERIFIED], bell) == [Unknown(), Verified(NOW)]
    assert bell.waits == [(2, False), (300, True)]


def test_a_scan_is_pushed_two_seconds_later_together_with_those_after_it() -> None:
    bell = Script(Ring.TIME, Ring.NUDGE, Ring.TIME)
    assert len(_run([VERIFIED, VERIFIED], bell)) == 3
    assert bell.waits == [(2, False), (300, True), (2, False), (300, True)]


def test_pauses_grow_while_the_registry_is_away_and_shrink_when_it_is_back() -> None:
    bell = Script(*[Ring.TIME] * 5)
    _run([Offline(), Offline(), Offline(), VERIFIED, Offline()], bell)
    assert [seconds for seconds, _ in bell.waits] == [2, 1, 2, 4, 300, 1]


def test_a_scan_does_not_cut_short_the_pause_that_a_registry_asked_for() -> None:
    bell = Script(Ring.TIME, Ring.TIME)
    _run([Unavailable(Problem(status=429), 40), VERIFIED], bell)
    assert bell.waits == [(2, False), (40, False), (300, True)]


def test_what_a_person_must_settle_is_not_tried_every_second() -> None:
    bell = Script(Ring.TIME)
    _run([TROUBLED], bell)
    assert bell.waits[-1] == (300, True)


def test_another_process_that_syncs_leaves_the_status_as_it_was() -> None:
    bell = Script(Ring.TIME, Ring.TIME)
    assert _run([VERIFIED, AlreadySyncing()], bell)[-1] == Verified(NOW)
    assert bell.waits[-1] == (3, True)


def test_a_ledger_that_cannot_be_read_is_said_to_wait() -> None:
    states: list[State] = []
    Worker(_pusher([Offline()]), _fails, lambda: NOW, lambda: 0.5, states.append, Script(Ring.TIME)).run()
    assert states[-1] == Waiting(Delay.DATABASE, 0, "")


def test_a_worker_that_breaks_says_that_it_stopped() -> None:
    states: list[State] = []
    worker = Worker(_breaks, lambda: SINCE, lambda: NOW, lambda: 0.5, states.append, Script(Ring.TIME))
    with pytest.raises(ZeroDivisionError):
        worker.run()
    assert states[-1] == NeedsPerson(Matter.STOPPED)


@pytest.fixture
def rounds() -> Iterator[tuple[Worker, threading.Semaphore]]:
    """A worker in its thread, and a semaphore that counts its rounds."""
    done, ends = threading.Semaphore(0), count()

    def push() -> Outcome:
        next(ends)
        done.release()
        return VERIFIED

    worker = Worker(push, lambda: SINCE, lambda: NOW, lambda: 0.5, bell=QuickBell())
    worker.start()
    yield worker, done
    assert worker.stop(10)


def test_a_nudge_from_another_thread_brings_a_round(rounds: tuple[Worker, threading.Semaphore]) -> None:
    worker, done = rounds
    assert done.acquire(timeout=10)
    worker.nudge()
    assert done.acquire(timeout=10)


def test_a_worker_that_was_never_started_stops(rounds: tuple[Worker, threading.Semaphore]) -> None:
    assert Worker(lambda: None, lambda: SINCE, lambda: NOW, lambda: 0.5).stop()
    assert rounds[1].acquire(timeout=10)


def _fails() -> Unsent:
    raise Busy


def _breaks() -> Outcome:
    raise ZeroDivisionError
