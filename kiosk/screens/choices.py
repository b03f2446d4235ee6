"""Things to choose from by number: type it, or scan a number of the command sheet."""

from collections.abc import Sequence
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
        shown = in_sight(self.rows, height, at)
        return indented(airy([self._row(row, width - 2) for row in shown], height))

    def _row(self, row: int, width: int) -> Line:
        note = self.notes[row] if row < len(self.notes) else ""
        number = Span(f"{right(str(row + 1), 3)}  ", Role.KEY)
        return spread(
            (number, Span(self.texts[row], Role.STRONG)), (Span(fit(note, width // 2), Role.DIM),), width
        )
