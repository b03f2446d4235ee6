"""Whether a part fits into an outline, by brute force: at many angles, all places that no edge forbids."""

from collections.abc import Iterator
from math import atan2, cos, hypot, pi, sin

import shapely
from shapely import affinity
from shapely.geometry import MultiPoint, Polygon

from cutting.outlines.fitting import Fit
from cutting.outlines.slabs import direction
from stock.outlines import Outline
from tests.cutting.outlines.shapes import polygon_of

_LEAST_ROOM_UM2 = 1.0


def fits_somewhere(outline: Outline, long_um: float, wide_um: float, steps: int = 12) -> bool:
    """Whether it fits at one of the angles of edges, or of so many others over a half turn."""
    polygon = polygon_of(outline)
    if long_um * wide_um > polygon.area or hypot(long_um, wide_um) > _across(polygon):
        return False
    return any(room(polygon, long_um, wide_um, angle) for angle in _angles(outline, steps))


def room(polygon: Polygon, long_um: float, wide_um: float, angle: float) -> bool:
    """Whether a part that is turned by the angle has a place: its lower left corner anywhere inside but where
    an edge would reach into the part."""
    upright = affinity.rotate(polygon, -angle, origin=(0, 0), use_radians=True)
    back = [(0.0, 0.0), (-long_um, 0.0), (0.0, -wide_um), (-long_um, -wide_um)]
    forbidden = [
        MultiPoint([(x + dx, y + dy) for x, y in edge for dx, dy in back]).convex_hull
        for ring in (upright.exterior, *upright.interiors)
        for edge in zip(ring.coords, ring.coords[1:], strict=False)
    ]
    return bool(upright.difference(shapely.union_all(forbidden)).area > _LEAST_ROOM_UM2)


def covered(outline: Outline, fit: Fit, long_um: int, wide_um: int) -> bool:
    """Whether the part lies inside where it is said to lie."""
    c, s = direction(fit.angle_urad)
    corners = [(0, 0), (long_um, 0), (long_um, wide_um), (0, wide_um)]
    part = Polygon([(fit.x_um + c * x - s * y, fit.y_um + s * x + c * y) for x, y in corners])
    return bool(polygon_of(outline).covers(part))


def _across(polygon: Polygon) -> float:
    x0, y0, x1, y1 = polygon.bounds
    return hypot(x1 - x0, y1 - y0)


def _angles(outline: Outline, steps: int) -> Iterator[float]:
    for ring in outline.rings_um:
        for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0]), strict=True):
            angle = atan2(y1 - y0, x1 - x0)
            yield from (angle, angle + pi / 2)
    yield from (pi * step / steps for step in range(steps))


def held(long_um: float, wide_um: float, angle: float) -> list[tuple[float, float]]:
    """The corners of a part that lies about the origin, turned."""
    c, s = cos(angle), sin(angle)
    half = [
        (-long_um / 2, -wide_um / 2),
        (long_um / 2, -wide_um / 2),
        (long_um / 2, wide_um / 2),
        (-long_um / 2, wide_um / 2),
    ]
    return [(c * x - s * y, s * x + c * y) for x, y in half]
