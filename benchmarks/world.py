"""A makerspace some years old as a ledger file: real rules, real chained lines, one file for a seed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from uuid import UUID

from benchmarks.intake import fresh_state
from kiosk.words import search_words
from ledger import log
from ledger.engine import writing
from ledger.ledger import OWN, Source
from ledger.log import Mark
from ledger.opening import open_file
from ledger.rebuild import fold_again
from ledger.search import Words
from stock import codes, rules
from stock.events import Draft, Kind, encode, event_of
from stock.fold import Shelf, Standing
from stock.items import Lot, Piece, State
from stock.pieces import Size
from stock.refusals import Decision, Reason, Refusal

PREFIX, FIRST = "BEN", "7"
_LONGEST_LOG = 150
_OPENED = datetime(2021, 3, 1, 9, tzinfo=UTC)
_VERBS = {"take": 46, "put back": 14, "move": 18, "cut": 8, "hold": 6, "unhold": 3, "discard": 4, "count": 1}
_WORKING_DAYS = 1200


def build(path: Path, pieces: int, events: int, seed: int) -> None:
    """Make a ledger file of exactly this many events about this many items, folded and indexed.

    The last log is open and not acknowledged; the others were pushed long ago.
    """
    world = World(Random(seed), pieces, events)
    ledger = open_file(path, Source(lambda: world.at, world.new_id), Words(search_words))
    with writing(ledger.engine) as connection:
        marks, revision = [], 0
        for log_id, lines in world.logs():
            log.add_log(connection, OWN, log_id, own=True)
            marks.append(log.add_lines(connection, OWN, Mark(log_id), lines, revision))
            revision += len(lines)
        for mark in marks[:-1]:
            log.acknowledge(connection, OWN, mark.log, mark.seq, closed=True)
        fold_again(connection, OWN, ledger.words)
    ledger.engine.dispose()


@dataclass(slots=True)
class World:
    """Stock as it grows, and the clock and chance that it grows by."""

    random: Random
    pieces: int
    events: int
    clock: datetime = _OPENED
    standings: list[Standing] = field(default_factory=list)
    shelves: list[Shelf] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)
    _written: int = 0

    @property
    def at(self) -> str:
        """The moment, as it stands in an event."""
        return self.clock.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    @property
    def today(self) -> str:
        """The day, as it stands in an event."""
        return self.clock.date().isoformat()

    def logs(self) -> Iterator[tuple[str, list[bytes]]]:
        """Each log's id and its lines, the first of them its genesis."""
        drafts = self._drafts()
        while self._written < self.events:
            log_id = self.new_id()
            size = min(self.events - self._written, self.random.randint(2, _LONGEST_LOG))
            genesis = self._line(Draft(Kind.GENESIS, extra={"log": log_id}))
            yield log_id, [genesis, *(self._line(draft) for draft in islice(drafts, size - 1))]

    def one_log(self, log_id: str = "") -> list[bytes]:
        """All events as the lines of one log."""
        genesis = self._line(Draft(Kind.GENESIS, extra={"log": log_id or self.new_id()}))
        return [genesis, *(self._line(draft) for draft in islice(self._drafts(), self.events - 1))]

    def new_id(self) -> str:
        """A UUID of this moment (version 7, RFC 9562)."""
        milliseconds = int(self.clock.timestamp() * 1000)
        bits = milliseconds << 80 | 7 << 76 | self.random.getrandbits(12) << 64
        return UUID(int=bits | 2 << 62 | self.random.getrandbits(62)).hex

    def new_code(self) -> str:
        """A label code that nothing bears yet."""
        while (code := codes.mint(PREFIX, FIRST, self.random.randrange)) in self._places:
            pass
        return code

    def _line(self, draft: Draft) -> bytes:
        """The line of a draft, whose items stand from now on as it says."""
        counters = {
            item: self.standings[at].cv for item in draft.items if (at := self._places.get(item, -1)) >= 0
        }
        event = event_of(draft, self.new_id(), self.at, counters)
        self._written += 1
        self.clock += timedelta(seconds=self.random.expovariate(self.events / (_WORKING_DAYS * 86_400)))
        if draft.state:
            self._stand(draft.item, event.eid, draft.state, draft.delta)
        for child in draft.children:
            self._stand(child.item, event.eid, child.state)
        return encode(event)

    def _stand(self, item: str, eid: str, state: State, delta: int = 0) -> None:
        at = self._places.setdefault(item, len(self.standings))
        if at == len(self.standings):
            self.standings.append(Standing(item, 1, eid, state, delta))
        else:
            seen = self.standings[at]
            self.standings[at] = Standing(item, seen.cv + 1, eid, state, seen.quantity + delta)

    def _drafts(self) -> Iterator[Draft]:
        """What happens, one thing after the other: shelves first, then years of work."""
        for number in range(60):
            self.shelves.append(Shelf(self.new_code(), f"{chr(65 + number // 10)}{number % 10}", 1, ""))
            yield Draft(Kind.SHELVED, self.shelves[-1].code, extra={"name": self.shelves[-1].name})
        while True:
            decision = self._receive() if self._is_due() else self._use()
            if not isinstance(decision, Refusal):
                yield decision

    def _is_due(self) -> bool:
        """Whether something new comes in: evenly over the years, and first of all."""
        missing, left = self.pieces - len(self.standings), self.events - self._written
        return not self.standings or self.random.random() * left < missing

    def _receive(self) -> Decision:
        state, quantity = fresh_state(self.random, self.random.choice(self.shelves).code, self.today)
        return rules.receive(None, self.new_code(), state, quantity)

    def _use(self) -> Decision:
        """Somebody does something with an item, most likely a recent one."""
        newest = len(self.standings)
        seen = self.standings[min(int(self.random.betavariate(2, 1) * newest), newest - 1)]
        (verb,) = self.random.choices(list(_VERBS), list(_VERBS.values()))
        match verb:
            case "take":
                return rules.take(seen, self.today, self._some(seen))
            case "put back":
                return rules.put_back(seen, self._some(seen))
            case "move":
                return rules.move(seen, self.random.choice(self.shelves))
            case "cut":
                return self._cut(seen)
            case "hold":
                return rules.hold(seen, (self.clock + timedelta(days=14)).date().isoformat(), self.today)
            case "unhold":
                return rules.unhold(seen, self.today)
            case "discard":
                return rules.discard(seen)
            case _:
                return rules.count(seen, max(0, seen.quantity - self.random.randrange(3)))

    def _some(self, seen: Standing) -> int:
        return max(1, seen.quantity // self.random.randint(2, 6)) if isinstance(seen.state, Lot) else 0

    def _cut(self, seen: Standing) -> Decision:
        piece = seen.state
        if not isinstance(piece, Piece) or len(self.standings) >= self.pieces:
            return Refusal(Reason.NOT_A_PIECE)
        long_um = piece.size.long_um * self.random.randint(20, 80) // 100_000 * 1000
        remainder = (
            Size(long_um=long_um)
            if not piece.size.short_um
            else Size.of(long_um=long_um, short_um=piece.size.short_um)
        )
        return rules.cut(seen, [(self.new_code(), remainder)], self.today)
