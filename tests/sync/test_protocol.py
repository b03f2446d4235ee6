"""The round: whatever is cut, restored or refused, nothing accepted is lost, doubled or reordered."""

import copy
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from sync.effects import Batch, Read, SayHello, Send
from sync.protocol import MOST_GAPS, advance, begin
from sync.states import Trouble, TroubleKind
from sync.wire import EventsAnswer, Held, HelloAnswer, LogMark, Problem, ProblemKind, problem_type
from tests.sync.models import Cut, FakeKiosk, FakeRegistry, carry_out, mark_of, run_round


@dataclass(frozen=True)
class Scan:
    """Lines are written."""

    lines: int


@dataclass(frozen=True)
class Restart:
    """The kiosk's process ends; the next line begins a new log."""


@dataclass(frozen=True)
class Sync:
    """A round that is cut after so many steps."""

    steps: int


@dataclass(frozen=True)
class Keep:
    """The registry is backed up."""


@dataclass(frozen=True)
class Restore:
    """The registry is restored from its backup."""


@dataclass(frozen=True)
class Neighbour:
    """Another kiosk of the space pushes."""


@dataclass(frozen=True)
class Limit:
    """The registry takes only so many lines at once."""

    most: int


Action = Scan | Restart | Sync | Keep | Restore | Neighbour | Limit
actions = st.one_of(
    st.builds(Scan, st.integers(1, 7)),
    st.builds(Restart),
    st.builds(Sync, st.integers(0, 20)),
    st.builds(Keep),
    st.builds(Restore),
    st.builds(Neighbour),
    st.builds(Limit, st.integers(1, 5)),
)


class World:
    """A kiosk, a registry and its backup."""

    def __init__(self) -> None:
        self.kiosk, self.registry = FakeKiosk(), FakeRegistry()
        self.backup: dict[str, list[bytes]] = {}

    def act(self, action: Action) -> None:
        """Let something happen."""
        match action:
            case Scan(lines):
                for _ in range(lines):
                    self.kiosk.scan()
            case Restart():
                self.kiosk.restart()
            case Sync(steps):
                self._sync(steps)
            case Keep():
                self.backup = copy.deepcopy(self.registry.logs)
            case Restore():
                self.registry.logs = copy.deepcopy(self.backup)
            case Neighbour():
                self.registry.logs.setdefault("neighbour", []).append(b"theirs")
            case Limit(most):
                self.registry.most = most

    def own_logs_there(self) -> dict[str, list[bytes]]:
        """The kiosk's logs as the registry has them."""
        return {log: lines for log, lines in self.registry.logs.items() if log != "neighbour" and lines}

    def _sync(self, steps: int) -> None:
        with suppress(Cut):
            run_round(self.kiosk, self.registry, _after(steps))


def _after(steps: int) -> Callable[[], None]:
    left = iter(range(steps))

    def cut() -> None:
        if next(left, None) is None:
            raise Cut

    return cut


@given(st.lists(actions, max_size=40))
def test_after_one_whole_round_the_registry_holds_every_line_once_and_in_order(found: list[Action]) -> None:
    world = World()
    for action in found:
        world.act(action)
        for log, lines in world.own_logs_there().items():
            assert world.kiosk.logs[log][: len(lines)] == lines
    end = run_round(world.kiosk, world.registry)
    assert end.is_verified
    assert world.own_logs_there() == world.kiosk.logs


@given(st.lists(actions, max_size=40))
def test_a_round_with_nothing_to_say_is_one_request(found: list[Action]) -> None:
    world = World()
    for action in found:
        world.act(action)
    run_round(world.kiosk, world.registry)
    world.registry.logs.pop("neighbour", None)
    state, (hello,) = begin(world.kiosk.own())
    assert isinstance(hello, SayHello)
    state, rest = advance(state, world.registry.hello(hello.request))
    assert state.is_verified
    assert not [effect for effect in rest if isinstance(effect, SayHello | Send)]


def _pushed(lines: int = 4) -> World:
    world = World()
    world.act(Scan(lines))
    run_round(world.kiosk, world.registry)
    return world


def test_lines_written_during_a_round_wait_for_the_next_one() -> None:
    world = World()
    world.act(Scan(3))
    end = run_round(world.kiosk, world.registry, world.kiosk.scan)
    assert (end.sent, end.is_verified) == (3, True)
    assert [len(lines) for lines in world.own_logs_there().values()] == [3]


def test_a_registry_that_lost_a_log_long_over_gets_it_again() -> None:
    world = _pushed()
    world.act(Restart())
    world.act(Restore())
    assert run_round(world.kiosk, world.registry).sent == 4
    assert world.own_logs_there() == world.kiosk.logs


