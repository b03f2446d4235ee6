"""The network to the registry: requests and answers may be lost, doubled, late, or never come."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Protocol, TypeVar

from sync.effects import Batch
from sync.errors import Offline, SyncError
from sync.wire import EventsAnswer, EventsHeader, HelloAnswer, HelloRequest, LogMark, Problem

Answer = TypeVar("Answer")
MOST_KEPT = 30


class Hung(Exception):
    """No answer, and nobody closed the connection: it lasts until the deadline."""


class Host(Protocol):
    """A registry that answers."""

    def hello(self, request: HelloRequest) -> HelloAnswer:
        """Answer a hello."""

    def events(self, header: EventsHeader, lines: Sequence[bytes]) -> EventsAnswer | Problem:
        """Take lines in."""

    def fetch(self, log: str, after: int) -> Batch | Problem:
        """Hand out lines."""


@dataclass(slots=True)
class Faults:
    """How often what goes wrong, of 1."""

    request_lost: float = 0.0
    answer_lost: float = 0.0
    doubled: float = 0.0
    delayed: float = 0.0
    hangs: float = 0.0


@dataclass(slots=True)
class Network:
    """`told` is every mark that the registry ever named in an answer, `sums` every digest with the version
    and the sum that it told with it; `late` are requests still on their way, `old` some that arrived long ago
    and may come again."""

    rng: Random
    host: Host
    faults: Faults = field(default_factory=Faults)
    is_up: bool = True
    told: set[tuple[str, int, str]] = field(default_factory=set)
    sums: set[tuple[str, int | None, str | None]] = field(default_factory=set)
    late: list[Callable[[], object]] = field(default_factory=list)
    old: list[Callable[[], object]] = field(default_factory=list)
    batches: int = 0

    def hello(self, request: HelloRequest) -> HelloAnswer:
        """See `Host`."""
        answer = self._ask(lambda: self.host.hello(request))
        self.sums.add((answer.vec, answer.fold, answer.state))
        for mark in (*answer.logs, *answer.others):
            self._tell(mark)
        return answer

    def events(self, header: EventsHeader, lines: Sequence[bytes]) -> EventsAnswer | Problem:
        """See `Host`."""
        self.batches += 1
        answer = self._ask(lambda: self.host.events(header, lines))
        mark = answer if isinstance(answer, EventsAnswer) else answer.mark
        if mark:
            self._tell(mark)
        return answer

    def fetch(self, log: str, after: int) -> Batch | Problem:
        """See `Host`."""
        answer = self._ask(lambda: self.host.fetch(log, after))
        if isinstance(answer, Batch):
            self.told.add((answer.log, answer.last, answer.head))
        return answer

    def deliver_late(self) -> None:
        """A request arrives that its sender gave up long ago."""
        if self.late:
            request = self.late.pop(self.rng.randrange(len(self.late)))
            with suppress(SyncError):
                request()

    def replay(self) -> None:
        """A request of the past arrives again."""
        if self.old:
            with suppress(SyncError):
                self.rng.choice(self.old)()

    def _tell(self, mark: LogMark) -> None:
        self.told.add((mark.log, mark.seq, mark.head))

    def _ask(self, request: Callable[[], Answer]) -> Answer:
        faults, chance = self.faults, self.rng.random
        if not self.is_up or chance() < faults.request_lost:
            raise Offline
        if chance() < faults.delayed:
            self.late.append(request)
            raise Offline
        if chance() < faults.hangs:
            raise Hung
        self._keep(request)
        answer = request()
        if chance() < faults.doubled:
            answer = request()
        if chance() < faults.answer_lost:
            raise Offline
        return answer

    def _keep(self, request: Callable[[], object]) -> None:
        if len(self.old) < MOST_KEPT:
            self.old.append(request)
        elif self.rng.random() < 0.2:
            self.old[self.rng.randrange(MOST_KEPT)] = request
