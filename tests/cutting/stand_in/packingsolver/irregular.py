"""Parts within rings: a row along the box around the first, the second half of it turned."""

from types import SimpleNamespace
from typing import Any

from packingsolver import Objective, OptimizeParameters

__all__ = ["InstanceBuilder", "Objective", "OptimizeParameters", "optimize"]


class Point(SimpleNamespace):
    """A corner."""

    def __init__(self, x: float, y: float) -> None:
        super().__init__(x=x, y=y)


ShapeElement = SimpleNamespace


class Shape:
    """A ring of edges."""

    def __init__(self, edges: list[Any]) -> None:
        self.far_x, self.far_y = (max(getattr(edge.start, axis) for edge in edges) for axis in "xy")
        self.x, self.y = (min(getattr(edge.start, axis) for edge in edges) for axis in "xy")
        assert sum(e.start.x * e.end.y - e.end.x * e.start.y for e in edges) > 0


class ShapeWithHoles:
    """A ring as it is."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape


class InstanceBuilder:
    """An instance in the making."""

    def __init__(self) -> None:
        self.bins: list[tuple[Shape, float]] = []
        self.items: list[tuple[int, Shape, bool]] = []
        self.spacing, self.kinds = 0.0, 0

    def set_objective(self, objective: int) -> None:
        """Any will do."""

    def set_item_item_minimum_spacing(self, spacing: float) -> None:
        """Kept along the row."""
        self.spacing = spacing

    def add_bin_type(
        self,
        shape: Shape,
        *,
        cost: float,  # noqa: ARG002
        copies: int,  # noqa: ARG002
        item_bin_minimum_spacing: float,
    ) -> int:
        """Only the first counts."""
        self.bins.append((shape, item_bin_minimum_spacing))
        return len(self.bins) - 1

    def add_defect(self, _bin: int, _type: int, _shape: ShapeWithHoles) -> int:
        """Holes are overlooked."""
        return 0

    def set_item_defect_minimum_spacing(self, made: int, defect: int, spacing: float) -> None:
        """They have no distance."""

    def add_item_type(self, shape: Shape, *, allowed_rotations: list[Any], copies: int) -> None:
        """Turned where it may be."""
        self.items += [(self.kinds, shape, len(allowed_rotations) > 1)] * copies
        self.kinds += 1

    def build(self) -> "InstanceBuilder":
        """Itself."""
        return self


def optimize(builder: InstanceBuilder, parameters: Any) -> None:
    """Says the row, if it is not longer than the box."""
    (shape, trim), row = builder.bins[0], []
    x, y = shape.x + trim, shape.y + trim
    for kind, item, turns in builder.items:
        wide = item.far_y if turns else item.far_x
        corner = Point(x + wide, y) if turns else Point(x, y)
        row.append(SimpleNamespace(item_type_id=kind, bl_corner=corner, angle=90.0 * turns, mirror=False))
        x += wide + builder.spacing
    if x - builder.spacing > shape.far_x - trim:
        raise RuntimeError("too long a row")
    filled = SimpleNamespace(bin_type_id=0, copies=1, items=row)
    bins = SimpleNamespace(full=lambda: True, number_of_different_bins=lambda: 1, bin=lambda _at: filled)
    parameters.new_solution_callback(SimpleNamespace(solution=bins))
