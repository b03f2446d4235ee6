"""An outline's free gaps within a slab of a turned frame: what rectangles and their fit are found by.

In a frame turned by an angle, a slab is all between two x. What of it lies inside the outline, as far as no
edge reaches into the slab, are gaps in y. Frames turned by quarter turns are exact: their numbers stay whole.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import cos, sin

import numpy as np
from numpy.typing import NDArray

from stock.outlines import Ring

Floats = NDArray[np.float64]

QUARTER_URAD = 1_570_796
"""A quarter turn in µrad; an angle that is exactly this, or 0, means whole quarter turns."""
FAR_UM = 1e15
"""Beyond everything that is measured."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Edges in turned frames: arrays of (frames, edges), each edge from its lesser x to its greater; `slope`
    is 0 where it is upright."""

    x0: Floats
    y0: Floats
    x1: Floats
    y1: Floats
    slope: Floats

    @classmethod
    def between(cls, first: tuple[Floats, Floats], last: tuple[Floats, Floats]) -> "Edges":
        """The edges between points, given as x and y."""
        (ax, ay), (bx, by) = first, last
        is_back = bx < ax
        x0, x1 = np.where(is_back, bx, ax), np.where(is_back, ax, bx)
        y0, y1 = np.where(is_back, by, ay), np.where(is_back, ay, by)
        run = x1 - x0
        return cls(x0, y0, x1, y1, np.divide(y1 - y0, run, out=np.zeros_like(run), where=run > 0))

    def of(self, frames: NDArray[np.int64]) -> "Edges":
        """The edges in some of the frames, any of them repeatedly."""
        parts = (self.x0, self.y0, self.x1, self.y1, self.slope)
        return Edges(*(part[frames] for part in parts))


@dataclass(frozen=True, slots=True)
class Gap:
    """Per slab the highest gap inside: where it begins and how high it is, in µm; below 0 is none."""

    y: Floats
    height: Floats


@lru_cache(maxsize=512)
def corners_of(rings: tuple[Ring, ...]) -> tuple[Floats, Floats]:
    """The edges' first and last points, arrays of (edges, 2)."""
    first = np.array([point for ring in rings for point in ring], dtype=np.float64)
    last = np.array([point for ring in rings for point in (*ring[1:], ring[0])], dtype=np.float64)
    return first, last


def direction(angle_urad: int) -> tuple[float, float]:
    """Cosine and sine, exact for quarter turns."""
    exact = {0: (1.0, 0.0), QUARTER_URAD: (0.0, 1.0)}.get(angle_urad)
    return exact or (cos(angle_urad / 1e6), sin(angle_urad / 1e6))


def directions(angles_urad: NDArray[np.int64]) -> Floats:
    """The directions of angles, (angles, 2)."""
    return np.array([direction(int(angle)) for angle in angles_urad]).reshape(-1, 2)


def turned(rings: tuple[Ring, ...], turns: Floats) -> Edges:
    """The edges in frames whose x axes have these directions, (frames, 2)."""
    first, last = (_in_frames(points, turns) for points in corners_of(rings))
    return Edges.between(first, last)


def _in_frames(points: Floats, turns: Floats) -> tuple[Floats, Floats]:
    x, y, c, s = points[:, 0], points[:, 1], turns[:, :1], turns[:, 1:]
    return c * x + s * y, c * y - s * x


def reaches(edges: Edges, left: Floats, right: Floats) -> tuple[Floats, Floats]:
    """What of each edge's y lies in the open slab of its frame, lowest and highest; FAR_UM where none
    does."""
    low_x, high_x = np.maximum(edges.x0, left[:, None]), np.minimum(edges.x1, right[:, None])
    y_left = edges.y0 + (low_x - edges.x0) * edges.slope
    y_right = np.where(high_x < edges.x1, edges.y0 + (high_x - edges.x0) * edges.slope, edges.y1)
    is_in = (edges.x0 < right[:, None]) & (edges.x1 > left[:, None])
    return (
        np.where(is_in, np.minimum(y_left, y_right), FAR_UM),
        np.where(is_in, np.maximum(y_left, y_right), FAR_UM),
    )


def gaps(edges: Edges, left: Floats, right: Floats) -> tuple[Floats, Floats]:
    """All gaps of each slab: their lower ends and their heights, (slabs, edges - 1); below 0 is none."""
    low, high = reaches(edges, left, right)
    middle = ((left + right) / 2)[:, None]
    straddles = (edges.x0 <= middle) & (middle < edges.x1)
    row = np.arange(len(low))[:, None]
    order = np.argsort(low, axis=1)
    low = low[row, order]
    top = np.maximum.accumulate(high[row, order], axis=1)[:, :-1]
    is_inside = np.cumsum(straddles[row, order], axis=1)[:, :-1] % 2 == 1
    return top, np.where(is_inside, low[:, 1:] - top, -1.0)


def highest(edges: Edges, left: Floats, right: Floats) -> Gap:
    """The highest gap of each slab."""
    bottom, height = gaps(edges, left, right)
    row, best = np.arange(len(height)), np.argmax(height, axis=1)
    return Gap(bottom[row, best], height[row, best])
