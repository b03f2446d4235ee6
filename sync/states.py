"""What the status bar says of sync. Imports nothing heavy: the first screen is painted with it."""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto


class TroubleKind(StrEnum):
    """What only a person can settle."""

    TWIN = "twin"
    AHEAD = "ahead"
    BAD_LINE = "bad line"
    TOO_LARGE = "too large"
    UNFIT = "unfit"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Log `log` at line `seq`: another copy of this kiosk wrote it, or the registry takes the line for none,
    or holds more than it hands out, or holds a line that this version cannot store. STATE names no log: the
    same events came to something else here than at the registry. No line is lost."""

    kind: TroubleKind
    log: str
    seq: int
    reason: str = ""


class Delay(Enum):
    """Why the registry does not hold everything yet, or is not known to have the same stock, though nobody
    needs to do anything. UNCOMPARED: it has every event, and has not told what they come to; OTHER_FOLD: it
    works that out with another version."""

    OFFLINE = auto()
    TOO_SLOW = auto()
    NOT_A_REGISTRY = auto()
    UNAVAILABLE = auto()
    UNSETTLED = auto()
    UNCOMPARED = auto()
    OTHER_FOLD = auto()
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
    """The registry held the same events and the same stock at this time."""

    at: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Events wait to be pushed, the first of them since that time. Where none does, both sides have not been
    compared since then ("" where that is not known)."""

    why: Delay
    events: int
    since: str


@dataclass(frozen=True, slots=True)
class Uncompared:
    """The registry has every event, and since that time (UTC) has not told the same stock."""

    why: Delay
    since: str


@dataclass(frozen=True, slots=True)
class NeedsPerson:
    """Sync does not go on by itself. `troubles` are the logs concerned; nothing of them is lost."""

    why: Matter
    troubles: tuple[Trouble, ...] = ()


State = NeverJoined | Unknown | Verified | Waiting | NeedsPerson
