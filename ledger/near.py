"""Finding in the copies of neighbours: by material, by size as in the own stock, and by words anywhere."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import combining, normalize

from sqlalchemy import ColumnElement, Connection, and_, select

from ledger.fit import COLUMN, sufficient, values_of
from ledger.rows import MIRRORED, NEIGHBOUR
from ledger.search import Wanted
from stock.needs import Need
from stock.sizes import Size

SHOWN = 50
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
    """The smallest sufficient items of all neighbours; of a piece with an outline as its largest rectangles
    are."""
    query = (
        select(NEIGHBOUR.c.neighbour, NEIGHBOUR.c.name, NEIGHBOUR.c.at, _ITEM.c.body)
        .select_from(_ITEM.join(NEIGHBOUR, _IS_SHOWN))
        .where(_ITEM.c.space_id == space, *_conditions(wanted))
        .order_by(COLUMN.area_um2, _ITEM.c.neighbour, _ITEM.c.code)
        .limit(_LOOKED_AT if wanted.need else limit)
    )
    rows = connection.execute(query, values_of(wanted.need) if wanted.need else {}).all()
    found = (Near(*row) for row in rows)
    return [near for near in found if not wanted.need or _holds(near, wanted.need)][:limit]


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


_ITEM: Any = MIRRORED.alias("item")
_IS_SHOWN = and_(
    _ITEM.c.space_id == NEIGHBOUR.c.space_id,
    _ITEM.c.neighbour == NEIGHBOUR.c.neighbour,
    _ITEM.c.fill == NEIGHBOUR.c.fill,
)


def _conditions(wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        _ITEM.c.words.contains(word, autoescape=True) for word in searchable(wanted.words).split()
    ]
    if wanted.materials is not None:
        conditions.append(_ITEM.c.material.in_(sorted(wanted.materials)))
    if wanted.need:
        conditions.append(sufficient(wanted.need))
    return conditions
