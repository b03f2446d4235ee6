"""A registry in memory: a disk, and the real answers to messages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ledger.joint import Fork, Gap
from stock.fold import Message, Standing
from sync.effects import Batch
from sync.registrar import give, hear
from sync.wire import (
    EventsAnswer,
    EventsHeader,
    HelloAnswer,
    HelloRequest,
    LogMark,
    Problem,
    ProblemKind,
    problem_type,
)
from tests.simulation.disk import FOLD, Disk, first_bad
from tests.simulation.hosts import RegistryHost

ASKED = 3
"""Events that a hello derives before it is answered."""


@dataclass(slots=True)
class MemoryRegistry:
    """See `sync.registrar.Archive`. An old one hands out no lines and tells no sums; one that is
    behind accepts lines and folds them later."""

    disk: Disk = field(default_factory=Disk)
    refuses_poison: bool = False
    is_old: bool = False
    is_behind: bool = False

    @property
    def seen(self) -> set[str]:
        """See `Kept`."""
        return self.disk.seen

    @property
    def sum(self) -> str:
        """See `Kept`."""
        return self.disk.state

    def copy(self) -> RegistryHost:
        """See `RegistryHost`."""
        return MemoryRegistry(self.disk.copy())

    def replace(self, other: RegistryHost) -> None:
        """See `RegistryHost`."""
        assert isinstance(other, MemoryRegistry)
        self.disk = other.disk.copy()

    def make_old(self) -> None:
        """See `RegistryHost`."""
        self.is_old = True

    def upgrade(self) -> None:
        """See `RegistryHost`."""
        self.is_old = False

    def fall_behind(self) -> None:
        """See `RegistryHost`."""
        self.is_behind = True

    def derive(self, most: int) -> None:
        """See `RegistryHost`."""
        self.disk.derive(most)

    def restart(self) -> None:
        """See `RegistryHost`."""

    def stock(self) -> dict[str, Standing]:
        """See `RegistryHost`."""
        return dict(self.disk.stock.standings)

    def told_to(self, space: str) -> list[str]:
        """See `RegistryHost`."""
        return [message.eid for message in self.disk.stock.messages if message.to == space]

    def all_lines(self) -> Iterable[bytes]:
        """See `Kept`."""
        return self.disk.lines()

    def broken(self) -> str:
        """See `Kept`."""
        return self.disk.broken()

    def messages(self) -> set[Message]:
        """See `Kept`."""
        return self.disk.stock.messages

    def different(self) -> list[str]:
        """See `Kept`. In memory there are no rows beside the stock, whose sum is compared."""
        return []

    def marks(self) -> Sequence[LogMark]:
        """See `Archive`."""
        return [self.disk.mark(name) for name, log in sorted(self.disk.logs.items()) if log.lines]

    def state(self) -> tuple[int, str] | None:
        """See `Archive`."""
        return None if self.disk.waiting else (FOLD, self.disk.state)

    def hash_at(self, log: str, seq: int) -> str | None:
        """See `Archive`."""
        return self.disk.hash_at(log, seq)

    def lines(self, log: str, after: int, most: int) -> Batch | None:
        """See `Archive`."""
        return self.disk.batch(log, after, most)

    def hello(self, request: HelloRequest) -> HelloAnswer:
        """Answer a hello."""
        self.derive(ASKED)
        if not self.is_old:
            return hear(request, self, "")
        answer = hear(request.model_copy(update={"after": None}), self, "")
        return answer.model_copy(update={"more": None, "fold": None, "state": None})

    def fetch(self, log: str, after: int) -> Batch | Problem:
        """Hand out lines."""
        return Problem(status=404) if self.is_old else give(log, after, self)

    def events(self, header: EventsHeader, lines: Sequence[bytes]) -> EventsAnswer | Problem:
        """Take lines in; where one of them is bad, those before it."""
        bad = first_bad(lines, refuses_poison=self.refuses_poison)
        joint = self.disk.store(header.log, header.first, header.prev, lines[:bad], behind=self.is_behind)
        mark = self.disk.mark(header.log)
        if isinstance(joint, Gap):
            return _problem(ProblemKind.GAP, 409, mark)
        if isinstance(joint, Fork):
            return _problem(ProblemKind.FORK, 409, mark)
        if bad is not None and mark.seq < header.first + bad:
            return _problem(ProblemKind.BAD_LINE, 422, mark, header.first + bad)
        if bad is not None:
            return _problem(ProblemKind.FORK, 409, mark)
        return EventsAnswer(log=mark.log, seq=mark.seq, head=mark.head)


def _problem(kind: ProblemKind, status: int, mark: LogMark, line: int | None = None) -> Problem:
    return Problem(type=problem_type(kind), status=status, mark=mark, line=line, reason="refused")
