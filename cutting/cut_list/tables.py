"""Cut lists as tables: what OpenCutList and CutList Optimizer export, and what spreadsheets do."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cutting.cut_list.columns import Column, known, unit
from cutting.cut_list.lines import (
    LONGEST_LINE,
    CutList,
    Defaults,
    Fault,
    Found,
    Line,
    Materials,
    Reason,
    whole_fault,
)
from cutting.cut_list.named import named
from stock.plain import shown
from stock.sizes import Size, SizeError
from stock.typed import Misread, MisreadReason, read

_SEPARATORS = ";\t,"
_NEEDED = frozenset({Column.LONG})
_WHOLE = re.compile(r"(?P<whole>[0-9]{1,7})(?:[.,]0*)?")
_BARE = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_OFF = frozenset({"false", "no", "0", "off", "n"})
_FREE = frozenset({"", "none", "any", "false", "no", "0", "n", "-"})
_ACROSS = frozenset({"h", "w", "horizontal", "width", "across"})
"""Grain along a part's width; any other mark is along its length, as CutList Optimizer's `v` is."""


@dataclass(frozen=True, slots=True)
class _Header:
    separator: str
    row: int
    places: dict[Column, int]
    units: dict[Column, str]

    def cell(self, row: Sequence[str], column: Column) -> str:
        """What stands in that column, plain; "" where there is none."""
        place = self.places.get(column, -1)
        return " ".join(shown(row[place]).split()) if 0 <= place < len(row) else ""


def is_table(text: str) -> bool:
    """Whether the text begins with a header that names at least a length and another column."""
    return _header(text) is not None


def read_table(text: str, materials: Materials, defaults: Defaults) -> CutList:
    """The cut list that a table is; its first row names the columns."""
    header = _header(text)
    if header is None:
        return whole_fault(Reason.NO_COLUMNS, text.strip().partition("\n")[0].strip())
    found = Found()
    for number, row in _rows(text, header):
        if row is None:
            found.add(Fault(number, Reason.TOO_LONG))
            break
        read_one = _line(number, row, header, materials, defaults)
        if read_one and not found.add(read_one):
            break
    return found.whole()


def _header(text: str) -> _Header | None:
    """The first row, by the separator with which it names most columns."""
    for number, line in enumerate(text[: 20 * LONGEST_LINE].splitlines()[:3], start=1):
        headers = [_header_of(line, separator, number) for separator in _SEPARATORS]
        best = max(headers, key=lambda header: len(header.places))
        if len(best.places) > 1 and best.places.keys() >= _NEEDED:
            return best
    return None


def _header_of(line: str, separator: str, number: int) -> _Header:
    names = next(csv.reader([line], delimiter=separator), [])
    places = known(names)
    return _Header(
        separator, number, places, {column: unit(names[place]) for column, place in places.items()}
    )


def _rows(text: str, header: _Header) -> Iterator[tuple[int, list[str] | None]]:
    """The rows below the header with the numbers of their lines; None for one that is no row."""
    lines = text.splitlines()[header.row :]
    rows = csv.reader(lines, delimiter=header.separator)
    while True:
        number = header.row + rows.line_num + 1
        try:
            yield number, next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield number, None
            return


def _line(
    number: int, row: Sequence[str], header: _Header, materials: Materials, defaults: Defaults
) -> Line | Fault | None:
    if not any(cell.strip() for cell in row) or header.cell(row, Column.ENABLED).casefold() in _OFF:
        return None
    count = _count(header.cell(row, Column.COUNT)) if Column.COUNT in header.places else 1
    if not count:
        return Fault(number, Reason.NO_COUNT, header.cell(row, Column.COUNT)[:LONGEST_LINE])
    size = _size(number, row, header)
    if isinstance(size, Fault):
        return size
    grain = header.cell(row, Column.GRAIN).casefold()
    if grain in _ACROSS and size.short_um:
        size = Size(size.short_um, size.long_um, size.thick_um)
    keeps_grain = defaults.keeps_grain or grain not in _FREE
    line = Line(number, count, size, (), header.cell(row, Column.TITLE), keeps_grain)
    return named(line, header.cell(row, Column.MATERIAL), materials, defaults)


def _count(cell: str) -> int:
    """How many; 0 where that is not a whole number."""
    found = _WHOLE.fullmatch(cell)
    return int(found["whole"]) if found else 0


def _size(number: int, row: Sequence[str], header: _Header) -> Size | Fault:
    """The size as typed text is read: `600,5 mm`, `60` in a column of cm, `24"`."""
    columns = (Column.LONG, Column.WIDE, Column.THICK)
    cells = [_with_unit(header.cell(row, column), header.units.get(column, "")) for column in columns]
    if not cells[0]:
        return Fault(number, Reason.NO_SIZE)
    if negative := next((cell for cell in cells if cell.startswith(("-", "−"))), ""):
        return Fault(number, Reason.MISREAD, negative, MisreadReason.NEGATIVE)
    typed = read(" x ".join(cell or "?" for cell in cells))
    if isinstance(typed, Misread):
        return Fault(number, Reason.MISREAD, typed.fragment, typed.reason)
    if len(typed.edges_um) != len(columns) or typed.words:
        return Fault(number, Reason.MISREAD, " x ".join(cells)[:LONGEST_LINE], MisreadReason.UNCLEAR)
    try:
        return Size(*typed.edges_um)
    except SizeError:
        return Fault(number, Reason.NO_SIZE)


def _with_unit(cell: str, column_unit: str) -> str:
    bare = cell.removeprefix("~").strip()
    return f"{bare} {column_unit}" if column_unit and _BARE.fullmatch(bare) else bare
