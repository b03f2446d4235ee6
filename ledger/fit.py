"""Which rows of items meet a need: `stock.needs.Need.meets`, as a condition for the database."""

from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, false, literal_column, or_

from ledger.rows import ITEM
from stock.needs import Need
from stock.sizes import disc_um2

COLUMN: Any = SimpleNamespace(**{name: literal_column(f"item.{name}") for name in ITEM.c.keys()})  # noqa: SIM118
"""The columns of an item's row, for queries that say themselves what they read from."""

Condition = ColumnElement[bool]
_NONE: Any = literal_column("0")
"""Conditions have no parameters of their own, so that their text is all of them."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a need decides which columns are asked."""

    is_round: bool
    is_rod: bool
    has_wall: bool
    turns: bool


def shape_of(need: Need) -> Shape:
    """The shape of a need."""
    size = need.size
    is_rod = bool(size.diameter_um and size.long_um)
    return Shape(bool(size.diameter_um), is_rod, bool(size.wall_um), need.turns)


def values_of(need: Need) -> dict[str, Any]:
    """What the parameters of conditions stand for, in µm and µm²."""
    size = need.size
    return {
        "area": disc_um2(size.diameter_um) if size.diameter_um else need.long_um * need.short_um,
        "long": need.long_um,
        "short": need.short_um,
        "diagonal": need.long_um**2 + need.short_um**2,
        "across": need.across_um,
        "diameter": size.diameter_um,
        "height": need.height_um,
        "wall": size.wall_um,
        "thinnest": size.thick_um,
        "thickest": need.thickest_um,
    }


def sufficient(need: Need) -> Condition:
    """Whether a row of `item` meets the need, with `values_of` as parameters: never that of a piece with an
    outline, which has no edges."""
    shape = shape_of(need)
    thick = [] if shape.is_round else [_is_as_thick()]
    return and_(COLUMN.area_um2 >= bindparam("area"), *thick, meets(shape))


@lru_cache
def meets(shape: Shape) -> Condition:
    """`Need.meets` for the columns of a row, with parameters for the need; of a rectangle but for its
    thickness, beside which SQLite would not look up a single one."""
    found = _round(shape) if shape.is_round else _rectangle(shape)
    return and_(COLUMN.wall_um == bindparam("wall"), found) if shape.has_wall else found


def _is_as_thick() -> Condition:
    return and_(COLUMN.thick_um >= bindparam("thinnest"), COLUMN.thick_um <= bindparam("thickest"))


def _rectangle(shape: Shape) -> Condition:
    """As it lies or turned, or within a disc."""
    lying = and_(COLUMN.long_um >= bindparam("long"), COLUMN.short_um >= bindparam("short"))
    turned = and_(COLUMN.long_um >= bindparam("short"), COLUMN.short_um >= bindparam("long"))
    is_disc = and_(COLUMN.diameter_um > _NONE, COLUMN.long_um == _NONE)
    return or_(
        and_(is_disc, COLUMN.diameter_um * COLUMN.diameter_um >= bindparam("diagonal")),
        and_(
            or_(COLUMN.diameter_um == _NONE, COLUMN.long_um > _NONE),
            or_(lying, turned) if shape.turns else lying,
        ),
    )


def _round(shape: Shape) -> Condition:
    """From a longer rod, a larger disc, or a rectangle that holds it."""
    across, diameter = COLUMN.diameter_um, _parameter("diameter")
    turned_down = across == diameter if shape.has_wall else across >= diameter
    rod = and_(across > _NONE, COLUMN.long_um > _NONE, COLUMN.long_um >= bindparam("height"), turned_down)
    edge = _parameter("across")
    inside = and_(across == _NONE, COLUMN.long_um >= edge, COLUMN.short_um >= edge)
    disc = and_(or_(across == _NONE, COLUMN.long_um == _NONE), _is_as_thick(), or_(across >= edge, inside))
    return or_(rod, false() if shape.is_rod else disc)


def _parameter(name: str) -> Any:
    return bindparam(name)
