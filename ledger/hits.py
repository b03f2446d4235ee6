"""What is on the shelves and meets a need, in the order of its area, from indexes in that order.

A thickness, and a material where they are few, is asked for by itself, so that every question stops at its
last row that counts. A piece with an outline is met by the rectangles inside it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from ledger.fit import COLUMN, Shape, meets, shape_of, values_of
from ledger.rows import ITEM
from ledger.statement import Statement
from ledger.tables import HERE
from stock.needs import Need

Hit = tuple[int, int, str]
"""An item's area, its number and its code: the order of hits."""
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: `materials` None means any; no more than `limit` are wanted."""

    space: str
    need: Need
    materials: Collection[str] | None
    limit: int

    def values(self) -> Values:
        """What the parameters of its statements stand for."""
        return values_of(self.need) | {"space": self.space, "limit": self.limit}


def hits(connection: Connection, asked: Asked) -> list[Hit]:
    """What meets the need by its edges, the least area first and of equal ones the oldest."""
    values, shape = asked.values(), shape_of(asked.need)
    found: list[Hit] = []
    for group in _groups(connection, asked, values):
        most = found[-1][0] if len(found) == asked.limit else _ANY_AREA
        one_material = "material" in group
        query = _by_area(shape, one_material, 0 if one_material else len(group) - len(_GROUP))
        found += map(tuple, query.run(connection, values | group | {"most": most}))
        found = sorted(found)[: asked.limit]
    return found


def thicknesses(connection: Connection, need: Need, query: Statement, values: Values) -> Iterator[int]:
    """Each thickness there is that will do, in its order; `query` gives the next one after another."""
    if need.size.thick_um == need.thickest_um:
        yield need.thickest_um
        return
    after_um = need.size.thick_um - 1
    while True:
        ((found_um,),) = query.run(connection, values | {"after": after_um})
        if found_um is None or found_um > need.thickest_um:
            return
        yield found_um
        after_um = found_um


def named(materials: Collection[str] | None) -> Values:
    """Materials as parameters, of a number that few statements have."""
    if materials is None:
        return {}
    number = next(number for number in _NUMBERS if number >= len(materials))
    padded = [*sorted(materials), *[""] * (number - len(materials))]
    return dict(zip(_NAMES, padded, strict=False))


def among(column: Any, number: int) -> list[Any]:
    """The condition that a column is one of so many named materials; none for no number."""
    return [column.in_([bindparam(name) for name in _NAMES[:number]])] if number else []


_FEW = 12
"""More materials are not asked for one by one."""
_NUMBERS = (4, 16, 64, 256, 1024)
_NAMES = [f"named_{number}" for number in range(_NUMBERS[-1])]
_ANY_AREA = 2**62
_GROUP = ("thick",)
"""What a question is about, beside its materials."""


def _groups(connection: Connection, asked: Asked, values: Values) -> Iterator[Values]:
    """What each question is about: a thickness, and a material or all of them together."""
    materials = asked.materials
    if materials is not None and len(materials) <= _FEW:
        singly: list[Values] = [{"material": material} for material in sorted(materials)]
    else:
        singly = [named(materials)]
    for group in singly:
        query = _NEXT[bool("material" in group)]
        if asked.need.size.diameter_um and asked.need.size.thick_um:
            yield group | {"thick": 0}
        for thick_um in thicknesses(connection, asked.need, query, values | group):
            yield group | {"thick": thick_um}


def _of(query: Select[Any], *, one_material: bool) -> Select[Any]:
    query = query.select_from(ITEM).where(COLUMN.space_id == bindparam("space"), HERE)
    return query.where(COLUMN.material == bindparam("material")) if one_material else query


@lru_cache
def _by_area(shape: Shape, one_material: bool, number: int) -> Statement:
    query = _of(select(COLUMN.area_um2, COLUMN.number, COLUMN.item), one_material=one_material)
    return Statement(
        query.where(COLUMN.thick_um == bindparam("thick"), meets(shape), *among(COLUMN.material, number))
        .where(COLUMN.area_um2 >= bindparam("area"), COLUMN.area_um2 <= bindparam("most"))
        .order_by(COLUMN.area_um2, COLUMN.number)
        .limit(bindparam("limit"))
    )


def _next(*, one_material: bool) -> Statement:
    query = _of(select(func.min(COLUMN.thick_um)), one_material=one_material)
    return Statement(query.where(COLUMN.thick_um > bindparam("after")))


_NEXT = (_next(one_material=False), _next(one_material=True))
