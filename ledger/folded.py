"""The derived tables: what is folded already, read as a `stock.fold.View`, and the steps written to them."""

from collections.abc import Collection

from sqlalchemy import Connection, Table, and_, bindparam, func, insert, select, update

from ledger import rectangles
from ledger import words as word_index
from ledger.rows import (
    ALIAS,
    BLANK,
    CLASH,
    ENTRY,
    HISTORY,
    ITEM,
    MESSAGE,
    OF_EVENT,
    SHELF,
    STANDING,
    VOID,
    Row,
    entry_of,
    entry_row,
    item_row,
    message_row,
    standing_of,
)
from ledger.state import change_state
from ledger.statement import Statement
from ledger.words import Words
from stock.events import Event
from stock.fold import Entry, Shelf, Standing, Step, step
from stock.prints import (
    alias_print,
    blank_print,
    clash_print,
    entry_print,
    message_print,
    shelf_print,
    standing_print,
    void_print,
)


class Folded:
    """One space's derived tables within one transaction: a `View`, and the events folded into it."""

    def __init__(self, connection: Connection, space: str, words: Words) -> None:
        self._connection, self._space, self._words = connection, space, words
        self._standings: dict[str, Standing | None] = {}
        self._last_number, self._change = -1, 0
        self._minted = ""

    def fold(self, event: Event, revision: int, *, minted: bool = False) -> None:
        """Write what an event changes; `revision` is its place in the order of arrival. One that was minted
        in this transaction cannot be folded already, nor have others beside it."""
        self._minted = event.eid if minted else ""
        self._write(step(event, self), revision)

    def seal(self) -> None:
        """Move the sum of the rows on by what was folded; the last thing in a transaction."""
        if self._change:
            change_state(self._connection, self._space, self._change)
            self._change = 0

    def standing(self, item: str) -> Standing | None:
        """See `View`."""
        if item not in self._standings:
            rows = _STANDING.run(self._connection, {"space": self._space, "item": item})
            self._standings[item] = standing_of(rows[0]) if rows else None
        return self._standings[item]

    def shelf(self, code: str) -> Shelf | None:
        """See `View`."""
        row = self._connection.execute(_SHELF, {"space": self._space, "code": code}).one_or_none()
        return Shelf(*row) if row else None

    def entries_of(self, eid: str) -> Collection[Entry]:
        """See `View`."""
        if eid == self._minted:
            return ()
        rows = self._connection.execute(_ENTRIES_OF, {"space": self._space, "eid": eid}).all()
        return [entry_of(row) for row in rows]

    def entries_at(self, item: str, cv: int) -> Collection[Entry]:
        """See `View`."""
        if self._minted:
            return ()
        rows = self._connection.execute(_ENTRIES_AT, {"space": self._space, "item": item, "cv": cv}).all()
        return [entry_of(row) for row in rows]

    def is_voided(self, eid: str) -> bool:
        """See `View`."""
        found = {"space": self._space, "eid": eid}
        return eid != self._minted and self._connection.execute(_VOID, found).first() is not None

    def _write(self, change: Step, revision: int) -> None:
        for entry in change.entries:
            _ADD_ENTRY.run(self._connection, entry_row(self._space, entry, revision))
            self._change += entry_print(entry)
        for standing in change.standings:
            self._write_standing(standing, revision)
        for shelf in change.shelves:
            self._write_shelf(shelf)
        for message in change.messages:
            self._connection.execute(insert(MESSAGE), message_row(self._space, message, revision))
            self._change += message_print(message)
        self._write_facts(change)

    def _write_shelf(self, shelf: Shelf) -> None:
        before = self.shelf(shelf.code)
        self._set(SHELF, {"code": shelf.code}, {"name": shelf.name, "cv": shelf.cv, "eid": shelf.eid})
        self._change += shelf_print(shelf) - (shelf_print(before) if before else 0)

    def _write_facts(self, change: Step) -> None:
        for alias in change.aliases:
            row = {"alias": alias.alias, "item": alias.item, "eid": alias.eid}
            self._add(ALIAS, row, alias_print(alias))
        for code in change.blanks:
            self._add(BLANK, {"code": code}, blank_print(code))
        for eid in change.voids:
            self._add(VOID, {"eid": eid}, void_print(eid))
        for item, cv in change.clashes:
            self._add(CLASH, {"item": item, "cv": cv}, clash_print(item, cv, settled=False))
        for item, cv in change.settled:
            self._settle(item, cv)

    def _add(self, into: Table, key: Row, its_print: int) -> None:
        """Insert a row that has nothing but its key, unless it is there."""
        if self._set(into, key):
            self._change += its_print

    def _settle(self, item: str, cv: int) -> None:
        key = {"item": item, "cv": cv}
        self._add(CLASH, key, clash_print(item, cv, settled=False))
        if not self._connection.execute(_SETTLED, {"space": self._space} | key).scalar_one():
            self._set(CLASH, key, {"settled": True})
            self._change += clash_print(item, cv, settled=True) - clash_print(item, cv, settled=False)

    def _write_standing(self, standing: Standing, revision: int) -> None:
        before = self.standing(standing.item)
        row = item_row(self._space, standing) | {"revision": revision}
        self._change += standing_print(standing) - (standing_print(before) if before else 0)
        if before is None:
            row["number"] = self._next_number()
            _ADD_ITEM.run(self._connection, row)
            word_index.add(self._connection, self._words, row["number"], standing.state)
        else:
            _SET_ITEM.run(self._connection, row | {"the_space": self._space, "the_item": standing.item})
            self._index_again(before, standing)
        rectangles.change(self._connection, self._space, before, standing)
        self._standings[standing.item] = standing

    def _index_again(self, before: Standing, after: Standing) -> None:
        if word_index.differ(before.state, after.state):
            number = self._connection.execute(
                _NUMBER, {"space": self._space, "item": after.item}
            ).scalar_one()
            word_index.change(self._connection, self._words, number, after.state)

    def _next_number(self) -> int:
        if self._last_number < 0:
            self._last_number = self._connection.execute(_LAST_NUMBER, {"space": self._space}).scalar_one()
        self._last_number += 1
        return self._last_number

    def _set(self, into: Table, key: Row, values: Row | None = None) -> bool:
        """Insert a row, or update it where it is there already. Whether it was inserted."""
        full = {"space_id": self._space} | key
        where = and_(*(into.c[name] == value for name, value in full.items()))
        is_new = self._connection.execute(select(into.c.space_id).where(where)).first() is None
        if is_new:
            self._connection.execute(insert(into), full | (values or {}))
        elif values:
            self._connection.execute(update(into).where(where), values)
        return is_new


