"""Which of the pieces that may do really do, and in which order: what a part leaves of each decides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from time import monotonic

from cutting.single import Single
from cutting.terms import Keep, Mode, Part, Prices, Tool
from ledger.listed import Face, Listed
from stock.fold import Standing
from stock.items import Piece
from stock.needs import Need
from stock.outlines import Outline
from stock.pieces import Form

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
    """Test pieces by their outlines, one after the other until the time is up; it begins when what tests them
    is loaded. Without Shapely none is tested."""
    if not pieces:
        return Sorted()
    try:
        import cutting.outlines.fitting  # noqa: F401
    except ImportError:
        return Sorted((), len(pieces))
    until, answers = clock() + SECONDS, list[bool | None]()
    for standing in pieces:
        left = until - clock()
        answers.append(_fits(standing, need, left, clock) if left > 0 else None)
    fitting = (each for each, is_fit in zip(pieces, answers, strict=True) if is_fit)
    return Sorted(tuple(fitting), answers.count(None))


def _fits(standing: Standing, need: Need, seconds: float, clock: Callable[[], float]) -> bool | None:
    """Whether a part fits into an outline; None where it cannot be said in that time."""
    from cutting.outlines.fitting import NotChecked, circle_fits, fits

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


def ranked(pieces: Sequence[Standing], need: Need, today: str, kerf_um: int = 0) -> Listed:
    """The pieces in the order of what opening them for the part costs, as `cutting.terms.cost` has it; of
    equal ones as they came."""
    size, day, listed = need.size, date.fromisoformat(today), Listed.of(pieces)
    edges = (size.diameter_um or size.long_um, size.diameter_um or size.short_um)
    part = Part(1, *edges, turns=need.turns)
    board, bar = (
        Single(part, Tool(mode, kerf_um, need.trim_um), _KEEP) for mode in (Mode.GUILLOTINE, Mode.BARS)
    )
    costs = [_cost(face, bar if face.form in _BARS else board, day) if face else 0 for face in listed.faces()]
    return listed.picked(sorted(range(len(costs)), key=costs.__getitem__))


def _cost(face: Face, single: Single, day: date) -> int:
    """What opening the piece for the part costs, in µm², but for the handling, which is the same for all."""
    back_um2 = _kept_um2(face, single) * _PRICES.gamma_pm // 1000
    days = min(_days(face.since, day), 3 * 365)
    old_um2 = face.area_um2 * _PRICES.age_pm * days // (365 * 1000)
    return face.area_um2 - back_um2 - old_um2


def _kept_um2(face: Face, single: Single) -> int:
    """What is kept of the piece; of an outline, of the one rectangle that the part is cut from."""
    if face.diameter_um:
        return 0
    if face.rects_um is None:
        return single.kept_um2(face.long_um, face.short_um)
    return max((single.kept_um2(*rect) for rect in face.rects_um), default=0)


def _days(since: str, day: date) -> int:
    try:
        return max((day - date.fromisoformat(since)).days, 0)
    except ValueError:
        return 0


def _outline_of(standing: Standing) -> Outline:
    assert isinstance(standing.state, Piece)
    assert standing.state.outline
    return standing.state.outline
