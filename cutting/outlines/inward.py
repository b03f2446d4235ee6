"""A polygon as an outline: whole µm, few points, and never larger than the polygon was."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, tee

import shapely
from shapely import affinity
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from cutting.outlines.edges import edge_bands
from cutting.outlines.errors import NoOutline, Why
from cutting.outlines.joining import Path
from cutting.outlines.rectangles import rects_um
from cutting.outlines.units import FLAT_UM
from stock.outlines import MOST_POINTS, Outline, Ring

LEAST_UM = 10_000
MOST_UM = 20_000_000
_NOISE_UM = 0.01
"""By which numbers that were turned and scaled differ from whole ones."""
_FEWEST, _FEW = 3, 16
_STEPS_UM = tuple(round(2 * 1.5**step) for step in range(18))
_EDGED_STEPS = 12
"""Tries in which long straight edges stay where they are; after them, few points count for more."""
_OPENED_UM = (0, 2_500, 5_000, 10_000, 20_000, 50_000)
"""Where many small holes need too many points, ever wider strips between them are given up."""


def outline_of(polygon: Polygon, bent_um: float = 0.0) -> Outline:
    """The outline of a polygon in µm, whose edges may be `bent_um` outside of what they stand for. It lies
    inside the polygon, its longer side along x, its box beginning at 0; a small part of the area is given up.
    """
    sound = largest(inset(polygon, bent_um)) if bent_um else polygon
    lying = _lying(sound)
    tries = (_simpler(opened(lying, by)) for by in _OPENED_UM)
    found = _whole(lying) or next(filter(None, tries), None)
    if found is None:
        raise NoOutline(Why.TOO_MUCH)
    return replace(found, rects_um=rects_um(found.rings_um))


def require_sensible(polygon: BaseGeometry, **facts: object) -> None:
    """Raise NoOutline for what is no piece's size: a side under 10 mm, or over 20 m."""
    if polygon.is_empty:
        raise NoOutline(Why.NOTHING_LEFT)
    x0, y0, x1, y1 = polygon.bounds
    short, long = sorted((x1 - x0, y1 - y0))
    if not (short >= LEAST_UM and long <= MOST_UM):
        raise NoOutline(Why.NONSENSE_SIZE, long_um=round(long), short_um=round(short), **facts)


def inset(shape: BaseGeometry, by_um: float) -> BaseGeometry:
    """All that is at least so far inside, with its corners kept."""
    return shape.buffer(-by_um, join_style="mitre", mitre_limit=5)


def within_curves(polygon: Polygon, curves: Sequence[Path]) -> Polygon:
    """The polygon less what lies so near to these chords that it may be beyond the curves they stand for.
    Straight edges stay where they are."""
    near = shapely.buffer(
        [LineString(curve) for curve in curves if len(curve) > 1],
        FLAT_UM,
        cap_style="square",
        join_style="mitre",
    )
    return largest(polygon.difference(shapely.union_all(near))) if curves else polygon


def opened(polygon: Polygon, by_um: float) -> Polygon:
    """Without strips narrower than twice `by_um`, never larger than before; the largest of what is left."""
    if not by_um:
        return polygon
    core = inset(polygon, by_um)
    return largest(core.buffer(by_um, join_style="mitre", mitre_limit=5).intersection(polygon))


def largest(shape: BaseGeometry) -> Polygon:
    """The largest polygon of a shape. Raises NoOutline where nothing is left."""
    parts = list(shape.geoms) if hasattr(shape, "geoms") else [shape]
    polygons = [part for part in parts if isinstance(part, Polygon) and not part.is_empty]
    polygons += [one for part in parts if isinstance(part, MultiPolygon) for one in part.geoms]
    if not polygons:
        raise NoOutline(Why.NOTHING_LEFT)
    return max(polygons, key=lambda polygon: polygon.area)


