"""Labels side by side on a page of ready-cut ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from labels.drawing import MM, Drawing, Item, Size, moved

A4 = Size(210 * MM, 297 * MM)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of labels; pitch is from the edge of one to the same edge of the next.

    `inset_um` stays white inside each label: for labels that touch, and printers that do not reach the edge.
    """

    page: Size
    columns: int
    rows: int
    label: Size
    left_um: int
    top_um: int
    pitch_x_um: int
    pitch_y_um: int
    inset_um: int

    @property
    def room(self) -> Size:
        """The size to lay a label out for."""
        return Size(self.label.width_um - 2 * self.inset_um, self.label.height_um - 2 * self.inset_um)

    @property
    def places(self) -> int:
        """Labels on a page."""
        return self.columns * self.rows

    def corner_um(self, place: int) -> tuple[int, int]:
        """Where the room of a place begins; places are counted along the rows from 0."""
        row, column = divmod(place, self.columns)
        left_um, top_um = self.left_um + self.inset_um, self.top_um + self.inset_um
        return left_um + column * self.pitch_x_um, top_um + row * self.pitch_y_um


A4_3X8 = Sheet(A4, 3, 8, Size(70 * MM, 37 * MM), 0, 500, 70 * MM, 37 * MM, 4 * MM)
"""24 labels that touch, as most shops sell them; the room is that of a 62 mm roll."""


def imposed(labels: Iterable[Drawing], sheet: Sheet, skip: int = 0) -> Iterator[Drawing]:
    """Pages with the labels, which are laid out for the sheet's room; the first `skip` places stay free."""
    placed = enumerate(labels, start=skip)
    for _, group in groupby(placed, key=lambda pair: pair[0] // sheet.places):
        pairs = list(group)
        items = tuple(item for place, label in pairs for item in _put(label, sheet, place % sheet.places))
        yield Drawing(sheet.page, pairs[0][1].dpi, items)


def _put(label: Drawing, sheet: Sheet, place: int) -> tuple[Item, ...]:
    return moved(label.items, *sheet.corner_um(place))
