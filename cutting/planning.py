"""Plans for a job: a first one soon, better ones as long as somebody asks, and none that was not checked."""

import importlib
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from time import monotonic, sleep

from cutting.checker import faults
from cutting.faults import Fault
from cutting.terms import Cost, Job, Mode, Plan, Search, cost

SECONDS = 1.2
"""How long one waits for a plan that is good enough to look at."""
_PAUSE_SECONDS = 0.005

Clock = Callable[[], float]
Pause = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far planning has come: the best plan so far with its cost, None before the first, and the seconds
    since it began. `is_better`: the plan is new. `dropped`: what was wrong with one that is not shown."""

    best: Plan | None
    cost: Cost | None
    seconds: float
    is_better: bool = False
    dropped: tuple[Fault, ...] = ()


def plan(
    job: Job,
    seconds: float = SECONDS,
    seed: int = 0,
    clock: Clock = monotonic,
    searches: Sequence[Search] | None = None,
) -> Plan:
    """The best plan that is found until `seconds` are over; the first one is waited for.

    What fits nowhere is missing in it. Equal seeds give an equal first plan.
    """
    best: Plan | None = None
    with closing(progress(job, seed, clock, searches=searches)) as steps:
        for step in steps:
            best = step.best
            if best and step.seconds >= seconds:
                break
    return best or nothing(job)


def progress(
    job: Job,
    seed: int = 0,
    clock: Clock = monotonic,
    pause: Pause = sleep,
    searches: Sequence[Search] | None = None,
) -> Generator[Progress]:
    """Planning, step by step, until whoever asks closes it or no search knows better.

    The first plan is the first search's, so that it is the same for the same seed. The steps are short; none
    but the first few is longer than a tenth of a second.
    """
    best, least, began = None, None, clock()
    for found in _in_turns([search(job, seed) for search in searches or searches_for(job)], pause):
        wrong = faults(found, job) if found else ()
        if not found or wrong:
            yield Progress(best, least, clock() - began, dropped=wrong)
            continue
        price = cost(found, job)
        is_better = least is None or price < least
        best, least = (found, price) if is_better else (best, least)
        yield Progress(best, least, clock() - began, is_better)


def nothing(job: Job) -> Plan:
    """The plan that opens nothing: all parts are missing."""
    return Plan((), tuple((part.number, part.count) for part in job.parts if part.count))


def searches_for(job: Job) -> tuple[Search, ...]:
    """The searches that know a job's tool, the one that gives the first plan before the others."""
    match job.tool.mode:
        case Mode.BARS:
            name = "cutting.bars.search"
        case Mode.FREE:
            name = "cutting.boards.free"
        case Mode.GUILLOTINE:
            name = "cutting.boards.guillotine"
    search: Search = importlib.import_module(name).search
    return (search,)


Steps = Iterator[Plan | None]


def _in_turns(all_steps: list[Steps], pause: Pause) -> Steps:
    """One step of each in turn, once the first has a plan; the others are only set going before that."""
    with ExitStack() as closed:
        for steps in all_steps:
            if isinstance(steps, Generator):
                closed.enter_context(closing(steps))
        for steps in all_steps[1:]:
            next(steps, None)
        yield from _until_a_plan(all_steps[0])
        yield from _turns(all_steps, pause)


def _until_a_plan(steps: Steps) -> Steps:
    for found in steps:
        yield found
        if found:
            return


def _turns(all_steps: list[Steps], pause: Pause) -> Steps:
    """Searches beside the first wait for other processes: when they are alone, nobody is in a hurry."""
    running = list(all_steps)
    while running:
        for steps in tuple(running):
            try:
                yield next(steps)
            except StopIteration:
                running.remove(steps)
        if all_steps[0] not in running:
            pause(_PAUSE_SECONDS)