def _lying(polygon: Polygon) -> Polygon:
    """The polygon, turned a quarter where it stands, with its box near 0."""
    x0, y0, x1, y1 = polygon.bounds
    if y1 - y0 > x1 - x0:
        return Polygon(affinity.affine_transform(polygon, [0, 1, -1, 0, -y0, x1]))
    return Polygon(affinity.translate(polygon, -x0, -y0))


def _simpler(polygon: Polygon) -> Outline | None:
    """Rings of many points moved a little inward, and simplified by less than that, until a line can hold
    them; with long straight edges where they were, if that can be."""
    if _FEWEST * (1 + len(polygon.interiors)) > MOST_POINTS:
        return None
    edged, plain = tee(_inward(polygon))
    deep = zip(edged, _STEPS_UM[:_EDGED_STEPS], strict=False)
    with_edges = (_with_edges(each, polygon, 2 * by + 1) for each, by in deep if _is_short(each))
    return next(filter(None, (_whole(each, polygon) for each in chain(with_edges, plain))), None)


def _inward(polygon: Polygon) -> Iterator[Polygon]:
    """The polygon moved inward and simplified, by ever more."""
    outer, holes = Polygon(polygon.exterior), [Polygon(ring) for ring in polygon.interiors]
    for by in _STEPS_UM:
        smaller = _simplified(outer, -by)
        if smaller.is_empty:
            return
        yield _without(smaller, [_simplified(hole, by) for hole in holes])


def _is_short(polygon: Polygon) -> bool:
    """Whether a line could hold its points, before any are added."""
    return sum(len(ring.coords) - 1 for ring in (polygon.exterior, *polygon.interiors)) <= MOST_POINTS


def _with_edges(smaller: Polygon, polygon: Polygon, deep_um: float) -> Polygon:
    """With what lies against the long straight edges of the polygon, so deep, and in it."""
    left = orient(polygon)
    rings = (left.exterior, *left.interiors)
    bands = [band for ring in rings for band in edge_bands(ring.coords, deep_um)]
    kept = polygon.intersection(shapely.union_all(bands))
    return largest(smaller.union(kept).simplify(_NOISE_UM / 10)) if bands else smaller


def _without(polygon: BaseGeometry, holes: Sequence[BaseGeometry]) -> Polygon:
    return largest(polygon.difference(shapely.union_all(holes)) if holes else polygon)


def _simplified(ring: Polygon, by_um: int) -> BaseGeometry:
    """The ring grown by so much (or shrunk), its points then moved by less; one of few points only by 2 µm,
    for its rounding."""
    if len(ring.exterior.coords) <= _FEW:
        return inset(ring, -2.0 if by_um > 0 else 2.0)
    return inset(ring, -by_um).simplify(abs(by_um) - 1.0)


def _whole(polygon: Polygon, within: Polygon | None = None) -> Outline | None:
    """The polygon in whole µm, None where that is more than a line can hold, or no longer inside."""
    rings = tuple(_ring(ring.coords) for ring in (polygon.exterior, *polygon.interiors))
    if any(len(ring) < 3 for ring in rings) or sum(map(len, rings)) > MOST_POINTS:
        return None
    rounded = Polygon(rings[0], rings[1:])
    around = (within or polygon).buffer(_NOISE_UM, join_style="mitre")
    if not rounded.is_valid or not around.covers(rounded):
        return None
    try:
        return Outline(tuple(_moved(rings)))
    except ValueError:
        return None


def _ring(points: Sequence[tuple[float, ...]]) -> Ring:
    whole = [(round(x), round(y)) for x, y, *_z in points]
    return tuple(point for point, before in zip(whole, [whole[-2], *whole], strict=False) if point != before)[
        :-1
    ]


def _moved(rings: Sequence[Ring]) -> Iterator[Ring]:
    """With its box beginning at 0."""
    least_x, least_y = min(x for x, _y in rings[0]), min(y for _x, y in rings[0])
    for ring in rings:
        yield tuple((x - least_x, y - least_y) for x, y in ring)
