"""What a round of sync is made of: what is here, what to do, what is answered."""

from dataclasses import dataclass

from sync.states import Trouble
from sync.wire import EventsAnswer, EventsHeader, HelloAnswer, HelloRequest, LogMark, Problem


@dataclass(frozen=True, slots=True)
class Kept:
    """A log kept here: where it stands, what of it was acknowledged, whether it is over, and whether this
    kiosk writes it. One that is over is acknowledged in whole."""

    mark: LogMark
    acked: LogMark
    closed: bool = False
    own: bool = True


@dataclass(frozen=True, slots=True)
class Holding:
    """Everything that is here at one moment: logs, and the sum of what they fold to with this version of the
    fold."""

    logs: tuple[Kept, ...] = ()
    fold: int = 0
    state: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines of the log, numbered from `first` on after the hash `prev`; `head` is the hash after the last."""

    log: str
    first: int
    prev: str
    lines: tuple[bytes, ...]
    head: str

    @property
    def last(self) -> int:
        """The number of the last line."""
        return self.first + len(self.lines) - 1


@dataclass(frozen=True, slots=True)
class Look:
    """See what is here now. Answered by a Holding."""


@dataclass(frozen=True, slots=True)
class SayHello:
    """Send a hello. Answered by a HelloAnswer."""

    request: HelloRequest


@dataclass(frozen=True, slots=True)
class Read:
    """Read up to `most` lines of a log after a number. Answered by a Batch or Gone."""

    log: str
    after: int
    most: int


@dataclass(frozen=True, slots=True)
class ReadHash:
    """Read the hash after a line. Answered by a Found or Gone."""

    log: str
    seq: int


@dataclass(frozen=True, slots=True)
class Send:
    """Send a batch. Answered by an EventsAnswer or a Problem."""

    header: EventsHeader
    lines: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Fetch:
    """Ask for lines of a log after a number. Answered by a Batch or a Problem."""

    log: str
    after: int


@dataclass(frozen=True, slots=True)
class Store:
    """Add a batch to its log here, and fold it. Answered by Added, Unfit or Gone."""

    batch: Batch


@dataclass(frozen=True, slots=True)
class MoveTail:
    """Move the lines of a log after a number into a new log, with the same ids. Not answered."""

    log: str
    after: int


@dataclass(frozen=True, slots=True)
class SetAside:
    """Move the line with a number into a log of its own, and those after it into another. Not answered."""

    log: str
    seq: int


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Note that the registry holds a log up to a number. Not answered."""

    log: str
    seq: int


@dataclass(frozen=True, slots=True)
class Rebuild:
    """Fold all events again. Not answered."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """Keep this for a person to see until they have seen it. Not answered."""

    trouble: Trouble


@dataclass(frozen=True, slots=True)
class Found:
    """The hash after a line."""

    head: str


@dataclass(frozen=True, slots=True)
class Added:
    """Where a log goes here after lines were added to it."""

    mark: LogMark


@dataclass(frozen=True, slots=True)
class Unfit:
    """Line `seq` cannot be stored here; those before it were."""

    seq: int
    reason: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The log has changed here meanwhile."""


Effect = (
    Look
    | SayHello
    | Read
    | ReadHash
    | Send
    | Fetch
    | Store
    | MoveTail
    | SetAside
    | Acknowledge
    | Rebuild
    | Alarm
)
Answer = Holding | HelloAnswer | Batch | Found | EventsAnswer | Problem | Added | Unfit | Gone
UNANSWERED = (MoveTail, SetAside, Acknowledge, Rebuild, Alarm)
