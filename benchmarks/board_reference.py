"""What others make of a job for boards: the area that they open, in µm²."""

from itertools import product
from typing import Any

import rectpack
from ortools.sat.python import cp_model

from cutting.terms import Job

_MM = 1000
_PACKERS = (
    rectpack.GuillotineBssfSas,
    rectpack.GuillotineBssfLas,
    rectpack.GuillotineBafSas,
    rectpack.GuillotineBlsfLas,
)
_ORDERS = (rectpack.SORT_AREA, rectpack.SORT_LSIDE, rectpack.SORT_SSIDE, rectpack.SORT_PERI)
_BINS = (rectpack.PackingBin.BBF, rectpack.PackingBin.BFF)


def rectpack_um2(job: Job) -> int | None:
    """The best of rectpack's guillotine packers over its orders of parts and two of boards; None where none
    places all parts."""
    settings = product(_PACKERS, _ORDERS, _BINS, (False, True))
    found = [_packed_um2(job, *setting) for setting in settings]
    return min((area for area in found if area is not None), default=None)


def _packed_um2(job: Job, packer: Any, order: Any, bins: Any, largest_first: bool) -> int | None:
    more = job.tool.kerf_um
    packing = rectpack.newPacker(bin_algo=bins, pack_algo=packer, sort_algo=order, rotation=True)
    for part in job.parts:
        packing.add_rect(part.long_um + more, part.wide_um + more)
    offers = sorted(job.offers, key=lambda offer: offer.area_um2, reverse=largest_first)
    for number, offer in enumerate(offers):
        packing.add_bin(offer.long_um + more, offer.wide_um + more, bid=number)
    packing.pack()
    if len(packing.rect_list()) < len(job.parts):
        return None
    opened = [offers[int(used.bid)].area_um2 for used in packing]
    return sum(opened)


def cp_sat_um2(job: Job, seconds: float) -> tuple[int | None, bool]:
    """The least area that CP-SAT finds in a time (one worker), and whether it is proven. Parts lie anywhere,
    sizes are whole mm: what it proves is a bound for a saw too."""
    model = _Model(job)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    status = solver.solve(model.model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return round(solver.objective_value) * _MM**2 if found else None, status == cp_model.OPTIMAL


class _Model:
    """Each part lies on one offer, one way round, and no two overlap."""

    def __init__(self, job: Job) -> None:
        self.model, self.job = cp_model.CpModel(), job
        lies: list[list[Any]] = [[] for _ in job.parts]
        area = []
        for offer in job.offers:
            opened = self.model.new_bool_var("")
            self._offer(offer.long_um // _MM, offer.wide_um // _MM, opened, lies)
            area.append(opened * (offer.area_um2 // _MM**2))
        for ways in lies:
            self.model.add_exactly_one(ways)
        self.model.minimize(sum(area))

    def _offer(self, dx: int, dy: int, opened: Any, lies: list[list[Any]]) -> None:
        across, along, areas = [], [], []
        for part, ways in zip(self.job.parts, lies, strict=True):
            long, wide = part.long_um // _MM, part.wide_um // _MM
            for part_dx, part_dy in {(long, wide), (wide, long)}:
                if part_dx <= dx and part_dy <= dy:
                    is_here = self.model.new_bool_var("")
                    self.model.add_implication(is_here, opened)
                    across.append(self._interval(part_dx, dx, is_here))
                    along.append(self._interval(part_dy, dy, is_here))
                    areas.append(is_here * long * wide)
                    ways.append(is_here)
        self.model.add_no_overlap_2d(across, along)
        self.model.add(sum(areas) <= opened * dx * dy)

    def _interval(self, extent: int, room: int, is_here: Any) -> Any:
        start = self.model.new_int_var(0, room - extent, "")
        kerf = self.job.tool.kerf_um // _MM
        return self.model.new_optional_fixed_size_interval_var(start, extent + kerf, is_here, "")
