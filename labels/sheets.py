"""Labels side by side on a page of ready-cut ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from labels.drawing import MM, Box, Drawing, Item, Size, moved

A4 = Size(210 * MM, 297 * MM)


@dataclass(frozen=True, slots=True)
class Offset:
    """How much further right and down a printer has to print, as measured on its calibration page."""

    right_um: int = 0
    down_um: int = 0


NO_OFFSET = Offset()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of labels; pitch is from the edge of one to the same edge of the next.

    The insets stay white inside each label: for labels that touch, and printers that do not reach the edge.
    `rounded_um` is the radius of the corners.
    """

    page: Size
    columns: int
    rows: int
    label: Size
    left_um: int
    top_um: int
    pitch_x_um: int
    pitch_y_um: int
    inset_x_um: int
    inset_y_um: int
    rounded_um: int = 0

    @property
    def room(self) -> Size:
        """The size to lay a label out for."""
        return Size(self.label.width_um - 2 * self.inset_x_um, self.label.height_um - 2 * self.inset_y_um)

    @property
    def places(self) -> int:
        """Labels on a page."""
        return self.columns * self.rows

    def corner_um(self, place: int) -> tuple[int, int]:
        """Where the room of a place begins; places are counted along the rows from 0."""
        row, column = divmod(place, self.columns)
        left_um, top_um = self.left_um + self.inset_x_um, self.top_um + self.inset_y_um
        return left_um + column * self.pitch_x_um, top_um + row * self.pitch_y_um

    def cut(self, place: int) -> Box:
        """The whole label of a place, as it is cut."""
        x_um, y_um = self.corner_um(place)
        return Box(x_um - self.inset_x_um, y_um - self.inset_y_um, self.label.width_um, self.label.height_um)


A4_3X8 = Sheet(A4, 3, 8, Size(70 * MM, 37 * MM), 0, 500, 70 * MM, 37 * MM, 4 * MM, 4 * MM)
"""24 labels that touch, as most shops sell them; the room is that of a 62 mm roll."""


def imposed(
    labels: Iterable[Drawing], sheet: Sheet, skip: int = 0, offset: Offset = NO_OFFSET
) -> Iterator[Drawing]:
    """Pages with the labels, which are laid out for the sheet's room; the first `skip` places stay free."""
    placed = enumerate(labels, start=skip)
    for _, group in groupby(placed, key=lambda pair: pair[0] // sheet.places):
        pairs = list(group)
        items = tuple(item for place, label in pairs for item in _put(label, sheet, place, offset))
        yield Drawing(sheet.page, pairs[0][1].dpi, items)


def _put(label: Drawing, sheet: Sheet, place: int, offset: Offset) -> tuple[Item, ...]:
    x_um, y_um = sheet.corner_um(place % sheet.places)
    return moved(label.items, x_um + offset.right_um, y_um + offset.down_um)
