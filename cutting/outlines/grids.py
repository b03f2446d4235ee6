"""Rectangles on a grid in a turned frame: which cells are free, and the highest free run over pairs of
columns."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cutting.outlines.slabs import FAR_UM, Edges, Floats, reaches

SLACK_UM = 1e-6
"""Edges that reach no further into a slab are held to lie along it: the noise of turned numbers."""
_LINES = 40
_OWN_LINES = 28
"""So many lines go through corners; the rest are spread evenly, for slanted and round edges."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the frame of a number."""

    frame: int
    x0: float
    x1: float
    y0: float
    y1: float

    @property
    def size(self) -> tuple[float, float]:
        """Long and short edge."""
        return max(self.x1 - self.x0, self.y1 - self.y0), min(self.x1 - self.x0, self.y1 - self.y0)


def boxes(edges: Edges, frame: int) -> Iterator[Box]:
    """The boxes on the grid of one frame that are in no other one of it; `edges` are of that frame alone."""
    xs, ys = _lines(edges.x0, edges.x1), _lines(edges.y0, edges.y1)
    free = _free(edges, xs, ys)
    left, right, low, high = _runs(free, ys)
    for one in _front(xs[right] - xs[left], ys[high] - ys[low]):
        yield Box(frame, *map(float, (xs[left[one]], xs[right[one]], ys[low[one]], ys[high[one]])))


def _lines(first: Floats, last: Floats) -> Floats:
    """Grid lines through corners, and some between them."""
    own = np.unique(np.concatenate([first, last]))
    own = own[np.concatenate([[True], np.diff(own) > SLACK_UM])]
    if len(own) > _OWN_LINES:
        own = own[np.unique(np.linspace(0, len(own) - 1, _OWN_LINES).round().astype(int))]
    return np.unique(np.concatenate([own, np.linspace(own[0], own[-1], _LINES - len(own) + 2)]))


def _free(edges: Edges, xs: Floats, ys: Floats) -> NDArray[np.bool_]:
    """Which cells (columns, rows) lie inside and are crossed by no edge."""
    columns, rows = len(xs) - 1, len(ys) - 1
    every = edges.of(np.zeros(columns, dtype=np.int64))
    low, high = reaches(every, xs[:-1] + SLACK_UM, xs[1:] - SLACK_UM)
    first = np.searchsorted(ys[1:], low + SLACK_UM, "right")
    last = np.searchsorted(ys[:-1], np.where(low < FAR_UM, high - SLACK_UM, -FAR_UM), "left")
    crossed = _counted(first, np.maximum(first, last), rows)
    middle = (xs[:-1] + xs[1:])[:, None] / 2
    straddles = (every.x0 <= middle) & (middle < every.x1)
    height = np.where(straddles, every.y0 + (middle - every.x0) * every.slope, FAR_UM)
    above = np.searchsorted((ys[:-1] + ys[1:]) / 2, height)
    is_inside = _counted(above, np.full_like(above, rows), rows) % 2 == 1
    return np.asarray(is_inside & (crossed == 0), dtype=np.bool_)


def _counted(first: NDArray[np.int64], last: NDArray[np.int64], rows: int) -> NDArray[np.int64]:
    """How many ranges of rows (columns, edges), from first up to but not last, lie over each cell."""
    column = np.arange(len(first))[:, None] * (rows + 1)
    size = len(first) * (rows + 1)
    begun = np.bincount((column + first).ravel(), minlength=size)
    ended = np.bincount((column + last).ravel(), minlength=size)
    return np.cumsum((begun - ended).reshape(len(first), rows + 1), axis=1)[:, :-1]


def _runs(free: NDArray[np.bool_], ys: Floats) -> tuple[NDArray[np.int64], ...]:
    """Of each pair of columns the highest run of rows that are free in all between: left and right line, low
    and high line."""
    columns, rows = free.shape
    after = np.arange(rows) + 1
    found = []
    for left in range(columns):
        common = np.logical_and.accumulate(free[left:], axis=0)
        common = common[common.any(axis=1)]
        begin = np.maximum.accumulate(np.where(common, 0, after), axis=1)
        top = np.argmax(ys[after] - ys[begin], axis=1)
        each = np.arange(len(common))
        found.append(np.stack([np.full_like(each, left), left + 1 + each, begin[each, top], top + 1]))
    left, right, low, high = np.concatenate(found, axis=1)
    return left, right, low, high


def _front(widths: Floats, heights: Floats) -> NDArray[np.int64]:
    """The numbers of those that lie in no other one, whichever way round."""
    long, short = np.maximum(widths, heights), np.minimum(widths, heights)
    order = np.lexsort((-short, -long))
    best = np.maximum.accumulate(np.concatenate([[0.0], short[order]]))
    return order[short[order] > best[:-1]]
