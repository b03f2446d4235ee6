"""A disk in memory: logs, the stock folded from them, and what a process does to them in one transaction."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ledger.joint import Fork, Gap, join
from ledger.log import Mark
from stock.events import FIRST_HASH, Event, Malformed, chain, decode, link
from sync.effects import Batch, Holding, Kept
from sync.wire import LogMark
from tests.simulation.scans import POISON
from tests.simulation.stocks import SummedStock

Link = Callable[[bytes, bytes], bytes]
FOLD = 2
OLD_FOLD = 1


@lru_cache(20_000)
def read(line: bytes) -> Event:
    """The event of a line."""
    return decode(line)


@lru_cache(20_000)
def _mark(name: str, seq: int, head: bytes) -> LogMark:
    return LogMark(log=name, seq=seq, head=head.hex())


@dataclass(slots=True)
class Log:
    """Lines with the hash before the first and after each; what the registry acknowledged of them."""

    lines: list[bytes] = field(default_factory=list)
    heads: list[bytes] = field(default_factory=lambda: [FIRST_HASH])
    own: bool = False
    acked: int = 0
    closed: bool = False

    def add(self, line: bytes, linked: Link) -> None:
        """One more line."""
        self.lines.append(line)
        self.heads.append(linked(self.heads[-1], line))

    def cut(self, after: int) -> list[bytes]:
        """Take off the lines after a number."""
        tail = self.lines[after:]
        del self.lines[after:], self.heads[after + 1 :]
        return tail

    def copy(self) -> "Log":
        """The same log on another disk."""
        return Log(list(self.lines), list(self.heads), self.own, self.acked, self.closed)


@dataclass(slots=True)
class Disk:
    """What survives a process. `seen` are the ids of all events on it; `waiting` are lines not folded yet."""

    logs: dict[str, Log] = field(default_factory=dict)
    stock: SummedStock = field(default_factory=SummedStock)
    seen: set[str] = field(default_factory=set)
    linked: Link = link
    waiting: list[bytes] = field(default_factory=list)

    def copy(self) -> "Disk":
        """A copy of the whole disk."""
        logs = {name: log.copy() for name, log in self.logs.items()}
        return type(self)(logs, self.stock.copy(), set(self.seen), self.linked, list(self.waiting))

    def mark(self, name: str, seq: int | None = None) -> LogMark:
        """Where a log goes, or where it was at a number."""
        log = self.logs.get(name) or Log()
        number = len(log.lines) if seq is None else seq
        return _mark(name, number, log.heads[number])

    def hash_at(self, name: str, seq: int) -> str | None:
        """The hash after a line."""
        heads = self.logs[name].heads if name in self.logs else [FIRST_HASH]
        return heads[seq].hex() if seq < len(heads) else None

    def batch(self, name: str, after: int, most: int) -> Batch | None:
        """Lines of a log after a number."""
        log = self.logs.get(name) or Log()
        if after > len(log.lines):
            return None
        lines = tuple(log.lines[after : after + most])
        return Batch(name, after + 1, log.heads[after].hex(), lines, log.heads[after + len(lines)].hex())

    def begin(self, name: str, line: bytes, *, own: bool) -> None:
        """A log begins with a genesis."""
        self.logs[name] = Log(own=own)
        self.add(name, line)

    def add(self, name: str, line: bytes, *, folded: bool = False) -> None:
        """A line is added to a log and folded, unless it was folded in another log."""
        log = self.logs.setdefault(name, Log())
        log.add(line, self.linked)
        event = read(line)
        if not folded:
            self.seen.add(event.eid)
            self.stock.fold(event)

    def store(
        self, name: str, first: int, prev: str, lines: Sequence[bytes], *, behind: bool = False
    ) -> Gap | Fork | int:
        """Add lines from elsewhere; how many of them were here. `behind`: they are folded later. Raises
        Malformed, with nothing stored."""
        for line in lines:
            read(line)
        log = self.logs.get(name) or Log()
        known = log.heads[first - 1] if first <= len(log.heads) else None
        here = log.lines[first - 1 : first - 1 + len(lines)]
        mark = Mark(name, len(log.lines), log.heads[-1])
        joint = join(mark, known, here, bytes.fromhex(prev), lines)
        if isinstance(joint, int):
            for line in lines[joint:]:
                self.add(name, line, folded=behind)
                self.seen.add(read(line).eid)
            self.waiting += lines[joint:] if behind else ()
        return joint

    def derive(self, most: int) -> None:
        """Fold lines that wait, in one transaction."""
        for line in self.waiting[:most]:
            self.stock.fold(read(line))
        del self.waiting[:most]

    def holding(self) -> Holding:
        """Everything on it."""
        kept = [self._kept(name, log) for name, log in sorted(self.logs.items()) if log.lines]
        fold = OLD_FOLD if self.stock.unknown else FOLD
        return Holding(tuple(kept), fold, self.state)

    @property
    def state(self) -> str:
        """The sum of the stock's rows."""
        return self.stock.sum.to_bytes(32).hex()

    def rebuild(self) -> None:
        """Fold everything again."""
        self.stock = type(self.stock)(unknown=self.stock.unknown)
        for line in self.lines():
            self.stock.fold(read(line))

    def lines(self) -> Iterator[bytes]:
        """Every line of every log."""
        return (line for log in self.logs.values() for line in log.lines)

    def broken(self) -> str:
        """A log whose hashes do not match its lines; "" for none."""
        for name, log in self.logs.items():
            if log.heads != [FIRST_HASH, *chain(log.lines)]:
                return name
        return ""

    def _kept(self, name: str, log: Log) -> Kept:
        acked = min(log.acked, len(log.lines))
        return Kept(self.mark(name), self.mark(name, acked), log.closed and acked == len(log.lines), log.own)


def first_bad(lines: Sequence[bytes], *, refuses_poison: bool) -> int | None:
    """The place of the first line that is no event, or that a registry refuses."""
    for place, line in enumerate(lines):
        try:
            read(line)
        except Malformed:
            return place
        if refuses_poison and POISON in line:
            return place
    return None
