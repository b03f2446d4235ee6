"""The status bar: sync, printer, stock, and what waits for staff."""

from collections.abc import Sequence

from kiosk.language import _n
from kiosk.screens.scene import Figures
from kiosk.themes import Palette
from kiosk.widgets.lines import Lines
from kiosk.widgets.spans import Line, Role, Span, spread


class Status(Lines):
    """One row at the bottom."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette, Role.STATUS)
        self._model: tuple[Figures | None, Sequence[Span], str] = (None, (), "")

    def show(self, figures: Figures | None, notes: Sequence[Span], language: str) -> None:
        """Show figures, and notes of sync and printer."""
        if (figures, notes, language) != self._model:
            self._model = (figures, notes, language)
            self.draw()

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """See `Lines`."""
        figures, notes, _language = self._model
        return (status_line(figures, notes, width),)


def status_line(figures: Figures | None, notes: Sequence[Span], width: int) -> Line:
    """Notes at the left, figures at the right."""
    start = [Span(" ")]
    for note in notes:
        start += [note, Span("   ")]
    return spread(start, _counted(figures) if figures else (), width)


def _counted(figures: Figures) -> Sequence[Span]:
    here = _n("{number} item here", "{number} items here", figures.here).format(number=f"{figures.here:,}")
    staff = figures.quarantined + figures.to_check
    if not staff:
        return (Span(f"{here} "),)
    text = _n("{number} for staff", "{number} for staff", staff).format(number=staff)
    return (Span(f"{here}   "), Span(f"! {text} ", Role.STATUS_CAUTION))
