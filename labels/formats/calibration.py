"""A page that shows how far a printer is off: printed on a sheet of labels and held against the light.

Its frames lie where labels are cut. The rulers start at the first label's corner: where the paper's own edge
meets them is how far off the printer is.
"""

from collections.abc import Iterator

from labels.blocks import Words, place
from labels.drawing import MM, Box, Drawing, Fill, Ink, Item, moved
from labels.sheets import NO_OFFSET, Offset, Sheet
from labels.text import Type
from paper.typeface import Face

_LINE_UM = 200
_TICKS_MM = 5
_NUMBER = Type(Face.REGULAR, 4 * MM, 1_500)


def calibration(sheet: Sheet, dpi: int = 300, offset: Offset = NO_OFFSET) -> Drawing:
    """The frames of all labels with their numbers, and rulers across the first; moved by the offset."""
    items = (*_frames(sheet), *_rulers(sheet.cut(0)))
    return Drawing(sheet.page, dpi, moved(items, offset.right_um, offset.down_um))


def _frames(sheet: Sheet) -> Iterator[Item]:
    for number in range(sheet.places):
        cut = sheet.cut(number)
        yield Fill(cut)
        yield Fill(cut.inset(_LINE_UM), Ink.WHITE)
        room = cut.inset(min(cut.width_um, cut.height_um) // 4)
        yield from place(Words(str(number + 1), _NUMBER, 0, centred=True), room)


def _rulers(cut: Box) -> Iterator[Item]:
    """A tick a millimetre, five to each side of the first label's left and upper edge."""
    for tick in range(-_TICKS_MM, _TICKS_MM + 1):
        long_um = 4 * MM if tick in (-_TICKS_MM, 0, _TICKS_MM) else 2 * MM
        half_um = _LINE_UM // 2
        across_um, down_um = cut.x_um + tick * MM - half_um, cut.y_um + tick * MM - half_um
        middle_um = (cut.x_um + cut.width_um // 2, cut.y_um + cut.height_um // 2)
        yield Fill(Box(across_um, middle_um[1], _LINE_UM, long_um))
        yield Fill(Box(middle_um[0], down_um, long_um, _LINE_UM))
