"""`python -m benchmarks.cutlist_best`: the best known of the makerspace cases, by all engines that are there.

Each case gets a minute of the own search, and of it with PackingSolver where that is installed. CP-SAT proves
the small cases; it lets parts lie anywhere, so that its other plans are none for a saw. What is stored only
ever gets better.
"""

import json
from collections.abc import Iterator
from typing import Any

from benchmarks.board_reference import cp_sat_um2
from benchmarks.cut_lists import SIZES, makerspace, small
from benchmarks.cutlist import BEST, CASES, SMALL, best_known
from benchmarks.own_boards import opened_um2, own
from cutting.packing import found as packing
from cutting.planning import plan
from cutting.terms import Job

SECONDS = 60.0


def main() -> None:
    """Run all and store the least, after each case."""
    stored = best_known()
    for parts in SIZES:
        best = stored["makerspace"][str(parts)]
        for seed in range(CASES):
            best[seed] = min(best[seed], *_found(makerspace(parts, seed)))
            print(parts, seed, best[seed], flush=True)
            _store(stored)
    stored["small"] = [_proven(small(seed)) for seed in range(SMALL)]
    _store(stored)


def _store(best: dict[str, Any]) -> None:
    BEST.write_text(json.dumps(best, indent=1) + "\n", encoding="ascii")


def _found(job: Job) -> Iterator[int]:
    """What each engine opens."""
    areas = [opened_um2(own(job, SECONDS), job)]
    if packing.command():
        areas.append(opened_um2(plan(job, SECONDS), job))
    return (area for area in areas if area is not None)


def _proven(job: Job) -> int:
    area, is_proven = cp_sat_um2(job, 10 * SECONDS)
    if area is None or not is_proven:
        raise ValueError("a small case that is not solved")
    return area


if __name__ == "__main__":
    main()
