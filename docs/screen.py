"""Draws `docs/screen.svg`, the picture in the README, from the real screen: `python -m docs.screen`."""

import asyncio
import tempfile
from collections.abc import Iterator
from functools import partial
from html import escape
from pathlib import Path

from rich.segment import Segment
from textual.strip import Strip

from kiosk.app import KioskApp, conversation
from kiosk.screens.first import first_look

PICTURE = Path(__file__).with_name("screen.svg")
SCANS = ("birch 300x200",)
COLUMNS, ROWS = 80, 24
WIDE, HIGH = 9.6, 20
_BLOCKS = {"█": (0, 0, 1, 1), "▀": (0, 0, 1, 0.5), "▄": (0, 0.5, 1, 0.5), "▌": (0, 0, 0.5, 1)}
"""Block letters as parts of a cell, since fonts leave gaps between them."""


async def screen(database: Path) -> list[Strip]:
    """What is painted after the scans, on a demo of its own."""
    look = first_look(database)
    app = KioskApp(partial(conversation, database, look, demo=True), look, _fail)
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        for text in SCANS:
            app.wedge.scan(text, 0.0)
        while app.answered < len(SCANS) or "200" not in _text(app.face.status.strips):
            await pilot.pause(0.05)
        found = [strip for part in app.face.parts() for strip in part.strips]
    app.close()
    return found


def svg(strips: list[Strip]) -> str:
    """The strips as a picture."""
    body = "".join(_row(strip, row) for row, strip in enumerate(strips))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {COLUMNS * WIDE:g} {ROWS * HIGH}" '
        'font-family="ui-monospace,Menlo,Consolas,DejaVu Sans Mono,monospace" font-size="15.5">'
        f"{body}</svg>\n"
    )


def _row(strip: Strip, row: int) -> str:
    column = 0
    drawn: list[str] = []
    for segment in strip:
        drawn += _segment(segment, column, row)
        column += segment.cell_length
    return "".join(drawn)


def _segment(segment: Segment, column: int, row: int) -> Iterator[str]:
    style = segment.style
    if style is None or style.bgcolor is None or style.color is None:
        return
    yield _rectangle(column, row, segment.cell_length, 1, style.bgcolor.name)
    bold = ' font-weight="bold"' if style.bold else ""
    for at, letter in enumerate(segment.text):
        if letter in _BLOCKS:
            left, top, wide, high = _BLOCKS[letter]
            yield _rectangle(column + at + left, row + top, wide, high, style.color.name)
        elif letter != " ":
            x, y = (column + at) * WIDE, row * HIGH + 15
            yield f'<text x="{x:g}" y="{y}" fill="{style.color.name}"{bold}>{escape(letter)}</text>'


def _rectangle(column: float, row: float, wide: float, high: float, colour: str) -> str:
    place = f'x="{column * WIDE:g}" y="{row * HIGH:g}" width="{wide * WIDE:g}" height="{high * HIGH:g}"'
    return f'<rect {place} fill="{colour}" shape-rendering="crispEdges"/>'


def _text(strips: list[Strip]) -> str:
    return "".join(strip.text for strip in strips)


def _fail(error: BaseException) -> None:
    raise error


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        PICTURE.write_text(svg(asyncio.run(screen(Path(folder) / "demo.db"))), encoding="utf-8")
