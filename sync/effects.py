"""What a round of sync is made of: logs and lines, what to do, what is answered."""

from dataclasses import dataclass

from sync.wire import EventsAnswer, EventsHeader, HelloAnswer, HelloRequest, LogMark, Problem


@dataclass(frozen=True, slots=True)
class Own:
    """An own log: where it stands, what was acknowledged of it, and whether it is over."""

    mark: LogMark
    acked: LogMark
    closed: bool = False


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
class SayHello:
    """Send a hello. Answered by a HelloAnswer."""

    request: HelloRequest


@dataclass(frozen=True, slots=True)
class Read:
    """Read up to `most` lines of a log after a number. Answered by a Batch."""

    log: str
    after: int
    most: int


@dataclass(frozen=True, slots=True)
class Send:
    """Send a batch. Answered by an EventsAnswer or a Problem."""

    header: EventsHeader
    lines: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Note that the registry holds a log up to a number. Not answered."""

    log: str
    seq: int


Effect = SayHello | Read | Send | Acknowledge
Answer = HelloAnswer | Batch | EventsAnswer | Problem
