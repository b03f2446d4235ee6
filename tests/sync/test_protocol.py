"""The round: whatever is cut, restored, copied or refused, nothing accepted is lost, doubled or reordered."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stock.events import Draft, Kind, encode, event_of
from sync.effects import (
    Batch,
    Fetch,
    Gone,
    Holding,
    Look,
    MoveTail,
    Read,
    ReadHash,
    Rebuild,
    SayHello,
    Send,
    SetAside,
    Unfit,
)
from sync.protocol import MOST_PASSES, Round, advance, begin
from sync.protocol.comparing import STATE
from sync.protocol.round import Catch, Push, Seek
from sync.states import Delay, Trouble, TroubleKind
from sync.wire import (
    LIMITS,
    MOST_OTHERS,
    EventsAnswer,
    EventsHeader,
    Held,
    HelloAnswer,
    HelloRequest,
    LogMark,
    Problem,
    ProblemKind,
    problem_type,
)
from tests.registry.wires import AT
from tests.simulation.kiosk import MemoryKiosk
from tests.simulation.registry import MemoryRegistry
from tests.sync.models import Cut, assert_equal, lines_of, new_kiosk, run_round, run_rounds, scan


@dataclass(frozen=True)
class Scan:
    """Lines are written."""

    lines: int


@dataclass(frozen=True)
class Restart:
    """The kiosk's process ends; the next line begins a new log."""


@dataclass(frozen=True)
class Sync:
    """A round that is cut after so many effects."""

    steps: int


@dataclass(frozen=True)
class Keep:
    """The registry is backed up."""


@dataclass(frozen=True)
class Restore:
    """The registry is restored from its backup."""


Action = Scan | Restart | Sync | Keep | Restore
actions = st.lists(
    st.one_of(
        st.builds(Scan, st.integers(1, 7)),
        st.builds(Restart),
        st.builds(Sync, st.integers(0, 20)),
        st.builds(Keep),
        st.builds(Restore),
    ),
    max_size=40,
)


class World:
    """A kiosk, a registry and its backup."""

    def __init__(self) -> None:
        self.kiosk, self.registry = new_kiosk(), MemoryRegistry()
        self.backup = self.registry.copy()

    def act(self, action: Action) -> None:
        """Let something happen."""
        match action:
            case Scan(lines):
                scan(self.kiosk, lines)
            case Restart():
                self.kiosk.restart()
            case Sync(steps):
                with suppress(Cut):
                    run_round(self.kiosk, self.registry, _after(steps))
            case Keep():
                self.backup = self.registry.copy()
            case Restore():
                self.registry.replace(self.backup)


def _after(steps: int) -> Callable[[], None]:
    left = iter(range(steps))

    def cut() -> None:
        if next(left, None) is None:
            raise Cut

    return cut


@given(actions)
def test_after_one_whole_round_the_registry_holds_every_line_once_and_in_order(found: list[Action]) -> None:
    world = World()
    for action in found:
        world.act(action)
        for log, lines in lines_of(world.registry).items():
            assert lines_of(world.kiosk)[log][: len(lines)] == lines
    assert run_round(world.kiosk, world.registry).state.is_verified
    assert_equal(world.registry, world.kiosk)


@given(actions)
def test_a_round_with_nothing_to_say_is_one_request(found: list[Action]) -> None:
    world = World()
    for action in found:
        world.act(action)
    run_round(world.kiosk, world.registry)
    ran = run_round(world.kiosk, world.registry)
    assert (ran.count(SayHello), ran.count(Send, Fetch), ran.state.is_verified) == (1, 0, True)


@pytest.fixture
def world() -> World:
    """A kiosk of which four lines, its genesis among them, are pushed."""
    world = World()
    scan(world.kiosk, 3)
    run_round(world.kiosk, world.registry)
    return world


def _log(kiosk: MemoryKiosk) -> str:
    assert kiosk.mark
    return kiosk.mark.log


def test_an_empty_kiosk_has_nothing_to_lose() -> None:
    assert run_round(new_kiosk(), MemoryRegistry()).state.is_verified


def test_a_registry_that_lost_a_log_long_over_gets_it_again(world: World) -> None:
    world.kiosk.restart()
    run_round(world.kiosk, world.registry)
    world.act(Restore())
    ran = run_round(world.kiosk, world.registry)
    assert (ran.state.sent, ran.state.is_verified) == (4, True)
    assert_equal(world.registry, world.kiosk)


