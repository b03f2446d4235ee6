"""Papers that are said by their size alone, such as `62x29`: a label of so many millimetres."""

import re

from labels.drawing import MM, Size
from labels.formats.catalogue import Format, Supply
from labels.sheets import Sheet

_SIZE = re.compile(r"\s*(\d{1,3})\s*[x×]\s*(\d{1,3})\s*(?:mm)?\s*", re.IGNORECASE)
_SMALLEST_MM, _LARGEST_MM = 5, 500
_DPI = 300


def typed_paper(text: str) -> Format | None:
    """The label of a size; None where the text is no size, or one that no label has."""
    found = _SIZE.fullmatch(text)
    sides_mm = [int(side) for side in found.groups()] if found else []
    if not sides_mm or min(sides_mm) < _SMALLEST_MM or max(sides_mm) > _LARGEST_MM:
        return None
    size = Size(sides_mm[0] * MM, sides_mm[1] * MM)
    sheet = Sheet(size, 1, 1, size, 0, 0, size.width_um, size.height_um, 0, 0)
    return Format(f"{sides_mm[0]}x{sides_mm[1]}", (), Supply.ROLL, sheet, _DPI, "", "")
