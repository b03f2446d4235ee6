"""Folding everything again from the log, and checking the tables against such a fold."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from ledger import log
from ledger import words as word_index
from ledger.errors import BrokenChain
from ledger.log import Line
from ledger.rows import (
    ALIAS,
    BLANK,
    CLASH,
    ENTRY,
    FOLD,
    ITEM,
    SHELF,
    STANDING,
    VOID,
    Row,
    entry_row,
    item_row,
    standing_of,
)
from ledger.words import Words
from stock.events import Event, Malformed, decode
from stock.fold import FOLD_VERSION, Standing, Stock

BATCH = 2000


def fold_again(connection: Connection, space: str, words: Words) -> int:
    """Empty a space's derived tables and fold its log into them; how many lines of history there are.

    A line that is no event folds to nothing, so that one torn line stops no kiosk; `differences` names it.
    """
    log.lock_space(connection, space)
    _empty(connection, space)
    stock = Stock()
    with _collector_resting():
        entries = _write(connection, ENTRY, _fold_lines(connection, space, stock, _leniently))
        _write_stock(connection, space, stock)
    word_index.fill(connection, words, ((number, each.state) for number, each in _numbered(stock)))
    connection.execute(insert(FOLD), {"space_id": space, "version": FOLD_VERSION})
    return entries


def differences(connection: Connection, space: str) -> list[str]:
    """Codes, aliases and events whose rows are not what the log folds to. Raises BrokenChain for a line that
    is no event."""
    stock = Stock()
    with _collector_resting():
        entries = {_told(row) for row in _fold_lines(connection, space, stock, _strictly)}
    rows = connection.execute(select(*STANDING).where(ITEM.c.space_id == space)).all()
    return sorted(
        {standing.item for standing in set(map(standing_of, rows)) ^ set(stock.standings.values())}
        | {str(entry[0]) for entry in entries ^ _rows(connection, ENTRY, space, _TOLD)}
        | {
            name
            for table, facts in _facts(space, stock)
            for name in _unequal(connection, table, space, facts)
        }
    )


_TOLD = ("item", "cv", "eid", "kind", "at", "delta", "what", "revision")
_Read = Callable[[Line], Event | None]
_FactRows = Iterable[tuple[Table, list[Row]]]


@contextmanager
def _collector_resting() -> Iterator[None]:
    """A third of a long fold would go to looking for cycles, which it makes none of."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _empty(connection: Connection, space: str) -> None:
    """Delete a space's derived rows; without looking at each where there is no other space."""
    others = select(FOLD.c.space_id).where(FOLD.c.space_id != space).limit(1)
    alone = connection.execute(others).first() is None
    for table in (ENTRY, ITEM, VOID, ALIAS, BLANK, SHELF, CLASH, FOLD):
        connection.execute(delete(table) if alone else delete(table).where(table.c.space_id == space))


def _told(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in _TOLD)


def _rows(connection: Connection, table: Table, space: str, names: Iterable[str]) -> set[tuple[Any, ...]]:
    query = select(*(table.c[name] for name in names)).where(table.c.space_id == space)
    return {tuple(row) for row in connection.execute(query).all()}


def _unequal(connection: Connection, table: Table, space: str, folded: list[Row]) -> set[str]:
    """The first column of the rows that only the table or only the fold has."""
    names = [column.name for column in table.c if column.name != "space_id"]
    expected = {tuple(row[name] for name in names) for row in folded}
    return {str(row[0]) for row in expected ^ _rows(connection, table, space, names)}


def _fold_lines(connection: Connection, space: str, stock: Stock, read: _Read) -> Iterator[Row]:
    """The rows of all lines of history, while the stock is folded."""
    for line in log.lines_by_arrival(connection, space):
        if event := read(line):
            for entry in stock.fold(event).entries:
                yield entry_row(space, entry, line.revision)


def _leniently(line: Line) -> Event | None:
    try:
        return decode(line.line)
    except Malformed:
        return None


def _strictly(line: Line) -> Event:
    try:
        return decode(line.line)
    except Malformed as error:
        raise BrokenChain(line.log, line.seq) from error


def _numbered(stock: Stock) -> Iterator[tuple[int, Standing]]:
    return enumerate(stock.standings.values(), start=1)


def _write_stock(connection: Connection, space: str, stock: Stock) -> None:
    _write(
        connection, ITEM, (item_row(space, each) | {"number": number} for number, each in _numbered(stock))
    )
    for table, rows in _facts(space, stock):
        _write(connection, table, rows)


def _facts(space: str, stock: Stock) -> _FactRows:
    own = {"space_id": space}
    clashes = stock.clashes | stock.settled
    return (
        (
            SHELF,
            [
                own | {"code": s.code, "name": s.name, "cv": s.cv, "eid": s.eid}
                for s in stock.shelves.values()
            ],
        ),
        (ALIAS, [own | {"alias": a.alias, "item": a.item, "eid": a.eid} for a in stock.aliases]),
        (VOID, [own | {"eid": eid} for eid in stock.voids]),
        (BLANK, [own | {"code": code} for code in stock.blanks]),
        (CLASH, [own | {"item": i, "cv": cv, "settled": (i, cv) in stock.settled} for i, cv in clashes]),
    )


def _write(connection: Connection, table: Table, rows: Iterable[Row]) -> int:
    """Insert rows in batches; how many."""
    written, remaining = 0, iter(rows)
    while batch := list(islice(remaining, BATCH)):
        connection.execute(insert(table), batch)
        written += len(batch)
    return written
