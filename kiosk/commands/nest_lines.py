"""Plans as lines of text: each piece with its picture to scale, then its parts."""

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence

from cutting.drawings.drawn import Drawn
from cutting.drawings.terminal import plain, terminal
from kiosk.answers.plans import group_heading, sheets_sentence
from kiosk.commands.pictures import picture
from kiosk.commands.shapes import joined
from kiosk.language import _
from kiosk.use_cases.nest import Nested

_MOST_COLUMNS = 120
_BESIDE_ROWS = 10
"""Rows of a terminal that a picture leaves to its heading and table."""


def nested_lines(nested: Nested, pictures: Sequence[Drawn]) -> Iterator[str]:
    """The plan of one group, with the pictures of its layouts."""
    columns, rows = shutil.get_terminal_size()
    yield group_heading(nested)
    if to_buy := sheets_sentence(nested):
        yield to_buy
    for drawing in pictures:
        yield ""
        yield drawing.naming.heading
        yield from _picture(drawing, min(columns, _MOST_COLUMNS) - 2, max(4, rows - _BESIDE_ROWS))
        yield from _table(drawing)
    yield ""


def _picture(drawing: Drawn, columns: int, rows: int) -> Iterator[str]:
    """Real where the terminal shows pictures, else in characters."""
    if real := picture(drawing, columns, rows):
        yield real
    else:
        yield from plain(terminal(drawing, columns, rows))


def _table(drawing: Drawn) -> Iterator[str]:
    naming, parts = drawing.naming, drawing.layout.parts
    counted = Counter(placed.number for placed in parts)
    sizes = {placed.number: naming.part(placed) for placed in reversed(parts)}
    for number in sorted(counted):
        size = f"{counted[number]}x {sizes[number]} mm"
        yield joined(f"{number:>4}", f"{size:24}".rstrip(), naming.titles.get(number, ""))
    for remainder in drawing.remainders:
        yield joined(
            "   ░", naming.upright(remainder.at) + " mm", remainder.code or _("goes back on the shelf")
        )