def test_lines_that_are_written_during_a_round_go_with_it_or_wait(world: World) -> None:
    ran = run_round(world.kiosk, world.registry, lambda: scan(world.kiosk))
    assert ran.count(Look) == MOST_PASSES
    assert not ran.state.is_verified
    assert run_round(world.kiosk, world.registry).state.is_verified


def test_two_kiosks_of_a_space_learn_what_the_other_did(world: World) -> None:
    other = new_kiosk()
    scan(other, 2)
    run_rounds(world.registry, world.kiosk, other)
    assert_equal(world.registry, world.kiosk, other)


def test_what_another_kiosk_holds_brings_back_what_a_registry_lost_and_a_card_too(world: World) -> None:
    other = new_kiosk()
    run_round(other, world.registry)
    registry = MemoryRegistry()
    run_round(other, registry)
    assert lines_of(registry) == lines_of(world.kiosk)


def test_a_kiosk_restored_from_an_older_copy_gets_everything_back(world: World) -> None:
    copy = world.kiosk.twin(with_memory=False)
    scan(world.kiosk, 2)
    world.kiosk.restart()
    scan(world.kiosk, 2)
    run_round(world.kiosk, world.registry)
    later = _log(world.kiosk)
    world.kiosk.replace(copy)
    ran = run_round(world.kiosk, world.registry)
    assert ran.state.fetched == 5
    assert ran.state.alarms == (Trouble(TroubleKind.TWIN, later, 1),)
    assert ran.state.is_verified
    assert_equal(world.registry, world.kiosk)


def test_a_restored_kiosk_goes_on_in_a_log_of_its_own_and_both_ends_are_kept(world: World) -> None:
    copy = world.kiosk.twin(with_memory=False)
    scan(world.kiosk, 2)
    run_round(world.kiosk, world.registry)
    scan(copy, 3)
    run_rounds(world.registry, copy, world.kiosk)
    assert_equal(world.registry, world.kiosk, copy)
    assert len(world.registry.seen) == 1 + 3 + 2 + 1 + 3


@pytest.mark.parametrize("common", [1, 2, 3, 7, 64, 100])
@pytest.mark.parametrize("own", [1, 5])
def test_a_fork_is_found_where_the_logs_part_and_the_own_end_moves_with_its_ids(
    common: int, own: int
) -> None:
    kiosk, registry = new_kiosk(), MemoryRegistry()
    scan(kiosk, common)
    twin = kiosk.twin(with_memory=True)
    scan(kiosk, 4)
    scan(twin, own)
    run_round(kiosk, registry)
    ran = run_round(twin, registry)
    assert [effect for effect in ran.effects if isinstance(effect, MoveTail)] == [
        MoveTail(_log(kiosk), common + 1)
    ]
    assert ran.count(ReadHash) <= 8
    assert ran.state.alarms[0].kind is TroubleKind.TWIN
    assert ran.state.is_verified
    run_round(kiosk, registry)
    assert_equal(registry, kiosk, twin)
    assert len(registry.seen) == 1 + common + 4 + 1 + own


def test_a_process_whose_log_moved_begins_another(world: World) -> None:
    twin = world.kiosk.twin(with_memory=True)
    scan(world.kiosk)
    scan(twin)
    run_rounds(world.registry, world.kiosk, twin)
    scan(twin)
    assert _log(twin) != _log(world.kiosk)
    run_rounds(world.registry, world.kiosk, twin)
    assert_equal(world.registry, world.kiosk, twin)


def test_a_log_that_differs_from_its_first_line_moves_in_whole() -> None:
    kiosk, registry = new_kiosk(), MemoryRegistry()
    scan(kiosk, 2)
    name = _log(kiosk)
    other = encode(event_of(Draft(Kind.GENESIS, extra={"log": name}), "another", AT, {}))
    registry.disk.begin(name, other, own=False)
    ran = run_round(kiosk, registry)
    assert [e for e in ran.effects if isinstance(e, MoveTail)] == [MoveTail(name, 0)]
    assert ran.state.is_verified
    assert_equal(registry, kiosk)


def test_a_fork_is_seen_before_anything_is_sent(world: World) -> None:
    twin = world.kiosk.twin(with_memory=True)
    scan(world.kiosk)
    scan(twin, 5)
    run_round(world.kiosk, world.registry)
    ran = run_round(twin, world.registry)
    kinds = [type(effect) for effect in ran.effects]
    assert kinds.index(MoveTail) < kinds.index(Send)


