"""A layout in a terminal, to scale: two dots a character, one above the other.

What a dot shows is a tone; the screen gives tones their colours, and `plain` does without any.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cutting.drawings.drawn import Drawn
from cutting.terms import Rect


class Tone(StrEnum):
    """What a dot shows. Parts next to each other in the list have different tones."""

    VOID = "void"
    PART = "part"
    PART_2 = "part-2"
    PART_3 = "part-3"
    KEPT = "kept"
    WASTE = "waste"
    TRIM = "trim"
    CUT = "cut"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """One character of the picture, with the tone in front and the one behind it."""

    glyph: str
    fore: Tone
    back: Tone


Row = tuple[Cell, ...]

_PARTS = (Tone.PART, Tone.PART_2, Tone.PART_3)
_HALF = "▀"
_BAR_DOTS = 4
_SOLID = {Tone.KEPT: "░", Tone.WASTE: "·", Tone.TRIM: "·"}


@dataclass(frozen=True, slots=True)
class _Region:
    at: Rect
    tone: Tone
    texts: tuple[str, ...]
    """What may be written on it, what is liked best first."""


def terminal(drawing: Drawn, columns: int, rows: int) -> tuple[Row, ...]:
    """The picture in at most so many columns and rows, at least one of each; parts bear their numbers,
    remainders their codes or sizes where there is room."""
    regions = list(_regions(drawing))
    grid = _Grid.of(drawing, max(1, columns), max(1, rows))
    owners = grid.owners([region.at for region in regions])
    tones = [
        [_tone(owners, regions, drawing, grid, x, y) for x in range(grid.wide)] for y in range(grid.high)
    ]
    cells = [
        [Cell(_HALF, upper, lower) for upper, lower in zip(*pair, strict=True)]
        for pair in zip(tones[::2], tones[1::2], strict=True)
    ]
    for number, region in enumerate(regions):
        _write(cells, owners, number, region)
    return tuple(map(tuple, cells))


def plain(rows: Sequence[Row]) -> tuple[str, ...]:
    """The picture in characters alone: parts are solid, what is kept is hatched, waste is dotted."""
    return tuple("".join(map(_plain, row)).rstrip() for row in rows)


def _plain(cell: Cell) -> str:
    if cell.fore is Tone.TEXT:
        return cell.glyph
    upper, lower = cell.fore in _PARTS, cell.back in _PARTS
    if upper or lower:
        return "█" if upper and lower else "▀" if upper else "▄"
    return _SOLID.get(cell.fore) or _SOLID.get(cell.back) or " "


def _regions(drawing: Drawn) -> Iterator[_Region]:
    for placed in drawing.layout.parts:
        yield _Region(drawing.face(placed.at), _PARTS[placed.number % len(_PARTS)], (str(placed.number),))
    for remainder in drawing.remainders:
        texts = tuple(text for text in (remainder.code, drawing.naming.size(remainder.at)) if text)
        yield _Region(drawing.face(remainder.at), Tone.KEPT, texts)
    for rect in drawing.waste:
        yield _Region(drawing.face(rect), Tone.WASTE, ())


@dataclass(frozen=True, slots=True)
class _Grid:
    """Dots, each a square of `dot_um`; a bar's are as high as it takes."""

    wide: int
    high: int
    dot_um: int
    dot_high_um: int

    @classmethod
    def of(cls, drawing: Drawn, columns: int, rows: int) -> "_Grid":
        long_um, high_um = drawing.long_um, drawing.height_um
        if drawing.is_bar:
            high = min(_BAR_DOTS, 2 * rows)
            return cls(columns, high, max(1, -(-long_um // columns)), max(1, -(-high_um // high)))
        dot_um = max(1, -(-long_um // columns), -(-high_um // (2 * rows)))
        wide, high = -(-long_um // dot_um), -(-high_um // dot_um)
        return cls(wide, high + high % 2, dot_um, dot_um)

    def middle(self, x: int, y: int) -> tuple[int, int]:
        """The µm in the middle of a dot."""
        return x * self.dot_um + self.dot_um // 2, y * self.dot_high_um + self.dot_high_um // 2

    def owners(self, rects: Sequence[Rect]) -> list[list[int]]:
        """For each dot the number of the rectangle in its middle, -1 for none. What is too thin for any
        middle has the dots it begins in."""
        found = [[-1] * self.wide for _ in range(self.high)]
        for number, rect in enumerate(rects):
            for y in _span(rect.y_um, rect.dy_um, self.dot_high_um, self.high):
                for x in _span(rect.x_um, rect.dx_um, self.dot_um, self.wide):
                    found[y][x] = number
        return found


def _span(start_um: int, extent_um: int, dot_um: int, most: int) -> range:
    """The dots whose middles lie there; at least the one it begins in."""
    half = dot_um // 2
    first, end = -((half - start_um) // dot_um), -((half - start_um - extent_um) // dot_um)
    if end <= first:
        first = start_um // dot_um
        end = first + 1
    return range(max(0, min(first, most - 1)), min(end, most))


def _tone(
    owners: Sequence[Sequence[int]], regions: Sequence[_Region], drawing: Drawn, grid: _Grid, x: int, y: int
) -> Tone:
    """The tone of a dot; where a region begins beside another one, the dot shows the cut between them."""
    owner = owners[y][x]
    if owner < 0:
        return _beside(drawing, *grid.middle(x, y))
    left, above = owners[y][x - 1] if x else owner, owners[y - 1][x] if y else owner
    is_cut = any(other not in (owner, -1) for other in (left, above))
    return Tone.CUT if is_cut else regions[owner].tone


def _beside(drawing: Drawn, x_um: int, y_um: int) -> Tone:
    """What is no part and no remainder: beyond the piece, its trim, or a cut; within an outline, waste."""
    if not drawing.is_there(x_um, y_um):
        return Tone.VOID
    if drawing.rings:
        return Tone.WASTE
    usable = drawing.usable
    is_usable = (
        usable.x_um <= x_um < usable.x_um + usable.dx_um and usable.y_um <= y_um < usable.y_um + usable.dy_um
    )
    return Tone.CUT if is_usable else Tone.TRIM


def _write(cells: list[list[Cell]], owners: Sequence[Sequence[int]], number: int, region: _Region) -> None:
    """The first of its texts that has room on one row of it, in the middle."""
    places = [(row, _own(owners, number, row)) for row in range(len(cells))]
    places = [(row, columns) for row, columns in places if columns]
    if not places:
        return
    row, columns = places[(len(places) - 1) // 2]
    text = next((text for text in region.texts if len(text) <= len(columns)), "")
    start = columns[0] + (len(columns) - len(text)) // 2
    padded = f" {text} " if text and len(text) + 2 <= len(columns) else text
    start -= (len(padded) - len(text)) // 2
    for at, glyph in enumerate(padded, start=start):
        cells[row][at] = Cell(glyph, Tone.TEXT, region.tone)


def _own(owners: Sequence[Sequence[int]], number: int, row: int) -> list[int]:
    """The columns whose two dots in that row are the region's."""
    upper, lower = owners[2 * row], owners[2 * row + 1]
    return [x for x, pair in enumerate(zip(upper, lower, strict=True)) if pair == (number, number)]
