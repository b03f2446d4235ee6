"""Lines of text in roles: what every view is made of, before colours and before the terminal.

Widths are in cells. All text goes through `shown` here, and again where it is painted: whatever somebody
typed or scanned, no control character of it reaches the terminal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum, auto

from rich.cells import cell_len, set_cell_size

from stock.plain import shown


class Role(StrEnum):
    """What a text is on the screen; a theme gives each its colours."""

    TEXT = auto()
    STRONG = auto()
    DIM = auto()
    BIG = auto()
    PAPER = auto()
    HEADER = auto()
    READY = auto()
    BUSY = auto()
    DONE = auto()
    ATTENTION = auto()
    NO = auto()
    GOOD = auto()
    CAUTION = auto()
    DANGER = auto()
    CHOSEN = auto()
    LINE = auto()
    CURSOR = auto()
    KEY = auto()
    KEY_NAME = auto()
    STATUS = auto()
    STATUS_CAUTION = auto()
    PART = auto()
    PART_2 = auto()
    PART_3 = auto()
    KEPT = auto()
    WASTE = auto()
    TRIM = auto()
    GAP = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """A text in a role. With a role `above` it is upper half blocks: dots in the ground of that role, above
    dots in the ground of its own."""

    text: str
    role: Role = Role.TEXT
    above: Role | None = None


Line = tuple[Span, ...]
EMPTY: Line = ()


def line(text: str, role: Role = Role.TEXT) -> Line:
    """A line of one text."""
    return (Span(text, role),)


def width_of(text: str) -> int:
    """How many cells the text takes."""
    return cell_len(shown(text))


def line_width(spans: Line) -> int:
    """How many cells the line takes."""
    return sum(width_of(span.text) for span in spans)


def fit(text: str, width: int) -> str:
    """The text, cut with an ellipsis where it is wider."""
    clean = shown(text)
    if cell_len(clean) <= width:
        return clean
    return set_cell_size(clean, width - 1).rstrip() + "…" if width > 0 else ""


def pad(text: str, width: int) -> str:
    """The text in exactly this width."""
    return set_cell_size(fit(text, width), width)


def right(text: str, width: int) -> str:
    """The text in exactly this width, at its right edge."""
    cut = fit(text, width)
    return " " * (width - cell_len(cut)) + cut


def wrap(text: str, width: int, rows: int) -> list[str]:
    """The text in at most so many rows, broken between words; the last row is cut where it is too much."""
    found: list[str] = []
    words = shown(text).split()
    while words and len(found) < rows:
        taken = 1
        while taken < len(words) and cell_len(" ".join(words[: taken + 1])) <= width:
            taken += 1
        if len(found) == rows - 1:
            taken = len(words)
        found.append(fit(" ".join(words[:taken]), width))
        words = words[taken:]
    return found


def spread(start: Sequence[Span], end: Sequence[Span], width: int) -> Line:
    """Spans at both edges of a line; where they do not fit together, the start is cut."""
    free = width - line_width(tuple(end))
    cut = cropped(tuple(start), max(0, free - 1))
    gap = " " * max(0, free - line_width(cut))
    return (*cut, Span(gap), *end)


def cropped(spans: Line, width: int) -> Line:
    """The line, cut where it is wider."""
    kept: list[Span] = []
    for span in spans:
        kept.append(replace(span, text=fit(span.text, width)))
        width -= width_of(kept[-1].text)
        if width <= 0 or kept[-1].text != shown(span.text):
            break
    return tuple(kept)


def indented(lines: Iterable[Line], by: int = 1) -> list[Line]:
    """The lines, moved to the right."""
    return [(Span(" " * by), *each) if each else each for each in lines]


def beside(left: Sequence[Line], other: Sequence[Line], left_width: int) -> list[Line]:
    """Two blocks of lines side by side, the left one in this width."""
    rows = max(len(left), len(other))
    return [
        spread(_at(left, row), (), left_width) + _at(other, row) if _at(other, row) else _at(left, row)
        for row in range(rows)
    ]


def _at(lines: Sequence[Line], row: int) -> Line:
    return lines[row] if row < len(lines) else EMPTY
