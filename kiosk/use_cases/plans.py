"""The plans of cuts that were taken here, and how far each of them has come."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from cutting import kept_plans
from cutting.kept_plans import KeptPlan, Sheet
from kiosk.kiosk import Kiosk
from ledger.ledger import Transaction
from ledger.plans import StoredPlan
from ledger.reading import Reading
from stock.fold import Standing
from stock.items import Piece, Status

SHOWN = 50


class Stage(StrEnum):
    """How far one piece of a plan has come."""

    OPEN = "open"
    CUT = "cut"
    GONE = "gone"
    """Something else became of it."""
    CLOSED = "closed"
    """It was not cut, and nobody waits for it any more."""


@dataclass(frozen=True, slots=True)
class TakenPlan:
    """A plan by its number: the ISO day it was taken, and of each of its pieces how far it has come and the
    piece itself, None for a full sheet that is still to be bought. `left`: what was really left of those that
    are cut, by their codes, where somebody asks for one plan."""

    number: int
    day: str
    closed: bool
    kept: KeptPlan
    stages: tuple[Stage, ...]
    pieces: tuple[Piece | None, ...]
    left: Mapping[str, tuple[tuple[str, Piece], ...]] = field(default_factory=dict)

    @property
    def open_sheets(self) -> tuple[Sheet, ...]:
        """The pieces that are still to be cut."""
        both = zip(self.kept.sheets, self.stages, strict=True)
        return tuple(sheet for sheet, stage in both if stage == Stage.OPEN)

    def stage_of(self, sheet: Sheet) -> Stage:
        """How far one of its pieces has come."""
        return self.stages[self.kept.sheets.index(sheet)]

    def piece_of(self, sheet: Sheet) -> Piece | None:
        """The piece that one of its layouts is cut of."""
        return self.pieces[self.kept.sheets.index(sheet)]

    def left_of(self, sheet: Sheet) -> tuple[tuple[str, Piece], ...]:
        """The codes and states of what was cut from one of its pieces and kept, else of what is expected."""
        return self.left.get(sheet.code, sheet.expected)


@dataclass(frozen=True, slots=True)
class Planned:
    """What a plan says of a code: of a piece, or of a remainder that it expects of one."""

    plan: TakenPlan
    sheet: Sheet
    code: str

    @property
    def stage(self) -> Stage:
        """How far the piece has come."""
        return self.plan.stage_of(self.sheet)

    @property
    def is_remainder(self) -> bool:
        """Whether the code is an expected remainder's."""
        return self.code != self.sheet.code


def plans(kiosk: Kiosk, limit: int = SHOWN) -> list[TakenPlan]:
    """The last plans, the newest first."""
    with kiosk.ledger.reading() as reading:
        return [taken(reading, stored) for stored in reading.plans(limit)]


def plan(kiosk: Kiosk, number: int) -> TakenPlan | None:
    """The plan with this number."""
    with kiosk.ledger.reading() as reading:
        plan = found(reading, number)
        return replace(plan, left=_left(reading, plan)) if plan else None


def due(kiosk: Kiosk) -> list[TakenPlan]:
    """The plans of earlier days that nobody confirmed, the oldest first."""
    with kiosk.ledger.reading() as reading:
        stored = [taken(reading, each) for each in reading.open_plans(kiosk.today())]
    return [each for each in stored if each.open_sheets]


def found(reading: Reading, number: int) -> TakenPlan | None:
    """The plan with this number, in a transaction that is open already."""
    stored = reading.plan(number)
    return taken(reading, stored) if stored else None


def planned(reading: Reading, code: str) -> Planned | None:
    """What the newest plan about a code says of it."""
    for stored in reading.plans_about(code):
        plan = taken(reading, stored)
        if sheet := plan.kept.sheet_about(code):
            return Planned(plan, sheet, code)
    return None


def expected(reading: Reading, code: str) -> Standing | None:
    """How a remainder that is still to be cut will stand; None for any other code."""
    known = planned(reading, code)
    if known is None or not known.is_remainder or known.stage != Stage.OPEN:
        return None
    return Standing(code, 0, "", dict(known.sheet.expected)[code])


def taken(reading: Reading, stored: StoredPlan) -> TakenPlan:
    """A plan as it is kept, with the stages of its pieces as the log has them."""
    kept = kept_plans.read(stored.body)
    seen = [reading.standing(sheet.code) for sheet in kept.sheets]
    both = list(zip(kept.sheets, seen, strict=True))
    stages = tuple(_stage(reading, stored, kept, sheet, known) for sheet, known in both)
    pieces = tuple(known.state if known and isinstance(known.state, Piece) else None for known in seen)
    return TakenPlan(stored.number, stored.day, stored.closed, kept, stages, pieces)


def keep(change: Transaction, plan: TakenPlan, kept: KeptPlan, *, closed: bool = False) -> TakenPlan:
    """Keep what became of a plan. One whose pieces are all cut, or gone, is closed by itself."""
    stored = StoredPlan(plan.number, plan.day, closed, kept_plans.write(kept))
    now = taken(change, stored)
    stored = replace(stored, closed=closed or not now.open_sheets)
    change.change_plan(stored)
    return taken(change, stored)


def _left(reading: Reading, plan: TakenPlan) -> dict[str, tuple[tuple[str, Piece], ...]]:
    both = zip(plan.kept.sheets, plan.stages, strict=True)
    cut = [sheet.code for sheet, stage in both if stage == Stage.CUT]
    return {code: tuple(_pieces(reading.children(code))) for code in cut}


def _pieces(standings: Sequence[Standing]) -> Iterator[tuple[str, Piece]]:
    for each in standings:
        if isinstance(each.state, Piece):
            yield each.item, each.state


def _stage(
    reading: Reading, stored: StoredPlan, kept: KeptPlan, sheet: Sheet, seen: Standing | None
) -> Stage:
    if sheet.cut and not reading.is_voided(sheet.cut):
        return Stage.CUT
    if stored.closed:
        return Stage.CLOSED
    if seen is None or seen.state is None or seen.state.status == Status.VOID:
        return Stage.OPEN if kept.layout(sheet).offer.is_full else Stage.GONE
    return Stage.OPEN if seen.state.status in (Status.HERE, Status.TAKEN) else Stage.GONE
