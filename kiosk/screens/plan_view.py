"""A plan as a picture: one piece to scale, the parts that are cut of it, and what is left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from cutting.drawings.drawn import Drawn
from cutting.drawings.terminal import Cell, Tone, terminal
from cutting.terms import Rect
from kiosk.language import _, _n
from kiosk.screens.scene import Spot
from kiosk.widgets.spans import EMPTY, Line, Role, Span, beside, fit, indented, line, pad, spread, wrap

_TABLE_WIDTH = 32
_ROLES = {
    Tone.VOID: Role.GAP,
    Tone.PART: Role.PART,
    Tone.PART_2: Role.PART_2,
    Tone.PART_3: Role.PART_3,
    Tone.KEPT: Role.KEPT,
    Tone.WASTE: Role.WASTE,
    Tone.TRIM: Role.TRIM,
    Tone.CUT: Role.GAP,
    Tone.TEXT: Role.GAP,
}


@dataclass(frozen=True, slots=True)
class PlanBody:
    """The pieces of a plan, one at a time. `notes` say something of each of them, `hint` what the keys do;
    `missing` are sentences about parts that have no place, which come after the pieces."""

    pieces: tuple[Drawn, ...]
    notes: tuple[str, ...] = ()
    hint: str = ""
    missing: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """See `Body`."""
        return len(self.pieces) + bool(self.missing)

    def lines(self, width: int, height: int, at: int) -> Sequence[Line]:
        """See `Body`."""
        if not self.pieces:
            return indented([line(self.hint, Role.DIM)])
        if at >= len(self.pieces):
            return self._without_place(width, height, at)
        piece, wide = self.pieces[at], width - _TABLE_WIDTH - 3
        picture = [painted(row) for row in terminal(piece, wide, max(1, height - 3))]
        table = _table(piece, _TABLE_WIDTH, max(1, height - 3))
        note = self.notes[at] if at < len(self.notes) else ""
        head = spread((Span(piece.naming.heading, Role.STRONG),), (Span(note, Role.CAUTION),), width - 2)
        both = beside(picture, table, wide + 1)
        filled = [*both, *[EMPTY] * (height - 3 - len(both))]
        return indented([head, EMPTY, *filled, self._foot(width - 2, at)][:height])

    def _without_place(self, width: int, height: int, at: int) -> list[Line]:
        said = [line(row) for text in self.missing for row in wrap(text, width - 2, 3)]
        room = max(1, height - 3)
        filled = [*said[:room], *[EMPTY] * (room - len(said))]
        head = line(_("What has no place"), Role.STRONG)
        return indented([head, EMPTY, *filled, self._foot(width - 2, at)][:height])

    def spot(self, width: int, height: int, at: int) -> Spot | None:
        """See `Pictured`."""
        if at >= len(self.pieces):
            return None
        return Spot(self.pieces[at], 1, 2, max(1, width - _TABLE_WIDTH - 3), max(1, height - 3))

    def _foot(self, width: int, at: int) -> Line:
        number = len(self.pieces)
        text = _n("{number} piece", "{number} pieces", number).format(number=number)
        if self.rows > 1:
            text += "  ↑ ↓"
        if number > 1 and at < number:
            text = _("Piece {row} of {rows}  ↑ ↓").format(row=at + 1, rows=number)
        return spread((Span(text, Role.DIM),), (Span(self.hint, Role.DIM),), width)


def painted(row: Sequence[Cell]) -> Line:
    """The cells of a row in roles, like ones together."""
    runs = groupby(row, key=lambda cell: (cell.fore, cell.back, cell.fore is Tone.TEXT))
    return tuple(_run(list(cells)) for _key, cells in runs)


def _run(cells: Sequence[Cell]) -> Span:
    text, first = "".join(cell.glyph for cell in cells), cells[0]
    if first.fore is Tone.TEXT:
        return Span(text, _ROLES[first.back])
    if first.fore is first.back:
        return Span(" " * len(text), _ROLES[first.back])
    return Span(text, _ROLES[first.back], above=_ROLES[first.fore])


def _table(piece: Drawn, width: int, height: int) -> list[Line]:
    """What is cut, then what is left; the last row says how much there is no room for."""
    rows = [*_parts(piece, width), *_left(piece, width)]
    if len(rows) <= height:
        return rows
    more = len(rows) - height + 1
    return [*rows[: height - 1], line(_("and {number} more").format(number=more), Role.DIM)]


def _parts(piece: Drawn, width: int) -> Iterator[Line]:
    placed = sorted(piece.layout.parts, key=lambda each: (each.number, sorted(_edges(each.at))))
    for (number, _edges_um), alike in groupby(
        placed, key=lambda each: (each.number, sorted(_edges(each.at)))
    ):
        parts = list(alike)
        size, title = piece.naming.part(parts[0]), piece.naming.titles.get(number, "")
        text = f"{len(parts)}x {size}  {title}"
        yield Span(pad(str(number), 4), Role.KEY), Span(fit(text, width - 4))


def _left(piece: Drawn, width: int) -> Iterator[Line]:
    for left in piece.remainders:
        code = left.code or _("is left")
        text = f"{piece.naming.upright(left.at)}  {code}"
        yield Span(pad("+", 4), Role.GOOD), Span(fit(text, width - 4))


def _edges(rect: Rect) -> tuple[int, int]:
    return rect.dx_um, rect.dy_um
