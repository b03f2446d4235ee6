"""From loops to what they enclose: the sheet of an outline's drawing, and what a laser's job leaves of
one."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from cutting.outlines.errors import NoOutline, Why
from cutting.outlines.inward import largest, opened, require_sensible
from cutting.outlines.joining import Loops, Path

_SAME_UM = 200.0
"""A line drawn twice is no hole."""
_OVER_UM = 1_000.0
"""So far a part may stick out over its sheet, as drawings do."""
_LEAST_CUT_UM = 100
_BRIDGE_UM = 2_500
"""Strips narrower than twice this are no material: bridges, and webs between parts."""
_MOST_CROSSINGS = 5_000_000
_ASKED = 50


def sheet_of(loops: Loops) -> tuple[Polygon, int]:
    """What the largest loop encloses, less the loops in it; and how many outlines lie beside it. Raises
    NoOutline for a drawing whose largest line is open, or crosses itself."""
    _require_calm(loops)
    lines, outer = sorted(loops.open, key=_spread), max(loops.closed, key=_spread, default=())
    if lines and _spread(lines[-1]) > _spread(outer):
        raise _open(lines[-1])
    if not outer:
        raise NoOutline(Why.EMPTY)
    require_sensible(Polygon(outer))
    sheet = _sound(outer)
    others = [_filled(loop) for loop in loops.closed if loop is not outer]
    inside = [other for other in others if sheet.intersects(other)]
    holes = [hole for hole in inside if not _is_same(sheet, hole)]
    return largest(sheet.difference(shapely.union_all(holes))), len(others) - len(inside)


def split(loops: Loops) -> tuple[Loops, Loops]:
    """The largest loop, which is the sheet; and all that is cut out of it."""
    outer = max(loops.closed, key=_spread, default=())
    rest = tuple(loop for loop in loops.closed if loop is not outer)
    return Loops((outer,) if outer else (), ()), Loops(rest, loops.open)


def left_of(sheet: Polygon, loops: Loops, kerf_um: int = 0) -> Polygon:
    """What a job leaves of a sheet: all but its parts and cuts, less what hangs on strips of less than 5
    mm."""
    _require_calm(loops)
    gone = shapely.union_all([*map(_filled, loops.closed), *map(LineString, loops.open)])
    if gone.is_empty:
        raise NoOutline(Why.EMPTY)
    if not gone.within(sheet.buffer(_OVER_UM)):
        x0, y0, x1, y1 = map(round, gone.bounds)
        raise NoOutline(Why.PART_OUTSIDE, from_um=(x0, y0), to_um=(x1, y1))
    cut = gone.buffer(max(kerf_um, _LEAST_CUT_UM) / 2, join_style="mitre")
    return opened(largest(sheet.difference(cut)), _BRIDGE_UM)


def _sound(loop: Path) -> Polygon:
    sheet = Polygon(loop)
    if sheet.is_valid:
        return sheet
    said = shapely.is_valid_reason(sheet).partition("[")[2].rstrip("]").split()
    x, y = (round(float(number)) for number in (said or ("0", "0")))
    raise NoOutline(Why.CROSSING, at_um=(x, y))


def _open(line: Path) -> NoOutline:
    gap = Point(line[0]).distance(Point(line[-1]))
    (x, y) = line[-1]
    return NoOutline(Why.OPEN, at_um=(round(x), round(y)), gap_um=round(gap))


def _spread(path: Path) -> float:
    """The area of the box around a line."""
    xs, ys = zip(*path, strict=True) if path else ((0.0,), (0.0,))
    return float((max(xs) - min(xs)) * (max(ys) - min(ys)))


def _filled(loop: Path) -> Polygon:
    """What a loop takes away; of one that crosses itself, all that it lies around."""
    polygon = Polygon(loop)
    hull = polygon if polygon.is_valid else polygon.convex_hull
    return hull if isinstance(hull, Polygon) else Polygon()


def _is_same(sheet: Polygon, other: BaseGeometry) -> bool:
    return bool(shapely.hausdorff_distance(sheet.exterior, other.boundary) < _SAME_UM)


def _require_calm(loops: Loops) -> None:
    """Raise NoOutline for scribbles, in which everything crosses everything: they would take for ever."""
    segments = [LineString(pair) for pair in _segments((*loops.closed, *loops.open))]
    if not segments:
        return
    asked = segments[:: max(1, len(segments) // _ASKED)]
    hits = shapely.STRtree(segments).query(asked).shape[1]
    if hits / max(1, len(asked)) * len(segments) > _MOST_CROSSINGS:
        raise NoOutline(Why.TOO_MUCH)


def _segments(paths: Sequence[Path]) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    for path in paths:
        yield from pairwise((*path, path[0]))
