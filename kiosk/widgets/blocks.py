"""Blocks of lines that views share: big names, rows in columns, the part of a list that is in sight."""

from collections.abc import Sequence

from kiosk.widgets.big import big, is_big, large
from kiosk.widgets.spans import EMPTY, Line, Role, Span, fit, line, pad, width_of

_ROOMY = 20
"""Rows from which on there is room for the largest letters."""


def headline(text: str, width: int, height: int, role: Role = Role.BIG) -> list[Line]:
    """The text as large as it fits: five rows, three, or one."""
    for letters in (large, big) if height >= _ROOMY else (big,):
        rows = letters(text) if is_big(text) else ()
        if rows and width_of(rows[0]) <= width:
            return [line(row, role) for row in rows]
    return [line(fit(text, width), Role.STRONG)]


def labelled(label: str, value: str, label_width: int, role: Role = Role.TEXT) -> Line:
    """A value after what it is."""
    return Span(pad(label, label_width), Role.DIM), Span(value, role)


def columns(cells: Sequence[str], widths: Sequence[int], role: Role = Role.TEXT) -> Line:
    """Cells in columns of these widths, two cells apart."""
    text = "  ".join(pad(cell, width) for cell, width in zip(cells, widths, strict=True))
    return (Span(text, role),)


def in_sight(rows: int, height: int, at: int) -> range:
    """The rows of a list that are shown, the chosen one among them: whole pages."""
    if height <= 0:
        return range(0)
    first = at // height * height
    return range(first, min(rows, first + height))


def airy(rows: Sequence[Line], height: int) -> list[Line]:
    """The rows with an empty one between them, if there is room, so that they are read from afar."""
    if 2 * len(rows) - 1 > height:
        return list(rows)
    return [each for row in rows for each in (row, EMPTY)][:-1]


def stacked(*blocks: Sequence[Line], height: int) -> list[Line]:
    """Blocks below each other, an empty row between them, as many as there is room for."""
    found: list[Line] = []
    for block in blocks:
        gap = 1 if found and block else 0
        if block and len(found) + gap + len(block) <= height:
            found += [EMPTY] * gap + list(block)
    return found
