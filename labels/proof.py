"""No label leaves unread: every symbol is drawn as the target's dots and read back, by two readers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from PIL import Image

from labels.drawing import MM, Box, Cells, Drawing, Item
from labels.errors import Unreadable
from labels.outputs.raster import dots, raster
from labels.reading import read_both
from labels.symbol import Symbology

_FIELD_UM = 20 * MM


@dataclass(frozen=True, slots=True)
class Proven:
    """A drawing whose symbols were read back; only `prove` makes one, and outputs take nothing else."""

    drawing: Drawing


def prove(drawing: Drawing) -> Proven:
    """The drawing, once both readers read each of its symbols as its payload at the target's resolution.

    What else is drawn there counts too: a text across a symbol makes it Unreadable.
    """
    near = _Near(drawing.items)
    for cells in drawing.symbols:
        box = _within(cells.quiet_box, drawing)
        _check(
            cells, raster(replace(drawing, items=near.items(box)), box), dots(cells.module_um, drawing.dpi)
        )
    return Proven(drawing)


def read_back(image: Image.Image, symbology: Symbology) -> tuple[str, ...]:
    """The payloads of the symbols in a picture, as far as both readers read them."""
    return read_both(image, symbology).agreed


def _check(cells: Cells, image: Image.Image, module_dots: int) -> None:
    symbol = cells.symbol
    found = read_both(image, symbol.symbology, module_dots)
    for said in (found.zxing, found.zbar):
        if said != (symbol.payload,):
            raise Unreadable(symbol.payload, said)


class _Near:
    """Which items lie where on a page, so that each symbol is drawn with its neighbours alone."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._fields: defaultdict[tuple[int, int], list[tuple[int, Item]]] = defaultdict(list)
        for number, item in enumerate(items):
            for field in _fields(item.box):
                self._fields[field].append((number, item))

    def items(self, box: Box) -> tuple[Item, ...]:
        """Those that may meet the box, in the order they are drawn in."""
        found = dict(pair for field in _fields(box) for pair in self._fields.get(field, ()))
        return tuple(found[number] for number in sorted(found))


def _fields(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(box.x_um // _FIELD_UM, box.right_um // _FIELD_UM + 1):
        for row in range(box.y_um // _FIELD_UM, box.bottom_um // _FIELD_UM + 1):
            yield column, row


def _within(box: Box, drawing: Drawing) -> Box:
    """The part of the box that is on the paper."""
    left_um, top_um = max(box.x_um, 0), max(box.y_um, 0)
    right_um, bottom_um = min(box.right_um, drawing.size.width_um), min(box.bottom_um, drawing.size.height_um)
    return Box(left_um, top_um, right_um - left_um, bottom_um - top_um)
