"""Things to choose from by number: type it, or scan a number of the command sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.widgets.blocks import airy, in_sight
from kiosk.widgets.spans import Line, Role, Span, fit, indented, right, spread


@dataclass(frozen=True, slots=True)
class ChoicesBody:
    """Numbered from 1; `notes` are smaller texts beside them, or none at all."""

    texts: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """See `Body`."""
        return len(self.texts)

    def lines(self, width: int, height: int, at: int) -> Sequence[Line]:
        """See `Body`."""
        return choices(self.rows, self._words, width, height, at)

    def _words(self, row: int) -> tuple[str, str]:
        return self.texts[row], self.notes[row] if row < len(self.notes) else ""


def choices(
    rows: int, words: Callable[[int], tuple[str, str]], width: int, height: int, at: int
) -> Sequence[Line]:
    """Those of so many choices that are in sight. `words` are the text and the note of a row."""
    shown = in_sight(rows, height, at)
    return indented(airy([_row(row, *words(row), width - 2) for row in shown], height))


def _row(row: int, text: str, note: str, width: int) -> Line:
    number = Span(f"{right(str(row + 1), 3)}  ", Role.KEY)
    return spread((number, Span(text, Role.STRONG)), (Span(fit(note, width // 2), Role.DIM),), width)
