"""The largest rectangles inside an outline, at the angles of all its edges, none inside another.

In a frame along an edge a grid through the outline's corners shows rectangles; the best of all frames grow,
side by side, until an edge stops them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
_SURE_UM = 1


@dataclass(frozen=True, slots=True)
class Inside:
    """A rectangle's long and short edge in whole µm, and its corners in µm where it lies inside."""

    size: Size
    corners: tuple[tuple[float, float], ...]


def rects_um(rings: Rings, most: int = MOST_RECTS) -> tuple[Size, ...]:
    """Long and short edges of rectangles that lie inside for certain, the largest first, at most so many."""
    return tuple(rect.size for rect in inside(rings, most))


def inside(rings: Rings, most: int = MOST_RECTS) -> tuple[Inside, ...]:
    """Those rectangles, where they lie."""
    turns = _directions(rings)
    edges = turned(rings, turns)
    frames = [edges.of(np.array([number])) for number in range(len(turns))]
    found = [box for number, frame in enumerate(frames) for box in boxes(frame, number)]
    grown = [_grown(box, frames[box.frame], turn) for box in _some(_front(found)) for turn in (0, 1)]
    whole = [_whole(box, turns[box.frame]) for box in grown]
    return _chosen([rect for rect in _undominated(whole) if rect.size[1] >= _LEAST_UM], most)


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


def _whole(box: Box, turn: Floats) -> Inside:
    """The box in whole µm: exact where it is in the frame of the axes and its numbers are whole, else a
    little within itself."""
    is_exact = box.frame == 0 and all(at.is_integer() for at in (box.x0, box.x1, box.y0, box.y1))
    sure = 0 if is_exact else _SURE_UM
    x, y = box.x0 + sure / 2, box.y0 + sure / 2
    wide, high = floor(box.x1 - box.x0) - sure, floor(box.y1 - box.y0) - sure
    c, s = float(turn[0]), float(turn[1])
    frame = ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))
    return Inside((max(wide, high), min(wide, high)), tuple((c * u - s * v, s * u + c * v) for u, v in frame))


def _undominated(rects: Iterable[Inside]) -> list[Inside]:
    front: list[Inside] = []
    for rect in sorted(rects, key=lambda rect: rect.size, reverse=True):
        if not front or rect.size[1] > front[-1].size[1]:
            front.append(rect)
    return front


def _chosen(front: Sequence[Inside], most: int) -> tuple[Inside, ...]:
    """Those that together hold the most: the largest, then always the one that adds most to what fits."""
    chosen: list[Inside] = []
    rest = list(front)
    while rest and len(chosen) < most:
        best = max(rest, key=lambda rect: _covered([*chosen, rect]))
        rest.remove(best)
        chosen.append(best)
    return tuple(sorted(chosen, key=lambda rect: (-rect.size[0] * rect.size[1], rect.size)))


def _covered(rects: Iterable[Inside]) -> int:
    """The area of all rectangles laid into one corner."""
    area, covered_to = 0, 0
    for long, short in sorted((rect.size for rect in rects), reverse=True):
        area += long * max(0, short - covered_to)
        covered_to = max(covered_to, short)
    return area
