"""Events → stock. The fold of a set of events: neither their order nor their repetition matters.

A piece is its event with the highest custody counter, ties by SHA-256 of the `eid`, never by time. A lot's
quantity is the sum of the deltas of distinct events that are not voided; its attributes fold like a piece.
`step` is the one rule; a `View` says what is folded already, in memory or in a database.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from stock.events import Event, Kind, Malformed, Touch, touches
from stock.foreign import LONGEST_ALIAS
from stock.items import Lot, Piece
from stock.standings import Alias, Entry, Message, Shelf, Standing, Step, What, negative, precedence

__all__ = ["Alias", "Entry", "Message", "Shelf", "Standing", "Step", "What", "negative", "precedence"]

FOLD_VERSION = 5
"""Raised with every change of what the same events fold to, or of the tables that hold it: tables of another
version are dropped and folded again."""


class View(Protocol):
    """What is folded already."""

    def standing(self, item: str) -> Standing | None:
        """The item as folded so far."""

    def shelf(self, code: str) -> Shelf | None:
        """The shelf as folded so far."""

    def entries_of(self, eid: str) -> Collection[Entry]:
        """The history lines that an event wrote; none where it is not folded yet."""

    def entries_at(self, item: str, cv: int) -> Collection[Entry]:
        """The history lines of events that gave the item this custody counter."""

    def is_voided(self, eid: str) -> bool:
        """Whether a void that names this event is folded already."""


def step(event: Event, view: View) -> Step:
    """What the event changes. One that is folded already, or of an unknown kind, changes nothing."""
    match event.kind:
        case Kind.GENESIS:
            return Step()
        case Kind.ISSUED:
            return Step(blanks=tuple(_codes(event.body.get("codes"))))
        case Kind.SHELVED:
            return _shelved(event, view)
        case kind if kind in _ITEM_KINDS and not view.entries_of(event.eid):
            return _moved(event, view)
        case _:
            return Step()


_ITEM_KINDS = frozenset(Kind) - {Kind.GENESIS, Kind.ISSUED, Kind.SHELVED}
_ADDRESSED = frozenset(
    {
        Kind.HOLD_REQUESTED,
        Kind.HOLD_GRANTED,
        Kind.HOLD_DENIED,
        Kind.SENT,
        Kind.ARRIVED,
        Kind.CAME_BACK,
        Kind.VOIDED,
    }
)
_LONGEST_CODE = 64
_LONGEST_NAME = 200


def _text(body: Mapping[str, Any], key: str, longest: int = _LONGEST_CODE) -> str:
    """A text of the body; "" where it is missing, no text or longer than any index holds."""
    value = body.get(key)
    return value if isinstance(value, str) and len(value) <= longest else ""


def _codes(found: object) -> Iterator[str]:
    codes = found if isinstance(found, list | tuple) else ()
    return (code for code in codes if isinstance(code, str) and 0 < len(code) <= _LONGEST_CODE)


def _shelved(event: Event, view: View) -> Step:
    seen = view.shelf(event.item)
    if not event.item or (seen and precedence(seen.cv, seen.eid) >= precedence(event.cv, event.eid)):
        return Step()
    return Step(shelves=(Shelf(event.item, _text(event.body, "name", _LONGEST_NAME), event.cv, event.eid),))


def _moved(event: Event, view: View) -> Step:
    found = _touches(event)
    target = _target(event)
    taken_back = _taken_back(target, view)
    standings = tuple(_standing(touch, event, view, taken_back.pop(touch.item, 0)) for touch in found)
    return Step(
        entries=tuple(_entry(touch, event) for touch in found),
        standings=standings + tuple(_less(item, delta, view) for item, delta in taken_back.items()),
        clashes=tuple((touch.item, touch.cv) for touch in found if _clashes(touch, event.kind, view)),
        settled=tuple(_settled(event)),
        aliases=tuple(_aliases(event)),
        voids=(target,) if target else (),
        messages=tuple(_messages(event)) if found else (),
    )


def _target(event: Event) -> str:
    """The event that a void takes back, which is never itself."""
    target = _text(event.body, "voids") if event.kind == Kind.VOIDED else ""
    return "" if target == event.eid else target


def _touches(event: Event) -> list[Touch]:
    try:
        return list(touches(event))
    except Malformed:
        return []


def _entry(touch: Touch, event: Event) -> Entry:
    return Entry(touch.item, touch.cv, event.eid, event.kind, event.at, touch.delta, _WHAT[type(touch.state)])


_WHAT = {Piece: What.PIECE, Lot: What.LOT, type(None): What.NOTHING}


def _taken_back(target: str, view: View) -> dict[str, int]:
    """The quantities that a void takes back, by item; nothing where it was voided before."""
    if not target or view.is_voided(target):
        return {}
    return {entry.item: entry.delta for entry in view.entries_of(target) if entry.delta}


def _standing(touch: Touch, event: Event, view: View, taken_back: int) -> Standing:
    seen = view.standing(touch.item) or Standing(touch.item, 0, "", None)
    delta = 0 if touch.delta and view.is_voided(event.eid) else touch.delta
    quantity = seen.quantity + delta - taken_back
    if touch.state is None or _decides(seen, touch.cv, event.eid):
        return replace(seen, quantity=quantity)
    return Standing(touch.item, touch.cv, event.eid, touch.state, quantity)


def _decides(seen: Standing, cv: int, eid: str) -> bool:
    """Whether the item stays as it was seen, against an event with this counter and id."""
    if seen.state is None or seen.cv != cv:
        return seen.state is not None and seen.cv > cv
    return precedence(seen.cv, seen.eid) > precedence(cv, eid)


def _less(item: str, delta: int, view: View) -> Standing:
    seen = view.standing(item)
    assert seen, "an item with a history stands"
    return replace(seen, quantity=seen.quantity - delta)


def _clashes(touch: Touch, kind: str, view: View) -> bool:
    """Whether another event gave the item the same counter. Lots alone may, as their quantities add up; but
    what two kiosks took in with one slip came once."""
    what = _WHAT[type(touch.state)]
    others = [entry for entry in view.entries_at(touch.item, touch.cv) if entry.what is not What.NOTHING]
    if what is What.NOTHING or not others:
        return False
    is_piece = What.PIECE in {what, *(entry.what for entry in others)}
    return is_piece or not _BRINGS.isdisjoint({kind, *(entry.kind for entry in others)})


_BRINGS = frozenset({Kind.ARRIVED, Kind.CAME_BACK})


def _settled(event: Event) -> Iterator[tuple[str, int]]:
    of = event.body.get("of")
    if event.kind == Kind.RESOLVED and type(of) is int and of >= 0:
        yield event.item, of


def _aliases(event: Event) -> Iterator[Alias]:
    if alias := _text(event.body, "alias", LONGEST_ALIAS):
        yield Alias(alias, event.item, event.eid)
    if event.kind == Kind.RELABELLED and (code := _text(event.body, "code")):
        yield Alias(code, event.item, event.eid)


def _messages(event: Event) -> Iterator[Message]:
    to = _text(event.body, "to")
    if to and event.kind in _ADDRESSED:
        yield Message(event.eid, event.kind, event.item, to)


@dataclass(slots=True)
class Stock:
    """Stock folded in memory: for rebuilding, for checking, and for the laws in the tests."""

    standings: dict[str, Standing] = field(default_factory=dict)
    shelves: dict[str, Shelf] = field(default_factory=dict)
    aliases: set[Alias] = field(default_factory=set)
    blanks: set[str] = field(default_factory=set)
    clashes: set[tuple[str, int]] = field(default_factory=set)
    settled: set[tuple[str, int]] = field(default_factory=set)
    voids: set[str] = field(default_factory=set)
    messages: set[Message] = field(default_factory=set)
    _entries: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    _places: dict[tuple[str, int], tuple[Entry, ...]] = field(default_factory=dict, compare=False)

    def standing(self, item: str) -> Standing | None:
        """See `View`."""
        return self.standings.get(item)

    def shelf(self, code: str) -> Shelf | None:
        """See `View`."""
        return self.shelves.get(code)

    def entries_of(self, eid: str) -> Collection[Entry]:
        """See `View`."""
        return self._entries.get(eid, ())

    def entries_at(self, item: str, cv: int) -> Collection[Entry]:
        """See `View`."""
        return self._places.get((item, cv), ())

    def is_voided(self, eid: str) -> bool:
        """See `View`."""
        return eid in self.voids

    def entries(self) -> Iterator[Entry]:
        """Every line of history."""
        return (entry for entries in self._entries.values() for entry in entries)

    def fold(self, event: Event) -> Step:
        """Fold one more event in, and say what it changed."""
        change = step(event, self)
        self.apply(change)
        return change

    def apply(self, change: Step) -> None:
        """Note what an event changed."""
        self.remember(change.entries)
        self.standings.update((standing.item, standing) for standing in change.standings)
        self.shelves.update((shelf.code, shelf) for shelf in change.shelves)
        self.aliases.update(change.aliases)
        self.blanks.update(change.blanks)
        self.clashes.update(change.clashes)
        self.settled.update(change.settled)
        self.voids.update(change.voids)
        self.messages.update(change.messages)

    def remember(self, entries: Iterable[Entry]) -> None:
        """Know these lines of history, too, as folded already."""
        for entry in entries:
            place, here = (entry.item, entry.cv), self._entries.get(entry.eid, ())
            if entry not in here:
                self._entries[entry.eid] = (*here, entry)
                self._places[place] = (*self._places.get(place, ()), entry)


def fold(events: Iterable[Event]) -> Stock:
    """The stock of a set of events."""
    stock = Stock()
    for event in events:
        stock.fold(event)
    return stock
