"""Random worlds: the kiosks of one space, which act through the real rules, apart and together."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from hypothesis import strategies as st

from stock import codes, rules, transfers
from stock.events import Draft, Event, Kind, Touch, event_of, touches
from stock.fold import Shelf, Standing, Stock, precedence
from stock.items import Lot, Origin, Piece, State, Status
from stock.pieces import UNKNOWN_MASS, Form, Mass, Size, Unit
from stock.refusals import Decision, Reason, Refusal
from stock.transfers import Some
from stock.undo import Place, undo

MM = 1000
TODAY = "2026-11-23"
TOMORROW = "2026-11-24"
NOW = "2026-11-23T10:02:11.120Z"
SHELVES = (Shelf("DRE000BBBN", "Wall", 1, "shelf-1"), Shelf("DRE000CCCK", "Window", 1, "shelf-2"))
MATERIALS = ("plywood-birch", "plastic-unknown", "textile")


def sheet(material: str = "plywood-birch", mass_mg: int | None = 3_000_001, long_mm: int = 600) -> Piece:
    """A donated sheet of 400 mm by 4 mm."""
    return Piece(
        material=material,
        form=Form.SHEET,
        size=Size(long_mm * MM, 400 * MM, 4 * MM),
        mass=UNKNOWN_MASS if mass_mg is None else Mass.measured(mass_mg),
        origin=Origin.DONATION,
        since=TODAY,
    )


def lot(material: str = "screws", unit: Unit = Unit.PIECES) -> Lot:
    """A donated lot."""
    return Lot(material=material, unit=unit, origin=Origin.DONATION, since=TODAY)


def outcome(standing: Standing | None) -> tuple[State | None, int]:
    """What can be seen of an item: an item that was taken back is none."""
    if standing is None or standing.state is None or standing.state.status == Status.VOID:
        return None, 0
    return standing.state, standing.quantity


@dataclass
class Kiosk:
    """A kiosk in memory: the events it knows, and the stock they fold to."""

    first: str
    events: list[Event] = field(default_factory=list)
    stock: Stock = field(default_factory=Stock)
    count: int = 0

    def fresh_code(self) -> str:
        """A code that no kiosk has used."""
        self.count += 1
        return codes.write("DRE", f"{self.first}{self.count:05d}")

    def do(self, decision: Decision) -> Event | Refusal:
        """Record what the rules allow."""
        if isinstance(decision, Refusal):
            return decision
        self.count += 1
        last = {item: seen.cv for item in decision.items if (seen := self.stock.standing(item))}
        event = event_of(decision, f"{self.first}-{self.count}", NOW, last)
        self.learn([event])
        return event

    def receive(self, state: State, quantity: int = 0) -> str:
        """Receive an item under a new code, and say which."""
        code = self.fresh_code()
        received = self.do(rules.receive(None, code, state, quantity))
        assert isinstance(received, Event), received
        return code

    def learn(self, events: Iterable[Event]) -> None:
        """Fold what is not known yet."""
        known = {event.eid for event in self.events}
        for event in events:
            if event.eid not in known:
                self.events.append(event)
                self.stock.fold(event)

    def undo(self, event: Event) -> Event | Refusal:
        """Take an event back."""
        return self.do(self.undoing(event))

    def undoing(self, event: Event) -> Decision:
        """Whether an event may be taken back, and how."""
        places = {touch.item: self._place(touch.item, event) for touch in touches(event)}
        return undo(event, places, voided=self.stock.is_voided(event.eid))

    def outcomes(self) -> Mapping[str, tuple[State | None, int]]:
        """What can be seen of all items."""
        seen = {item: outcome(standing) for item, standing in self.stock.standings.items()}
        return {item: found for item, found in seen.items() if found[0]}

    def _place(self, item: str, event: Event) -> Place:
        told = self._told(item)
        before = told[: [each for each, _ in told].index(event)]
        earlier = [touch for _, touch in before if touch.state]
        now, counting = (
            self.stock.standing(item),
            [e.eid for e, touch in told if touch.state and self._counts(e)],
        )
        assert now, "an item that an event touched"
        return Place(now, _before(earlier), counting[-1] if counting else "")

    def _told(self, item: str) -> list[tuple[Event, Touch]]:
        found = [(event, touch) for event in self.events for touch in touches(event) if touch.item == item]
        return sorted(found, key=lambda told: precedence(told[1].cv, told[0].eid))

    def _counts(self, event: Event) -> bool:
        return event.kind != Kind.VOIDED and not self.stock.is_voided(event.eid)


def _before(earlier: list[Touch]) -> State | None:
    state = earlier[-1].state if earlier else None
    return None if state is None or state.status == Status.VOID else state


def _remainders(kiosk: Kiosk, number: int) -> list[tuple[str, Size]]:
    sizes = [Size(long_um=(number % 290 + 10) * MM), Size(long_um=(number % 97 + 3) * MM)]
    return [(kiosk.fresh_code(), size) for size in sizes[: number % 3]]


Verb = Callable[[Standing, int], Decision]

VERBS: Mapping[str, Verb] = {
    "take": lambda seen, number: rules.take(seen, TODAY, number % 9, held_too=number % 2 == 0),
    "put back": lambda seen, number: rules.put_back(seen, number % 7),
    "move": lambda seen, number: rules.move(seen, SHELVES[number % 2]),
    "count": lambda seen, number: rules.count(seen, number % 40),
    "hold": lambda seen, _: rules.hold(seen, TOMORROW, TODAY),
    "unhold": lambda seen, _: rules.unhold(seen, TODAY),
    "discard": lambda seen, _: rules.discard(seen),
    "quarantine": lambda seen, _: rules.quarantine(seen),
    "release": lambda seen, _: rules.release(seen, "plywood-birch", "datasheet"),
    "correct": lambda seen, _: rules.correct(seen, sheet("mdf") if isinstance(seen.state, Piece) else lot()),
    "weigh": lambda seen, number: rules.weigh(seen, number * 1000),
    "alias": lambda seen, number: rules.alias(seen, f"code:DONOR-{number}"),
}

BETWEEN: Mapping[str, Verb] = {
    "send": lambda seen, number: transfers.send(seen, "riga", "cesis", TODAY, held_too=number % 2 == 0),
    "come back": lambda seen, number: transfers.came_back(
        seen, "cesis", quantity=number % 5 if isinstance(seen.state, Lot) else 0
    ),
    "ask": lambda seen, _: transfers.request(seen, seen.item, "cesis", "riga"),
    "grant": lambda seen, number: transfers.grant(seen, "cesis", f"asked-{number}", TOMORROW, TODAY),
    "deny": lambda seen, number: transfers.deny(seen.item, "cesis", f"asked-{number}"),
}
"""What spaces tell each other."""

Wish = tuple[int, str, int, int]
"""Which kiosk, which verb, which of the items it knows, and a number that the verb makes something of."""

_VERBS_ALONE = ["take", "take", *VERBS, *BETWEEN, "send some", "cut", "cut", "relabel", "receive"]
"""What happens most comes more than once."""
_numbers = st.integers(0, 999)
lone_wishes = st.lists(st.tuples(st.just(0), st.sampled_from(_VERBS_ALONE), _numbers, _numbers), max_size=25)
wishes = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from([*_VERBS_ALONE, "undo", "undo", "resolve", "meet"]),
        _numbers,
        _numbers,
    ),
    min_size=12,
    max_size=40,
)


@dataclass
class World:
    """The two kiosks of a space, which begin with the same four items."""

    kiosks: tuple[Kiosk, Kiosk] = field(default_factory=lambda: (Kiosk("0"), Kiosk("1")))

    def __post_init__(self) -> None:
        for state, quantity in ((sheet(), 0), (sheet("textile", None), 0), (lot(), 20), (lot(), 6)):
            self.kiosks[0].receive(state, quantity)
        self.meet()

    def meet(self) -> None:
        """Both kiosks learn what the other knows."""
        for kiosk, other in (self.kiosks, self.kiosks[::-1]):
            kiosk.learn(list(other.events))

    def play(self, played: Iterable[Wish]) -> list[Event]:
        """Wish one thing after the other; all events of both kiosks."""
        for wish in played:
            self.wish(wish)
        known = self.kiosks[0].events
        return known + [event for event in self.kiosks[1].events if event not in known]

    def wish(self, wish: Wish) -> Event | Refusal:
        """Carry out one wish, or hear why not."""
        which, verb, item, number = wish
        kiosk = self.kiosks[which]
        if verb == "meet":
            self.meet()
            return Refusal(Reason.NOTHING_TO_UNDO)
        if verb == "undo":
            return kiosk.undo(kiosk.events[-1 - number % min(len(kiosk.events), 5)])
        return kiosk.do(self._decision(kiosk, verb, item, number))

    def _decision(self, kiosk: Kiosk, verb: str, item: int, number: int) -> Decision:
        known = sorted(kiosk.stock.standings)
        seen = kiosk.stock.standings[known[item % len(known)]]
        match verb:
            case "receive":
                state = lot() if number % 2 else sheet(MATERIALS[item % 3], number or None)
                return rules.receive(None, kiosk.fresh_code(), state, number)
            case "cut":
                return rules.cut(seen, _remainders(kiosk, number), TODAY, number % 5)
            case "relabel":
                return rules.relabel(seen, kiosk.fresh_code())
            case "send some":
                some = Some(kiosk.fresh_code(), number % 9)
                return transfers.send(seen, "riga", "cesis", TODAY, some=some, held_too=number % 2 == 0)
            case "resolve":
                return rules.resolve(seen, number % 6)
            case _:
                return {**VERBS, **BETWEEN}[verb](seen, number)


def played(kiosk: Kiosk, decision: Decision) -> Event:
    """The event of a wish that has to be allowed."""
    event = kiosk.do(decision)
    assert isinstance(event, Event), event
    return event


def drafted(decision: Decision) -> Draft:
    """The draft of a wish that has to be allowed."""
    assert isinstance(decision, Draft), decision
    return decision
