"""Shortcuts that lose or double scans, each in the place of a part of the protocol; none in the product."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from ledger.joint import Fork, Gap
from stock.events import Event, encode
from stock.fold import Entry, Step
from sync.effects import Answer
from sync.errors import Offline
from sync.protocol import Progress, Round, advance
from sync.wire import EventsAnswer, EventsHeader, Held, HelloAnswer, LogMark, Problem
from tests.simulation.disk import FOLD, Disk, read
from tests.simulation.kiosk import MemoryKiosk, Source
from tests.simulation.registry import MemoryRegistry
from tests.simulation.stocks import SummedStock
from tests.simulation.world import Parts


def _no_link(_before: bytes, _line: bytes) -> bytes:
    return bytes(32)


@dataclass(slots=True)
class UnchainedDisk(Disk):
    """Lines are known by their numbers alone."""

    def store(
        self,
        name: str,
        first: int,
        prev: str,  # noqa: ARG002
        lines: Sequence[bytes],
        *,
        behind: bool = False,
    ) -> Gap | Fork | int:
        """See `Disk`."""
        here = len(self.logs[name].lines) if name in self.logs else 0
        known = max(0, here - first + 1)
        if first > here + 1:
            return 0
        return Disk.store(self, name, here + 1, bytes(32).hex(), lines[known:], behind=behind)


def _locally(state: Round, answer: Answer) -> Progress:
    """The cursor is what this kiosk remembers that the registry holds."""
    if isinstance(answer, HelloAnswer) and state.probe is None:
        logs = state.logs
        acked = [logs[held.log].acked for held in answer.logs if held.log in logs]
        named = tuple(Held(log=mark.log, seq=mark.seq, head=mark.head) for mark in acked)
        answer = answer.model_copy(update={"logs": named, "vec": state.believed})
    return advance(state, answer)


def _trustingly(state: Round, answer: Answer) -> Progress:
    """Where the registry has every event, it is taken to have the same stock."""
    state, effects = advance(state, answer)
    return replace(state, uncompared=None), effects


@dataclass(slots=True)
class RenamingKiosk(MemoryKiosk):
    """Lines that move to another log get new ids."""

    def _moved(self, name: str, line: bytes) -> None:
        event = replace(read(line), eid=self.source.new_id())
        self.disk.add(name, encode(event), folded=True)


@dataclass(slots=True)
class ClockStock(SummedStock):
    """What was written last, by the clocks of the kiosks, decides."""

    def fold(self, event: Event) -> Step:
        """See `Stock`."""
        year, second = int(event.at[:4]), int(event.at[17:26])
        return SummedStock.fold(self, replace(event, cv=((year - 1900) * 31_536_000 + second) // 30))


@dataclass(slots=True)
class CountingStock(SummedStock):
    """What comes twice counts twice: nothing asks whether an event is folded already."""

    at_hand: str = ""

    def fold(self, event: Event) -> Step:
        """See `Stock`."""
        self.at_hand = event.eid
        return SummedStock.fold(self, event)

    def entries_of(self, eid: str) -> Collection[Entry]:
        """See `View`."""
        return () if eid == self.at_hand else SummedStock.entries_of(self, eid)


@dataclass(slots=True)
class SplitRegistry(MemoryRegistry):
    """The mark moves in a transaction of its own, before that of the lines."""

    rng: Random = field(default_factory=Random)
    said: dict[str, LogMark] = field(default_factory=dict)

    def marks(self) -> Sequence[LogMark]:
        """See `Archive`."""
        stored = {mark.log: mark for mark in MemoryRegistry.marks(self)}
        return sorted((stored | self.said).values(), key=lambda mark: mark.log)

    def events(self, header: EventsHeader, lines: Sequence[bytes]) -> EventsAnswer | Problem:
        """See `RegistryHost`."""
        if self.rng.random() < 0.1:
            whole = MemoryRegistry(self.disk.copy())
            answer = whole.events(header, lines)
            if isinstance(answer, EventsAnswer):
                self.said[header.log] = LogMark(**answer.model_dump())
            raise Offline
        answer = MemoryRegistry.events(self, header, lines)
        self.said.pop(header.log, None)
        return answer


@dataclass(slots=True)
class HastyRegistry(MemoryRegistry):
    """It tells the sum of what it derived, whatever waits."""

    def state(self) -> tuple[int, str] | None:
        """See `Archive`."""
        return FOLD, self.disk.state


@dataclass(slots=True)
class SkippingRegistry(MemoryRegistry):
    """The place up to which it derived moves in a transaction of its own, before the rows: a crash comes
    between the two now and then."""

    rng: Random = field(default_factory=Random)

    def derive(self, most: int) -> None:
        """See `RegistryHost`."""
        if self.rng.random() < 0.1:
            del self.disk.waiting[:most]
        self.disk.derive(most)


def _unchained_kiosk(source: Source) -> MemoryKiosk:
    return MemoryKiosk(source, UnchainedDisk(linked=_no_link))


def _counting_kiosk(source: Source) -> MemoryKiosk:
    return MemoryKiosk(source, Disk(stock=CountingStock()))


def _clocked_kiosk(source: Source) -> MemoryKiosk:
    return MemoryKiosk(source, Disk(stock=ClockStock()))


MUTANTS: dict[str, tuple[Parts, str]] = {
    "no chain": (
        Parts(
            new_kiosk=_unchained_kiosk,
            new_registry=lambda _rng: MemoryRegistry(UnchainedDisk(linked=_no_link)),
        ),
        "LOST",
    ),
    "local cursor": (Parts(advance=_locally), "LOST"),
    "no eid": (Parts(new_kiosk=RenamingKiosk), "DOUBLED"),
    "no eid in the fold": (
        Parts(
            new_kiosk=_counting_kiosk,
            new_registry=lambda _rng: MemoryRegistry(Disk(stock=CountingStock())),
        ),
        "DOUBLED",
    ),
    "order by clock": (
        Parts(
            new_kiosk=_clocked_kiosk,
            new_registry=lambda _rng: MemoryRegistry(Disk(stock=ClockStock())),
        ),
        "OVERRULED",
    ),
    "mark moved in another transaction": (
        Parts(new_registry=lambda rng: SplitRegistry(rng=Random(rng.random()))),  # noqa: S311
        "LOST",
    ),
    "verified without a comparison": (Parts(advance=_trustingly), "CLAIMED"),
    "sum told while events wait": (Parts(new_registry=lambda _rng: HastyRegistry()), "CLAIMED"),
    "place moved in another transaction than rows": (
        Parts(new_registry=lambda rng: SkippingRegistry(rng=Random(rng.random()))),  # noqa: S311
        "UNEQUAL",
    ),
    "round without deadline": (Parts(deadline=None), "STUCK"),
}
"""Each with what it is caught by."""
