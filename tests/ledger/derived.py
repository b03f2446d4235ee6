"""The derived tables as they are stored, and what they have to be by the pure fold of the decoded log."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, select

from ledger.engine import reading
from ledger.ledger import Ledger
from ledger.rows import (
    ALIAS,
    BLANK,
    CLASH,
    ENTRY,
    HISTORY,
    ITEM,
    MESSAGE,
    SHELF,
    STANDING,
    VOID,
    entry_of,
    standing_of,
)
from stock.events import decode
from stock.fold import Alias, Entry, Message, Shelf, Standing, Stock
from stock.items import Lot, Piece, Status
from stock.pieces import Size, area_um2
from tests.ledger.opened import lines

Searched = tuple[int, str, str, str, int, tuple[int, ...]]
"""An item's number, place, shelf, material, area and dimensions."""


@dataclass(frozen=True)
class Derived:
    """Everything derived of one space."""

    standings: dict[str, Standing]
    searched: dict[str, Searched]
    history: set[tuple[Entry, int]]
    shelves: set[Shelf]
    aliases: set[Alias]
    blanks: set[str]
    voids: set[str]
    clashes: set[tuple[str, int, bool]]
    messages: set[tuple[Message, int]]


def stored(ledger: Ledger) -> Derived:
    """What the tables hold."""
    items = _rows(ledger, ITEM, *STANDING)
    return Derived(
        standings={row[0]: standing_of(row) for row in items},
        searched=_searched(ledger),
        history={(entry_of(row[:-1]), row[-1]) for row in _rows(ledger, ENTRY, *HISTORY, ENTRY.c.revision)},
        shelves={Shelf(*row) for row in _rows(ledger, SHELF, *_named(SHELF, "code name cv eid"))},
        aliases={Alias(*row) for row in _rows(ledger, ALIAS, *_named(ALIAS, "alias item eid"))},
        blanks={row.code for row in _rows(ledger, BLANK, BLANK.c.code)},
        voids={row.eid for row in _rows(ledger, VOID, VOID.c.eid)},
        clashes={tuple(row) for row in _rows(ledger, CLASH, *_named(CLASH, "item cv settled"))},
        messages={
            (Message(*row[:-1]), row[-1]) for row in _rows(ledger, MESSAGE, *_named(MESSAGE, _MESSAGE))
        },
    )


def folded(ledger: Ledger) -> Derived:
    """What the log folds to in memory."""
    stock, history, messages = Stock(), set(), set()
    for line in lines(ledger):
        change = stock.fold(decode(line.line))
        history |= {(entry, line.revision) for entry in change.entries}
        messages |= {(message, line.revision) for message in change.messages}
    return Derived(
        standings=stock.standings,
        searched={
            standing.item: _expected(number, standing)
            for number, standing in enumerate(stock.standings.values(), start=1)
        },
        history=history,
        shelves=set(stock.shelves.values()),
        aliases=stock.aliases,
        blanks=stock.blanks,
        voids=stock.voids,
        clashes={(item, cv, (item, cv) in stock.settled) for item, cv in stock.clashes | stock.settled},
        messages=messages,
    )


_MESSAGE = "eid kind item addressee revision"


def _named(table: Table, names: str) -> list[Any]:
    return [table.c[name] for name in names.split()]


def _rows(ledger: Ledger, table: Table, *columns: Any) -> list[Any]:
    with reading(ledger.engine) as connection:
        return list(connection.execute(select(*columns).where(table.c.space_id == ledger.space)).all())


def _searched(ledger: Ledger) -> dict[str, Searched]:
    names = "item number place shelf material area_um2 long_um short_um thick_um diameter_um wall_um"
    rows = _rows(ledger, ITEM, *_named(ITEM, names))
    return {row[0]: (row[1], row[2], row[3], row[4], row[5], tuple(row[6:])) for row in rows}


def _expected(number: int, standing: Standing) -> Searched:
    state = standing.state
    if state is None:
        return number, "", "", "", 0, (0,) * 5
    size = state.size if isinstance(state, Piece) else Size()
    is_here = state.status == Status.HERE
    is_left = not isinstance(state, Lot) or standing.quantity > 0
    place = "quarantine" if state.quarantined else "here" if is_left else ""
    shelf = state.shelf if is_here else ""
    return number, place if is_here else "", shelf, state.material, area_um2(size), size.dimensions_um
