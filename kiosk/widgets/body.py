"""The middle of the screen: whatever the scene's body is."""

from collections.abc import Sequence

from kiosk.screens.scene import Blank, Body, OfPieces
from kiosk.themes import Palette
from kiosk.widgets.lines import Lines
from kiosk.widgets.spans import EMPTY, Line


class Middle(Lines):
    """Shows a body, and remembers which row of its list is chosen."""

    def __init__(self, palette: Palette) -> None:
        super().__init__(palette)
        self._body: Body = Blank()
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

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """See `Lines`. An empty row keeps it apart from the band."""
        return (EMPTY, *self._body.lines(width, height - 1, self.at))
