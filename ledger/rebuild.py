"""Folding everything again from the log."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from sqlalchemy import Connection, Table, delete, insert, select

from ledger import log
from ledger import words as word_index
from ledger.batch import folded_into
from ledger.derived import TABLES, Revisions, fact_rows, item_rows
from ledger.lines import read
from ledger.rows import ENTRY, FOLD, ITEM, Row, entry_row
from ledger.state import begin_state, lock_rows_first
from ledger.words import Words
from stock.events import Malformed
from stock.fold import Stock
from stock.prints import state_of

BATCH = 2000


def fold_again(connection: Connection, space: str, words: Words) -> int:
    """Empty a space's derived tables and fold its log into them; how many lines of history there are.

    A line that is no event folds to nothing, so that one torn line stops no kiosk; `ledger.check` names it.
    """
    log.lock_space(connection, space)
    lock_rows_first(connection, space)
    _empty(connection, space)
    stock, revisions = Stock(), Revisions()
    with collector_resting():
        entries = _write(connection, ENTRY, _fold(connection, space, stock, revisions))
        _write(connection, ITEM, item_rows(space, stock, revisions))
        for table, rows in fact_rows(space, stock, revisions):
            _write(connection, table, rows)
    numbered = enumerate(stock.standings.values(), start=1)
    word_index.fill(connection, words, ((number, standing.state) for number, standing in numbered))
    begin_state(connection, space, state_of(stock))
    return entries


@contextmanager
def collector_resting() -> Iterator[None]:
    """A third of a long fold would go to looking for cycles, which it makes none of."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _empty(connection: Connection, space: str) -> None:
    """Delete a space's derived rows; without looking at each where there is no other space, and none can come
    before this transaction ends: a server lets others write beside it."""
    others = select(FOLD.c.space_id).where(FOLD.c.space_id != space).limit(1)
    alone = connection.dialect.name == "sqlite" and connection.execute(others).first() is None
    for table in (*TABLES, FOLD):
        connection.execute(delete(table) if alone else delete(table).where(table.c.space_id == space))


def _fold(connection: Connection, space: str, stock: Stock, revisions: Revisions) -> Iterator[Row]:
    """The rows of all lines of history, while the stock is folded, and which events changed them."""
    for line in log.lines_by_arrival(connection, space):
        try:
            event = read(line.line)
        except Malformed:
            continue
        change = folded_into(stock, event)
        revisions.note(change, line.revision)
        for entry in change.entries:
            yield entry_row(space, entry, line.revision)


def _write(connection: Connection, table: Table, rows: Iterable[Row]) -> int:
    """Insert rows in batches; how many."""
    written, remaining = 0, iter(rows)
    while batch := list(islice(remaining, BATCH)):
        connection.execute(insert(table), batch)
        written += len(batch)
    return written
