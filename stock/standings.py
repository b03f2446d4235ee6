"""What events fold to: how items stand, their history, shelves, aliases, and what one event changes of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from stock.items import State


@dataclass(frozen=True, slots=True)
class Standing:
    """One item as the events so far leave it. `quantity` is in the lot's unit, 0 for a piece."""

    item: str
    cv: int
    eid: str
    state: State | None
    quantity: int = 0


class What(StrEnum):
    """What kind of state an event gave an item."""

    PIECE = "piece"
    LOT = "lot"
    NOTHING = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an item's history."""

    item: str
    cv: int
    eid: str
    kind: str
    at: str
    delta: int = 0
    what: What = What.NOTHING


@dataclass(frozen=True, slots=True)
class Shelf:
    """A place with a code and a name."""

    code: str
    name: str
    cv: int
    eid: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A foreign or former code that leads to an item, as long as the event that says so is not voided."""

    alias: str
    item: str
    eid: str


@dataclass(frozen=True, slots=True)
class Message:
    """An event that is addressed to another space, as long as it is not voided; about which item."""

    eid: str
    kind: str
    item: str
    to: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one event changes in the folded stock. Clashes and what settles them are items and counters."""

    entries: tuple[Entry, ...] = ()
    standings: tuple[Standing, ...] = ()
    clashes: tuple[tuple[str, int], ...] = ()
    settled: tuple[tuple[str, int], ...] = ()
    aliases: tuple[Alias, ...] = ()
    blanks: tuple[str, ...] = ()
    shelves: tuple[Shelf, ...] = ()
    voids: tuple[str, ...] = ()
    messages: tuple[Message, ...] = ()


def precedence(cv: int, eid: str) -> tuple[int, bytes]:
    """What decides between two events of an item: the larger wins."""
    return cv, hashlib.sha256(eid.encode()).digest()


def negative(standings: Mapping[str, Standing]) -> list[str]:
    """Lots that several kiosks together took more of than there was: for a person to count."""
    return sorted(item for item, standing in standings.items() if standing.quantity < 0)
