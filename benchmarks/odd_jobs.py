"""Thousands of odd jobs: none of their plans is one that cannot be cut."""

from itertools import islice, pairwise
from random import Random

from benchmarks.figures import Figures
from cutting.boards import free, guillotine
from cutting.checker import faults
from cutting.terms import Job, Keep, Mode, Offer, Part, Prices, Tool, cost

ODD = 10_000
_STEPS = 30


def odd_jobs() -> Figures:
    """How many plans of their first steps the checker refuses, or are no better than the one before."""
    many = wrong = 0
    for job in map(odd, range(ODD)):
        search = free.search if job.tool.mode is Mode.FREE else guillotine.search
        found = [plan for plan in islice(search(job, 0), _STEPS) if plan]
        many += len(found)
        wrong += sum(bool(faults(plan, job)) for plan in found)
        wrong += sum(cost(later, job) >= cost(plan, job) for plan, later in pairwise(found))
    return {"odd_jobs": ODD, "odd_plans": many, "odd_wrong": wrong}


def odd(seed: int) -> Job:
    """A job of some hundred µm in which everything is close: kerfs, trims and distances as long as parts,
    offers too small for anything, full sheets, grain."""
    chance = Random(f"odd {seed}")
    tool = Tool(
        chance.choice((Mode.GUILLOTINE, Mode.FREE)),
        chance.choice((0, 1, 3, 20)),
        chance.choice((0, 0, 5, 50)),
        chance.choice((0, 0, 2, 5, 30)),
    )
    prices = Prices(chance.choice((0, 750, 1000)), chance.choice((0, 10_000)))
    parts = tuple(_odd_part(chance, number) for number in range(chance.randint(0, 12)))
    offers = tuple(_odd_offer(chance, number) for number in range(chance.randint(0, 8)))
    return Job(parts, offers, tool, Keep(150, 80, 20_000), prices)


def _odd_part(chance: Random, number: int) -> Part:
    long, wide = chance.randint(1, 400), chance.randint(1, 300)
    return Part(number, long, wide, chance.choice((1, 1, 2, 5)), chance.random() < 0.7)


def _odd_offer(chance: Random, number: int) -> Offer:
    long, wide = chance.randint(1, 900), chance.randint(1, 900)
    is_full, age = chance.random() < 0.2, chance.choice((0, 100, 5000))
    return Offer(f"O{number}", long, wide, chance.choice((1, 1, 1, 3)), is_full, age)
