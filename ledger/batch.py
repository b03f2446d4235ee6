"""Many events folded at once: what they concern is read in a few questions, folded in memory by the one rule,
and what changed is written in bulk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from ledger import words as word_index
from ledger.many import Among, Many
from ledger.rows import (
    ALIAS,
    BLANK,
    CLASH,
    ENTRY,
    HISTORY,
    ITEM,
    ITEM_COLUMNS,
    SHELF,
    STANDING,
    VOID,
    entry_of,
    item_values,
    standing_of,
)
from ledger.words import Words
from stock.events import Event, Kind
from stock.fold import Entry, Shelf, Standing, Step, Stock


def fold_batch(
    connection: Connection, space: str, words: Words, events: Sequence[Event], revision: int
) -> None:
    """Fold events that arrived one after the other after `revision`."""
    known = _known(connection, space, events)
    before = dict(known.standings)
    changes = _Changes(before)
    for number, event in enumerate(events, start=revision + 1):
        changes.add(known.fold(event), number)
    changes.write(connection, space, words)


def _known(connection: Connection, space: str, events: Sequence[Event]) -> Stock:
    """As much of the stock as the events concern."""
    stock = Stock()
    named = [_text(event.body.get("voids")) for event in events if event.kind == Kind.VOIDED]
    eids = sorted({event.eid for event in events} | set(named))
    written = [entry_of(row) for row in _ENTRIES.run(connection, space, eids)]
    stock.remember(written)
    items = {item for event in events for item in _items(event)} | {entry.item for entry in written}
    stands = [standing_of(row) for row in _STANDINGS.run(connection, space, sorted(items))]
    stock.standings.update((standing.item, standing) for standing in stands)
    stock.remember(_rivals(connection, space, events, stock))
    stock.voids.update(eid for (eid,) in _VOIDS.run(connection, space, eids))
    shelved = sorted({event.item for event in events if event.kind == Kind.SHELVED})
    stock.shelves.update((row[0], Shelf(*row)) for row in _SHELVES.run(connection, space, shelved))
    return stock


def _rivals(connection: Connection, space: str, events: Iterable[Event], stock: Stock) -> list[Entry]:
    """The history of items that were further already than one of the events says: only there can a counter
    have been given before."""
    items = {item for event in events for item, cv in _counters(event) if _is_further(stock, item, cv)}
    return [entry_of(row) for row in _RIVALS.run(connection, space, sorted(items))]


def _is_further(stock: Stock, item: str, cv: int) -> bool:
    seen = stock.standings.get(item)
    return seen is not None and seen.cv >= cv


def _items(event: Event) -> Iterable[str]:
    return (item for item, _cv in _counters(event))


def _counters(event: Event) -> Iterable[tuple[str, int]]:
    """The items that an event names and their counters, whether or not the rest of it makes sense."""
    yield event.item, event.cv
    children = event.body.get("children", ())
    for child in children if isinstance(children, list) else ():
        if isinstance(child, dict):
            cv = child.get("cv")
            yield _text(child.get("item")), cv if type(cv) is int else 0


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


@dataclass(slots=True)
class _Changes:
    """What the events of a batch change; of an item, a shelf and a clash, what it is after the last."""

    before: dict[str, Standing]
    entries: list[tuple[Entry, int]] = field(default_factory=list)
    standings: dict[str, tuple[Standing, int]] = field(default_factory=dict)
    shelves: dict[str, Shelf] = field(default_factory=dict)
    clashes: dict[tuple[str, int], bool] = field(default_factory=dict)
    aliases: set[tuple[str, str, str]] = field(default_factory=set)
    blanks: set[str] = field(default_factory=set)
    voids: set[str] = field(default_factory=set)

    def add(self, change: Step, revision: int) -> None:
        """One event's step; `revision` is the event's."""
        self.entries += ((entry, revision) for entry in change.entries)
        self.standings.update((each.item, (each, revision)) for each in change.standings)
        self.shelves.update((shelf.code, shelf) for shelf in change.shelves)
        for place in change.clashes:
            self.clashes.setdefault(place, False)
        self.clashes.update(dict.fromkeys(change.settled, True))
        self.aliases.update((alias.alias, alias.item, alias.eid) for alias in change.aliases)
        self.blanks.update(change.blanks)
        self.voids.update(change.voids)

    def write(self, connection: Connection, space: str, words: Words) -> None:
        """Write all of it."""
        _ADD_ENTRIES.write(connection, [_entry_row(space, *entry) for entry in self.entries])
        self._write_items(connection, space, words)
        _SET_SHELVES.write(connection, [(space, s.code, s.name, s.cv, s.eid) for s in self.shelves.values()])
        _ADD_ALIASES.write(connection, [(space, *alias) for alias in sorted(self.aliases)])
        _ADD_BLANKS.write(connection, [(space, code) for code in sorted(self.blanks)])
        _ADD_VOIDS.write(connection, [(space, eid) for eid in sorted(self.voids)])
        for writer, settled in ((_ADD_CLASHES, False), (_SETTLE, True)):
            found = sorted(place for place, is_settled in self.clashes.items() if is_settled == settled)
            writer.write(connection, [(space, *place, settled) for place in found])

    def _write_items(self, connection: Connection, space: str, words: Words) -> None:
        new = [item for item in self.standings if item not in self.before]
        numbers = dict(zip(new, _free_numbers(connection, space, len(new)), strict=True))
        rows = {
            item: _item_row(space, standing, revision, numbers.get(item, 0))
            for item, (standing, revision) in self.standings.items()
        }
        _ADD_ITEMS.write(connection, [rows.pop(item) for item in new])
        _SET_ITEMS.write(connection, list(rows.values()))
        if words.of:
            for item, (standing, _) in self.standings.items():
                self._index(connection, space, words, standing, numbers.get(item, 0))

    def _index(
        self, connection: Connection, space: str, words: Words, standing: Standing, number: int
    ) -> None:
        before = self.before.get(standing.item)
        if before is None:
            word_index.add(connection, words, number, standing.state)
        elif word_index.differ(before.state, standing.state):
            found = connection.execute(_NUMBER, {"space": space, "item": standing.item}).scalar_one()
            word_index.change(connection, words, found, standing.state)


def _free_numbers(connection: Connection, space: str, count: int) -> Iterable[int]:
    """The next numbers of items."""
    if not count:
        return ()
    last = connection.execute(_LAST_NUMBER, {"space": space}).scalar_one()
    return range(last + 1, last + 1 + count)


def _entry_row(space: str, entry: Entry, revision: int) -> tuple[Any, ...]:
    what = entry.what.value
    return space, entry.item, entry.cv, entry.eid, entry.kind, entry.at, entry.delta, what, revision


def _item_row(space: str, standing: Standing, revision: int, number: int) -> tuple[Any, ...]:
    return (*item_values(space, standing), revision, number)


_KEPT = frozenset({"space_id", "item", "number"})
_ITEM_COLUMNS = (*ITEM_COLUMNS, "revision", "number")
_ENTRY_COLUMNS = ["space_id", "item", "cv", "eid", "kind", "at", "delta", "what", "revision"]

_ENTRIES, _RIVALS = Among(ENTRY.c.eid, *HISTORY), Among(ENTRY.c.item, *HISTORY)
_STANDINGS, _VOIDS = Among(ITEM.c.item, *STANDING), Among(VOID.c.eid, VOID.c.eid)
_SHELVES = Among(SHELF.c.code, SHELF.c.code, SHELF.c.name, SHELF.c.cv, SHELF.c.eid)
_ADD_ENTRIES = Many(ENTRY, _ENTRY_COLUMNS)
_ADD_ITEMS = Many(ITEM, _ITEM_COLUMNS)
_SET_ITEMS = Many(ITEM, _ITEM_COLUMNS, [name for name in _ITEM_COLUMNS if name not in _KEPT])
_SET_SHELVES = Many(SHELF, ["space_id", "code", "name", "cv", "eid"], ["name", "cv", "eid"])
_ADD_ALIASES = Many(ALIAS, ["space_id", "alias", "item", "eid"], [])
_ADD_BLANKS, _ADD_VOIDS = Many(BLANK, ["space_id", "code"], []), Many(VOID, ["space_id", "eid"], [])
_ADD_CLASHES = Many(CLASH, ["space_id", "item", "cv", "settled"], [])
_SETTLE = Many(CLASH, ["space_id", "item", "cv", "settled"], ["settled"])
_OF_SPACE = ITEM.c.space_id == bindparam("space")
_LAST_NUMBER = select(func.coalesce(func.max(ITEM.c.number), 0)).where(_OF_SPACE)
_NUMBER = select(ITEM.c.number).where(_OF_SPACE, ITEM.c.item == bindparam("item"))
