"""What a batch of events changes in the derived tables, and the sum of their rows along with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from ledger import rectangles
from ledger import words as word_index
from ledger.many import Among, Many
from ledger.rows import (
    ALIAS,
    BLANK,
    CLASH,
    ENTRY,
    ITEM,
    ITEM_COLUMNS,
    MESSAGE,
    MESSAGE_COLUMNS,
    SHELF,
    VOID,
    item_values,
    message_values,
)
from ledger.state import change_state
from ledger.words import Words
from stock.fold import Alias, Entry, Message, Shelf, Standing, Step
from stock.prints import (
    alias_print,
    blank_print,
    clash_print,
    entry_print,
    message_print,
    shelf_print,
    standing_print_of,
    void_print,
)

_Place = tuple[str, int]
"""An item and a custody counter."""


@dataclass(slots=True)
class Changed:
    """Of an item, a shelf and a clash, what it is after the last event; items with their states as they are
    stored, shelves and voids `before`."""

    standings_before: dict[str, Standing]
    bodies_before: dict[str, str]
    shelves_before: dict[str, Shelf]
    voids_before: set[str]
    entries: list[tuple[Entry, int]] = field(default_factory=list)
    standings: dict[str, tuple[Standing, int]] = field(default_factory=dict)
    shelves: dict[str, Shelf] = field(default_factory=dict)
    clashes: dict[_Place, bool] = field(default_factory=dict)
    aliases: set[Alias] = field(default_factory=set)
    blanks: set[str] = field(default_factory=set)
    voids: set[str] = field(default_factory=set)
    messages: list[tuple[Message, int]] = field(default_factory=list)

    def add(self, change: Step, revision: int) -> None:
        """One event's step; `revision` is the event's."""
        self.entries += ((entry, revision) for entry in change.entries)
        self.standings.update((each.item, (each, revision)) for each in change.standings)
        self.shelves.update((shelf.code, shelf) for shelf in change.shelves)
        for place in change.clashes:
            self.clashes.setdefault(place, False)
        self.clashes.update(dict.fromkeys(change.settled, True))
        self.aliases.update(change.aliases)
        self.blanks.update(change.blanks)
        self.voids.update(change.voids)
        self.messages += ((message, revision) for message in change.messages)

    def write(self, connection: Connection, space: str, words: Words) -> None:
        """Write all of it."""
        self._leave_what_is_there(connection, space)
        _ADD_ENTRIES.write(connection, [_entry_row(space, *entry) for entry in self.entries])
        moved = sum(self._write_items(connection, space)) + sum(self._prints())
        if words.of:
            self._index(connection, space, words)
        _SET_SHELVES.write(connection, [(space, s.code, s.name, s.cv, s.eid) for s in self.shelves.values()])
        _ADD_ALIASES.write(connection, [(space, a.alias, a.item, a.eid) for a in self.aliases])
        _ADD_BLANKS.write(connection, [(space, code) for code in self.blanks])
        _ADD_VOIDS.write(connection, [(space, eid) for eid in self.voids])
        _ADD_MESSAGES.write(connection, [message_values(space, *message) for message in self.messages])
        moved += sum(self._write_clashes(connection, space))
        change_state(connection, space, moved)

    def _leave_what_is_there(self, connection: Connection, space: str) -> None:
        """Rows that have nothing but a key do not change."""
        self.voids -= self.voids_before
        self.blanks -= {code for (code,) in _BLANKS.run(connection, space, sorted(self.blanks))}
        named = sorted({alias.alias for alias in self.aliases})
        self.aliases -= {Alias(*row) for row in _ALIASES.run(connection, space, named)}

    def _prints(self) -> Iterator[int]:
        yield from (entry_print(entry) for entry, _ in self.entries)
        for shelf in self.shelves.values():
            before = self.shelves_before.get(shelf.code)
            yield shelf_print(shelf) - (shelf_print(before) if before else 0)
        yield from map(alias_print, self.aliases)
        yield from map(blank_print, self.blanks)
        yield from map(void_print, self.voids)
        yield from (message_print(message) for message, _ in self.messages)

    def _write_items(self, connection: Connection, space: str) -> Iterator[int]:
        """Write the items; how each of them moves the sum."""
        new = [item for item in self.standings if item not in self.standings_before]
        numbers = dict(zip(new, _free_numbers(connection, space, len(new)), strict=True))
        added: list[tuple[Any, ...]] = []
        changed: list[tuple[Any, ...]] = []
        for item, (standing, revision) in self.standings.items():
            values, before = item_values(space, standing), self.standings_before.get(item)
            (changed if before else added).append((*values, revision, numbers.get(item, 0)))
            rectangles.change(connection, space, before, standing)
            was = standing_print_of(before, self.bodies_before[item]) if before else 0
            yield standing_print_of(standing, values[-1]) - was
        _ADD_ITEMS.write(connection, added)
        _SET_ITEMS.write(connection, changed)

    def _index(self, connection: Connection, space: str, words: Words) -> None:
        for item, (standing, _) in self.standings.items():
            before = self.standings_before.get(item)
            if before is None or word_index.differ(before.state, standing.state):
                number = connection.execute(_NUMBER, {"space": space, "item": item}).scalar_one()
                put = word_index.change if before else word_index.add
                put(connection, words, number, standing.state)

    def _write_clashes(self, connection: Connection, space: str) -> Iterator[int]:
        """Write the clashes; how each of them moves the sum. One that is settled stays so."""
        items = sorted({item for item, _ in self.clashes})
        before = {(item, cv): bool(settled) for item, cv, settled in _CLASHES.run(connection, space, items)}
        after = {place: settled or before.get(place, False) for place, settled in self.clashes.items()}
        changed = {place: settled for place, settled in after.items() if before.get(place) != settled}
        _SET_CLASHES.write(connection, [(space, *place, settled) for place, settled in changed.items()])
        for place, settled in changed.items():
            was = clash_print(*place, settled=before[place]) if place in before else 0
            yield clash_print(*place, settled=settled) - was


def _free_numbers(connection: Connection, space: str, count: int) -> Iterable[int]:
    """The next numbers of items."""
    if not count:
        return ()
    last = connection.execute(_LAST_NUMBER, {"space": space}).scalar_one()
    return range(last + 1, last + 1 + count)


def _entry_row(space: str, entry: Entry, revision: int) -> tuple[Any, ...]:
    what = entry.what.value
    return space, entry.item, entry.cv, entry.eid, entry.kind, entry.at, entry.delta, what, revision


_ALIASES = Among(ALIAS.c.alias, ALIAS.c.alias, ALIAS.c.item, ALIAS.c.eid)
_BLANKS = Among(BLANK.c.code, BLANK.c.code)
_CLASHES = Among(CLASH.c.item, CLASH.c.item, CLASH.c.cv, CLASH.c.settled)
_COLUMNS = (*ITEM_COLUMNS, "revision", "number")
_KEPT = frozenset({"space_id", "item", "number"})
_ADD_ENTRIES = Many(ENTRY, ["space_id", "item", "cv", "eid", "kind", "at", "delta", "what", "revision"])
_ADD_ITEMS = Many(ITEM, _COLUMNS)
_SET_ITEMS = Many(ITEM, _COLUMNS, [name for name in _COLUMNS if name not in _KEPT])
_SET_SHELVES = Many(SHELF, ["space_id", "code", "name", "cv", "eid"], ["name", "cv", "eid"])
_ADD_ALIASES = Many(ALIAS, ["space_id", "alias", "item", "eid"])
_ADD_BLANKS, _ADD_VOIDS = Many(BLANK, ["space_id", "code"]), Many(VOID, ["space_id", "eid"])
_ADD_MESSAGES = Many(MESSAGE, MESSAGE_COLUMNS)
_SET_CLASHES = Many(CLASH, ["space_id", "item", "cv", "settled"], ["settled"])
_OF_SPACE = ITEM.c.space_id == bindparam("space")
_LAST_NUMBER = select(func.coalesce(func.max(ITEM.c.number), 0)).where(_OF_SPACE)
_NUMBER = select(ITEM.c.number).where(_OF_SPACE, ITEM.c.item == bindparam("item"))
