"""The middle of the screen: whatever the scene's body is."""

from collections.abc import Sequence
from dataclasses import replace

from rich.control import Control
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.geometry import Offset
from textual.strip import Strip

from kiosk.pixels import Pixels
from kiosk.screens.scene import Blank, Body, OfPieces, Pictured, Spot
from kiosk.themes import Palette
from kiosk.widgets.lines import Lines
from kiosk.widgets.spans import EMPTY, Line, Role


class Middle(Lines):
    """Shows a body, and remembers which row of its list is chosen."""

    def __init__(self, palette: Palette, pixels: Pixels | None = None) -> None:
        super().__init__(palette)
        self._body: Body = Blank()
        self._pixels, self._sent = pixels, ""
        self.at = 0

    def show(self, body: Body) -> None:
        """Show a body from its beginning."""
        if body != self._body:
            self._body, self.at = body, 0
        self.draw()

    def renew(self, body: Body) -> None:
        """Show a newer body, with the same row chosen."""
        self._body, self.at = body, max(0, min(self.at, body.rows - 1))
        self.draw()

    def move(self, rows: int) -> None:
        """Choose another row."""
        self.at = max(0, min(self.at + rows, self._body.rows - 1))
        self.draw()

    @property
    def chosen(self) -> str:
        """The code of the piece in the chosen row, where the body is a list of such; else ""."""
        return self._body.code_at(self.at) if isinstance(self._body, OfPieces) else ""

    def next_page(self) -> None:
        """Choose the first row of the next page; after the last page comes the first."""
        at = self.at + self.page_rows
        self.at = at if at < self._body.rows else 0
        self.draw()

    @property
    def page_rows(self) -> int:
        """About how many rows of a list are in sight."""
        return max(1, self.size.height - 7)

    def draw(self) -> None:
        """Repaint the rows that are not what they were; all of them where a picture of dots is or was."""
        before, sent = self.strips, self._sent
        super().draw()
        if (sent or self._sent) and before != self.strips:
            self.refresh()

    def _drawn(self) -> list[Strip]:
        """With a picture of dots in the place of the half blocks, where there is one."""
        strips, self._sent = super()._drawn(), ""
        try:
            return self._with_dots(strips)
        except Exception as error:  # noqa: BLE001 (a picture that fails must not take the kiosk with it)
            self.post_message(self.Failed(error))
            return strips

    def _with_dots(self, strips: list[Strip]) -> list[Strip]:
        spot = self._spot()
        if self._pixels and spot:
            self._sent = self._pixels.of(spot.of, spot.columns, spot.rows)
        if spot and self._sent and spot.row + spot.rows <= len(strips):
            return _over(strips, spot, self._sent, self.region.offset, self._palette[Role.TEXT])
        return strips

    def _spot(self) -> Spot | None:
        width, height = self.size
        found = isinstance(self._body, Pictured) and self._body.spot(width, height - 1, self.at)
        return replace(found, row=found.row + 1) if found else None

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """See `Lines`. An empty row keeps it apart from the band."""
        return (EMPTY, *self._body.lines(width, height - 1, self.at))


def _over(strips: Sequence[Strip], spot: Spot, sent: str, origin: Offset, ground: Style) -> list[Strip]:
    """The rows with room for a picture of dots, sent behind its last one: it is painted over them."""
    last, right = spot.row + spot.rows - 1, spot.column + spot.columns
    found = list(strips)
    for row in range(spot.row, last + 1):
        before, after = strips[row].crop(0, spot.column), strips[row].crop(right)
        found[row] = Strip.join([before, Strip([Segment(" " * spot.columns, ground)], spot.columns), after])
    there = Control.move_to(origin.x + spot.column, origin.y + spot.row).segment.text
    back = Control.move_to(origin.x + found[last].cell_length, origin.y + last).segment.text
    unseen = [(ControlType.CURSOR_FORWARD, 0)]
    picture = [Segment(text, Style(), unseen) for text in (there, sent, back)]
    found[last] = Strip([*found[last], *picture], found[last].cell_length)
    return found
