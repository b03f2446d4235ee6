"""Papers that a space describes itself: a TOML file a sheet, in a folder of the space."""

from itertools import pairwise
from pathlib import Path

from labels.checked import Table, inside, read_table
from labels.drawing import MM, Size
from labels.errors import Wrong
from labels.formats.catalogue import PAGES, Format, Supply, sheet_of
from labels.sheets import Sheet

_LARGEST_UM = 2_000 * MM
_MOST_PLACES = 100
_SMALLEST_UM = 5 * MM
_DPI = (180, 1_200)


def own_formats(folder: Path) -> tuple[Format, ...]:
    """The papers of a folder, by file name; none where there is no folder. Raises FileWrong."""
    return tuple(read_format(inside(path, folder)) for path in sorted(folder.glob("*.toml")))


def read_format(path: Path) -> Format:
    """The paper that a file describes. Raises FileWrong."""
    table = read_table(path)
    name, also, source = table.text("name"), table.texts("also"), table.text("source", "")
    page = _page(table)
    columns, rows = table.whole("columns", 1, _MOST_PLACES), table.whole("rows", 1, _MOST_PLACES)
    um = _lengths(table, page)
    dpi = table.whole("dpi", *_DPI, default=300)
    table.close()
    sheet = sheet_of(page, columns, rows, um)
    _check(table, sheet)
    return Format(name, also, Supply.SHEET, sheet, dpi, "", source)


def _page(table: Table) -> Size:
    if not table.has("page"):
        return Size(table.mm("page_width_mm", _LARGEST_UM), table.mm("page_height_mm", _LARGEST_UM))
    said = table.text("page")
    return PAGES[said] if said in PAGES else table.wrong("page", Wrong.UNKNOWN, said)


def _lengths(table: Table, page: Size) -> dict[str, int]:
    """All lengths by name; where labels touch, the pitch is not needed."""
    wide, high = page.width_um, page.height_um
    um = {"width": table.mm("width_mm", wide), "height": table.mm("height_mm", high)}
    for key, length_um in um.items():
        if length_um < _SMALLEST_UM:
            table.wrong(f"{key}_mm", Wrong.TOO_SMALL)
    um |= {"left": table.mm("left_mm", wide), "top": table.mm("top_mm", high)}
    um["pitch_x"] = table.mm("pitch_x_mm", wide, um["width"])
    um["pitch_y"] = table.mm("pitch_y_mm", high, um["height"])
    return um | {"corner": table.mm("corner_mm", min(um["width"], um["height"]) // 2, 0)}


def _check(table: Table, sheet: Sheet) -> None:
    """Labels are on the page, apart from each other, and have room inside."""
    last = sheet.cut(sheet.places - 1)
    if last.right_um > sheet.page.width_um:
        table.wrong("columns", Wrong.OFF_THE_PAGE)
    if last.bottom_um > sheet.page.height_um:
        table.wrong("rows", Wrong.OFF_THE_PAGE)
    if any(one.meets(other) for one, other in pairwise(map(sheet.cut, range(sheet.places)))):
        table.wrong("pitch_x_mm", Wrong.OVERLAPPING)
    if sheet.rows > 1 and sheet.cut(0).meets(sheet.cut(sheet.columns)):
        table.wrong("pitch_y_mm", Wrong.OVERLAPPING)
    if min(sheet.room.width_um, sheet.room.height_um) < _SMALLEST_UM:
        table.wrong("width_mm", Wrong.TOO_SMALL)
