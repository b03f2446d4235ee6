"""The header: where we are, what the next scan means, what time it is."""

from collections.abc import Sequence

from kiosk.screens.scene import ModeSign
from kiosk.themes import Palette
from kiosk.widgets.lines import Lines
from kiosk.widgets.spans import Line, Role, Span, fit, spread, width_of


class Header(Lines):
    """One row at the top."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette, Role.HEADER)
        self._model = ("", ModeSign(""), "")

    def show(self, name: str, mode: ModeSign, clock: str) -> None:
        """Show the space's name, the mode and the time."""
        if (name, mode, clock) != self._model:
            self._model = (name, mode, clock)
            self.draw()

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """See `Lines`."""
        return (header_line(*self._model, width),)


def header_line(name: str, mode: ModeSign, clock: str, width: int) -> Line:
    """The mode first: it must be in sight whatever else there is room for."""
    word = Span(f" {mode.word} ", mode.role)
    end = Span(f"{fit(name, width // 3)}  {clock} ")
    hint = Span(" " + fit(mode.hint, width - width_of(word.text) - width_of(end.text) - 3))
    return spread((word, hint), (end,), width)
