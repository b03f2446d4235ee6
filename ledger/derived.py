"""The rows that a stock has in the derived tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Table

from ledger.rows import (
    ALIAS,
    BLANK,
    CLASH,
    ENTRY,
    ITEM,
    MESSAGE,
    RECTANGLE,
    RECTANGLE_COLUMNS,
    SHELF,
    VOID,
    Row,
    item_row,
    message_row,
    rectangle_values,
)
from stock.fold import Step, Stock

TABLES = (ENTRY, ITEM, RECTANGLE, VOID, ALIAS, BLANK, SHELF, CLASH, MESSAGE)


@dataclass(slots=True)
class Revisions:
    """Of each item, the last event that changed it; of each message, its own."""

    items: dict[str, int] = field(default_factory=dict)
    messages: dict[str, int] = field(default_factory=dict)

    def note(self, change: Step, revision: int) -> None:
        """An event changed this."""
        self.items.update((standing.item, revision) for standing in change.standings)
        self.messages.update((message.eid, revision) for message in change.messages)


def item_rows(space: str, stock: Stock, revisions: Revisions) -> Iterator[Row]:
    """A row for each item, numbered in the order the log first named them."""
    for number, standing in enumerate(stock.standings.values(), start=1):
        yield item_row(space, standing) | {"number": number, "revision": revisions.items[standing.item]}


def fact_rows(space: str, stock: Stock, revisions: Revisions) -> list[tuple[Table, list[Row]]]:
    """The rows of all other tables but the history."""
    own = {"space_id": space}
    shelves, clashes = stock.shelves.values(), stock.clashes | stock.settled
    inside = [row for each in stock.standings.values() for row in rectangle_values(space, each)]
    return [
        (RECTANGLE, [dict(zip(RECTANGLE_COLUMNS, row, strict=True)) for row in inside]),
        (VOID, [own | {"eid": eid} for eid in stock.voids]),
        (ALIAS, [own | {"alias": a.alias, "item": a.item, "eid": a.eid} for a in stock.aliases]),
        (BLANK, [own | {"code": code} for code in stock.blanks]),
        (SHELF, [own | {"code": s.code, "name": s.name, "cv": s.cv, "eid": s.eid} for s in shelves]),
        (MESSAGE, [message_row(space, each, revisions.messages[each.eid]) for each in stock.messages]),
        (CLASH, [own | {"item": i, "cv": cv, "settled": (i, cv) in stock.settled} for i, cv in clashes]),
    ]
