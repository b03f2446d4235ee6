"""A kiosk in memory: a disk, the process that writes to it, and the effects of its rounds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from random import Random
from typing import assert_never

from ledger.joint import Fork, Gap
from stock.events import Draft, Event, Kind, encode, event_of
from stock.fold import Message, Standing
from stock.prints import MODULUS, standing_print
from sync.carrying import Line
from sync.effects import (
    Acknowledge,
    Added,
    Alarm,
    Answer,
    Effect,
    Fetch,
    Found,
    Gone,
    Look,
    MoveTail,
    Read,
    ReadHash,
    Rebuild,
    SayHello,
    Send,
    SetAside,
    Store,
)
from sync.wire import LogMark
from tests.simulation.disk import Disk
from tests.simulation.hosts import KioskHost


@dataclass(slots=True)
class Source:
    """Where a kiosk takes time and ids from."""

    now: Callable[[], str]
    new_id: Callable[[], str]


@dataclass(slots=True)
class MemoryKiosk:
    """`mark` is where this process's log goes; none before its first event."""

    source: Source
    disk: Disk = field(default_factory=Disk)
    mark: LogMark | None = None
    is_old: bool = False

    @property
    def seen(self) -> set[str]:
        """See `Kept`."""
        return self.disk.seen

    @property
    def sum(self) -> str:
        """See `Kept`."""
        return self.disk.state

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

    def hash_at(self, log: str, seq: int) -> str | None:
        """See `KioskHost`."""
        return self.disk.hash_at(log, seq)

    def make_old(self, unknown: frozenset[str]) -> None:
        """See `KioskHost`."""
        self.is_old, self.disk.stock.unknown = True, unknown

    def upgrade(self) -> None:
        """See `KioskHost`."""
        if self.is_old or self.disk.stock.unknown:
            self.is_old, self.disk.stock.unknown = False, frozenset()
            self.disk.rebuild()

    def misfold(self, rng: Random) -> None:
        """See `KioskHost`."""
        stock = self.disk.stock
        if stock.standings:
            right = stock.standings[rng.choice(list(stock.standings))]
            wrong = replace(right, quantity=right.quantity + 1)
            stock.standings[right.item] = wrong
            stock.sum = (stock.sum + standing_print(wrong) - standing_print(right)) % MODULUS

    def standing(self, item: str) -> Standing | None:
        """How an item stands."""
        return self.disk.stock.standing(item)

    def twin(self, *, with_memory: bool) -> "MemoryKiosk":
        """See `KioskHost`."""
        kind = type(self)
        return kind(self.source, self.disk.copy(), self.mark if with_memory else None, self.is_old)

    def replace(self, other: KioskHost) -> None:
        """See `KioskHost`. An old copy comes with the version of its time."""
        assert isinstance(other, MemoryKiosk)
        self.disk, self.mark, self.is_old = other.disk.copy(), None, other.is_old

    def restart(self) -> None:
        """See `KioskHost`."""
        self.mark = None

    def append(self, draft: Draft) -> Event:
        """One event in one transaction, in the log of this process."""
        last = {item: seen.cv for item in draft.items if (seen := self.disk.stock.standing(item))}
        event = event_of(draft, self.source.new_id(), self.source.now(), last)
        mark = self.mark
        if mark is None or self.disk.mark(mark.log) != mark:
            mark = self._begin()
        self.disk.add(mark.log, encode(event))
        self.mark = self.disk.mark(mark.log)
        return event

    def carry_out(self, effect: Effect, line: Line) -> Answer | None:
        """The answer to an effect."""
        match effect:
            case SayHello(request):
                return line.hello(request)
            case Send(header, lines):
                return line.events(header, lines)
            case Fetch(log, after):
                return line.fetch(log, after)
            case Look() | Read() | ReadHash() | Store():
                return self._asked(effect)
            case _:
                self._done(effect)
                return None

    def _asked(self, effect: Look | Read | ReadHash | Store) -> Answer:
        match effect:
            case Look():
                return self.disk.holding()
            case Read(log, after, most):
                return self.disk.batch(log, after, most) or Gone()
            case ReadHash(log, seq):
                head = self.disk.hash_at(log, seq)
                return Found(head) if head else Gone()
            case Store(batch):
                joint = self.disk.store(batch.log, batch.first, batch.prev, batch.lines)
                return Gone() if isinstance(joint, Gap | Fork) else Added(self.disk.mark(batch.log))
            case _:
                assert_never(effect)

    def _done(self, effect: MoveTail | SetAside | Acknowledge | Rebuild | Alarm) -> None:
        match effect:
            case MoveTail(log, after):
                self._move(log, after)
            case SetAside(log, seq):
                self._move(log, seq)
                if seq > 2:
                    self._move(log, seq - 1)
            case Acknowledge(log, seq):
                self._acknowledge(log, seq)
            case Rebuild():
                self.disk.rebuild()
            case Alarm():
                pass
            case _:
                assert_never(effect)

    def _acknowledge(self, name: str, seq: int) -> None:
        if log := self.disk.logs.get(name):
            log.acked = seq
            log.closed = seq >= len(log.lines) and not (self.mark and self.mark.log == name)

    def _move(self, name: str, after: int) -> None:
        log = self.disk.logs.get(name)
        if log is None or after >= len(log.lines):
            return
        parent = [name, after, log.heads[after].hex()]
        tail = log.cut(after)
        new = self._begun({"parent": parent, "moved": 1}, own=log.own)
        for line in tail[1:] if after == 0 else tail:
            self._moved(new, line)
        if after == 0:
            del self.disk.logs[name]

    def _moved(self, name: str, line: bytes) -> None:
        self.disk.add(name, line, folded=True)

    def _begin(self) -> LogMark:
        parent = self.mark and [self.mark.log, self.mark.seq, self.mark.head]
        name = self._begun({"parent": parent} if parent else self._named(), own=True)
        return self.disk.mark(name)

    def _named(self) -> dict[str, object]:
        own = [name for name, log in self.disk.logs.items() if log.own and log.lines]
        return {"parent": list(self.disk.mark(own[-1]).model_dump().values())} if own else {}

    def _begun(self, named: dict[str, object], *, own: bool) -> str:
        name = self.source.new_id()
        genesis = Draft(Kind.GENESIS, extra={"log": name} | named)
        self.disk.begin(name, encode(event_of(genesis, self.source.new_id(), self.source.now(), {})), own=own)
        return name
