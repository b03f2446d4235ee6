"""Thousands of odd jobs: none of their plans is one that cannot be cut."""

from functools import partial
from itertools import islice, pairwise

from benchmarks.figures import Figures
from cutting.boards import free, guillotine
from cutting.checker import faults
from cutting.terms import Mode, cost
from tests.cutting.odd import odd_job

ODD = 10_000
_STEPS = 30
BOARDS = (Mode.GUILLOTINE, Mode.FREE)


def odd_jobs() -> Figures:
    """How many plans of their first steps the checker refuses, or are no better than the one before."""
    many = wrong = 0
    for job in map(partial(odd_job, modes=BOARDS), range(ODD)):
        search = free.search if job.tool.mode is Mode.FREE else guillotine.search
        found = [plan for plan in islice(search(job, 0), _STEPS) if plan]
        many += len(found)
        wrong += sum(bool(faults(plan, job)) for plan in found)
        wrong += sum(cost(later, job) >= cost(plan, job) for plan, later in pairwise(found))
    return {"odd_jobs": ODD, "odd_plans": many, "odd_wrong": wrong}
