"""What of the stock may be cut for a cut list: here, free, identified, of the material and the section."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from cutting.boards.inscribed import boxes, covered_um2
from cutting.cut_list.lines import Line
from cutting.terms import Mode, Offer
from kiosk.kiosk import Kiosk
from ledger.search import Wanted
from stock.fold import Standing
from stock.items import Piece
from stock.materials import catalogue
from stock.needs import Need
from stock.outlines import Outline
from stock.pieces import Form, Size
from stock.rules import is_held

MOST = 400
"""Pieces that a plan chooses from: more makes the search slower, and hardly better."""
_ASKED = 24
"""Sizes that are looked up, spread from the largest to the smallest."""
_TENTHS = range(9, 0, -1)


@dataclass(frozen=True, slots=True)
class Stocked:
    """A piece of the stock, as it is offered to a search."""

    code: str
    piece: Piece
    offer: Offer


def offered(kiosk: Kiosk, mode: Mode, materials: Sequence[str], lines: Sequence[Line]) -> tuple[Stocked, ...]:
    """The pieces that hold at least one part: for each size of part the smallest ones, all sizes alike."""
    needs = _needs(mode, lines)
    found: dict[str, Stocked] = {}
    shelf = _Shelf(kiosk, mode, materials, any(line.keeps_grain for line in lines))
    for need in needs:
        found |= {each.code: each for each in shelf.holding(need, MOST // len(needs))}
    return tuple(found.values())


def nearest(kiosk: Kiosk, mode: Mode, materials: Sequence[str], line: Line) -> Stocked | None:
    """The piece that lacks least on both edges together to hold a part; of several the smallest."""
    need, flat = _need(line.size, mode), Mode.BARS if mode is Mode.BARS else Mode.GUILLOTINE
    shelf = _Shelf(kiosk, flat, materials, line.keeps_grain)
    near = shelf.holding(need) or shelf.near(need)
    return min(
        near, key=lambda each: (_lacks_um(each.offer, need), each.offer.area_um2, each.code), default=None
    )


def _lacks_um(offer: Offer, need: Size) -> int:
    short_um, long_um = sorted((need.long_um or need.height_um, need.short_um))
    return max(0, long_um - offer.long_um) + max(0, short_um - offer.wide_um if offer.wide_um else 0)


def _needs(mode: Mode, lines: Sequence[Line]) -> list[Size]:
    """What parts need, each once, the largest first; of many sizes some."""
    sizes = {_need(line.size, mode) for line in lines}
    by_area = sorted(sizes, key=lambda size: (-size.long_um * max(size.short_um, 1), size.dimensions_um))
    return by_area[:: -(-len(by_area) // _ASKED)]


def _need(size: Size, mode: Mode) -> Size:
    """A disc is cut from the square around it; a bar's section must be the very same."""
    if mode is not Mode.BARS and size.diameter_um:
        return Size(size.diameter_um, size.diameter_um, size.thick_um)
    return size


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Each question is a transaction of its own: a scan that is recorded meanwhile waits for one at most."""

    kiosk: Kiosk
    mode: Mode
    materials: Sequence[str]
    keeps_grain: bool

    def holding(self, need: Size, most: int = MOST) -> list[Stocked]:
        """The smallest ones; no more are looked at."""
        kin = frozenset(slug for each in self.materials for slug in catalogue().kin(each))
        with self.kiosk.ledger.reading() as reading:
            standings = reading.find(Wanted("", kin, Need(need))).items
        stocked = (self._stocked(each, need) for each in standings)
        return list(islice((each for each in stocked if each), most))

    def near(self, need: Size) -> list[Stocked]:
        """What would hold the part were it smaller, by tenths."""
        smaller = (_scaled(need, tenths, self.mode) for tenths in _TENTHS)
        return next((found for each in smaller if (found := self.holding(each))), [])

    def _stocked(self, standing: Standing, need: Size) -> Stocked | None:
        piece, today = standing.state, self.kiosk.today()
        if not isinstance(piece, Piece) or is_held(piece, today) or not _is_like(piece, need, self.mode):
            return None
        outline = _outline(piece, keeps_grain=self.keeps_grain) if self.mode is Mode.FREE else None
        edges_um = (
            outline.box_um[2:] if outline else _edges_um(piece, self.mode, keeps_grain=self.keeps_grain)
        )
        if edges_um is None:
            return None
        offer = Offer(standing.item, *edges_um, age_days=_age_days(piece, today), outline=outline)
        return Stocked(standing.item, piece, offer)


def _scaled(need: Size, tenths: int, mode: Mode) -> Size:
    """A smaller part, of the same section."""
    short_um = need.short_um if mode is Mode.BARS else need.short_um * tenths // 10
    return replace(need, long_um=need.long_um * tenths // 10, short_um=short_um)


def _is_like(piece: Piece, need: Size, mode: Mode) -> bool:
    """Whether the piece is a board for a board's part, or a bar of the same section for a bar's."""
    size = piece.size
    if mode is not Mode.BARS:
        return bool(size.long_um and size.short_um) and piece.form is not Form.TUBE
    asked = [(need.short_um, size.short_um), (need.thick_um, size.thick_um), (need.wall_um, size.wall_um)]
    asked.append((need.diameter_um, size.diameter_um))
    if not any(wanted for wanted, _ in asked):
        return piece.form in (Form.BAR, Form.TUBE) and bool(size.long_um)
    return bool(size.long_um) and all(wanted in (0, has) for wanted, has in asked)


def _edges_um(piece: Piece, mode: Mode, *, keeps_grain: bool) -> tuple[int, int] | None:
    """Length and width of what may be cut of it, a bar's width 0: of an outline the largest rectangle inside,
    which may lie at any angle to the grain; None where there is none."""
    if mode is Mode.BARS:
        return piece.size.long_um, 0
    if piece.outline is None:
        return piece.size.long_um, piece.size.short_um
    return None if keeps_grain or not piece.outline.rects_um else piece.outline.rects_um[0]


def _outline(piece: Piece, *, keeps_grain: bool) -> Outline | None:
    """The outline that a laser or a router cuts parts out of; None where there is none, or where the largest
    rectangle inside lies aslant and has more room than all along the edges."""
    outline = piece.outline
    if outline is None or outline.box_um != (0, 0, piece.size.long_um, piece.size.short_um):
        return None
    aslant = 0 if keeps_grain else max((long * short for long, short in outline.rects_um), default=0)
    lying = laid(outline)
    return lying if lying and boxes(lying) and covered_um2(lying) >= aslant else None


def laid(outline: Outline) -> Outline | None:
    """An outline as it lies in a layout, where y runs downwards; None in the rare case that its text is too
    long that way round. The box around it begins at 0, 0."""
    _, _, _, wide_um = outline.box_um
    try:
        return Outline(tuple(tuple((x, wide_um - y) for x, y in ring) for ring in outline.rings_um))
    except ValueError:
        return None


def _age_days(piece: Piece, today: str) -> int:
    """How long it has been here; 0 where that is not known."""
    try:
        return max(0, (date.fromisoformat(today) - date.fromisoformat(piece.since)).days)
    except ValueError:
        return 0
