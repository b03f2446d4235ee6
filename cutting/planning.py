"""Plans for a job: a first one soon, better ones as long as somebody asks, and none that was not checked."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from time import monotonic

from cutting.checker import faults
from cutting.faults import Fault
from cutting.terms import Cost, Job, Mode, Plan, Search, cost

SECONDS = 1.2
"""How long one waits for a plan that is good enough to look at."""
_LONGEST_SECONDS = 10.0
"""When all that a search finds is wrong, nobody waits longer for a plan that is not."""

Clock = Callable[[], float]


class NotWantedError(Exception):
    """Whoever asked for a plan does not want it any more."""


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
    search: Search | None = None,
    is_wanted: Callable[[], bool] = lambda: True,
) -> Plan:
    """The best plan that is found until `seconds` are over; the first one is waited for.

    What fits nowhere is missing in it; everything is, where a search has found nothing but wrong plans.
    Equal seeds give an equal first plan. `is_wanted` is asked at every step; raises NotWantedError.
    """
    best: Plan | None = None
    with closing(progress(job, seed, clock, search)) as steps:
        for step in steps:
            best = step.best
            if not is_wanted():
                raise NotWantedError
            if best and step.seconds >= seconds:
                break
            if step.dropped and step.seconds >= max(seconds, _LONGEST_SECONDS):
                break
    return best or nothing(job)


def progress(
    job: Job,
    seed: int = 0,
    clock: Clock = monotonic,
    search: Search | None = None,
) -> Generator[Progress]:
    """Planning, step by step, until whoever asks closes it or no search knows better.

    The steps are short: milliseconds, for lists as people cut them. Equal seeds give an equal first plan.
    """
    best, least, began = None, None, clock()
    with _ended((search or search_for(job))(job, seed)) as steps:
        for found in steps:
            wrong = faults(found, job) if found else ()
            price = cost(found, job) if found and not wrong else None
            is_better = price is not None and (least is None or price < least)
            best, least = (found, price) if is_better else (best, least)
            yield Progress(best, least, clock() - began, is_better, wrong)


def nothing(job: Job) -> Plan:
    """The plan that opens nothing: all parts are missing."""
    return Plan((), tuple((part.number, part.count) for part in job.parts if part.count))


def search_for(job: Job) -> Search:
    """The search that knows a job's tool, with PackingSolver beside it where there is one. None is loaded
    before it is asked for: a kiosk that only scans needs none."""
    if job.tool.mode is Mode.BARS:
        from cutting.bars import search as bars

        return bars.search
    from cutting.packing.found import command

    if worker := command():
        from cutting.packing.search import search_with

        return search_with(worker)
    from cutting.boards import free, guillotine

    return free.search if job.tool.mode is Mode.FREE else guillotine.search


@contextmanager
def _ended(steps: Iterator[Plan | None]) -> Iterator[Iterator[Plan | None]]:
    """The steps of a search, which ends what it has begun when nobody asks any more."""
    try:
        yield steps
    finally:
        if isinstance(steps, Generator):
            steps.close()
