"""The outline of a piece that is no rectangle, in whole µm, and how it stands in an event.

x runs along the piece's length (and so its grain), y across it. In an event a ring is its first point and the
steps from each point to the next, all numbers in one list, so that a line has room for it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

MOST_POINTS = 160
MOST_RECTS = 12
LONGEST_TEXT = 2800
"""Characters of an outline in an event: what is left of its line by the longest of everything else."""

Point = tuple[int, int]
Ring = tuple[Point, ...]


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
        if self.text_length > LONGEST_TEXT:
            raise ValueError("an outline that is longer than a line can hold")

    @property
    def area_um2(self) -> int:
        """The area inside, less the holes, rounded down."""
        outer, *holes = map(_area_um2, self.rings_um)
        return outer - sum(holes)

    @property
    def text_length(self) -> int:
        """How many characters it takes in an event."""
        return sum(len(_COMPACT.encode(part)) for part in outline_body(self).values())

    @property
    def box_um(self) -> tuple[int, int, int, int]:
        """The least x and y, and how far it extends in x and in y."""
        xs, ys = zip(*self.rings_um[0], strict=True)
        return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def outline_body(outline: Outline) -> dict[str, list[Any]]:
    """What an event says of an outline, under its piece."""
    body: dict[str, list[Any]] = {"rings_um": [list(_steps(ring)) for ring in outline.rings_um]}
    if outline.rects_um:
        body["rects_um"] = [um for rect in outline.rects_um for um in rect]
    return body


def read_outline(body: Mapping[str, Any]) -> Outline | None:
    """The outline in a piece's body, None where it has none. Raises ValueError or TypeError for what is no
    outline: what is no list of pairs of whole numbers, has no area, or rectangles larger than itself."""
    if "rings_um" not in body:
        if "rects_um" in body:
            raise ValueError("rectangles inside no outline")
        return None
    rings = tuple(tuple(_added_up(_pairs(ring))) for ring in _list(body["rings_um"]))
    outline = Outline(rings, tuple(_pairs(body.get("rects_um", []))))
    if outline.area_um2 <= 0:
        raise ValueError("an outline without an area")
    if any(not 0 < short <= long or long * short > outline.area_um2 for long, short in outline.rects_um):
        raise ValueError("a rectangle that is in no outline")
    return outline


def _steps(ring: Ring) -> Iterator[int]:
    for (x1, y1), (x2, y2) in pairwise(((0, 0), *ring)):
        yield from (x2 - x1, y2 - y1)


def _added_up(steps: Iterable[Point]) -> Iterator[Point]:
    return accumulate(steps, lambda at, step: (at[0] + step[0], at[1] + step[1]))


def _pairs(found: Any) -> Iterator[Point]:
    numbers = _list(found)
    if set(map(type, numbers)) - {int} or len(numbers) % 2:
        raise ValueError("a list that is no pairs of whole numbers")
    return zip(numbers[::2], numbers[1::2], strict=True)


def _list(found: Any) -> list[Any]:
    if type(found) is not list:
        raise ValueError("what should be a list is none")
    return found


def _area_um2(ring: Ring) -> int:
    """By the shoelace formula, whichever way round the ring runs."""
    edges = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in edges)) // 2


_COMPACT = json.JSONEncoder(separators=(",", ":"))
