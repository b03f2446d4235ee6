"""A widget that is given its lines: no markup, no styles of Textual's, repainted only where they change."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from kiosk.themes import Palette
from kiosk.widgets.spans import EMPTY, Line, Role, Span, cropped, line_width


class Lines(Widget, can_focus=False):
    """Shows lines on the ground of one role; each kind of widget says which lines."""

    class Failed(Message):
        """The lines could not be made."""

        def __init__(self, error: Exception) -> None:
            super().__init__()
            self.error = error

    def __init__(self, palette: Palette, ground: Role = Role.TEXT) -> None:
        super().__init__()
        self._palette, self._ground = palette, ground
        self.strips: list[Strip] = []
        self._drawn_size = Size(0, 0)

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """What to show now, in a widget of this size: nothing, where the kind of widget does not say."""
        return ()

    def draw(self) -> None:
        """Repaint the rows that are not what they were."""
        before, size = self.strips, self._drawn_size
        self._lay_out()
        for row, strip in enumerate(self.strips):
            if size != self.size or strip != before[row]:
                self.refresh(Region(0, row, self.size.width, 1))

    def paint(self, palette: Palette) -> None:
        """Use these colours from now on."""
        self._palette = palette
        self.draw()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips that Textual asks for, without its styling of them."""
        if self._drawn_size != self.size:
            self._lay_out()
        rows = self.strips[crop.y : crop.bottom]
        if crop.column_span == (0, self.size.width):
            return rows
        return [strip.crop(*crop.column_span) for strip in rows]

    def _lay_out(self) -> None:
        self._drawn_size = self.size
        self.strips = self._drawn()

    def _drawn(self) -> list[Strip]:
        width, height = self.size
        made = self._made(width, height)
        return [self._painted(made[row] if row < len(made) else EMPTY, width) for row in range(height)]

    def _made(self, width: int, height: int) -> Sequence[Line]:
        try:
            return self.lines(width, height) if width and height else ()
        except Exception as error:  # noqa: BLE001 (a view that fails must not take the kiosk with it)
            self.post_message(self.Failed(error))
            return ()

    def _painted(self, spans: Line, width: int) -> Strip:
        """The door to the terminal: no control character passes, whoever wrote it."""
        cut = cropped(spans, width)
        segments = [Segment(span.text, self._style(span)) for span in cut if span.text]
        gap = Segment(" " * (width - line_width(cut)), self._palette[self._ground])
        return Strip([*segments, gap] if gap.text else segments, width)

    def _style(self, span: Span) -> Style:
        own = self._palette[self._ground if span.role is Role.TEXT else span.role]
        return Style(color=self._palette[span.above].bgcolor, bgcolor=own.bgcolor) if span.above else own
