"""The papers we know by name."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from labels.drawing import MM, UM_PER_INCH, Size
from labels.errors import FormatUnknown
from labels.outputs.tapes import PT_TAPES, QL_TAPES, Tape
from labels.sheets import A4, Sheet

PAGES = MappingProxyType({"A4": A4, "Letter": Size(215_900, 279_400)})

UNPRINTED_UM = 4 * MM
"""What office printers leave white at the edges of a page."""
TOUCHING_UM = 500
"""What stays white around labels that touch, or hardly do not."""
USUAL_LENGTH_UM = 40 * MM
"""How much of an endless tape a label takes, unless something else is asked for."""
_LENGTHS = ("width", "height", "left", "top", "pitch_x", "pitch_y", "corner")
_PT_DPI = 180
_NARROW_UM = 20 * MM
_HERE = Path(__file__).parent


class Supply(StrEnum):
    """How labels come."""

    SHEET = "sheet"
    ROLL = "roll"
    ENDLESS = "endless"


@dataclass(frozen=True, slots=True)
class Format:
    """A paper; a label of a roll is a page with one place. `tape` is Brother's name of it, or nothing.

    On an endless tape that `lies`, words run along it, as on those narrower than a word is long.
    """

    name: str
    also: tuple[str, ...]
    supply: Supply
    sheet: Sheet
    dpi: int
    tape: str
    source: str
    lies: bool = False

    def cut_at(self, length_um: int) -> "Format":
        """The same endless tape, cut at another length."""
        if self.supply is not Supply.ENDLESS:
            return self
        page = self.sheet.page
        cut = Size(length_um, page.height_um) if self.lies else Size(page.width_um, length_um)
        return replace(self, sheet=replace(self.sheet, page=cut, label=cut))

    def turned(self) -> "Format":
        """The same roll for a label that lies across it; a sheet is what it is, and so is a narrow tape."""
        if self.supply is Supply.SHEET or self.lies:
            return self
        page, side_um, end_um = self.sheet.page, self.sheet.inset_x_um, self.sheet.inset_y_um
        lying = Size(page.height_um, page.width_um)
        sheet = replace(self.sheet, page=lying, label=lying, inset_x_um=end_um, inset_y_um=side_um)
        return replace(self, sheet=sheet, lies=self.supply is Supply.ENDLESS)


def formats() -> tuple[Format, ...]:
    """All papers of the catalogue."""
    return _all()


def named(name: str, own: tuple[Format, ...] = ()) -> Format:
    """The paper of a name, whatever its case; own ones first. Raises FormatUnknown."""
    wished = _key(name)
    for paper in (*own, *_all()):
        if wished in map(_key, (paper.name, *paper.also)):
            return paper
    raise FormatUnknown(name)


def _key(name: str) -> str:
    return "".join(name.casefold().replace("×", "x").replace("-", "").split())


@cache
def _all() -> tuple[Format, ...]:
    return (*map(_sheet_format, _rows("sheets.csv")), *map(_roll_format, _rows("rolls.csv")))


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (_HERE / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _um(row: dict[str, str], key: str) -> int:
    return round(Decimal(row[f"{key}_mm"]) * MM)


def _also(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(filter(None, row["also"].split(";")))


def _sheet_format(row: dict[str, str]) -> Format:
    numbers = {key: _um(row, key) for key in _LENGTHS}
    sheet = sheet_of(PAGES[row["page"]], int(row["columns"]), int(row["rows"]), numbers)
    return Format(row["name"], _also(row), Supply.SHEET, sheet, 300, "", row["source"])


def sheet_of(page: Size, columns: int, rows: int, um: dict[str, int]) -> Sheet:
    """A sheet, its labels inset as far as printers and scissors ask for."""
    label, pitch = Size(um["width"], um["height"]), (um["pitch_x"], um["pitch_y"])
    bare = Sheet(page, columns, rows, label, um["left"], um["top"], *pitch, 0, 0, um["corner"])
    last = bare.cut(bare.places - 1)
    edge_x_um = min(um["left"], page.width_um - last.right_um)
    edge_y_um = min(um["top"], page.height_um - last.bottom_um)
    reach_um = max(UNPRINTED_UM - edge_x_um, UNPRINTED_UM - edge_y_um, TOUCHING_UM)
    return replace(bare, inset_x_um=reach_um, inset_y_um=reach_um)


def _roll_format(row: dict[str, str]) -> Format:
    endless = _um(row, "length") == 0
    supply, dpi = Supply.ENDLESS if endless else Supply.ROLL, int(row["dpi"])
    width_um, length_um = _um(row, "width"), _um(row, "length") or USUAL_LENGTH_UM
    side_um, end_um = _um(row, "side"), _um(row, "end")
    if row["tape"]:
        side_um, end_um = _tape_edges_um(_tape(row["tape"], dpi), Size(width_um, length_um), end_um, dpi)
    lies = endless and (dpi == _PT_DPI or width_um < _NARROW_UM)
    if lies:
        width_um, length_um, side_um, end_um = length_um, width_um, end_um, side_um
    label = Size(width_um, length_um)
    sheet = Sheet(label, 1, 1, label, 0, 0, width_um, length_um, side_um, end_um, _um(row, "corner"))
    return Format(row["name"], _also(row), supply, sheet, dpi, row["tape"], row["source"], lies)


def _tape(name: str, dpi: int) -> Tape:
    return PT_TAPES[name] if dpi == _PT_DPI else QL_TAPES[name]


def _tape_edges_um(tape: Tape, label: Size, end_um: int, dpi: int) -> tuple[int, int]:
    """What the head does not reach: the rest of the width, and of the length where it is cut already."""
    side_um = (label.width_um - tape.dots * UM_PER_INCH // dpi) // 2
    along_um = (label.height_um - tape.lines * UM_PER_INCH // dpi) // 2 if tape.lines else end_um
    return side_um, along_um
