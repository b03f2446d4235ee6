"""The search for a rectangle's place over all angles: intervals of angles are halved, and places within each.

What lies in a part at every angle of an interval is itself a rectangle, its core: where that has no place,
the part has none at any angle of the interval."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, pi, sin

import numpy as np
from numpy.typing import NDArray

from cutting.outlines.places import Part, Place, Whole, first_of
from cutting.outlines.slabs import Edges, Floats, directions, highest, turned
from stock.outlines import Ring

Flags = NDArray[np.bool_]
Over = Callable[[], bool]
Rings = tuple[Ring, ...]

_FINE_UM = 100
"""The last intervals move no corner further across its edge."""
_FINEST_UM = 25
_LEAST_ANGLES, _MOST_ANGLES = 32, 1024
_ANGLES_ONCE = 64
_CELLS = 8


class NotChecked(TimeoutError):
    """The time was up before it was known whether a part fits."""


@dataclass(frozen=True, slots=True)
class _Core:
    """The rectangle that lies in a part at every angle within a radius."""

    long: float
    wide: float

    @classmethod
    def of(cls, part: Part, radius: float) -> "_Core":
        lean = sin(radius)
        return cls(part.long_um - part.wide_um * lean, part.wide_um - part.long_um * lean)


@dataclass(frozen=True, slots=True)
class _Cells:
    """Intervals in which the middle of a part may lie: numbers of frames, middles, half widths."""

    frame: Whole
    x: Floats
    half: Floats

    def only(self, which: Flags) -> "_Cells":
        return _Cells(self.frame[which], self.x[which], self.half[which])

    def halved(self) -> "_Cells":
        x = np.concatenate([self.x - self.half / 2, self.x + self.half / 2])
        return _Cells(np.tile(self.frame, 2), x, np.tile(self.half / 2, 2))


def anywhere(rings: Rings, part: Part, is_over: Over) -> Place | None:
    """A place at any angle, None where there is none. Raises NotChecked once `is_over`."""
    angles, radius = _first_angles(part)
    while len(angles):
        is_last = radius * max(part.long_um, part.wide_um) <= _FINE_UM
        found, angles = _wave(rings, part, angles, (0.0 if is_last else radius, is_over))
        if found or is_last:
            return found
        half = round(radius * 5e5)
        angles, radius = np.concatenate([angles - half, angles + half]), (half + 1) / 1e6
    return None


def upright(rings: Rings, part: Part, is_over: Over) -> Place | None:
    """A place with its long edge along x. Raises NotChecked once `is_over`."""
    return _wave(rings, part, np.array([0]), (0.0, is_over))[0]


def _first_angles(part: Part) -> tuple[Whole, float]:
    """Angles all over the half turn, so close that a slender part still has a core, and their radius."""
    longest, shortest = max(part.long_um, part.wide_um), min(part.long_um, part.wide_um)
    number = max(_LEAST_ANGLES, min(_MOST_ANGLES, ceil(2 * pi * longest / shortest)))
    radius = pi / (2 * number)
    return np.round((2 * np.arange(number) + 1) * radius * 1e6).astype(np.int64), radius + 1e-6


def _wave(rings: Rings, part: Part, angles: Whole, how: tuple[float, Over]) -> tuple[Place | None, Whole]:
    """A place, or the angles within whose radius there may be one."""
    radius, is_over = how
    alive = []
    for start in range(0, len(angles), _ANGLES_ONCE):
        some = angles[start : start + _ANGLES_ONCE]
        found, flags = _among((some, turned(rings, directions(some))), part, _Core.of(part, radius), is_over)
        if found:
            return found, angles[:0]
        alive.append(some[flags])
    return None, np.concatenate(alive)


def _among(frames: tuple[Whole, Edges], part: Part, core: _Core, is_over: Over) -> tuple[Place | None, Flags]:
    angles, edges = frames
    if min(core.long, core.wide) <= 0:
        return None, np.ones(len(angles), dtype=np.bool_)
    alive, cells = np.zeros(len(angles), dtype=np.bool_), _first_cells(edges, core)
    while len(cells.x):
        if is_over():
            raise NotChecked
        cells = cells.only(_may_hold(edges, cells, core))
        found = first_of(frames, part, (cells.frame, cells.x - part.long_um / 2)) if len(cells.x) else None
        if found:
            return found, alive
        alive[cells.frame[_holds(edges, cells, core)]] = True
        cells = cells.only(~alive[cells.frame]).halved()
    return None, alive


def _first_cells(edges: Edges, core: _Core) -> _Cells:
    low, high = edges.x0.min(axis=1) + core.long / 2, edges.x1.max(axis=1) - core.long / 2
    frames = np.flatnonzero(high >= low)
    half = (high - low)[frames] / (2 * _CELLS)
    x = low[frames, None] + half[:, None] * (2 * np.arange(_CELLS) + 1)
    return _Cells(np.repeat(frames, _CELLS), x.ravel(), np.repeat(half, _CELLS))


def _may_hold(edges: Edges, cells: _Cells, core: _Core) -> Flags:
    """Whether there is room for what the core covers wherever its middle is in the cell."""
    reach = np.maximum(core.long / 2 - cells.half, 0.0)
    gap = highest(edges.of(cells.frame), cells.x - reach, cells.x + reach)
    return np.asarray((gap.height >= core.wide) | (reach == 0))


def _holds(edges: Edges, cells: _Cells, core: _Core) -> Flags:
    """Whether the core fits in the middle of the cell; of the smallest cells that is not asked."""
    reach = core.long / 2
    gap = highest(edges.of(cells.frame), cells.x - reach, cells.x + reach)
    return (gap.height >= core.wide) | (cells.half < _FINEST_UM)
