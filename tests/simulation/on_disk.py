"""Kiosks and a registry of a world as they are: ledgers in SQLite files, and the registry's use cases."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from random import Random

from sqlalchemy import select

from ledger import log, outbox
from ledger.check import differences
from ledger.deriving import PACE, Pace
from ledger.engine import reading, writing
from ledger.errors import BrokenChain
from ledger.folded import Folded
from ledger.inbox import ReadUpTo, read_inbox
from ledger.ledger import Ledger, Stored
from ledger.ledger import Source as LedgerSource
from ledger.opening import open_file
from ledger.rows import MESSAGE
from ledger.words import Words
from registry.refusals import not_stored
from registry.spaces import Spaces
from registry.use_cases.give_events import give_events
from registry.use_cases.hello import hello
from registry.use_cases.take_events import take_events
from stock.events import Draft, Event
from stock.fold import Message, Standing
from sync.carrying import Line, carry_out
from sync.effects import Answer, Batch, Effect
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
from tests.simulation.disk import first_bad, read
from tests.simulation.hosts import KioskHost, RegistryHost
from tests.simulation.kiosk import Source
from tests.simulation.world import Parts

SPACE = "simulated"
BEHIND = Pace(with_batch=0, while_asked=3, at_once=2)
PAGE = 3
_files = count(1)


@dataclass(slots=True)
class LedgerFile:
    """A ledger and what is asked of its file; see `Kept`."""

    ledger: Ledger

    @property
    def seen(self) -> set[str]:
        """See `Kept`."""
        return {read(line).eid for line in self.all_lines()}

    @property
    def sum(self) -> str:
        """See `Kept`."""
        return outbox.holding(self.ledger).state.hex()

    def all_lines(self) -> Iterable[bytes]:
        """See `Kept`."""
        with reading(self.ledger.engine) as connection:
            return [line.line for line in log.lines_by_arrival(connection, self.ledger.space)]

    def broken(self) -> str:
        """See `Kept`."""
        try:
            with reading(self.ledger.engine) as connection:
                log.verify(connection, self.ledger.space)
        except BrokenChain as error:
            return str(error) or "broken"
        return ""

    def messages(self) -> set[Message]:
        """See `Kept`."""
        columns = (MESSAGE.c.eid, MESSAGE.c.kind, MESSAGE.c.item, MESSAGE.c.addressee)
        with reading(self.ledger.engine) as connection:
            rows = connection.execute(select(*columns).where(MESSAGE.c.space_id == self.ledger.space)).all()
        return {Message(*row) for row in rows}

    def different(self) -> list[str]:
        """See `Kept`."""
        return differences(self.ledger)


@dataclass(slots=True)
class LedgerKiosk(LedgerFile):
    """See `KioskHost`."""

    file: Path
    source: Source
    is_old: bool = False

    def standing(self, item: str) -> Standing | None:
        """See `KioskHost`."""
        with self.ledger.reading() as stock:
            return stock.standing(item)

    def append(self, draft: Draft) -> Event:
        """See `KioskHost`."""
        with self.ledger.transaction() as change:
            return change.append(draft)

    def hash_at(self, name: str, seq: int) -> str | None:
        """See `KioskHost`."""
        found = outbox.hash_at(self.ledger, name, seq)
        return found.hex() if found else None

    def carry_out(self, effect: Effect, line: Line) -> Answer | None:
        """See `KioskHost`."""
        return carry_out(effect, self.ledger, line)

    def twin(self, *, with_memory: bool) -> KioskHost:
        """See `KioskHost`."""
        twin = opened(self.file.parent, self.source, self.file)
        if with_memory:
            twin.ledger._mark = self.ledger._mark
        return twin

    def replace(self, other: KioskHost) -> None:
        """See `KioskHost`."""
        assert isinstance(other, LedgerKiosk)
        self.ledger.engine.dispose()
        shutil.copy(other.file, self.file)
        self.ledger, self.is_old = _open(self.file, self.source), other.is_old

    def restart(self) -> None:
        """See `KioskHost`."""
        self.ledger.engine.dispose()
        self.ledger = _open(self.file, self.source)

    def make_old(self, unknown: frozenset[str]) -> None:  # noqa: ARG002
        """See `KioskHost`. Its fold is this version's all the same."""
        self.is_old = True

    def upgrade(self) -> None:
        """See `KioskHost`."""
        self.is_old = False

    def misfold(self, rng: Random) -> None:
        """See `KioskHost`."""
        with self.ledger.reading() as stock:
            found = stock.items()
        if found:
            wrong = rng.choice(found)
            with writing(self.ledger.engine) as connection:
                folded = Folded(connection, self.ledger.space, self.ledger.words)
                folded._write_standing(replace(wrong, quantity=wrong.quantity + 1), 1)
                folded.seal()


