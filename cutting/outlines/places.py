"""Where a rectangle lies in turned frames, and whether it touches an outline's corners there.

In turned frames a place is sure by 2 µm on every side, so that rounding to whole µm takes no part over an
edge. In frames turned by quarter turns the numbers are whole, and a place is exact."""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

import numpy as np
from numpy.typing import NDArray

from cutting.outlines.slabs import (
    QUARTER_URAD,
    Edges,
    Floats,
    corners_of,
    direction,
    directions,
    highest,
    turned,
)
from stock.outlines import Ring

Whole = NDArray[np.int64]

SURE_UM = 2
_SLABS_ONCE = 300_000
"""How many pairs of slab and edge are tried for touching places."""


@dataclass(frozen=True, slots=True)
class Part:
    """A rectangle, `long_um` along its frame's x."""

    long_um: int
    wide_um: int


@dataclass(frozen=True, slots=True)
class Place:
    """A part's corner in whole µm, and the angle of the frame that its edges run along."""

    x_um: int
    y_um: int
    angle_urad: int


@lru_cache(maxsize=64)
def axes(rings: tuple[Ring, ...]) -> tuple[Whole, Edges]:
    """The two frames of whole numbers, and the edges in them."""
    angles = np.array([0, QUARTER_URAD])
    return angles, turned(rings, directions(angles))


def touching(rings: tuple[Ring, ...], part: Part, *, turns: bool) -> Place | None:
    """A place along the outline's edges where the part begins or ends at a corner of the outline."""
    upright = axes(rings) if turns else (np.array([0]), turned(rings, directions(np.array([0]))))
    found = _touching(upright, part, 0)
    return found or (_touching(_along_edges(rings), part, SURE_UM) if turns else None)


def _touching(frames: tuple[Whole, Edges], part: Part, sure: int) -> Place | None:
    angles, edges = frames
    if not len(angles):
        return None
    begins = np.concatenate([edges.x0, edges.x0 - part.long_um, edges.x1 - part.long_um], axis=1)
    low, high = edges.x0.min(axis=1)[:, None], edges.x1.max(axis=1)[:, None] - part.long_um
    frame, at = np.nonzero((begins >= low) & (begins <= high))
    left = begins[frame, at]
    return first_of(frames, part, (frame, left), sure)


def first_of(
    frames: tuple[Whole, Edges], part: Part, at: tuple[Whole, Floats], sure: int = SURE_UM
) -> Place | None:
    """The first place of those that are asked about: numbers of frames, and where the part's left edge is."""
    (angles, edges), (frame, left) = frames, at
    gap = highest(edges.of(frame), left - sure, left + part.long_um + sure)
    begin = np.ceil(gap.y + sure)
    good = np.flatnonzero(gap.y + gap.height - sure - begin >= part.wide_um)
    if not len(good):
        return None
    one = int(good[0])
    c, s = direction(int(angles[frame[one]]))
    x, y = float(left[one]), float(begin[one])
    return Place(round(c * x - s * y), round(s * x + c * y), int(angles[frame[one]]))


@lru_cache(maxsize=64)
def _along_edges(rings: tuple[Ring, ...]) -> tuple[Whole, Edges]:
    """Frames along edges and across them, of the longest edges first, as many as there is time for."""
    first, last = corners_of(rings)
    run = last - first
    longest_first = np.argsort(-np.hypot(run[:, 0], run[:, 1]), kind="stable")
    run = run[longest_first]
    angles = np.round(np.arctan2(run[:, 1], run[:, 0]) * 1e6).astype(np.int64) % QUARTER_URAD
    _each, at = np.unique(angles, return_index=True)
    few = ceil(_SLABS_ONCE / (8 * len(first) ** 2))
    found = angles[np.sort(at)]
    found = found[found > 1][:few]
    both = np.concatenate([found, found + QUARTER_URAD])
    return both, turned(rings, directions(both))