def test_a_line_that_the_registry_takes_for_none_is_kept_apart_and_holds_up_nothing() -> None:
    kiosk, registry = new_kiosk(), MemoryRegistry(refuses_poison=True)
    scan(kiosk, 2)
    scan(kiosk, poison=1)
    scan(kiosk, 2)
    ran = run_round(kiosk, registry)
    (stuck,) = [log for log, lines in lines_of(kiosk).items() if b'"poison"' in lines[-1]]
    assert ran.state.troubles == (Trouble(TroubleKind.BAD_LINE, stuck, 2, "refused"),)
    assert len(registry.seen) == len(kiosk.seen) - 1
    again = run_round(kiosk, registry)
    assert (again.count(SetAside, MoveTail), again.state.troubles) == (0, ran.state.troubles)
    registry.refuses_poison = False
    assert run_round(kiosk, registry).state.is_verified
    assert_equal(registry, kiosk)


def test_many_bad_lines_are_kept_apart_one_by_one() -> None:
    kiosk, registry = new_kiosk(), MemoryRegistry(refuses_poison=True)
    for _ in range(12):
        scan(kiosk, poison=1)
        scan(kiosk)
    for _ in range(3):
        ran = run_round(kiosk, registry)
    assert len(ran.state.troubles) == 12
    assert sum(b'"received"' in line for line in registry.all_lines()) == 12


def test_stock_that_came_to_something_else_is_worked_out_again_and_said(world: World) -> None:
    stock = world.kiosk.disk.stock
    stock.sum += 1
    ran = run_round(world.kiosk, world.registry)
    assert (ran.count(Rebuild), ran.state.alarms, ran.state.is_verified) == (1, (STATE,), True)
    assert_equal(world.registry, world.kiosk)


def test_stock_that_stays_different_stays_a_trouble_and_is_not_worked_out_for_ever(world: World) -> None:
    world.registry.disk.stock.sum += 1
    ran = run_round(world.kiosk, world.registry)
    assert (ran.count(Rebuild), ran.state.troubles) == (1, (STATE,))
    held = world.kiosk.disk.holding()
    state, _ = advance(begin(may_rebuild=False)[0], held)
    state, effects = advance(state, world.registry.hello(_hello(held)))
    assert (state.troubles, [e for e in effects if isinstance(e, Rebuild)]) == ((STATE,), [])


def _hello(held: Holding) -> HelloRequest:
    _, effects = advance(begin()[0], held)
    hello = effects[-1]
    assert isinstance(hello, SayHello)
    return hello.request


def test_sums_of_different_versions_of_the_fold_are_not_compared(world: World) -> None:
    world.kiosk.disk.stock.unknown = frozenset({"moved"})
    world.kiosk.disk.stock.sum += 1
    ran = run_round(world.kiosk, world.registry)
    assert (ran.count(Rebuild), ran.state.is_sent, ran.state.is_verified) == (0, True, False)
    assert ran.state.uncompared is Delay.OTHER_FOLD


def test_what_a_registry_has_not_worked_out_yet_is_sent_and_not_verified(world: World) -> None:
    world.registry.fall_behind()
    scan(world.kiosk, 30)
    ran = run_round(world.kiosk, world.registry)
    assert (ran.state.sent, ran.state.is_sent, ran.state.is_verified) == (30, True, False)
    assert ran.state.uncompared is Delay.UNCOMPARED
    world.registry.derive(30)
    later = run_round(world.kiosk, world.registry)
    assert (later.count(SayHello), later.count(Send, Fetch), later.state.is_verified) == (1, 0, True)


def test_an_older_registry_that_tells_no_sums_verifies_nothing(world: World) -> None:
    world.registry.make_old()
    ran = run_round(world.kiosk, world.registry)
    assert (ran.state.is_sent, ran.state.is_verified) == (True, False)


def test_an_older_registry_that_hands_out_no_lines_is_pushed_to_all_the_same(world: World) -> None:
    copy = world.kiosk.twin(with_memory=False)
    scan(world.kiosk, 2)
    run_round(world.kiosk, world.registry)
    world.registry.make_old()
    scan(copy)
    ran = run_round(copy, world.registry)
    assert ran.state.troubles == (Trouble(TroubleKind.AHEAD, _log(world.kiosk), 5),)
    assert lines_of(world.registry)[_log(copy)] == lines_of(copy)[_log(copy)]


def test_hellos_name_no_more_logs_than_allowed_and_hear_of_all_others() -> None:
    kiosk, registry, other = new_kiosk(), MemoryRegistry(), new_kiosk()
    for each, number in ((kiosk, LIMITS.logs + 30), (other, MOST_OTHERS + 30)):
        for _ in range(number):
            each.restart()
            scan(each)
    run_rounds(registry, other, kiosk)
    assert_equal(registry, kiosk, other)


