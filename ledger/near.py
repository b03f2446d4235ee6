"""Finding in the copies of neighbours: by material, and by size and words as in the own stock."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any
from unicodedata import combining, normalize

from sqlalchemy import Connection, bindparam, literal_column, select, text

from ledger import near_words
from ledger import words as word_index
from ledger.fit import COLUMN, Condition, sufficient, values_of
from ledger.rows import MIRRORED
from ledger.search import Wanted
from stock.needs import Need
from stock.sizes import Size

SHOWN = 50
FEW = 500
"""So many matches of words are looked up one by one."""
_LOOKED_AT = 4 * SHOWN
"""Pieces with an outline among them may turn out not to do."""
_OUTLINED = '"rects_um"'


@dataclass(frozen=True, slots=True)
class Near:
    """An item of a neighbour as it was at a time (UTC), as it travels."""

    space: str
    name: str
    at: str
    body: str


def find_near(connection: Connection, space: str, wanted: Wanted, limit: int = SHOWN) -> list[Near]:
    """The smallest sufficient items of all neighbours, or those with all the words, the smallest first where
    these are few; of a piece with an outline as its largest rectangles are."""
    asked = Asked(connection, space, wanted, _LOOKED_AT if wanted.need else limit)
    found = (Near(other, name, at, body) for _, other, _, name, at, body in _rows(asked))
    return [near for near in found if not wanted.need or _holds(near, wanted.need)][:limit]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, where, and how many rows may be looked at."""

    connection: Connection
    space: str
    wanted: Wanted
    limit: int


Row = tuple[int, str, str, str, str, str]
"""Area, space and code, in whose order they come; the space's name, the time of the copy, the item."""


def _rows(asked: Asked) -> Sequence[Row]:
    """With few matches of the words each of them is looked up. Many come out in the order in which they were
    copied, or, where more is asked of them, are looked for among all that there is, by area."""
    wanted = asked.wanted
    if asked.connection.dialect.name != "sqlite":
        return _found(asked, _ANYWHERE, [*_words(wanted), *_materials(wanted)])
    if not word_index.match(wanted.words):
        return _by_area(asked)
    match, numbers = near_words.matches(asked.connection, searchable(wanted.words), FEW + 1)
    if len(numbers) <= FEW:
        return _found(asked, _NUMBERED, _materials(wanted), numbers=json.dumps(list(numbers)))
    if wanted.need or wanted.materials is not None:
        return _by_area(asked, word_index.match(searchable(wanted.words)))
    bound = {"match": match, "space": asked.space, "limit": asked.limit}
    return [tuple(row) for row in asked.connection.execute(_FIRST, bound).all()]


def _by_area(asked: Asked, match: str = "") -> Sequence[Row]:
    """Each material is asked for by itself: so what fits comes out by its area, and no more than that is
    read."""
    materials = asked.wanted.materials
    words, bound = ([_IS_MATCH], {"match": match}) if match else ([], {})
    if materials is None:
        return _found(asked, _ALL, words, **bound)
    found = (_found(asked, _OF_MATERIAL, words, material=material, **bound) for material in materials)
    return sorted(chain.from_iterable(found))[: asked.limit]


def _found(asked: Asked, among: Any, conditions: Sequence[Condition], **bound: str) -> Sequence[Row]:
    """The smallest first. They are found in an index alone, and then only those are read: a condition beside
    the body would have SQLite read every row that the index leads to. An outer join is what begins with them.
    """
    need = asked.wanted.need
    keys = (
        select(COLUMN.area_um2, *_KEY)
        .select_from(among)
        .where(_IS_SHOWN, *([sufficient(need)] if need else []), *conditions)
        .order_by(COLUMN.area_um2, text("item.neighbour"), text("item.code"))
        .limit(asked.limit)
        .subquery("key")
    )
    query = select(*_SHOWN).select_from(keys).outerjoin(MIRRORED, _IS_KEYED).order_by(*_SHOWN[:3])
    values = (values_of(need) if need else {}) | {"space": asked.space} | bound
    return [tuple(row) for row in asked.connection.execute(query, values).all()]


def _holds(near: Near, need: Need) -> bool:
    """Whether it is no piece with an outline, or has a rectangle inside that will do; at what angle to the
    grain that one lies is not told."""
    rects = json.loads(near.body).get("rects_um") if _OUTLINED in near.body else None
    if rects is None:
        return True
    if not need.turns and (need.long_um or need.short_um):
        return False
    return any(need.meets(Size(long_um, short_um, need.size.thick_um)) for long_um, short_um in rects)


def searchable(text: str) -> str:
    """A text as it is looked up: without capitals and accents, as in the own index."""
    return "".join(each for each in normalize("NFKD", text.casefold()) if not combining(each))


def _named(*names: str) -> tuple[Any, ...]:
    return tuple(literal_column(name) for name in names)


_KEY = _named("item.neighbour", "item.code", "item.fill", "neighbour.name", "neighbour.at")
_SHOWN = _named("key.area_um2", "key.neighbour", "key.code", "key.name", "key.at", "mirrored.body")
_IS_KEYED = text(
    "mirrored.space_id = :space AND mirrored.neighbour = key.neighbour"
    " AND mirrored.fill = key.fill AND mirrored.code = key.code"
)
_IS_SHOWN = text(
    "item.space_id = :space AND neighbour.space_id = item.space_id"
    " AND neighbour.neighbour = item.neighbour AND neighbour.fill = item.fill"
)
_IS_MATCH: Any = text("item.number IN (SELECT rowid FROM near WHERE near MATCH :match)")
_ANYWHERE = text("mirrored AS item, neighbour")
_ALL = text("mirrored AS item INDEXED BY mirrored_area CROSS JOIN neighbour")
_OF_MATERIAL = text(
    "(SELECT :material AS material) AS one"
    " CROSS JOIN mirrored AS item INDEXED BY mirrored_material ON item.material = one.material"
    " CROSS JOIN neighbour"
)
_NUMBERED = text(
    "json_each(:numbers) AS one"
    " CROSS JOIN mirrored AS item INDEXED BY mirrored_number ON item.number = one.value"
    " CROSS JOIN neighbour"
)
"""Where items are looked for. Left to choose, SQLite would sort all that it finds, or walk all there is."""
_MATCHING = text(
    "near CROSS JOIN mirrored AS item INDEXED BY mirrored_number ON item.number = near.rowid"
    " CROSS JOIN neighbour"
)
_FIRST = (
    select(
        *_named("item.area_um2", "item.neighbour", "item.code", "neighbour.name", "neighbour.at", "item.body")
    )
    .select_from(_MATCHING)
    .where(text("near MATCH :match"), _IS_SHOWN)
    .order_by(text("near.rowid"))
    .limit(bindparam("limit"))
)
"""Walks the matches, and looks up as many as are shown."""
_WORDS: Any = literal_column("item.words")
_MATERIAL: Any = literal_column("item.material")


def _words(wanted: Wanted) -> list[Condition]:
    """The words, anywhere."""
    return [_WORDS.contains(word, autoescape=True) for word in searchable(wanted.words).split()]


def _materials(wanted: Wanted) -> list[Condition]:
    return [] if wanted.materials is None else [_MATERIAL.in_(sorted(wanted.materials))]
