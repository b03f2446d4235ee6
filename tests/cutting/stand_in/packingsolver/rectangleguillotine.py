"""Cuts from edge to edge: strips across the bin, of which one part each is cut off."""

from types import SimpleNamespace
from typing import Any

import packingsolver
from packingsolver import Builder, Objective, OptimizeParameters

__all__ = ["CutOrientation", "CutType", "InstanceBuilder", "Objective", "OptimizeParameters", "optimize"]

CutOrientation = SimpleNamespace(Vertical=1, Horizontal=2, Any=3)
CutType = SimpleNamespace(NonExact=1)


class InstanceBuilder(Builder):  # type: ignore[misc]
    """Takes any stages."""

    def set_number_of_stages(self, stages: int) -> None:
        """Any will do."""

    def set_number_of_stages_unlimited(self) -> None:
        """Any will do."""

    def set_cut_type(self, cut_type: int) -> None:
        """Any will do."""

    def set_first_stage_orientation(self, first: int) -> None:
        """Any will do."""


def optimize(builder: Any, parameters: Any) -> None:
    """A row."""
    packingsolver.optimize(builder, parameters, _filled)


def _filled(row: Any, dx: int, dy: int) -> Any:
    nodes = [_node(0, 0, dx, dy, -1, 0)]
    for kind, x, long, wide in row:
        strip = len(nodes)
        nodes.append(_node(x, 0, x + long, dy, 0, -2))
        nodes.append(_node(x, 0, x + long, wide, strip, kind))
        nodes.append(_node(x, wide, x + long, dy, strip, -1))
    nodes.append(_node(row[-1][1] + row[-1][2], 0, dx, dy, 0, -1))
    return SimpleNamespace(bin_type_id=0, copies=1, nodes=nodes)


def _node(x: int, y: int, far_x: int, far_y: int, parent: int, item: int) -> Any:
    return SimpleNamespace(l=x, b=y, r=far_x, t=far_y, f=parent, item_type_id=item)
