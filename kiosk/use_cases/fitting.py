"""Which of the pieces that may do really do, and in which order: what a part leaves of each decides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from time import monotonic

from cutting.single import aged, price
from cutting.terms import Keep, Mode, Part, Prices, Tool
from stock.fold import Standing
from stock.items import Piece
from stock.needs import Need
from stock.outlines import Outline
from stock.pieces import Form, face_um2

SECONDS = 0.3
"""For all outlines together."""
_BARS = frozenset({Form.BAR, Form.TUBE})
_KEEP, _PRICES = Keep(), Prices()


@dataclass(frozen=True, slots=True)
class Sorted:
    """Pieces that a part fits into, and how many there was no time, or nothing, to test with."""

    fitting: tuple[Standing, ...] = ()
    unchecked: int = 0


def sort_out(pieces: Sequence[Standing], need: Need, *, clock: Callable[[], float] = monotonic) -> Sorted:
    """Test pieces by their outlines, one after the other until the time is up."""
    until, answers = clock() + SECONDS, list[bool | None]()
    for standing in pieces:
        left = until - clock()
        answers.append(_fits(standing, need, left, clock) if left > 0 else None)
    fitting = (each for each, is_fit in zip(pieces, answers, strict=True) if is_fit)
    return Sorted(tuple(fitting), answers.count(None))


def _fits(standing: Standing, need: Need, seconds: float, clock: Callable[[], float]) -> bool | None:
    """Whether a part fits into an outline; None where it cannot be said in that time, or without Shapely."""
    try:
        from cutting.outlines.fitting import NotChecked, circle_fits, fits
    except ImportError:
        return None
    outline, size = _outline_of(standing), need.size
    if size.diameter_um:
        return circle_fits(size.diameter_um, outline, margin_um=need.trim_um) is not None
    try:
        found = fits(
            *(size.long_um, size.short_um, outline),
            seconds=seconds,
            turns=need.turns,
            margin_um=need.trim_um,
            clock=clock,
        )
    except NotChecked:
        return None
    return found is not None


def ranked(pieces: Sequence[Standing], need: Need, today: str, kerf_um: int = 0) -> tuple[Standing, ...]:
    """The pieces in the order of what opening them for the part costs; of equal ones as they came."""
    score = _Score(need, date.fromisoformat(today), kerf_um)
    return tuple(sorted(pieces, key=score.of))


@dataclass(frozen=True, slots=True)
class _Score:
    need: Need
    today: date
    kerf_um: int

    def of(self, standing: Standing) -> int:
        """What opening the piece for the part costs, in µm²."""
        piece = standing.state
        if not isinstance(piece, Piece):
            return 0
        area_um2 = face_um2(piece.size, piece.outline)
        return aged(area_um2 - self._back_um2(piece), area_um2, self._age(piece.since), _PRICES)

    def _back_um2(self, piece: Piece) -> int:
        """What of the piece counts as kept; of an outline, of the one rectangle that the part is cut from."""
        if piece.size.diameter_um:
            return 0
        rects = piece.outline.rects_um if piece.outline else (piece.size.dimensions_um[:2],)
        return max((self._of_rectangle(*rect, piece.form) for rect in rects), default=0)

    def _of_rectangle(self, long_um: int, wide_um: int, form: Form) -> int:
        size = self.need.size
        edges = (size.diameter_um or size.long_um, size.diameter_um or size.short_um)
        mode = Mode.BARS if form in _BARS else Mode.GUILLOTINE
        part, tool = Part(1, *edges, turns=self.need.turns), Tool(mode, self.kerf_um, self.need.trim_um)
        cost = price(part, long_um, wide_um, tool, _KEEP, _PRICES)
        return 0 if cost is None else long_um * (wide_um or 1) - cost

    def _age(self, since: str) -> int:
        try:
            return max((self.today - date.fromisoformat(since)).days, 0)
        except ValueError:
            return 0


def _outline_of(standing: Standing) -> Outline:
    assert isinstance(standing.state, Piece)
    assert standing.state.outline
    return standing.state.outline
