"""Tables under a picture: they run down the page and go on in the next column, and on the next page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cutting.drawings.ink import Ink, shortened, wide_um
from cutting.terms import Rect
from paper.typeface import Face

COLUMN_UM = 86_000
GAP_UM = 8_000
_LINE_UM = 4_600
_SIZE_UM = 3_200
_BESIDE_UM = 1_500
_MOST_LINES = 4
_LEAST_ROWS = 2
"""A table begins where its heading and so many of its rows have room."""


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, rows, and how wide each column is, of `COLUMN_UM` in all."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths_um: tuple[int, ...]


def put(ink: Ink, tables: Sequence[Table], room: Rect) -> list[Table]:
    """Draw what there is room for; what is left over."""
    waiting = list(map(_wrapped, tables))
    for x_um in range(room.x_um, room.x_um + room.dx_um - COLUMN_UM + 1, COLUMN_UM + GAP_UM):
        waiting = _column(ink, waiting, replace(room, x_um=x_um))
    return waiting


def _wrapped(table: Table) -> Table:
    """Long texts of the last column go on in rows of their own."""
    rows = [row for whole in table.rows for row in _rows(whole, table.widths_um[-1] - _BESIDE_UM)]
    return replace(table, rows=tuple(rows))


def _rows(row: tuple[str, ...], room_um: int) -> Iterator[tuple[str, ...]]:
    first, *more = _lines(row[-1], room_um)
    yield (*row[:-1], first)
    for line in more:
        yield (*[""] * (len(row) - 1), line)


def _lines(text: str, room_um: int) -> list[str]:
    """The words of a text in lines; the last one that there may be takes the rest."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(lines) < _MOST_LINES and lines[-1] and wide_um(longer, _SIZE_UM) > room_um:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _column(ink: Ink, waiting: list[Table], room: Rect) -> list[Table]:
    lines, at = room.dy_um // _LINE_UM, 0
    while waiting and lines - at > min(_LEAST_ROWS, len(waiting[0].rows)):
        table, *waiting = waiting
        rows = lines - at - 1
        _block(ink, replace(table, rows=table.rows[:rows]), room.x_um, room.y_um + at * _LINE_UM)
        at += len(table.rows[:rows]) + 2
        if table.rows[rows:]:
            return [replace(table, rows=table.rows[rows:]), *waiting]
    return waiting


def _block(ink: Ink, table: Table, x_um: int, y_um: int) -> None:
    _line(ink, table.heading, table, (x_um, y_um), Face.BOLD)
    ink.line((x_um, y_um + _LINE_UM // 3, x_um + COLUMN_UM, y_um + _LINE_UM // 3), 150)
    for number, row in enumerate(table.rows, start=1):
        _line(ink, row, table, (x_um, y_um + _LINE_UM * number + _LINE_UM // 4), Face.REGULAR)


def _line(ink: Ink, texts: Sequence[str], table: Table, at: tuple[int, int], face: Face) -> None:
    x_um, y_um = at
    for text, width in zip(texts, table.widths_um, strict=True):
        ink.text(shortened(text, width - _BESIDE_UM, _SIZE_UM, face), x_um, y_um, _SIZE_UM, face)
        x_um += width
