"""What stands where on a label or page: the one list that every output draws from.

Lengths are micrometres, x from the left edge and y from the top. What comes later covers what came before.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from paper.typeface import Face

if TYPE_CHECKING:
    from labels.symbol import Symbol

UM_PER_INCH = 25_400
MM = 1_000


class Ink(StrEnum):
    """Labels are black and white: colour is never what says something."""

    BLACK = "black"
    WHITE = "white"


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a label or page."""

    width_um: int
    height_um: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the paper."""

    x_um: int
    y_um: int
    width_um: int
    height_um: int

    @property
    def right_um(self) -> int:
        """Its right edge."""
        return self.x_um + self.width_um

    @property
    def bottom_um(self) -> int:
        """Its lower edge."""
        return self.y_um + self.height_um

    def inset(self, by_um: int) -> "Box":
        """The box inside this one, the same distance from every edge."""
        return Box(
            self.x_um + by_um, self.y_um + by_um, self.width_um - 2 * by_um, self.height_um - 2 * by_um
        )

    def moved(self, right_um: int, down_um: int) -> "Box":
        """The same box elsewhere."""
        return replace(self, x_um=self.x_um + right_um, y_um=self.y_um + down_um)

    def meets(self, other: "Box") -> bool:
        """Whether the two share any area."""
        return (
            self.x_um < other.right_um
            and other.x_um < self.right_um
            and self.y_um < other.bottom_um
            and other.y_um < self.bottom_um
        )


@dataclass(frozen=True, slots=True)
class Cells:
    """A symbol; `x_um` and `y_um` are its first module, the quiet zone lies outside."""

    symbol: "Symbol"
    x_um: int
    y_um: int
    module_um: int
    row_um: int

    @property
    def box(self) -> Box:
        """The symbol without its quiet zone."""
        width_um = self.module_um * self.symbol.columns
        return Box(self.x_um, self.y_um, width_um, self.row_um * len(self.symbol.rows))

    @property
    def quiet_box(self) -> Box:
        """The symbol with its quiet zone."""
        return self.box.inset(-self.symbol.quiet * self.module_um)

    def moved(self, right_um: int, down_um: int) -> Self:
        """The same symbol elsewhere."""
        return replace(self, x_um=self.x_um + right_um, y_um=self.y_um + down_um)


@dataclass(frozen=True, slots=True)
class Text:
    """One line of clean text; `y_um` is its baseline and `box` what it covers, accents included."""

    text: str
    face: Face
    size_um: int
    x_um: int
    y_um: int
    box: Box
    ink: Ink = Ink.BLACK

    def moved(self, right_um: int, down_um: int) -> Self:
        """The same line elsewhere."""
        x_um, y_um = self.x_um + right_um, self.y_um + down_um
        return replace(self, x_um=x_um, y_um=y_um, box=self.box.moved(right_um, down_um))


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle; a line is a thin one, a frame a white one on a black one."""

    box: Box
    ink: Ink = Ink.BLACK

    def moved(self, right_um: int, down_um: int) -> Self:
        """The same rectangle elsewhere."""
        return replace(self, box=self.box.moved(right_um, down_um))


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled polygon inside `box`."""

    points_um: tuple[tuple[int, int], ...]
    box: Box
    ink: Ink = Ink.BLACK

    def moved(self, right_um: int, down_um: int) -> Self:
        """The same polygon elsewhere."""
        points_um = tuple((x_um + right_um, y_um + down_um) for x_um, y_um in self.points_um)
        return replace(self, points_um=points_um, box=self.box.moved(right_um, down_um))


Item = Cells | Text | Fill | Shape


@dataclass(frozen=True, slots=True)
class Drawing:
    """A label or page whose modules are whole dots at `dpi`."""

    size: Size
    dpi: int
    items: tuple[Item, ...]

    @property
    def symbols(self) -> tuple[Cells, ...]:
        """Every symbol on it."""
        return tuple(item for item in self.items if isinstance(item, Cells))


def moved(items: Iterable[Item], right_um: int, down_um: int) -> tuple[Item, ...]:
    """The same items elsewhere."""
    return tuple(item.moved(right_um, down_um) for item in items)
