"""Bars: a makerspace's rack beside CP-SAT, and public sets beside the best that was published."""

from collections.abc import Iterable
from pathlib import Path
from statistics import mean
from time import thread_time

from benchmarks.bar_cases import Case, falkenauer, hard28, rack
from benchmarks.bar_reference import reference
from benchmarks.figures import Figures
from cutting.bars.search import search
from cutting.checker import faults
from cutting.terms import Cost, Job, Plan, cost

_SECONDS = 0.5
_RACKS = 8


def bars(sets: Path | None = None, seconds: float = 30.0) -> Figures:
    """Percent above CP-SAT's best in so many seconds (one worker), ours in half a second of a core; with a
    folder of the public sets, bins more than the best published, a family each."""
    found: Figures = {}
    for parts in (10, 20, 40):
        found |= _beside(parts, [rack(seed, parts) for seed in range(_RACKS)], seconds)
    return found | (_families(sets) if sets else {})


def _beside(parts: int, cases: Iterable[Case], seconds: float) -> Figures:
    """Over the plans with as many missing parts and full bars; and how many have more or fewer of them."""
    gaps, proven, firsts, fewer, more = list[float](), 0, list[float](), 0, 0
    for case in cases:
        least, is_proven = reference(case.job, seconds)
        ours, first = _best(case.job)
        proven += is_proven
        firsts.append(first)
        fewer, more = fewer + (ours[:2] < least[:2]), more + (ours[:2] > least[:2])
        gaps += [100 * (ours[2] / least[2] - 1)] if ours[:2] == least[:2] else []
    return {
        f"{parts}_mean_percent": round(mean(gaps), 3),
        f"{parts}_worst_percent": round(max(gaps), 3),
        f"{parts}_fewer_full_or_missing": fewer,
        f"{parts}_more_full_or_missing": more,
        f"{parts}_proven": proven,
        f"{parts}_first_ms": round(1000 * max(firsts), 1),
    }


def _best(job: Job) -> tuple[Cost, float]:
    """The cost of our best plan, and the seconds of a core to the first."""
    plan, first = _searched(job)
    return cost(plan, job), first


def _searched(job: Job) -> tuple[Plan, float]:
    began, first, best = thread_time(), 0.0, Plan()
    for found in search(job, 0):
        if found:
            first, best = first or thread_time() - began, found
        if thread_time() - began > _SECONDS:
            break
    assert not faults(best, job)
    return best, first


def _families(sets: Path) -> Figures:
    """A family is a file; where no best is published, the least number of bins that hold the whole length."""
    one_d = sets / "esicup" / "1d"
    families = {file.stem: list(falkenauer(file)) for file in sorted(one_d.glob("falkenauer/*.txt"))}
    families["hard28"] = list(hard28(one_d / "hard28" / "hard28"))
    return {name: _family(cases) for name, cases in families.items()}


def _family(cases: list[Case]) -> Figures:
    more, best = [], 0
    for case in cases:
        least = case.best or _least(case.job)
        more.append(len(_searched(case.job)[0].layouts) - least)
        best += least
    percent = round(100 * sum(more) / best, 2)
    return {"cases": len(cases), "as_good": more.count(0), "bins_more": sum(more), "percent": percent}


def _least(job: Job) -> int:
    return -(-sum(part.long_um * part.count for part in job.parts) // job.offers[0].long_um)
