"""Finding what is on the shelves: by words (SQLite FTS5) and by size, the smallest sufficient piece first.

Items are found in indexes alone, and only the rows that are shown are read. Only few matches are ranked:
ranking 100,000 of them takes longer than anybody looks at the list.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    select,
    text,
)

from ledger import words as word_index
from ledger.fit import COLUMN, sufficient
from ledger.rows import ITEM, STANDING, standing_of
from ledger.tables import HERE
from ledger.words import Words
from stock.fold import Standing
from stock.pieces import Size

__all__ = ["COUNTED", "SHOWN", "Found", "Wanted", "Words", "find", "standings"]

SHOWN = 200
COUNTED = 1000
RANKED = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. `materials` None means any; words must all be found."""

    words: str = ""
    materials: Collection[str] | None = None
    need: Size | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: at most `SHOWN` items; how many there are is counted up to `COUNTED`, `more` beyond."""

    items: tuple[Standing, ...]
    total: int
    more: bool = False


def find(connection: Connection, space: str, wanted: Wanted) -> Found:
    """What is on the shelves and wanted: by size where one is needed, else the best or newest words first."""
    query = select(COLUMN.item).where(COLUMN.space_id == space, HERE, *_conditions(wanted)).limit(COUNTED + 1)
    items = _items(connection, query, wanted)
    shown = standings(connection, space, items[:SHOWN])
    return Found(tuple(shown), min(len(items), COUNTED), more=len(items) > COUNTED)


def standings(connection: Connection, space: str, items: Sequence[str]) -> list[Standing]:
    """How items stand, in the order they are given in."""
    rows = connection.execute(_ROWS, {"space": space, "items": list(items)}).all()
    found = {row.item: standing_of(row) for row in rows}
    return [found[item] for item in items]


_BY_SIZE = (
    COLUMN.area_um2,
    COLUMN.long_um,
    COLUMN.short_um,
    COLUMN.thick_um,
    COLUMN.diameter_um,
    COLUMN.wall_um,
    COLUMN.number,
)
_NEWEST_FIRST = text("+item.number DESC")
_MATCHES_INDEXED = text("search CROSS JOIN item INDEXED BY item_number")
"""Walks the matches and looks items up. Left to choose, SQLite may walk all items once for every match."""
_MATCHES = text("item.number = search.rowid AND search MATCH :match")
_AMONG_MATCHES = text("+item.number IN (SELECT rowid FROM search WHERE search MATCH :match)")
"""Walks the items that other conditions find. Without a plus, SQLite would walk the numbers instead."""
_ANY = text("SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH :match LIMIT :limit)")
_BEST = text("SELECT rowid FROM search WHERE search MATCH :match ORDER BY rank")
_ROWS = select(*STANDING).where(
    ITEM.c.space_id == bindparam("space"), ITEM.c.item.in_(bindparam("items", expanding=True))
)


def _items(connection: Connection, query: Select[Any], wanted: Wanted) -> Sequence[str]:
    bound = {"match": word_index.match(wanted.words)}
    if not bound["match"]:
        return connection.execute(query.select_from(ITEM).order_by(*_BY_SIZE)).scalars().all()
    if wanted.need is None and wanted.materials is None:
        return _by_words(connection, query.select_from(_MATCHES_INDEXED).where(_MATCHES), wanted.words)
    order = _BY_SIZE if wanted.need else (_NEWEST_FIRST,)
    among = query.select_from(ITEM).where(_AMONG_MATCHES).order_by(*order)
    return connection.execute(among, bound).scalars().all()


def _by_words(connection: Connection, query: Select[Any], words: str) -> Sequence[str]:
    """The newest items with the very words where there are many, which is found four times as fast; else
    those with words that begin like them, the best first where these are few."""
    newest_first = query.add_columns(COLUMN.number).order_by(text("search.rowid DESC"))
    for match in (word_index.match_whole(words), word_index.match(words)):
        rows = connection.execute(newest_first, {"match": match}).all()
        if len(rows) > RANKED:
            return [item for item, _ in rows]
    if not _is_selective(connection, words):
        return [item for item, _ in rows]
    items = {number: item for item, number in rows}
    best = connection.execute(_BEST, {"match": word_index.match(words)}).scalars().all()
    return [items[number] for number in best if number in items]


def _is_selective(connection: Connection, words: str) -> bool:
    """Whether few items have any of the words at all: to rank, each word's items are counted."""
    bound = {"match": word_index.match(words, " OR "), "limit": RANKED + 1}
    return int(connection.execute(_ANY, bound).scalar_one()) <= RANKED


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.materials is not None:
        conditions.append(COLUMN.material.in_(sorted(wanted.materials)))
    if wanted.need:
        conditions.append(sufficient(wanted.need))
    return conditions
