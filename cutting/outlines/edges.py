"""The long straight edges of a ring, whose places are kept while the rest of it is simplified."""

from collections.abc import Iterator, Sequence
from math import ceil, dist, floor

from shapely.geometry import Polygon

_LONG_UM = 10_000.0
"""Straight edges from this length on are kept."""
_NOISE_UM = 0.01
_PULLED = 0.25
"""How much a band narrows with its depth towards what is no long edge: there it must not reach a curve."""

_Point = tuple[float, ...]


def edge_bands(ring: Sequence[_Point], deep_um: float) -> Iterator[Polygon]:
    """A band so deep along each long edge of a closed ring whose inside is on its left, from one point in
    whole µm to another: those of the edge, or along an axis the next ones further in."""
    points = [(x, y) for x, y, *_z in ring][:-1]
    count = len(points)
    long = [dist(points[at], points[(at + 1) % count]) >= _LONG_UM for at in range(count)]
    for at in (at for at in range(count) if long[at]):
        ends = _whole(points[at], points[(at + 1) % count])
        if ends:
            pulled = [0.0 if long[beside % count] else _PULLED * deep_um + 1 for beside in (at - 1, at + 1)]
            yield _band(*ends, deep_um, *pulled)


def _band(start: _Point, end: _Point, deep_um: float, first_um: float, last_um: float) -> Polygon:
    far = dist(start, end)
    x, y = (end[0] - start[0]) / far, (end[1] - start[1]) / far

    def inside(point: _Point, forth: float) -> _Point:
        return point[0] + forth * x - deep_um * y, point[1] + forth * y + deep_um * x

    return Polygon((start, end, inside(end, -last_um), inside(start, first_um)))


def _whole(start: _Point, end: _Point) -> tuple[_Point, _Point] | None:
    """The ends of an edge in whole µm, none of them outside of it; None where an edge that lies aslant has
    others."""
    (x0, y0), (x1, y1) = start, end
    if abs(y0 - y1) < _NOISE_UM:
        right = x1 > x0
        y = _further(max(y0, y1) if right else min(y0, y1), up=right)
        return (_further(x0, up=right), y), (_further(x1, up=not right), y)
    if abs(x0 - x1) < _NOISE_UM:
        up = y1 > y0
        x = _further(min(x0, x1) if up else max(x0, x1), up=not up)
        return (x, _further(y0, up=up)), (x, _further(y1, up=not up))
    near = tuple(map(round, start)), tuple(map(round, end))
    return near if max(dist(start, near[0]), dist(end, near[1])) < _NOISE_UM else None


def _further(value: float, *, up: bool) -> int:
    """The nearest whole number that is no less (or no more), but for noise."""
    return ceil(value - _NOISE_UM) if up else floor(value + _NOISE_UM)
