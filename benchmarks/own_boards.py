"""The own search for boards, run for a while on one core."""

from time import process_time

from cutting.boards import free, guillotine
from cutting.checker import faults
from cutting.terms import Job, Mode, Plan, Search, cost


def own(job: Job, seconds: float, seed: int = 0) -> Plan:
    """The best plan after so many seconds of a core."""
    search: Search = free.search if job.tool.mode is Mode.FREE else guillotine.search
    began, best = process_time(), Plan()
    for step, found in enumerate(search(job, seed)):
        best = found or best
        if step % 16 == 0 and process_time() - began >= seconds:
            break
    return best


def opened_um2(plan: Plan, job: Job) -> int | None:
    """The area that a plan opens; None where a part is missing or it cannot be cut."""
    if faults(plan, job) or cost(plan, job)[0]:
        return None
    return sum(layout.offer.area_um2 for layout in plan.layouts)
