"""The largest rectangles inside an outline, at the angles of all its edges, none inside another.

In a frame along an edge a grid through the outline's corners shows rectangles; the best of all frames grow,
side by side, until an edge stops them."""

from collections.abc import Iterable, Sequence
from math import ceil, floor

import numpy as np

from cutting.outlines.grids import SLACK_UM, Box, boxes
from cutting.outlines.slabs import Edges, Floats, corners_of, gaps, turned
from stock.outlines import MOST_RECTS, Ring

Rings = tuple[Ring, ...]
Size = tuple[int, int]

_GROWN = 48
_ROUNDS = 3
_LEAST_UM = 1_000


def rects_um(rings: Rings, most: int = MOST_RECTS) -> tuple[Size, ...]:
    """Long and short edges of rectangles that lie inside for certain, the largest first, at most so many."""
    edges = turned(rings, _directions(rings))
    frames = [edges.of(np.array([number])) for number in range(len(edges.x0))]
    found = [box for number, frame in enumerate(frames) for box in boxes(frame, number)]
    grown = {_whole(_grown(box, frames[box.frame], turn)) for box in _some(_front(found)) for turn in (0, 1)}
    return _chosen([size for size in _undominated(grown) if size[1] >= _LEAST_UM], most)


def _directions(rings: Rings) -> Floats:
    """The directions of all edges, each once, quarter turns being the same; first that of the axes."""
    first, last = corners_of(rings)
    run = (last - first)[np.any(last != first, axis=1)]
    run = run / np.hypot(run[:, :1], run[:, 1:])
    while np.any(is_out := (run[:, 0] <= 0) | (run[:, 1] < 0)):
        run = np.where(is_out[:, None], np.stack([-run[:, 1], run[:, 0]], axis=1), run)
    _each, at = np.unique(np.round(np.arctan2(run[:, 1], run[:, 0]) * 1e6), return_index=True)
    slanted = run[at][run[at][:, 1] > 0]
    return np.concatenate([np.array([[1.0, 0.0]]), slanted])


def _front(found: Iterable[Box]) -> list[Box]:
    """Those that lie in no other one."""
    front: list[Box] = []
    for box in sorted(found, key=lambda box: (-box.size[0], -box.size[1])):
        if not front or box.size[1] > front[-1].size[1]:
            front.append(box)
    return front


def _some(front: Sequence[Box]) -> list[Box]:
    """The largest, and others evenly from the longest to the widest."""
    largest = sorted(front, key=lambda box: -box.size[0] * box.size[1])[: _GROWN // 2]
    return [*largest, *front[:: ceil(2 * len(front) / _GROWN) or 1]]


def _grown(box: Box, edges: Edges, turn: int) -> Box:
    """The box, grown in y and x in turn until edges stop it on all sides; `turn` 1 begins with x."""
    sideways = Edges.between((edges.y0, edges.x0), (edges.y1, edges.x1))
    slack = 0.0 if box.frame == 0 else SLACK_UM
    for number in range(turn, turn + _ROUNDS):
        if number % 2:
            box = Box(
                box.frame, *_stretched(sideways, (box.y0, box.y1), (box.x0, box.x1), slack), box.y0, box.y1
            )
        else:
            box = Box(
                box.frame, box.x0, box.x1, *_stretched(edges, (box.x0, box.x1), (box.y0, box.y1), slack)
            )
    return box


def _stretched(
    edges: Edges, slab: tuple[float, float], span: tuple[float, float], slack: float
) -> tuple[float, float]:
    """The gap of a slab that holds the span; the span itself where noise hides it."""
    bottom, height = gaps(edges, np.array([slab[0] + slack]), np.array([slab[1] - slack]))
    middle = (span[0] + span[1]) / 2
    holds = np.flatnonzero((bottom[0] <= middle) & (middle <= bottom[0] + height[0]))
    if not len(holds):
        return span
    low, high = float(bottom[0, holds[0]]), float(bottom[0, holds[0]] + height[0, holds[0]])
    return min(low, span[0]), max(high, span[1])


def _whole(box: Box) -> Size:
    """The edges in whole µm: exact where the box is in the frame of the axes and its numbers are whole."""
    is_exact = box.frame == 0 and all(at.is_integer() for at in (box.x0, box.x1, box.y0, box.y1))
    long, short = (floor(edge) - (0 if is_exact else 1) for edge in box.size)
    return long, short


def _undominated(sizes: Iterable[Size]) -> list[Size]:
    front: list[Size] = []
    for long, short in sorted(sizes, reverse=True):
        if not front or short > front[-1][1]:
            front.append((long, short))
    return front


def _chosen(front: Sequence[Size], most: int) -> tuple[Size, ...]:
    """Those that together hold the most: the largest, then always the one that adds most to what fits."""
    chosen: list[Size] = []
    rest = list(front)
    while rest and len(chosen) < most:
        best = max(rest, key=lambda size: _covered([*chosen, size]))
        rest.remove(best)
        chosen.append(best)
    return tuple(sorted(chosen, key=lambda size: (-size[0] * size[1], size)))


def _covered(sizes: Iterable[Size]) -> int:
    """The area of all rectangles laid into one corner."""
    area, covered_to = 0, 0
    for long, short in sorted(sizes, reverse=True):
        area += long * max(0, short - covered_to)
        covered_to = max(covered_to, short)
    return area
