"""A small part of the public sets, beside the best values that were published for them."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.cut_lists import AREA_ALONE
from benchmarks.figures import Figures
from benchmarks.own_boards import opened_um2, own
from cutting.terms import Job, Mode, Offer, Part, Tool

SETS = Path(__file__).parent / "data" / "boards.json"
_UM = 1000

Case = dict[str, Any]
"""As in the file: family, name, best, turns, boards [[dx, dy]], parts [[dx, dy, count]]."""


def families(seconds: float) -> Figures:
    """Ours and the best published, summed over each family: boards sawn for the classes, area for the others,
    which are cut freely."""
    ours, best = defaultdict[str, int](int), defaultdict[str, int](int)
    for case in cases():
        ours[case["family"]] += value(case, seconds)
        best[case["family"]] += case["best"]
    return {name: f"{ours[name]} beside {best[name]}" for name in ours}


def cases() -> list[Case]:
    """All that the file holds."""
    found: list[Case] = json.loads(SETS.read_text(encoding="ascii"))["cases"]
    return found


def job_of(case: Case) -> Job:
    """As many boards of each size as could be used; a unit is a millimetre."""
    parts = [
        Part(n, dx * _UM, dy * _UM, count, case["turns"]) for n, (dx, dy, count) in enumerate(case["parts"])
    ]
    many = sum(part.count for part in parts)
    offers = [Offer(f"B{n}", dx * _UM, dy * _UM, many) for n, (dx, dy) in enumerate(case["boards"])]
    mode = Mode.GUILLOTINE if case["turns"] else Mode.FREE
    return Job(tuple(parts), tuple(offers), Tool(mode), prices=AREA_ALONE)


def value(case: Case, seconds: float) -> int:
    """Boards, or area in the set's unit."""
    job = job_of(case)
    plan = own(job, seconds)
    area = opened_um2(plan, job)
    if area is None:
        raise ValueError(f"{case['name']}: no plan of all parts")
    return len(plan.layouts) if case["turns"] else area // _UM**2
