"""A piece on a sheet of paper, at the largest usual scale that has room."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from cutting.drawings.drawn import Drawn
from cutting.terms import Rect
from stock.outlines import Ring

_HALVES = (2, 4, 5, 6, 8, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200, 400, 1000)
"""The usual scales, doubled: 1 : 1, 1 : 2, 1 : 2.5 and so on."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where the piece lies on the page, and how many µm one µm of paper stands for."""

    whole: Rect
    scale: Fraction

    @classmethod
    def within(cls, drawing: Drawn, room: Rect) -> Self:
        """At the top of the room, in the middle of its width."""
        long_um, high_um = drawing.long_um, drawing.height_um
        needed = max(Fraction(long_um, room.dx_um), Fraction(high_um, room.dy_um))
        scale = next((usual for usual in (Fraction(half, 2) for half in _HALVES) if usual >= needed), needed)
        wide_um, tall_um = round(long_um / scale), round(high_um / scale)
        return cls(Rect(room.x_um + (room.dx_um - wide_um) // 2, room.y_um, wide_um, tall_um), scale)

    @property
    def bottom_um(self) -> int:
        """Its lower edge."""
        return self.whole.y_um + self.whole.dy_um

    def on(self, rect: Rect) -> Rect:
        """A rectangle of the piece on the page, each edge to the nearest µm."""
        left, top = round(rect.x_um / self.scale), round(rect.y_um / self.scale)
        right = round((rect.x_um + rect.dx_um) / self.scale)
        low = round((rect.y_um + rect.dy_um) / self.scale)
        return Rect(self.whole.x_um + left, self.whole.y_um + top, right - left, low - top)

    def ring(self, corners: Ring) -> Ring:
        """A ring of the piece on the page, each corner to the nearest µm."""
        x_um, y_um = self.whole.x_um, self.whole.y_um
        return tuple((x_um + round(x / self.scale), y_um + round(y / self.scale)) for x, y in corners)

    def scale_text(self, decimal: str) -> str:
        """The scale's second number."""
        return f"{float(self.scale):g}".replace(".", decimal)
