"""Checking the derived tables against a fold of the log, without keeping writers waiting for all of it.

A log only grows, so it is folded in many short transactions; the tables are read in one.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, Table, select

from ledger import log
from ledger.batch import folded_into
from ledger.derived import TABLES, Revisions, fact_rows, item_rows
from ledger.engine import reading
from ledger.errors import BrokenChain
from ledger.ledger import Ledger
from ledger.lines import read
from ledger.log import Line
from ledger.rebuild import collector_resting
from ledger.rows import ENTRY, ITEM, Row, entry_row
from ledger.state import read_state
from stock.events import Event, Malformed
from stock.fold import Stock
from stock.prints import BYTES, state_of

BATCH = 2000
SUM = "(sum)"
"""Named where all rows are right and the sum of them that is kept is not."""
_LEFT_OUT = frozenset({"space_id", "number"})
"""The number of an item says in which order a ledger met it, and is no part of the fold."""

_Prints = dict[str, int]
"""By the first column of rows, the sum of their hashes: two tables compared in little memory."""


def differences(ledger: Ledger) -> list[str]:
    """Codes, aliases and events whose rows are not what the log folds to, as far as it is derived. Raises
    BrokenChain for a line that is no event."""
    space = ledger.space
    with collector_resting():
        folded = _Folded(space)
        while lines := _next_lines(ledger, folded.revision):
            folded.add(lines)
        with reading(ledger.engine) as connection:
            while lines := _derived_lines(connection, ledger, folded.revision):
                folded.add(lines)
            stored = {table.name: _stored(connection, table, space) for table in TABLES}
            state = read_state(connection, space)
    expected = folded.prints()
    found = {key for name, prints in stored.items() for key in _unequal(prints, expected[name])}
    return sorted(found) or ([] if state == folded.state() else [SUM])


class _Folded:
    """A log folded so far, and the prints of what it comes to."""

    def __init__(self, space: str) -> None:
        self.revision = 0
        self._space, self._stock, self._history = space, Stock(), _Prints()
        self._revisions = Revisions()

    def add(self, lines: Iterable[Line]) -> None:
        """Fold further lines."""
        for line in lines:
            self.revision = line.revision
            change = folded_into(self._stock, _event(line))
            self._revisions.note(change, line.revision)
            rows = (entry_row(self._space, entry, line.revision) for entry in change.entries)
            _add(self._history, ENTRY, rows)

    def state(self) -> bytes:
        """The sum that there should be."""
        return state_of(self._stock).to_bytes(BYTES)

    def prints(self) -> dict[str, _Prints]:
        """By table, the prints of the rows that there should be."""
        items = item_rows(self._space, self._stock, self._revisions)
        rows = [*fact_rows(self._space, self._stock, self._revisions), (ITEM, items)]
        return {ENTRY.name: self._history} | {
            table.name: _add(_Prints(), table, expected) for table, expected in rows
        }


def _next_lines(ledger: Ledger, after: int) -> list[Line]:
    with reading(ledger.engine) as connection:
        return _derived_lines(connection, ledger, after)


def _derived_lines(connection: Connection, ledger: Ledger, after: int) -> list[Line]:
    place = ledger.derived_up_to(connection)
    return [line for line in log.lines_from(connection, ledger.space, after) if line.revision <= place]


def _event(line: Line) -> Event:
    try:
        return read(line.line)
    except Malformed as error:
        raise BrokenChain(line.log, line.seq) from error


def _names(table: Table) -> list[str]:
    return [column.name for column in table.c if column.name not in _LEFT_OUT]


def _add(prints: _Prints, table: Table, rows: Iterable[Row]) -> _Prints:
    names = _names(table)
    for row in rows:
        values = tuple(row[name] for name in names)
        prints[values[0]] = prints.get(values[0], 0) + hash(values)
    return prints


def _stored(connection: Connection, table: Table, space: str) -> _Prints:
    query = select(*(table.c[name] for name in _names(table))).where(table.c.space_id == space)
    prints = _Prints()
    for rows in connection.execute(query, execution_options={"yield_per": BATCH}).partitions():
        for row in rows:
            prints[row[0]] = prints.get(row[0], 0) + hash(tuple(row))
    return prints


def _unequal(one: _Prints, other: _Prints) -> set[str]:
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}
