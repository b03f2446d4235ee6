"""Random worlds whose kiosks keep ledgers, and tell each other their lines."""

from dataclasses import dataclass, field
from itertools import count

from hypothesis import strategies as st
from sqlalchemy import Engine

from ledger.engine import reading
from ledger.history import Undoable
from ledger.intake import marks
from ledger.ledger import Ledger, Source, Stored
from ledger.log import mark_of
from ledger.opening import open_space
from ledger.outbox import lines_to_send
from ledger.words import Words
from stock.events import Draft, Event, Kind, touches
from stock.refusals import Decision, Reason, Refusal
from stock.undo import UNDOABLE, Place
from tests.stock.worlds import NOW, SHELVES, VERBS, Kiosk, Wish, World, sheet

_worlds = count(1)


@dataclass
class LoggedKiosk(Kiosk):
    """A kiosk that keeps a ledger; beside it, in memory, what it should know."""

    ledger: Ledger = field(kw_only=True)

    def do(self, decision: Decision) -> Event | Refusal:
        """Append what the rules allow."""
        if isinstance(decision, Refusal):
            return decision
        with self.ledger.transaction() as change:
            event = change.append(decision)
        self.learn([event])
        return event

    def undo(self, event: Event) -> Event | Refusal:
        """Take an event back, where the ledger finds the same before it as memory does."""
        if event.kind not in UNDOABLE:
            return Refusal(Reason.CANNOT_UNDO)
        with self.ledger.reading() as stock:
            found = stock.undoable(event.eid)
        assert found == Undoable(event, self._places(event))
        return super().undo(event)

    def hear(self, other: "LoggedKiosk") -> None:
        """Store what the other has more of."""
        for mark in marks(other.ledger):
            with reading(self.ledger.engine) as connection:
                known = mark_of(connection, self.ledger.space, mark.log)
            if known.seq < mark.seq:
                sent = lines_to_send(other.ledger, mark.log, known.seq, 10_000)
                assert sent
                stored = self.ledger.store(mark.log, sent.first, sent.prev, sent.lines)
                assert stored == Stored(mark, mark.seq - known.seq)

    def _places(self, event: Event) -> dict[str, Place]:
        return {touch.item: self._place(touch.item, event) for touch in touches(event)}


@dataclass
class LoggedWorld(World):
    """Two kiosks of a space that keep ledgers."""

    def meet(self) -> None:
        """Both kiosks learn what the other knows."""
        one, other = self.logged
        one.hear(other)
        other.hear(one)
        super().meet()

    @property
    def logged(self) -> tuple[LoggedKiosk, LoggedKiosk]:
        """The kiosks."""
        one, other = self.kiosks
        assert isinstance(one, LoggedKiosk)
        assert isinstance(other, LoggedKiosk)
        return one, other

    def _decision(self, kiosk: Kiosk, verb: str, item: int, number: int) -> Decision:
        match verb:
            case "issue":
                return Draft(Kind.ISSUED, extra={"codes": [kiosk.fresh_code() for _ in range(number % 4)]})
            case "shelve":
                return Draft(Kind.SHELVED, SHELVES[item % 2].code, extra={"name": f"Shelf {number}"})
            case "happen":
                return Draft("sublimated", kiosk.fresh_code(), sheet(), extra={"heat": number})
            case _:
                return super()._decision(kiosk, verb, item, number)


def new_world(engine: Engine) -> LoggedWorld:
    """A world whose kiosks' ledgers are spaces of one database. Ids repeat with each world, so that a failing
    example fails again."""
    number = next(_worlds)
    return LoggedWorld((_kiosk(engine, number, "0"), _kiosk(engine, number, "1")))


def new_kiosk(engine: Engine) -> LoggedKiosk:
    """A kiosk whose ledger is a space of its own."""
    return _kiosk(engine, next(_worlds), "0")


def _kiosk(engine: Engine, world: int, first: str) -> LoggedKiosk:
    numbers = count(1)
    source = Source(lambda: NOW, lambda: f"{first}-{next(numbers)}")
    return LoggedKiosk(first, ledger=open_space(engine, f"world-{world}-{first}", source, Words()))


_VERBS = [*VERBS, "cut", "relabel", "receive", "undo", "resolve", "meet", "issue", "shelve", "happen"]
_numbers = st.integers(0, 999)
logged_wishes: st.SearchStrategy[list[Wish]] = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(_VERBS), _numbers, _numbers), max_size=30
)
"""What two kiosks wish, with what concerns no item, and a kind of event that nobody knows."""
