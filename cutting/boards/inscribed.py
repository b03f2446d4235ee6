"""Rectangles along the axes that certainly lie inside an outline, in whole µm.

Lines through the outline's corners, and some between them where edges are slanted, make slabs. What no edge
reaches into are a slab's gaps; a rectangle is a gap that neighbouring slabs share. All is exact, or rounded
inwards.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from cutting.boards.spaces import Box
from stock.outlines import Outline, Point, Ring

MOST = 24
"""So many rectangles of one outline are looked at."""
_LINES = 24

Gap = tuple[int, int]
Edge = tuple[Point, Point]
Edges = Sequence[tuple[Edge, ...]]
"""The edges of each ring, the outer one first."""


@lru_cache(maxsize=1024)
def boxes(outline: Outline) -> tuple[Box, ...]:
    """Rectangles inside, which may overlap, none within another, the largest first; at most so many."""
    edges = [tuple(_edges(ring)) for ring in outline.rings_um]
    upright = [tuple((_swapped(a), _swapped(b)) for a, b in ring) for ring in edges]
    grown = {_grown(box, upright) for box in _some(_outermost(set(_all(edges))))}
    return tuple(_some(_outermost(grown)))


def covered_um2(outline: Outline) -> int:
    """How much of an outline such rectangles cover, about."""
    edges = [tuple(_edges(ring)) for ring in outline.rings_um]
    lines = _lines(edges)
    return sum(
        (high - low) * sum(right - left for left, right in _gaps(edges, low, high))
        for low, high in pairwise(lines)
    )


def _edges(ring: Ring) -> Iterator[Edge]:
    return zip(ring, (*ring[1:], ring[0]), strict=True)


def _swapped(point: Point) -> Point:
    return point[1], point[0]


def _lines(edges: Edges) -> list[int]:
    """The y of corners; of many some, and where edges are slanted some between them."""
    corners = sorted({y for ring in edges for (_, y), _ in ring})
    if len(corners) > _LINES:
        return [corners[number * (len(corners) - 1) // (_LINES - 1)] for number in range(_LINES)]
    if all(a[0] == b[0] or a[1] == b[1] for ring in edges for a, b in ring):
        return corners
    low, high, more = corners[0], corners[-1], _LINES - len(corners)
    return sorted({*corners, *(low + (high - low) * n // (more + 1) for n in range(1, more + 1))})


def _all(edges: Edges) -> Iterator[Box]:
    """Every gap that slabs in a row share."""
    lines = _lines(edges)
    slabs = [_gaps(edges, low, high) for low, high in pairwise(lines)]
    walls = [[_span(edge) for ring in edges for edge in ring if edge[0][1] == edge[1][1] == y] for y in lines]
    for first, gaps in enumerate(slabs):
        common = gaps
        for last in range(first, len(slabs)):
            if last > first:
                common = _less(_common(common, slabs[last]), walls[last])
            yield from ((left, lines[first], right, lines[last + 1]) for left, right in common)
            if not common:
                break


def _gaps(edges: Edges, low: int, high: int) -> list[Gap]:
    """What of the slab between two y is inside, and no edge reaches into it."""
    reaching = sorted(
        (*_reach(edge, low, high), number, _straddles(edge, low + high))
        for number, ring in enumerate(edges)
        for edge in ring
        if min(edge[0][1], edge[1][1]) < high and max(edge[0][1], edge[1][1]) > low
    )
    found, free_from, is_in = list[Gap](), 0, [False] * len(edges)
    for place, (left, right, number, straddles) in enumerate(reaching):
        if place and left > free_from and is_in[0] and not any(is_in[1:]):
            found.append((free_from, left))
        free_from = max(free_from, right) if place else right
        is_in[number] ^= straddles
    return found


def _reach(edge: Edge, low: int, high: int) -> Gap:
    """What an edge takes of x within a slab, rounded outwards."""
    (x0, y0), (x1, y1) = sorted(edge, key=_swapped)
    if y0 == y1:
        return _span(edge)
    ends = [(x0 * (y1 - y0) + (x1 - x0) * (y - y0)) for y in (max(low, y0), min(high, y1))]
    return min(ends) // (y1 - y0), -(-max(ends) // (y1 - y0))


def _straddles(edge: Edge, twice_y: int) -> bool:
    low, high = sorted((edge[0][1], edge[1][1]))
    return 2 * low <= twice_y < 2 * high


def _span(edge: Edge) -> Gap:
    left, right = sorted((edge[0][0], edge[1][0]))
    return left, right


def _common(some: Iterable[Gap], others: Sequence[Gap]) -> list[Gap]:
    shared = ((max(a, c), min(b, d)) for a, b in some for c, d in others)
    return [(left, right) for left, right in shared if left < right]


def _less(gaps: Iterable[Gap], walls: Iterable[Gap]) -> list[Gap]:
    """The gaps where no wall stands in them."""
    free = list(gaps)
    for wall in walls:
        free = [rest for gap in free for rest in _beside(gap, wall)]
    return free


def _beside(gap: Gap, wall: Gap) -> Iterator[Gap]:
    if gap[1] <= wall[0] or wall[1] <= gap[0]:
        yield gap
        return
    if gap[0] < wall[0]:
        yield gap[0], wall[0]
    if wall[1] < gap[1]:
        yield wall[1], gap[1]


def _grown(box: Box, upright: Edges) -> Box:
    """As far in y as its slab of x has room; `upright` are the edges with x and y exchanged."""
    left, low, right, high = box
    around = (gap for gap in _gaps(upright, left, right) if gap[0] <= low and high <= gap[1])
    low, high = next(around, (low, high))
    return left, low, right, high


def _outermost(found: Iterable[Box]) -> list[Box]:
    """Those that lie in no other one, the largest first."""
    kept: list[Box] = []
    for box in sorted(found, key=lambda box: (-_area(box), box)):
        x, y, far_x, far_y = box
        if not any(a <= x and b <= y and far_x <= c and far_y <= d for a, b, c, d in kept):
            kept.append(box)
    return kept


def _some(found: Sequence[Box]) -> list[Box]:
    """At most so many, the largest first: half of them the largest, and of the others evenly some."""
    if len(found) <= MOST:
        return list(found)
    largest, others = found[: MOST // 2], found[MOST // 2 :]
    return [*largest, *others[:: -(-len(others) // (MOST - MOST // 2))]]


def _area(box: Box) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])
