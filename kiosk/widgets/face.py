"""The one screen: six parts from top to bottom, and what of a scene each of them shows."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.pixels import Pixels
from kiosk.screens.scene import Figures, Look, Scene
from kiosk.themes import palette
from kiosk.widgets.band import Band
from kiosk.widgets.body import Middle
from kiosk.widgets.header import Header
from kiosk.widgets.key_bar import PAGES, KeyBar
from kiosk.widgets.lines import Lines
from kiosk.widgets.scan_line import ScanLine
from kiosk.widgets.spans import Span
from kiosk.widgets.status import Status

CSS = """
Screen { layout: vertical; overflow: hidden; }
Header, ScanLine, Status { height: 1; }
Band { height: 5; }
Middle { height: 1fr; }
KeyBar { height: 2; }
"""


class Face:
    """Puts scenes on the screen, repainting what differs."""

    def __init__(self, scene: Scene, pixels: Pixels | None = None) -> None:
        self.scene = scene
        self.page = 0
        colours = palette(scene.look.theme)
        self.header, self.band, self.middle = Header(colours), Band(colours), Middle(colours, pixels)
        self.line, self.bar, self.status = ScanLine(colours), KeyBar(colours), Status(colours)

    def parts(self) -> Iterator[Lines]:
        """The parts in their order."""
        yield from (self.header, self.band, self.middle, self.line, self.bar, self.status)

    def show(self, scene: Scene, now: datetime) -> None:
        """Show a scene. Its list begins at its first row, and the bar at its first page."""
        before, self.scene, self.page = self.scene.look, scene, 0
        if scene.look.theme != before.theme:
            self._paint(scene.look)
        self.show_clock(now)
        self.band.show(scene.answer, calm=scene.calm)
        self.middle.show(scene.body)
        if scene.next_page:
            self.middle.next_page()
        self.show_page(self.page)

    def renew(self, scene: Scene, now: datetime) -> None:
        """Show what is new of the scene that is shown: the chosen row and the keys stay as they are."""
        self.scene = scene
        self.show_clock(now)
        self.band.show(scene.answer, calm=scene.calm)
        self.middle.renew(scene.body)

    def show_clock(self, now: datetime) -> None:
        """Show the time at the space."""
        clock = f"{now.astimezone(_zone(self.scene.look.zone)):%H:%M}"
        self.header.show(self.scene.look.space_name, self.scene.mode, clock)

    def show_page(self, page: int) -> None:
        """Show a page of the function keys."""
        self.page = page % len(PAGES)
        self.bar.show(self.page, self.scene.look.language)

    def show_typed(self, text: str, waiting: int) -> None:
        """Show what was typed so far; of a secret, that it was."""
        self.line.show("•" * len(text) if self.scene.masked else text, waiting)

    def show_status(self, figures: Figures | None, notes: Sequence[Span]) -> None:
        """Show figures and notes."""
        self.status.show(figures, notes, self.scene.look.language)

    def _paint(self, look: Look) -> None:
        colours = palette(look.theme)
        for part in self.parts():
            part.paint(colours)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
