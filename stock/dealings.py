"""What one space has had to do with each other: what went there and came from there, and what is under way.

It is asked over what the space knows: its own events and what it was told. What a third space did to an item
is in no balance of these two.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from stock.accounts import ON_THE_WAY, Identity, Told, claims, disputes
from stock.events import Event, Kind
from stock.items import State, read_state
from stock.rules import is_held


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What is not at its end: `kind` is the last word on it, `hold_requested`, `hold_granted` or `sent`, by
    the clock of who said it at `at`; it goes from `sender` to `to`. `quantity` is of a lot, in its unit."""

    kind: str
    item: str
    sender: str
    to: str
    at: str
    state: State | None = None
    quantity: int = 0


@dataclass(frozen=True, slots=True)
class Dealings:
    """With one space: how many items arrived there from here, and here from there, ever."""

    space: str
    given: int
    received: int
    under_way: tuple[UnderWay, ...] = ()

    @property
    def balance(self) -> int:
        """How many more came than went."""
        return self.received - self.given


@dataclass(frozen=True, slots=True)
class Accounts:
    """With every space, by its id; and the items that two spaces claim, for a person to look at."""

    dealings: tuple[Dealings, ...]
    disputed: tuple[Identity, ...]


def accounts(own: str, told: Iterable[Told], today: str) -> Accounts:
    """The accounts of a space, over events of its own and of others. What was voided counts for nothing, and
    what was kept until a day before `today` is kept no more."""
    told = [(space, event) for (space, _), event in {(s, e.eid): e for s, e in told}.items()]
    voided = {(space, event.body.get("voids")) for space, event in told if event.kind == Kind.VOIDED}
    counting = [(space, event) for space, event in told if (space, event.eid) not in voided]
    arrived = Counter((_to(event), space) for space, event in counting if event.kind == Kind.ARRIVED)
    ways = [*_on_the_way(told), *_asked(counting, today)]
    spaces = {space for pair in arrived for space in pair} | {s for way in ways for s in (way.sender, way.to)}
    found = tuple(_with(own, space, arrived, ways) for space in sorted(spaces - {own, ""}))
    return Accounts(found, tuple(disputes(told)))


def _with(own: str, space: str, arrived: Mapping[tuple[str, str], int], ways: Sequence[UnderWay]) -> Dealings:
    between = [way for way in ways if {way.sender, way.to} == {own, space}]
    under_way = tuple(sorted(between, key=lambda way: (way.at, way.item)))
    return Dealings(space, arrived[own, space], arrived[space, own], under_way)


def _on_the_way(told: Sequence[Told]) -> Iterable[UnderWay]:
    """What was sent and is nowhere yet, as its last sender said."""
    sent = sorted((each for each in told if each[1].kind == Kind.SENT), key=lambda each: each[1].cv)
    last_sent = {event.item: (space, event) for space, event in sent}
    for identity, said in claims(told).items():
        found = last_sent.get(identity.item)
        if found and said[-1].account == ON_THE_WAY:
            space, event = found
            yield _way(Kind.SENT, space, _to(event), event, event)


def _asked(counting: Sequence[Told], today: str) -> Iterable[UnderWay]:
    """Requests without an answer, and what was granted and not sent."""
    answers = {event.body.get("re"): event for _, event in counting if event.kind == Kind.HOLD_GRANTED}
    ended = {event.body.get("re") for _, event in counting if event.kind in _ENDS}
    for space, event in counting:
        if event.kind == Kind.HOLD_REQUESTED and event.eid not in ended:
            last = answers.get(event.eid, event)
            state = _state(last)
            if state and not is_held(state, today):
                continue
            yield _way(last.kind, _to(event), space, event, last)


def _way(kind: str, sender: str, to: str, event: Event, last: Event) -> UnderWay:
    quantity = event.body.get("quantity", 0)
    some = quantity if type(quantity) is int else 0
    return UnderWay(kind, event.item, sender, to, last.at, _state(last), some)


def _state(event: Event) -> State | None:
    try:
        return read_state(event.body)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _to(event: Event) -> str:
    to = event.body.get("to")
    return to if isinstance(to, str) else ""


_ENDS = frozenset({Kind.HOLD_DENIED, Kind.SENT})
