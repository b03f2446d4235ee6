"""The lines of a cut list: those that came last, with how many there are in all."""

from collections.abc import Sequence
from dataclasses import dataclass

from cutting.cut_list.lines import Line as Part
from kiosk.answers.plans import line_words
from kiosk.language import _, _n
from kiosk.screens.full_sheets import FullSheet
from kiosk.widgets.spans import EMPTY, Line, Role, Span, fit, indented, line, right, spread, width_of
from kiosk.words import decimal_sign
from stock.pieces import Size, size_text


@dataclass(frozen=True, slots=True)
class LinesBody:
    """Lines with their numbers. First the last of them are seen; the arrows go through them from the top."""

    entries: tuple[Part | FullSheet, ...]

    @property
    def rows(self) -> int:
        """See `Body`."""
        return len(self.entries)

    def lines(self, width: int, height: int, at: int) -> Sequence[Line]:
        """See `Body`."""
        if not self.entries:
            return ()
        room = max(1, height - 2)
        last = max(0, self.rows - room)
        first = min(at - 1, last) if at else last
        rows = [self._row(number, width - 2) for number in range(first, min(first + room, self.rows))]
        foot = line(self._foot(is_all=self.rows <= room), Role.DIM)
        return indented([*rows, EMPTY, foot][:height])

    def _row(self, number: int, width: int) -> Line:
        entry, digits = self.entries[number], max(3, len(str(self.rows)))
        text, title = _said(entry)
        told = Span(f"{right(str(number + 1), digits)}  ", Role.KEY), Span(text, Role.STRONG)
        note = fit(title, max(0, width - digits - 2 - width_of(text) - 2))
        return spread(told, (Span(note, Role.DIM),), width)

    def _foot(self, *, is_all: bool) -> str:
        count = sum(entry.count for entry in self.entries if isinstance(entry, Part))
        lines = _n("{number} line", "{number} lines", self.rows).format(number=self.rows)
        parts = _n("{number} part", "{number} parts", count).format(number=count)
        return f"{lines}, {parts}" + ("" if is_all else "  ↑ ↓")


def _said(entry: Part | FullSheet) -> tuple[str, str]:
    """What it is, and what is noted beside it."""
    if isinstance(entry, Part):
        return line_words(entry), entry.title
    size = size_text(Size(long_um=entry.long_um, short_um=entry.wide_um), decimal_sign())
    text = _("new sheet {size}") if entry.wide_um else _("new bar {size}")
    return text.format(size=size), _("where the shelf does not suffice")
