"""What lies inside the outlines of pieces: kept for finding what fits, and asked."""

from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Connection,
    FromClause,
    Select,
    and_,
    bindparam,
    delete,
    exists,
    false,
    func,
    literal_column,
    not_,
    select,
)

from ledger.fit import Condition
from ledger.hits import Asked, Hit, Values, among, named, thicknesses
from ledger.many import Many
from ledger.rows import ITEM, RECTANGLE, RECTANGLE_COLUMNS, rectangle_values
from ledger.statement import Statement
from stock.fold import Standing
from stock.needs import Need

_SEARCHED: Condition = literal_column("item.number IN (SELECT rowid FROM search WHERE search MATCH :match)")
"""Words that an item has to have, too (SQLite)."""


def change(connection: Connection, space: str, before: Standing | None, after: Standing) -> None:
    """Keep the rectangles of a piece as it stands now; costs nothing where it has no outline and had none."""
    was, now = rectangle_values(space, before), rectangle_values(space, after)
    if was == now:
        return
    if was:
        connection.execute(_LEAVE, {"space": space, "of": after.item})
    _ADD.write(connection, now)


def inside(connection: Connection, asked: Asked, match: str = "") -> tuple[list[Hit], list[Hit]]:
    """The outlined pieces that certainly meet a need, by a rectangle inside, and those that may; the least
    area first. `match` is a query for the word index."""
    need = asked.need
    values = asked.values() | _values(need) | named(asked.materials) | {"match": match}
    if need.size.wall_um or (need.size.diameter_um and need.size.long_um):
        return [], []
    if not _ANY.run(connection, values):
        return [], []
    sure: list[Hit] = []
    unsure: list[Hit] = []
    key = (_kind(need), len(named(asked.materials)), bool(match))
    for thick_um in thicknesses(connection, need, _NEXT, values):
        sure += map(tuple, _by_area(*key, True).run(connection, values | {"thick": thick_um}))
        unsure += map(tuple, _by_area(*key, False).run(connection, values | {"thick": thick_um}))
    return sorted(sure)[: asked.limit], sorted(unsure)[: asked.limit]


class _Kind(StrEnum):
    """How an outline is asked: about a disc, one edge, or two edges at any angle or along and across it."""

    DISC = "disc"
    EDGE = "edge"
    TURNED = "turned"
    LYING = "lying"


def _kind(need: Need) -> _Kind:
    if need.size.diameter_um:
        return _Kind.DISC
    if not need.turns:
        return _Kind.LYING
    return _Kind.TURNED if need.long_um and need.short_um else _Kind.EDGE


def _values(need: Need) -> Values:
    shorter_um, longer_um = sorted((need.long_um, need.short_um))
    return {"longer": longer_um, "shorter": shorter_um}


_IT, _INNER = RECTANGLE.alias("it"), RECTANGLE.alias("inner_one")


def _holds(kind: _Kind, row: FromClause) -> Condition:
    """Whether a rectangle inside, at whatever angle it lies, certainly holds what is needed."""
    match kind:
        case _Kind.DISC:
            edges = row.c.short_um >= bindparam("across")
        case _Kind.LYING:
            edges = false()
        case _:
            edges = and_(row.c.long_um >= bindparam("longer"), row.c.short_um >= bindparam("shorter"))
    return and_(row.c.rank > 0, edges)


def _may_hold(kind: _Kind, row: FromClause) -> Condition:
    """Whether the box around the outline leaves it open; of what is open itself nothing can be tested."""
    match kind:
        case _Kind.DISC:
            edges: Condition = row.c.short_um >= bindparam("across")
        case _Kind.LYING:
            edges = and_(row.c.long_um >= bindparam("long"), row.c.short_um >= bindparam("short"))
        case _Kind.TURNED:
            diagonal = row.c.long_um * row.c.long_um + row.c.short_um * row.c.short_um
            edges = and_(row.c.short_um >= bindparam("shorter"), diagonal >= bindparam("diagonal"))
        case _Kind.EDGE:
            edges = false()
    same = and_(_INNER.c.space_id == row.c.space_id, _INNER.c.item == row.c.item)
    is_certain = exists(select(_INNER.c.item).where(same, _holds(kind, _INNER)))
    return and_(row.c.rank == 0, edges, not_(is_certain))


@lru_cache
def _by_area(kind: _Kind, number: int, is_searched: bool, is_certain: bool) -> Statement:
    holds = _holds if is_certain else _may_hold
    query: Select[Any] = select(_IT.c.area_um2, ITEM.c.number, ITEM.c.item).distinct()
    query = query.select_from(
        _IT.join(ITEM, and_(ITEM.c.space_id == _IT.c.space_id, ITEM.c.item == _IT.c.item))
    )
    if is_searched:
        query = query.where(_SEARCHED)
    return Statement(
        query.where(_IT.c.space_id == bindparam("space"), _IT.c.thick_um == bindparam("thick"))
        .where(_IT.c.area_um2 >= bindparam("area"), holds(kind, _IT), *among(_IT.c.material, number))
        .order_by(_IT.c.area_um2, ITEM.c.number)
        .limit(bindparam("limit"))
    )


_OF_SPACE = RECTANGLE.c.space_id == bindparam("space")
_ANY = Statement(select(RECTANGLE.c.rank).where(_OF_SPACE).limit(1))
_NEXT = Statement(
    select(func.min(RECTANGLE.c.thick_um)).where(_OF_SPACE, RECTANGLE.c.thick_um > bindparam("after"))
)
_LEAVE = delete(RECTANGLE).where(_OF_SPACE, RECTANGLE.c.item == bindparam("of"))
_ADD = Many(RECTANGLE, RECTANGLE_COLUMNS)
