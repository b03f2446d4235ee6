"""How an outline is turned before it is noted: parts of a plan lie along its axes.

Its straight edges decide, those of the shape that a band around it would have: what is measured, and what is
laid against a fence. An outline without any lies in the smallest box."""

from collections import defaultdict
from itertools import pairwise
from math import atan2, degrees, hypot, pi

from shapely import affinity
from shapely.geometry import Polygon

_ALIKE = 1e-3
"""Radians: edges that differ less run the same way."""
_CLEARLY = 1.05
"""By how much more of the edges another angle has to have: what is drawn along the axes stays."""
_EDGED = 0.1
"""The part of all edges from which on they decide."""


def upright(polygon: Polygon) -> Polygon:
    """The polygon, turned so that as much as can be of its straight edges lies along the axes; as it is where
    that is so already."""
    band = polygon.convex_hull
    if not isinstance(band, Polygon):
        return polygon
    along = _along(band)
    best = max(along, key=lambda angle: along[angle])
    if along[best] < _EDGED * band.length:
        lying = boxed(polygon)
        return lying if _box_of(lying) * _CLEARLY < _box_of(polygon) else polygon
    drawn = sum(length for angle, length in along.items() if min(angle, pi / 2 - angle) <= _ALIKE / 2)
    return polygon if along[best] <= drawn * _CLEARLY else _turned(polygon, best)


def boxed(polygon: Polygon) -> Polygon:
    """The polygon, turned so that the smallest box around it is upright."""
    box = polygon.minimum_rotated_rectangle
    if not isinstance(box, Polygon):
        return polygon
    (x0, y0), (x1, y1), *_more = box.exterior.coords
    return _turned(polygon, atan2(y1 - y0, x1 - x0))


def _along(band: Polygon) -> dict[float, float]:
    """How much of the edges runs along an angle or across it; the angle is that of the longest of them."""
    groups: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
    for (x0, y0), (x1, y1) in pairwise(band.exterior.coords):
        angle = atan2(y1 - y0, x1 - x0) % (pi / 2)
        groups[round(angle / _ALIKE) % round(pi / 2 / _ALIKE)].append((hypot(x1 - x0, y1 - y0), angle))
    return {max(edges)[1]: sum(length for length, _angle in edges) for edges in groups.values()}


def _box_of(polygon: Polygon) -> float:
    x0, y0, x1, y1 = polygon.bounds
    return float((x1 - x0) * (y1 - y0))


def _turned(polygon: Polygon, angle: float) -> Polygon:
    return Polygon(affinity.rotate(polygon, -degrees(angle), origin=(0, 0)))
