"""The scan line: what was typed of the next scan, and how many scans still wait for their answer."""

from collections.abc import Sequence

from rich.cells import chop_cells

from kiosk.language import _n
from kiosk.themes import Palette
from kiosk.widgets.lines import Lines
from kiosk.widgets.spans import Line, Role, Span, spread, width_of
from stock.plain import shown

_PROMPT = " › "
_CURSOR = "▌"


class ScanLine(Lines):
    """One row; it takes no keys, since the app gives every key to the wedge, whatever is on the screen."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette, Role.LINE)
        self._model = ("", 0)

    def show(self, text: str, waiting: int) -> None:
        """Show a text, and how many scans wait."""
        if (text, waiting) != self._model:
            self._model = (text, waiting)
            self.draw()

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """See `Lines`."""
        return (scan_line(*self._model, width),)


def scan_line(text: str, waiting: int, width: int) -> Line:
    """The end of the text, where the cursor is, as far as there is room."""
    note = _n("{number} scan waits", "{number} scans wait", waiting).format(number=waiting) if waiting else ""
    end = Span(f"{note} " if note else "")
    room = width - width_of(_PROMPT) - width_of(_CURSOR) - width_of(end.text) - 1
    tail = chop_cells(shown(text)[-room:][::-1], room)
    typed = tail[0][::-1] if tail else ""
    return spread((Span(_PROMPT, Role.CURSOR), Span(typed), Span(_CURSOR, Role.CURSOR)), (end,), width)
