"""Boards with four printed markers, one in each corner. Pure: sizes, and where each marker's corners are.

Which board it is stands in the markers' numbers, so that nobody has to say how far apart they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Board:
    """Four markers whose outermost corners span `long_mm` × `wide_mm`. On one page, or one marker a page."""

    number: int
    name: str
    long_mm: int
    wide_mm: int
    marker_mm: int
    is_one_page: bool = False

    @property
    def markers(self) -> Mapping[int, tuple[Point, ...]]:
        """Each marker's corners in mm by its number, clockwise, from the board's upper left corner right and
        down: the upper left, upper right, lower right, lower left marker."""
        right, down = self.long_mm - self.marker_mm, self.wide_mm - self.marker_mm
        places = ((0, 0), (right, 0), (right, down), (0, down))
        side = self.marker_mm
        return {
            4 * self.number + at: ((x, y), (x + side, y), (x + side, y + side), (x, y + side))
            for at, (x, y) in enumerate(places)
        }


BOARDS = {
    board.name: board
    for board in (
        Board(0, "A4", 277, 190, 30, is_one_page=True),
        Board(1, "A3", 400, 277, 40, is_one_page=True),
        Board(2, "600x400", 600, 400, 80),
        Board(3, "800x600", 800, 600, 80),
        Board(4, "1200x800", 1200, 800, 120),
        Board(5, "2000x1000", 2000, 1000, 120),
    )
}
"""By name, as people ask for them."""
