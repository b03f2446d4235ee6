"""Which rows of items have a size that is needed: `stock.pieces.fits`, as a condition for the database."""

from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, and_, false, literal_column, or_

from ledger.rows import ITEM
from stock.pieces import Size, area_um2

COLUMN: Any = SimpleNamespace(**{name: literal_column(f"item.{name}") for name in ITEM.c.keys()})  # noqa: SIM118
"""The columns of an item's row, for queries that say themselves what they read from."""


def sufficient(need: Size) -> ColumnElement[bool]:
    """Whether an item's row has it. As `fits` says: thickness and wall exactly, all else at least."""
    sizes = [COLUMN.area_um2 >= area_um2(need)]
    if need.wall_um:
        sizes.append(COLUMN.wall_um == need.wall_um)
    return and_(*sizes, _round(need) if need.diameter_um else and_(_as_thick(need), _rectangle(need)))


def _as_thick(need: Size) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = COLUMN.thick_um >= 0
    return COLUMN.thick_um == need.thick_um if need.thick_um else condition


def _rectangle(need: Size) -> ColumnElement[bool]:
    """As it lies or turned, or within a disc."""
    lying = and_(COLUMN.long_um >= need.long_um, COLUMN.short_um >= need.short_um)
    turned = and_(COLUMN.long_um >= need.short_um, COLUMN.short_um >= need.long_um)
    is_disc = and_(COLUMN.diameter_um > 0, COLUMN.long_um == 0)
    across = COLUMN.diameter_um * COLUMN.diameter_um
    return or_(
        and_(is_disc, across >= need.long_um**2 + need.short_um**2),
        and_(or_(COLUMN.diameter_um == 0, COLUMN.long_um > 0), or_(lying, turned)),
    )


def _round(need: Size) -> ColumnElement[bool]:
    """From a longer rod, a larger disc, or a rectangle that holds it."""
    across = COLUMN.diameter_um
    turned_down = across == need.diameter_um if need.wall_um else across >= need.diameter_um
    rod = and_(across > 0, COLUMN.long_um > 0, COLUMN.long_um >= need.height_um, turned_down)
    inside = and_(across == 0, COLUMN.long_um >= need.diameter_um, COLUMN.short_um >= need.diameter_um)
    disc = and_(
        or_(across == 0, COLUMN.long_um == 0), _as_thick(need), or_(across >= need.diameter_um, inside)
    )
    return or_(rod, false() if need.long_um else disc)
