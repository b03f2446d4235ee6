"""Cut lists on a makerspace's offcuts: the area that is opened beside the best known, and that of others."""

import json
from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from time import monotonic
from typing import Any

from benchmarks.board_reference import rectpack_um2
from benchmarks.board_sets import families
from benchmarks.cut_lists import SIZES, makerspace, planted, small
from benchmarks.figures import Figures
from benchmarks.odd_jobs import odd_jobs
from benchmarks.own_boards import opened_um2, own
from cutting.packing import found as packing
from cutting.planning import plan as planned_beside
from cutting.terms import Job

BEST = Path(__file__).parent / "data" / "cutlist.json"
"""The best known of all engines in a minute a case, as `python -m benchmarks.cutlist_best` makes it."""

CASES, PLANTED, SMALL = 8, 24, 11
_SECONDS = 1.0


def cutlist(seconds: float = _SECONDS) -> Figures:
    """Percent of area above the best known after so many seconds of a core; PackingSolver beside it where it
    is installed, after as many seconds of the clock."""
    best = best_known()
    found: Figures = {}
    for parts in SIZES:
        jobs = [makerspace(parts, seed) for seed in range(CASES)]
        found |= _makerspace(parts, jobs, best["makerspace"][str(parts)], seconds)
    return found | _planted(seconds) | _small(best["small"], seconds) | families(seconds) | odd_jobs()


def best_known() -> dict[str, Any]:
    """µm² by the number of parts, then for each seed; and those of the small cases."""
    found: dict[str, Any] = json.loads(BEST.read_text(encoding="ascii"))
    return found


def _makerspace(parts: int, jobs: Sequence[Job], best: Sequence[int], seconds: float) -> Figures:
    found = _named(f"{parts}_own", [opened_um2(own(job, seconds), job) for job in jobs], best)
    found |= _named(f"{parts}_rectpack", list(map(rectpack_um2, jobs)), best)
    if packing.command():
        areas = [opened_um2(planned_beside(job, seconds, clock=monotonic), job) for job in jobs]
        found |= _named(f"{parts}_with_packingsolver", areas, best)
    return found


def _planted(seconds: float) -> Figures:
    cases = [planted(seed) for seed in range(PLANTED)]
    areas = [opened_um2(own(job, seconds), job) for job, _ in cases]
    return _named("planted", areas, [area for _, area in cases])


def _small(best: Sequence[int], seconds: float) -> Figures:
    areas = [opened_um2(own(job, seconds), job) for job in map(small, range(SMALL))]
    equal = sum(area == least for area, least in zip(areas, best, strict=True))
    return {"small_equal_to_optimum": f"{equal} of {len(best)}"}


def _named(name: str, areas: Sequence[int | None], best: Sequence[int]) -> Figures:
    percent = [100 * (area / least - 1) for area, least in zip(areas, best, strict=True) if area]
    return {
        f"{name}_mean_percent": round(mean(percent), 2),
        f"{name}_worst_percent": round(max(percent), 2),
        f"{name}_solved": f"{len(percent)} of {len(best)}",
    }
