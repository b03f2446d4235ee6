"""Whether a rectangle along the axes lies inside an outline: exact, in whole µm."""

from collections.abc import Iterator

from cutting.terms import Rect
from stock.outlines import Outline, Point, Ring


def is_inside(rect: Rect, outline: Outline) -> bool:
    """Whether all of it lies inside the outer ring and in no hole; it may touch their edges."""
    outer, *holes = outline.rings_um
    middle = (2 * rect.x_um + rect.dx_um, 2 * rect.y_um + rect.dy_um)
    return (
        not any(_enters(rect, a, b) for ring in outline.rings_um for a, b in _edges(ring))
        and _surrounds(outer, middle)
        and not any(_surrounds(hole, middle) for hole in holes)
    )


def is_there(outline: Outline, x_um: int, y_um: int) -> bool:
    """Whether a point lies inside; on an edge it may be either."""
    outer, *holes = outline.rings_um
    twice = (2 * x_um, 2 * y_um)
    return _surrounds(outer, twice) and not any(_surrounds(hole, twice) for hole in holes)


def _edges(ring: Ring) -> Iterator[tuple[Point, Point]]:
    return zip(ring, (*ring[1:], ring[0]), strict=True)


def _enters(rect: Rect, a: Point, b: Point) -> bool:
    """Whether an edge comes between the sides of a rectangle: no line along x, along y or along the edge
    parts them."""
    left, low = rect.x_um, rect.y_um
    right, high = left + rect.dx_um, low + rect.dy_um
    if (
        max(a[0], b[0]) <= left
        or right <= min(a[0], b[0])
        or max(a[1], b[1]) <= low
        or high <= min(a[1], b[1])
    ):
        return False
    sides = [
        (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]) for x in (left, right) for y in (low, high)
    ]
    return min(sides) < 0 < max(sides)


def _surrounds(ring: Ring, twice: Point) -> bool:
    """Whether a ring goes around a point, given by its doubled coordinates: a ray from it to the right
    crosses an odd number of edges."""
    x, y = twice
    is_in = False
    for a, b in _edges(ring):
        if (2 * a[1] > y) != (2 * b[1] > y):
            run, rise = 2 * (b[0] - a[0]), 2 * (b[1] - a[1])
            is_in ^= ((x - 2 * a[0]) * rise < (y - 2 * a[1]) * run) == (rise > 0)
    return is_in
