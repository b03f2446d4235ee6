"""What CP-SAT makes of a job for bars: the same price, in its own model."""

from ortools.sat.python import cp_model

from cutting.terms import Cost, Job, Offer

_UNIT = 1000


def reference(job: Job, seconds: float, workers: int = 1) -> tuple[Cost, bool]:
    """The cost of the best plan that CP-SAT finds in a time, and whether it is proven.

    Lengths are whole mm.
    """
    model = _Model(job)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    status = solver.solve(model.model)
    missing, full, price = (solver.value(sum(terms)) for terms in (model.missing, model.full, model.price))
    return (missing * _UNIT, full, price), status == cp_model.OPTIMAL


class _Model:
    """How many of each part are cut of each bar, in mm; prices in µm."""

    def __init__(self, job: Job) -> None:
        self.model, self.job = cp_model.CpModel(), job
        self.price = list[cp_model.LinearExpr]()
        self.full = list[cp_model.LinearExpr]()
        self.missing = list[cp_model.LinearExpr]()
        bars = [offer for offer in job.offers for _ in range(offer.count)]
        cut = [[self.model.new_int_var(0, part.count, "") for part in job.parts] for _ in bars]
        for bar, row in zip(bars, cut, strict=True):
            self._bar(bar, row)
        for at, part in enumerate(job.parts):
            self._part(part.long_um, part.count, [row[at] for row in cut])
        for one, two in zip(range(len(bars)), range(1, len(bars)), strict=False):
            if bars[one] == bars[two]:
                self.model.add(cut[one][0] >= cut[two][0])
        heavy = sum(bar.long_um for bar in bars) + 1
        dear = heavy * (len(bars) + 1)
        self.model.minimize(sum(self.price) + heavy * sum(self.full) + dear * sum(self.missing))

    def _bar(self, bar: Offer, row: list[cp_model.IntVar]) -> None:
        model, job, long = self.model, self.job, bar.long_um // _UNIT
        opened, kept, back = model.new_bool_var(""), model.new_bool_var(""), model.new_int_var(0, long, "")
        kerf = job.tool.kerf_um // _UNIT
        lengths = [part.long_um // _UNIT + kerf for part in job.parts]
        used = cp_model.LinearExpr.weighted_sum(row, lengths)
        model.add(used <= (long + kerf) * opened)
        model.add(back <= long * kept)
        model.add(back <= long - used + kerf - kerf * kept)  # an end narrower than the kerf is sawdust
        model.add(back >= job.keep.bar_um // _UNIT).only_enforce_if(kept)
        model.add_implication(kept, opened)
        old = bar.long_um * job.prices.age_pm * min(bar.age_days, 3 * 365) // (365 * 1000)
        self.price.append((bar.long_um - old) * opened - job.prices.gamma_pm * back)
        self.full += [opened] if bar.is_full else []

    def _part(self, long_um: int, count: int, cut: list[cp_model.IntVar]) -> None:
        lacking = self.model.new_int_var(0, count, "")
        self.model.add(sum(cut) + lacking == count)
        self.missing.append(lacking * (long_um // _UNIT))
