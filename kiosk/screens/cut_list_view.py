"""The lines of a cut list: those that came last, with how many there are in all."""

from collections.abc import Sequence
from dataclasses import dataclass

from cutting.cut_list.lines import Line as Part
from kiosk.answers.plans import line_words
from kiosk.language import _n
from kiosk.widgets.spans import EMPTY, Line, Role, Span, fit, indented, line, right, spread, width_of


@dataclass(frozen=True, slots=True)
class LinesBody:
    """Lines with their numbers. First the last of them are seen; the arrows go through them from the top."""

    parts: tuple[Part, ...]

    @property
    def rows(self) -> int:
        """See `Body`."""
        return len(self.parts)

    def lines(self, width: int, height: int, at: int) -> Sequence[Line]:
        """See `Body`."""
        if not self.parts:
            return ()
        room = max(1, height - 2)
        last = max(0, self.rows - room)
        first = min(at - 1, last) if at else last
        rows = [self._row(number, width - 2) for number in range(first, min(first + room, self.rows))]
        foot = line(self._foot(is_all=self.rows <= room), Role.DIM)
        return indented([*rows, EMPTY, foot][:height])

    def _row(self, number: int, width: int) -> Line:
        text, digits = line_words(self.parts[number]), max(3, len(str(self.rows)))
        told = Span(f"{right(str(number + 1), digits)}  ", Role.KEY), Span(text, Role.STRONG)
        note = fit(self.parts[number].title, max(0, width - digits - 2 - width_of(text) - 2))
        return spread(told, (Span(note, Role.DIM),), width)

    def _foot(self, *, is_all: bool) -> str:
        count = sum(part.count for part in self.parts)
        lines = _n("{number} line", "{number} lines", self.rows).format(number=self.rows)
        parts = _n("{number} part", "{number} parts", count).format(number=count)
        return f"{lines}, {parts}" + ("" if is_all else "  ↑ ↓")
