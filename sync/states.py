"""What the status bar says of sync. Imports nothing heavy: the first screen is painted with it."""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto


class TroubleKind(StrEnum):
    """What only a person can settle."""

    FORK = "fork"
    AHEAD = "ahead"
    BAD_LINE = "bad line"
    TOO_LARGE = "too large"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A log that does not go on from line `seq`: the registry holds other lines there, or more than is here
    (a restored kiosk), or it takes the line for none. The lines stay here."""

    kind: TroubleKind
    log: str
    seq: int
    reason: str = ""


class Delay(Enum):
    """Why the registry does not hold everything yet, though nobody needs to do anything."""

    OFFLINE = auto()
    TOO_SLOW = auto()
    NOT_A_REGISTRY = auto()
    UNAVAILABLE = auto()
    UNSETTLED = auto()
    DATABASE = auto()


class Matter(Enum):
    """What a person must settle."""

    TROUBLE = auto()
    NOT_ENROLLED = auto()
    ADDRESS = auto()
    REFUSED = auto()
    STOPPED = auto()


@dataclass(frozen=True, slots=True)
class NeverJoined:
    """There is no registry to push to."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """No round has ended yet."""


@dataclass(frozen=True, slots=True)
class Verified:
    """The registry held everything at this time."""

    at: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Events wait to be pushed, the first of them since that time ("" where none does)."""

    why: Delay
    events: int
    since: str


@dataclass(frozen=True, slots=True)
class NeedsPerson:
    """Sync does not go on by itself. `troubles` are the logs concerned; nothing of them is lost."""

    why: Matter
    troubles: tuple[Trouble, ...] = ()


State = NeverJoined | Unknown | Verified | Waiting | NeedsPerson
