"""Events → stock. The fold of a set of events: neither their order nor their repetition matters.

A piece is its event with the highest custody counter, ties by SHA-256 of the `eid`, never by time. A lot's
quantity is the sum of the deltas of distinct events that are not voided; its attributes fold like a piece.
`step` is the one rule; a `View` says what is folded already, in memory or in a database.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from stock.events import Event, Kind, Malformed, Touch, touches
from stock.items import Lot, State

FOLD_VERSION = 1
"""Raised with every change of what the same events fold to: derived tables of another version are folded again."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One item as the events so far leave it. `quantity` is in the lot's unit, 0 for a piece."""

    item: str
    cv: int
    eid: str
    state: State | None
    quantity: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an item's history."""

    item: str
    cv: int
    eid: str
    kind: str
    at: str
    delta: int = 0


@dataclass(frozen=True, slots=True)
class Shelf:
    """A place with a code and a name."""

    code: str
    name: str
    cv: int
    eid: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one event changes in the folded stock."""

    entries: tuple[Entry, ...] = ()
    standings: tuple[Standing, ...] = ()
    clashes: tuple[tuple[str, int], ...] = ()
    settled: tuple[tuple[str, int], ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    blanks: tuple[str, ...] = ()
    shelves: tuple[Shelf, ...] = ()
    voids: tuple[str, ...] = ()


_KNOWN = frozenset(Kind)


class View(Protocol):
    """What is folded already."""

    def standing(self, item: str) -> Standing | None:
        """The item as folded so far."""

    def shelf(self, code: str) -> Shelf | None:
        """The shelf as folded so far."""

    def entries_of(self, eid: str) -> Iterable[Entry]:
        """The history lines that an event wrote; none where it is not folded yet."""

    def others_at(self, item: str, cv: int) -> bool:
        """Whether an event is folded already that gave the item this custody counter."""

    def is_voided(self, eid: str) -> bool:
        """Whether a void that names this event is folded already."""


def precedence(cv: int, eid: str) -> tuple[int, bytes]:
    """What decides between two events of an item: the larger wins."""
    return cv, hashlib.sha256(eid.encode()).digest()


def step(event: Event, view: View) -> Step:
    """What the event changes. An event that is folded already, or of an unknown kind, changes nothing."""
    if any(True for _ in view.entries_of(event.eid)):
        return Step()
    match event.kind:
        case Kind.GENESIS:
            return Step()
        case Kind.ISSUED:
            return Step(blanks=tuple(str(code) for code in event.body.get("codes", ())))
        case Kind.SHELVED:
            return _shelved(event, view)
        case kind if kind in _KNOWN:
            return _moved(event, view)
        case _:
            return Step()


def _shelved(event: Event, view: View) -> Step:
    shelf = Shelf(event.item, str(event.body.get("name", "")), event.cv, event.eid)
    seen = view.shelf(event.item)
    entry = Entry(event.item, event.cv, event.eid, event.kind, event.at)
    if seen and precedence(seen.cv, seen.eid) > precedence(shelf.cv, shelf.eid):
        return Step(entries=(entry,))
    return Step(entries=(entry,), shelves=(shelf,))


def _moved(event: Event, view: View) -> Step:
    found = _touches(event)
    entries = tuple(Entry(t.item, t.cv, event.eid, event.kind, event.at, t.delta) for t in found)
    target = str(event.body.get("voids", "")) if event.kind == Kind.VOIDED else ""
    taken_back = _taken_back(target, view)
    standings = tuple(_standing(touch, event, view, taken_back.pop(touch.item, 0)) for touch in found)
    rest = tuple(_less(item, delta, view) for item, delta in taken_back.items())
    return Step(
        entries=entries,
        standings=standings + tuple(standing for standing in rest if standing),
        clashes=tuple(_clashes(found, event, view)),
        settled=((event.item, int(event.body.get("of", 0))),) if event.kind == Kind.RESOLVED else (),
        aliases=tuple(_aliases(event)),
        voids=(target,) if target else (),
    )


def _touches(event: Event) -> list[Touch]:
    try:
        return list(touches(event))
    except Malformed:
        return []


def _taken_back(target: str, view: View) -> dict[str, int]:
    """The quantities that a void takes back, by item; nothing where it was voided before."""
    if not target or view.is_voided(target):
        return {}
    return {entry.item: entry.delta for entry in view.entries_of(target) if entry.delta}


def _standing(touch: Touch, event: Event, view: View, taken_back: int) -> Standing:
    seen = view.standing(touch.item) or Standing(touch.item, 0, "", None)
    delta = 0 if touch.delta and view.is_voided(event.eid) else touch.delta
    quantity = seen.quantity + delta - taken_back
    if touch.state is None or precedence(seen.cv, seen.eid) > precedence(touch.cv, event.eid):
        return replace(seen, quantity=quantity)
    return Standing(touch.item, touch.cv, event.eid, touch.state, quantity)


def _less(item: str, delta: int, view: View) -> Standing | None:
    seen = view.standing(item)
    return replace(seen, quantity=seen.quantity - delta) if seen else None


def _clashes(found: Iterable[Touch], event: Event, view: View) -> Iterator[tuple[str, int]]:
    for touch in found:
        if not isinstance(touch.state, Lot) and view.others_at(touch.item, touch.cv):
            yield touch.item, touch.cv


def _aliases(event: Event) -> Iterator[tuple[str, str]]:
    if "alias" in event.body:
        yield str(event.body["alias"]), event.item
    if event.kind == Kind.RELABELLED and "code" in event.body:
        yield str(event.body["code"]), event.item


@dataclass(slots=True)
class Stock:
    """Stock folded in memory: for rebuilding, for checking, and for the laws in the tests."""

    standings: dict[str, Standing] = field(default_factory=dict)
    shelves: dict[str, Shelf] = field(default_factory=dict)
    aliases: set[tuple[str, str]] = field(default_factory=set)
    blanks: set[str] = field(default_factory=set)
    clashes: set[tuple[str, int]] = field(default_factory=set)
    settled: set[tuple[str, int]] = field(default_factory=set)
    voids: set[str] = field(default_factory=set)
    _entries: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    _places: set[tuple[str, int]] = field(default_factory=set)

    def standing(self, item: str) -> Standing | None:
        """See `View`."""
        return self.standings.get(item)

    def shelf(self, code: str) -> Shelf | None:
        """See `View`."""
        return self.shelves.get(code)

    def entries_of(self, eid: str) -> Iterable[Entry]:
        """See `View`."""
        return self._entries.get(eid, ())

    def others_at(self, item: str, cv: int) -> bool:
        """See `View`."""
        return (item, cv) in self._places

    def is_voided(self, eid: str) -> bool:
        """See `View`."""
        return eid in self.voids

    def fold(self, event: Event) -> Step:
        """Fold one more event in, and say what it changed."""
        change = step(event, self)
        self._entries |= {event.eid: change.entries} if change.entries else {}
        self._places |= {(entry.item, entry.cv) for entry in change.entries}
        self.standings |= {standing.item: standing for standing in change.standings}
        self.shelves |= {shelf.code: shelf for shelf in change.shelves}
        self.aliases |= set(change.aliases)
        self.blanks |= set(change.blanks)
        self.clashes |= set(change.clashes)
        self.settled |= set(change.settled)
        self.voids |= set(change.voids)
        return change


def fold(events: Iterable[Event]) -> Stock:
    """The stock of a set of events."""
    stock = Stock()
    for event in events:
        stock.fold(event)
    return stock


def negative(standings: Mapping[str, Standing]) -> list[str]:
    """Lots that several kiosks together took more of than there was: for a person to count."""
    return sorted(item for item, standing in standings.items() if standing.quantity < 0)