def test_batches_are_halved_until_the_registry_takes_them() -> None:
    kiosk, registry = new_kiosk(), Narrow(most=150)
    scan(kiosk, 499)
    assert run_round(kiosk, registry).state.sent == 500
    assert registry.batches == 2 + 4


def test_one_line_that_is_too_large_for_the_registry_is_named() -> None:
    kiosk, registry = new_kiosk(), Narrow(most=0)
    scan(kiosk, 2)
    assert run_round(kiosk, registry).state.troubles == (Trouble(TroubleKind.TOO_LARGE, _log(kiosk), 1),)


@dataclass
class Narrow(MemoryRegistry):
    """A registry that takes only so many lines at once."""

    most: int = 500
    batches: int = 0

    def events(self, header: EventsHeader, lines: Sequence[bytes]) -> EventsAnswer | Problem:
        """See `RegistryHost`."""
        self.batches += 1
        if len(lines) > self.most:
            return Problem(type=problem_type(ProblemKind.TOO_LARGE), status=413)
        return MemoryRegistry.events(self, header, lines)


def _at_work(work: Push | Seek | Catch, kiosk: MemoryKiosk) -> Round:
    state, _ = advance(begin()[0], kiosk.disk.holding())
    return Round(held=state.held, logs=state.logs, work=(work,), passes=MOST_PASSES)


def test_a_batch_is_acknowledged_only_as_far_as_the_registry_says(world: World) -> None:
    scan(world.kiosk, 2)
    push = Push(LogMark(log=_log(world.kiosk)))
    batch = world.kiosk.disk.batch(push.mark.log, 0, 500)
    assert batch
    state, _ = advance(_at_work(push, world.kiosk), batch)
    state, effects = advance(state, EventsAnswer(**world.kiosk.disk.mark(push.mark.log, 2).model_dump()))
    assert (effects, state.sent, state.changed) == ((), 0, True)


@pytest.mark.parametrize("kind", [ProblemKind.GAP, ProblemKind.FORK])
def test_a_registry_that_moved_under_a_batch_is_compared_again(world: World, kind: ProblemKind) -> None:
    push = Push(LogMark(log=_log(world.kiosk)))
    batch = world.kiosk.disk.batch(push.mark.log, 0, 500)
    assert batch
    state, _ = advance(_at_work(push, world.kiosk), batch)
    state, effects = advance(state, Problem(type=problem_type(kind), status=409))
    assert (effects, state.changed, state.work) == ((), True, ())


def test_a_log_that_changed_here_meanwhile_is_compared_again(world: World) -> None:
    mark = world.kiosk.disk.mark(_log(world.kiosk), 2)
    for work in (Push(mark), Seek(mark.log, 0, 4), Catch(mark, 9)):
        state, effects = advance(_at_work(work, world.kiosk), Gone())
        assert (effects, state.changed) == ((), True)


def test_lines_that_this_version_cannot_store_are_named_and_left(world: World) -> None:
    catch = Catch(LogMark(log="a"), 9)
    state, effects = advance(_at_work(catch, world.kiosk), Unfit(3, "why"))
    assert (effects, state.troubles) == ((), (Trouble(TroubleKind.UNFIT, "a", 3, "why"),))


def test_lines_that_do_not_continue_what_is_here_are_not_stored(world: World) -> None:
    mark = world.kiosk.disk.mark(_log(world.kiosk))
    state, effects = advance(
        _at_work(Catch(mark, 9), world.kiosk), Batch(mark.log, 5, "0" * 64, (b"x",), "1" * 64)
    )
    assert (effects, state.changed) == ((), True)


def test_logs_that_nobody_asked_for_change_nothing(world: World) -> None:
    state, _ = advance(begin()[0], world.kiosk.disk.holding())
    answer = HelloAnswer(vec=state.believed, logs=(Held(log="stranger", seq=9, head="1" * 64),))
    after, effects = advance(state, answer)
    assert (after.troubles, effects) == ((), ())


def test_reading_asks_for_no_more_than_there_was_at_the_look(world: World) -> None:
    scan(world.kiosk, 2)
    state, _ = advance(begin()[0], world.kiosk.disk.holding())
    hello = world.registry.hello(_hello(world.kiosk.disk.holding()))
    _, effects = advance(state, hello)
    assert effects[-1] == Read(_log(world.kiosk), 4, 2)