class LedgerRegistry(LedgerFile):
    """See `RegistryHost`."""

    def __init__(self, file: Path, pace: Pace = PACE) -> None:
        self.file, self.spaces = file, Spaces(str(file), pace=pace)
        super().__init__(self.spaces.ledger(SPACE))
        self.refuses_poison = False

    def hello(self, request: HelloRequest) -> HelloAnswer:
        """See `RegistryHost`."""
        return hello(self.spaces, SPACE, request)

    def fetch(self, log: str, after: int) -> Batch | Problem:
        """See `RegistryHost`."""
        return give_events(self.spaces, SPACE, log, after)

    def events(self, header: EventsHeader, lines: Sequence[bytes]) -> EventsAnswer | Problem:
        """See `RegistryHost`."""
        bad = first_bad(lines, refuses_poison=self.refuses_poison)
        found = take_events(self.spaces, SPACE, header, lines[:bad])
        if not isinstance(found, Stored):
            return not_stored(found).problem
        mark = LogMark(log=found.mark.log, seq=found.mark.seq, head=found.mark.head.hex())
        if bad is None:
            return EventsAnswer(**mark.model_dump())
        kind = ProblemKind.BAD_LINE if mark.seq < header.first + bad else ProblemKind.FORK
        return Problem(type=problem_type(kind), status=422, mark=mark, line=header.first + bad)

    def copy(self) -> RegistryHost:
        """See `RegistryHost`."""
        target = _new_file(self.file.parent)
        shutil.copy(self.file, target)
        return LedgerRegistry(target, self.spaces.pace)

    def replace(self, other: RegistryHost) -> None:
        """See `RegistryHost`."""
        assert isinstance(other, LedgerRegistry)
        self.spaces.close()
        shutil.copy(other.file, self.file)
        self._open(self.spaces.pace)

    def fall_behind(self) -> None:
        """See `RegistryHost`."""
        self.spaces.close()
        self._open(BEHIND)

    def derive(self, most: int) -> None:
        """See `RegistryHost`."""
        self.spaces.derive(SPACE, most)

    def restart(self) -> None:
        """See `RegistryHost`."""
        self.spaces.close()
        self._open(self.spaces.pace)

    def _open(self, pace: Pace) -> None:
        self.spaces = Spaces(str(self.file), pace=pace)
        self.ledger = self.spaces.ledger(SPACE)

    def told_to(self, space: str) -> list[str]:
        """See `RegistryHost`."""
        told, places, more = list[str](), dict[str, ReadUpTo](), True
        while more:
            page = read_inbox(self.spaces.engine, space, places, PAGE)
            told += (read(line).eid for _, line in page.posted)
            places, more = dict(page.places), page.more
        return told

    def make_old(self) -> None:
        """See `RegistryHost`. There is no old version of it on disk."""

    def upgrade(self) -> None:
        """See `RegistryHost`."""

    def stock(self) -> dict[str, Standing]:
        """See `RegistryHost`."""
        with self.ledger.reading() as stock:
            return {standing.item: standing for standing in stock.items()}


def parts_in(folder: Path) -> Parts:
    """A world whose disks are files of a folder."""
    return Parts(
        new_kiosk=lambda source: opened(folder, source),
        new_registry=lambda _rng: LedgerRegistry(_new_file(folder)),
    )


def opened(folder: Path, source: Source, copied: Path | None = None) -> LedgerKiosk:
    """A kiosk in a new file, or in a copy of another's."""
    file = _new_file(folder)
    if copied:
        shutil.copy(copied, file)
    return LedgerKiosk(_open(file, source), file, source)


def _open(file: Path, source: Source) -> Ledger:
    return open_file(file, LedgerSource(source.now, source.new_id), Words())


def _new_file(folder: Path) -> Path:
    return folder / f"{next(_files)}.db"
