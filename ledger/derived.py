"""The rows that a stock has in the derived tables."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Table

from ledger.rows import ALIAS, BLANK, CLASH, ENTRY, ITEM, SHELF, VOID, Row, item_row
from stock.fold import Stock

TABLES = (ENTRY, ITEM, VOID, ALIAS, BLANK, SHELF, CLASH)


def item_rows(space: str, stock: Stock, revisions: Mapping[str, int]) -> Iterator[Row]:
    """A row for each item, numbered in the order the log first named them; `revisions` are of the last events
    that changed them."""
    for number, standing in enumerate(stock.standings.values(), start=1):
        yield item_row(space, standing) | {"number": number, "revision": revisions[standing.item]}


def fact_rows(space: str, stock: Stock) -> list[tuple[Table, list[Row]]]:
    """The rows of all other tables but the history."""
    own = {"space_id": space}
    shelves, clashes = stock.shelves.values(), stock.clashes | stock.settled
    return [
        (VOID, [own | {"eid": eid} for eid in stock.voids]),
        (ALIAS, [own | {"alias": a.alias, "item": a.item, "eid": a.eid} for a in stock.aliases]),
        (BLANK, [own | {"code": code} for code in stock.blanks]),
        (SHELF, [own | {"code": s.code, "name": s.name, "cv": s.cv, "eid": s.eid} for s in shelves]),
        (CLASH, [own | {"item": i, "cv": cv, "settled": (i, cv) in stock.settled} for i, cv in clashes]),
    ]