def test_a_log_that_the_registry_continued_otherwise_is_a_fork_and_stays_here() -> None:
    world = _pushed()
    log = world.kiosk.running
    world.registry.logs[log][-1] = b"another"
    before = copy.deepcopy(world.registry.logs)
    for lines in (0, 3):
        world.act(Scan(lines))
        end = run_round(world.kiosk, world.registry)
        assert end.troubles == (Trouble(TroubleKind.FORK, log, 4),)
        assert not end.is_verified
    assert (len(world.kiosk.logs[log]), world.registry.logs) == (7, before)


def test_a_fork_behind_the_kiosk_is_seen_before_anything_is_sent() -> None:
    world = _pushed()
    log = world.kiosk.running
    world.registry.logs[log][1:] = [b"another"]
    world.registry.batches = 0
    assert run_round(world.kiosk, world.registry).troubles == (Trouble(TroubleKind.FORK, log, 2),)
    assert world.registry.batches == 0


def test_a_batch_is_acknowledged_only_as_far_as_the_registry_says() -> None:
    world = World()
    world.act(Scan(4))
    state, (hello,) = begin(world.kiosk.own())
    assert isinstance(hello, SayHello)
    state, (wish,) = advance(state, world.registry.hello(hello.request))
    read = carry_out(wish, world.kiosk, world.registry)
    assert isinstance(read, Batch)
    state, _ = advance(state, read)
    state, effects = advance(state, EventsAnswer(**mark_of(read.log, list(read.lines[:2])).model_dump()))
    assert effects == (Read(read.log, 2, 2),)
    assert state.sent == 0


def test_batches_are_halved_until_the_registry_takes_them() -> None:
    world = World()
    world.act(Scan(500))
    world.registry.most = 200
    assert run_round(world.kiosk, world.registry).sent == 500
    assert world.registry.batches == 2 + 4


def test_a_kiosk_restored_from_an_older_copy_finds_the_registry_ahead() -> None:
    world = _pushed()
    log = world.kiosk.running
    del world.kiosk.logs[log][2:]
    end = run_round(world.kiosk, world.registry)
    assert end.troubles == (Trouble(TroubleKind.AHEAD, log, 3),)


def test_a_kiosk_restored_that_went_on_is_a_fork() -> None:
    world = _pushed()
    log = world.kiosk.running
    del world.kiosk.logs[log][2:]
    world.act(Scan(1))
    end = run_round(world.kiosk, world.registry)
    assert end.troubles == (Trouble(TroubleKind.FORK, log, 4),)


def test_a_line_that_the_registry_takes_for_none_is_named_and_holds_up_no_other_log() -> None:
    world = World()
    world.act(Scan(5))
    log = world.kiosk.running
    world.registry.bad = world.kiosk.logs[log][2]
    world.act(Restart())
    world.act(Scan(2))
    end = run_round(world.kiosk, world.registry)
    assert end.troubles == (Trouble(TroubleKind.BAD_LINE, log, 3, "bad-line"),)
    assert world.registry.logs[world.kiosk.running] == world.kiosk.logs[world.kiosk.running]
    assert world.kiosk.acked[log] == 2


def test_one_line_that_is_too_large_for_the_registry_is_named() -> None:
    world = World()
    world.act(Scan(3))
    world.registry.most = 0
    end = run_round(world.kiosk, world.registry)
    assert end.troubles == (Trouble(TroubleKind.TOO_LARGE, world.kiosk.running, 1),)


def test_a_registry_that_answers_a_gap_for_ever_is_left_alone_until_the_next_round() -> None:
    world = World()
    world.act(Scan(3))
    state, (hello,) = begin(world.kiosk.own())
    assert isinstance(hello, SayHello)
    state, effects = advance(state, world.registry.hello(hello.request))
    gap = Problem(type=problem_type(ProblemKind.GAP), status=409, mark=LogMark(log=world.kiosk.running))
    asked = 0
    while effects:
        read = carry_out(effects[-1], world.kiosk, world.registry)
        assert isinstance(read, Batch)
        state, (_send,) = advance(state, read)
        state, effects = advance(state, gap)
        asked += 1
    assert asked == MOST_GAPS + 1
    assert not state.is_verified
    assert not state.troubles


def test_logs_that_nobody_asked_for_change_nothing() -> None:
    world = _pushed()
    state, _ = begin(world.kiosk.own())
    answer = HelloAnswer(vec="0" * 64, logs=(Held(log="stranger", seq=9, head="1" * 64),))
    after, effects = advance(state, answer)
    assert (after.troubles, effects) == ((), ())


def test_an_empty_kiosk_has_nothing_to_lose() -> None:
    assert run_round(FakeKiosk(), FakeRegistry()).is_verified
