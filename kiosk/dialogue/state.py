"""The dialogue's one state value, and what a scan was found to name. Nothing here knows a screen."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from stock.codes import Command
from stock.fold import Shelf, Standing
from stock.intake import Intake
from stock.items import Lot
from stock.pieces import Unit


class Mode(StrEnum):
    """What the next scan means. The one mode is always in sight."""

    READY = "ready"
    RECEIVING = "receiving"
    TAKEN = "taken"
    RETURNED = "returned"
    PLACED = "placed"
    SHOWN = "shown"
    ASKED = "asked"
    AMOUNT = "amount"
    HELD = "held"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Offer:
    """An item of another space that may be asked for; `unit` is that of a lot, None for a piece."""

    space: str
    item: str
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Where the dialogue stands.

    `item` is the item in focus, `unit` its unit where it is a lot, `held` whether somebody holds it, and
    `eid` the event on it that a typed size or amount would replace. `verb` is the command that waits for a
    code (ASKED) or an amount (AMOUNT). `offers` are in sight, by number; `offer` is the one that waits for an
    amount. `awaited` are remainders of a cut that was just said to be made, at `cut_at`, whose labels are
    being stuck on. `last` is the code scanned before, and `last_at` when it arrived. Times are seconds of a
    monotonic clock.
    """

    mode: Mode = Mode.READY
    item: str = ""
    eid: str = ""
    unit: Unit | None = None
    held: bool = False
    verb: Command = Command.TAKE
    shelf: str = ""
    intake: Intake = field(default_factory=Intake)
    choices: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    offer: Offer | None = None
    awaited: tuple[str, ...] = ()
    cut_at: float = -1e9
    last: str = ""
    last_at: float = -1e9


def fresh(state: State) -> State:
    """The next scan begins anew, by the same person: where things come from stays."""
    return replace(idle(state), intake=Intake(origin=state.intake.origin))


def idle(state: State) -> State:
    """Nobody is there any more: the next scan begins anew. What was recorded before stays recorded."""
    return State(awaited=state.awaited, cut_at=state.cut_at, last=state.last, last_at=state.last_at)


def unit_of(standing: Standing) -> Unit | None:
    """The unit of a lot; None for a piece."""
    return standing.state.unit if isinstance(standing.state, Lot) else None


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """An item, by one of its codes; `held` when somebody holds it today."""

    standing: Standing
    held: bool = False


@dataclass(frozen=True, slots=True)
class PlannedSeen:
    """A piece that somebody planned to cut and that is here, by one of its codes."""

    item: ItemSeen


@dataclass(frozen=True, slots=True)
class ExpectedSeen:
    """The label of a remainder that is still to be cut from `item`; of none any more where that is ""."""

    code: str
    item: str


@dataclass(frozen=True, slots=True)
class FreshSeen:
    """A remainder that was just cut, whose label is scanned for the first time."""

    item: ItemSeen


@dataclass(frozen=True, slots=True)
class ShelfSeen:
    """A shelf."""

    shelf: Shelf


@dataclass(frozen=True, slots=True)
class BlankSeen:
    """A code of this space that nothing bears yet."""

    code: str


@dataclass(frozen=True, slots=True)
class BadgeSeen:
    """A maker's badge. Whose it is does not matter to what is scanned."""


@dataclass(frozen=True, slots=True)
class StrangerSeen:
    """A code of another space, or a foreign code, that leads to nothing here."""

    alias: str
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class SlipSeen:
    """The slip of a piece that came from another space; as text."""

    text: str


Seen = (
    ItemSeen
    | PlannedSeen
    | ExpectedSeen
    | FreshSeen
    | ShelfSeen
    | BlankSeen
    | BadgeSeen
    | StrangerSeen
    | SlipSeen
    | None
)
