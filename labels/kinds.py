"""What a label says. Every text comes in ready for its reader: translated, dates and sizes formatted."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Laser(StrEnum):
    """Whether a material may be laser cut; each level has a sign of its own shape."""

    YES = "yes"
    CAUTION = "caution"
    NO = "no"


@dataclass(frozen=True, slots=True)
class PieceLabel:
    """A piece or lot. Size and material are what a reader looks for; no text here is about a person."""

    code: str
    material: str
    size: str = ""
    mass: str = ""
    free_from: str = ""
    laser: Laser | None = None
    laser_words: str = ""
    hazards: tuple[str, ...] = ()
    title: str = ""
    shelf: str = ""
    space: str = ""


@dataclass(frozen=True, slots=True)
class BlankLabel:
    """An unused code; `captions` get a line each to write on."""

    code: str
    title: str = ""
    captions: tuple[str, ...] = ()
    space: str = ""


@dataclass(frozen=True, slots=True)
class CommandLabel:
    """A command, a quantity or a material on the command sheet; `hint` is a smaller second line."""

    code: str
    words: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ShelfLabel:
    """A place with a code."""

    code: str
    name: str
    space: str = ""


@dataclass(frozen=True, slots=True)
class LotLabel:
    """Things that are counted or weighed under one code; `amount` says how many or how much there were."""

    code: str
    material: str
    amount: str = ""
    size: str = ""
    free_from: str = ""
    laser: Laser | None = None
    laser_words: str = ""
    hazards: tuple[str, ...] = ()
    title: str = ""
    shelf: str = ""
    space: str = ""


@dataclass(frozen=True, slots=True)
class BadgeLabel:
    """A badge without a name: whose it is, is known to the kiosk alone."""

    code: str
    title: str = ""
    hint: str = ""
    space: str = ""


@dataclass(frozen=True, slots=True)
class TransferLabel:
    """What goes with things on their way to another space; `contents` is a line for each of them. `slip` is
    what the symbol holds, in the place of the code."""

    code: str
    title: str
    goal: str
    origin: str = ""
    contents: tuple[str, ...] = ()
    day: str = ""
    slip: str = ""


@dataclass(frozen=True, slots=True)
class ClearingLabel:
    """A notice that a shelf or a piece will be cleared away: what happens, and from which day."""

    code: str
    title: str
    day: str = ""
    words: str = ""
    space: str = ""


Label = (
    PieceLabel
    | LotLabel
    | BlankLabel
    | CommandLabel
    | ShelfLabel
    | BadgeLabel
    | TransferLabel
    | ClearingLabel
)


class Kind(StrEnum):
    """What labels are for."""

    PIECE = "piece"
    LOT = "lot"
    BLANK = "blank"
    COMMAND = "command"
    SHELF = "shelf"
    BADGE = "badge"
    TRANSFER = "transfer"
    CLEARING = "clearing"


LABELS: MappingProxyType[Kind, type[Label]] = MappingProxyType(
    {
        Kind.PIECE: PieceLabel,
        Kind.LOT: LotLabel,
        Kind.BLANK: BlankLabel,
        Kind.COMMAND: CommandLabel,
        Kind.SHELF: ShelfLabel,
        Kind.BADGE: BadgeLabel,
        Kind.TRANSFER: TransferLabel,
        Kind.CLEARING: ClearingLabel,
    }
)
_KINDS = {label: kind for kind, label in LABELS.items()}


def kind_of(label: Label) -> Kind:
    """What a label is for."""
    return _KINDS[type(label)]