_SPACE_ITEM = and_(ITEM.c.space_id == bindparam("space"), ITEM.c.item == bindparam("item"))
_STANDING = Statement(select(*STANDING).where(_SPACE_ITEM))
_NUMBER = select(ITEM.c.number).where(_SPACE_ITEM)
_LAST_NUMBER = select(func.coalesce(func.max(ITEM.c.number), 0)).where(ITEM.c.space_id == bindparam("space"))
_ADD_ITEM, _ADD_ENTRY = Statement(insert(ITEM)), Statement(insert(ENTRY))
_KEPT = {"space_id", "item", "number"}
_SET_ITEM = Statement(
    update(ITEM).where(ITEM.c.space_id == bindparam("the_space"), ITEM.c.item == bindparam("the_item")),
    [column.name for column in ITEM.c if column.name not in _KEPT],
)
_SHELF = select(SHELF.c.code, SHELF.c.name, SHELF.c.cv, SHELF.c.eid).where(
    SHELF.c.space_id == bindparam("space"), SHELF.c.code == bindparam("code")
)
_OF_SPACE = ENTRY.c.space_id == bindparam("space")
_ENTRIES_OF = select(*HISTORY).where(OF_EVENT)
_ENTRIES_AT = select(*HISTORY).where(
    _OF_SPACE, ENTRY.c.item == bindparam("item"), ENTRY.c.cv == bindparam("cv")
)
_SETTLED = select(CLASH.c.settled).where(
    CLASH.c.space_id == bindparam("space"),
    CLASH.c.item == bindparam("item"),
    CLASH.c.cv == bindparam("cv"),
)
_VOID = select(VOID.c.eid).where(VOID.c.space_id == bindparam("space"), VOID.c.eid == bindparam("eid"))
