"""An outline in a terminal, to scale, with a rectangle in it: two dots a character, one above the other."""

from collections.abc import Sequence

from cutting.drawings.terminal import Cell, Row, Tone
from cutting.outlines.picture import dots
from stock.outlines import Outline

_HALF = "▀"


def outlined(
    outline: Outline, inside: Sequence[tuple[float, float]], columns: int, rows: int
) -> tuple[Row, ...]:
    """The outline as a part, and the rectangle with these corners as what is kept; in at most so many columns
    and rows."""
    whole = dots(outline.rings_um, outline.box_um, columns, rows)
    ring = tuple((round(x), round(y)) for x, y in inside)
    marked = dots((ring,), outline.box_um, columns, rows) if ring else [[False] * len(row) for row in whole]
    tones = [
        [_tone(is_there=there, is_marked=mark) for there, mark in zip(*both, strict=True)]
        for both in zip(whole, marked, strict=True)
    ]
    return tuple(
        tuple(Cell(_HALF, above, below) for above, below in zip(*pair, strict=True))
        for pair in zip(tones[::2], tones[1::2], strict=True)
    )


def _tone(*, is_there: bool, is_marked: bool) -> Tone:
    if not is_there:
        return Tone.VOID
    return Tone.KEPT if is_marked else Tone.PART
