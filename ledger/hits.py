"""What is on the shelves and meets a need, in the order of its area, from indexes in that order.

Of every kind, a material of one thickness, what lies there stands in an index by its area. All kinds that may
do are asked in one statement, whose answers the database merges: it stops at the last row that counts. A
piece with an outline is met by the rectangles inside it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select
from sqlalchemy.dialects import sqlite

from ledger.fit import COLUMN, Shape, meets, shape_of, values_of
from ledger.kinds import Kind, kinds_here
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
    values, kinds = asked.values(), _kinds(connection, asked)
    among_many = named(asked.materials) if kinds and kinds[0][0] is None else {}
    found: list[Hit] = []
    for start in range(0, len(kinds), _AT_ONCE):
        some = kinds[start : start + _AT_ONCE]
        bound = values | among_many | _numbered(some)
        most = found[-1][0] if len(found) == asked.limit else _ANY_AREA
        query = _by_area(shape_of(asked.need), _enough(len(some)), some[0][0] is not None, len(among_many))
        found = sorted([*found, *map(tuple, query.run(connection, bound | {"most": most}))])[: asked.limit]
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


_NUMBERS = (4, 16, 64, 256, 1024)
_NAMES = [f"named_{number}" for number in range(_NUMBERS[-1])]
_ANY_AREA = 2**62
_KINDS = (1, 4, 16, 64)
_AT_ONCE = _KINDS[-1]
_MOST = 128
"""Where there are more kinds, all materials of a thickness are asked together."""
_NO_KIND: Kind = (None, -1)


def _kinds(connection: Connection, asked: Asked) -> list[Kind]:
    """The kinds there are that may do; of rods, whose thickness is none, too."""
    need, materials = asked.need, asked.materials
    rods = [0] if need.size.diameter_um and need.size.thick_um else []
    between_um = (need.size.thick_um, need.thickest_um)
    if materials is not None:
        kinds = kinds_here(connection, asked.space, materials, between_um, _MOST)
        if kinds is not None:
            return [*((material, um) for um in rods for material in sorted(materials)), *kinds]
    any_um = thicknesses(connection, need, _NEXT, {"space": asked.space})
    return [(None, um) for um in (*rods, *any_um)]


def _enough(number: int) -> int:
    """How many kinds a statement asks about that asks about so many; few statements are made."""
    return next(enough for enough in _KINDS if enough >= number)


def _numbered(kinds: Sequence[Kind]) -> Values:
    """The kinds as parameters; what a statement has room for beyond them is nowhere."""
    padded = [*kinds, *[_NO_KIND] * (_enough(len(kinds)) - len(kinds))]
    bound: Values = {}
    for number, (material, thick_um) in enumerate(padded):
        bound[f"material_of_{number}"], bound[f"thick_of_{number}"] = material, thick_um
    return bound


@lru_cache
def _by_area(shape: Shape, kinds: int, is_told_apart: bool, materials: int) -> Statement:
    """Of so many kinds; of so many named materials where these are not told apart."""
    one = str(_of_kind(shape, is_told_apart, materials).compile(dialect=_NAMED))
    each = [one.replace("_of_0", f"_of_{number}") for number in range(kinds)]
    return Statement(" UNION ALL ".join(each) + " ORDER BY area_um2, number LIMIT :limit")


def _of_kind(shape: Shape, is_told_apart: bool, materials: int) -> Select[Any]:
    found = select(COLUMN.area_um2, COLUMN.number, COLUMN.item).select_from(ITEM)
    found = found.where(
        COLUMN.space_id == bindparam("space"), HERE, COLUMN.thick_um == bindparam("thick_of_0")
    )
    found = found.where(COLUMN.material == bindparam("material_of_0")) if is_told_apart else found
    found = found.where(meets(shape), *among(COLUMN.material, materials))
    return found.where(COLUMN.area_um2 >= bindparam("area"), COLUMN.area_um2 <= bindparam("most"))


_NAMED = sqlite.dialect(paramstyle="named")
_NEXT = Statement(
    select(func.min(COLUMN.thick_um))
    .select_from(ITEM)
    .where(COLUMN.space_id == bindparam("space"), HERE, COLUMN.thick_um > bindparam("after"))
)
