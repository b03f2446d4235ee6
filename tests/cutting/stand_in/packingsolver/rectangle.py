"""Parts anywhere."""

from types import SimpleNamespace
from typing import Any

import packingsolver
from packingsolver import Builder as InstanceBuilder
from packingsolver import Objective, OptimizeParameters

__all__ = ["InstanceBuilder", "Objective", "OptimizeParameters", "optimize"]


def optimize(builder: Any, parameters: Any) -> None:
    """A row."""
    packingsolver.optimize(builder, parameters, _filled)


def _filled(row: Any, _dx: int, _dy: int) -> Any:
    items = [SimpleNamespace(item_type_id=kind, x=x, y=0, rotate=False) for kind, x, _, _ in row]
    return SimpleNamespace(bin_type_id=0, copies=1, items=items)
