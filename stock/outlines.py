"""The outline of a piece that is no rectangle, in whole µm."""

from dataclasses import dataclass

MOST_POINTS = 160
MOST_RECTS = 12

Ring = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """Rings of points (x, y): the outer one, then holes. `rects_um` are rectangles that certainly lie inside,
    at any angle, as long and short edges, none inside another, the largest first.

    Raises ValueError for more than an event's line can hold, or what is no ring.
    """

    rings_um: tuple[Ring, ...]
    rects_um: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        if not self.rings_um or any(len(ring) < 3 for ring in self.rings_um):
            raise ValueError("an outline is rings of three points or more")
        if sum(map(len, self.rings_um)) > MOST_POINTS or len(self.rects_um) > MOST_RECTS:
            raise ValueError("an outline with more points than a line can hold")

    @property
    def area_um2(self) -> int:
        """The area inside, less the holes, rounded down."""
        outer, *holes = map(_area_um2, self.rings_um)
        return outer - sum(holes)


def _area_um2(ring: Ring) -> int:
    """By the shoelace formula, whichever way round the ring runs."""
    edges = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in edges)) // 2
