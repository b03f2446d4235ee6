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
    select,
    text,
)

from ledger import words as word_index
from ledger.fit import COLUMN, sufficient, values_of
from ledger.hits import Asked, Hit, hits
from ledger.listed import LISTED, Listed
from ledger.many import Among
from ledger.rectangles import inside
from ledger.rows import ITEM
from ledger.tables import HERE
from ledger.words import Words
from stock.fold import Standing
from stock.needs import Need
from stock.sizes import Size

__all__ = ["COUNTED", "SHOWN", "Found", "Wanted", "Words", "find", "standings"]

SHOWN = 200
COUNTED = 1000
RANKED = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. `materials` None means any; words must all be found."""

    words: str = ""
    materials: Collection[str] | None = None
    need: Need | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: at most `SHOWN` items; how many there are is counted up to `COUNTED`, or to `SHOWN` of
    what meets a need, `more` beyond. `open` are pieces whose outlines may also hold what is needed, with the
    least area first and no more than `SHOWN`; `more_open` where there are more."""

    items: Sequence[Standing]
    total: int
    more: bool = False
    open: Sequence[Standing] = ()
    more_open: bool = False


def find(connection: Connection, space: str, wanted: Wanted) -> Found:
    """What is on the shelves and wanted: the least area first where a need or no word is asked, else the best
    or newest words."""
    match, most = word_index.match(wanted.words), SHOWN if wanted.need else COUNTED
    if wanted.need or not match:
        asked = Asked(space, wanted.need or _ANYTHING, wanted.materials, most + 1)
        return _find_fit(connection, asked, match)
    query = select(COLUMN.item).where(COLUMN.space_id == space, HERE, *_conditions(wanted)).limit(most + 1)
    items = _items(connection, query, wanted)
    shown = standings(connection, space, items[:SHOWN])
    return Found(tuple(shown), min(len(items), most), more=len(items) > most)


def _find_fit(connection: Connection, asked: Asked, match: str) -> Found:
    whole = _hits_with_words(connection, asked, match) if match else hits(connection, asked)
    certain, unsure = inside(connection, asked, match)
    found = sorted({*whole, *certain})[: asked.limit]
    shown, may = (_listed(connection, asked.space, each) for each in (found, unsure))
    most = asked.limit - 1
    return Found(shown, min(len(found), most), len(found) > most, may, len(unsure) > SHOWN)


def _hits_with_words(connection: Connection, asked: Asked, match: str) -> list[Hit]:
    query = (
        select(COLUMN.area_um2, COLUMN.number, COLUMN.item)
        .select_from(ITEM)
        .where(COLUMN.space_id == asked.space, HERE, _AMONG_MATCHES, sufficient(asked.need))
        .order_by(COLUMN.area_um2, COLUMN.number)
        .limit(asked.limit)
    )
    if asked.materials is not None:
        query = query.where(COLUMN.material.in_(sorted(asked.materials)))
    rows = connection.execute(query, values_of(asked.need) | {"match": match}).all()
    return [(area, number, item) for area, number, item in rows]


def _listed(connection: Connection, space: str, found: Sequence[Hit]) -> Listed:
    return Listed(_rows(connection, space, [item for *_, item in found[:SHOWN]]))


def standings(connection: Connection, space: str, items: Sequence[str]) -> list[Standing]:
    """How items stand, in the order they are given in."""
    return list(Listed(_rows(connection, space, items)))


def _rows(connection: Connection, space: str, items: Sequence[str]) -> list[Any]:
    found = {row[0]: row for row in _ROWS.run(connection, space, items)}
    return [found[item] for item in items]


_ANYTHING = Need(Size())
_NEWEST_FIRST = text("+item.number DESC")
_MATCHES_INDEXED = text("search CROSS JOIN item INDEXED BY item_number")
"""Walks the matches and looks items up. Left to choose, SQLite may walk all items once for every match."""
_MATCHES = text("item.number = search.rowid AND search MATCH :match")
_AMONG_MATCHES = text("+item.number IN (SELECT rowid FROM search WHERE search MATCH :match)")
"""Walks the items that other conditions find. Without a plus, SQLite would walk the numbers instead."""
_ANY = text("SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH :match LIMIT :limit)")
_BEST = text("SELECT rowid FROM search WHERE search MATCH :match ORDER BY rank")
_ROWS = Among(ITEM.c.item, *LISTED)


def _items(connection: Connection, query: Select[Any], wanted: Wanted) -> Sequence[str]:
    bound = {"match": word_index.match(wanted.words)}
    if wanted.materials is None:
        return _by_words(connection, query.select_from(_MATCHES_INDEXED).where(_MATCHES), wanted.words)
    among = query.select_from(ITEM).where(_AMONG_MATCHES).order_by(_NEWEST_FIRST)
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
    if wanted.materials is None:
        return []
    return [COLUMN.material.in_(sorted(wanted.materials))]
