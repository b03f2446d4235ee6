"""A stand-in for PackingSolver that runs under any Python: it lays all items in a row on the first bin."""

from types import SimpleNamespace
from typing import Any


class Builder:
    """An instance in the making."""

    def __init__(self) -> None:
        self.bins: list[tuple[int, int]] = []
        self.items: list[tuple[int, int]] = []
        self.stages = 0

    def set_objective(self, objective: int) -> None:
        """Any will do."""

    def add_bin_type(self, dx: int, dy: int, *, cost: float, copies: int) -> None:  # noqa: ARG002
        """Only the first counts."""
        self.bins.append((dx, dy))

    def add_item_type(self, dx: int, dy: int, *, oriented: bool, copies: int) -> None:  # noqa: ARG002
        """As it lies."""
        self.items += [(dx, dy)] * copies
        self.kinds = [*getattr(self, "kinds", []), *[len(set(self.items)) - 1] * copies]

    def build(self) -> "Builder":
        """Itself."""
        return self


Objective = SimpleNamespace(Feasibility=1, VariableSizedBinPacking=2, OpenDimensionX=3, OpenDimensionY=4)
OptimizeParameters = SimpleNamespace


def optimize(builder: Builder, parameters: Any, filled: Any) -> None:
    """Says the row, if it is not longer than the bin; prints what nobody asked for."""
    print("a banner")
    (dx, dy), x, row = builder.bins[0], 0, []
    for kind, (long, wide) in zip(builder.kinds, builder.items, strict=True):
        row.append((kind, x, long, wide))
        x += long
    if x > dx or any(wide > dy for _, _, _, wide in row):
        raise RuntimeError("too long a row")
    each = filled(row, dx, dy)
    bins = SimpleNamespace(full=lambda: True, number_of_different_bins=lambda: 1, bin=lambda _at: each)
    parameters.new_solution_callback(SimpleNamespace(solution=bins))
