"""The tables, and mappers between their rows and the values of `stock`."""

import json
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Table, and_, bindparam, select
from sqlmodel import SQLModel

from ledger import durable, tables
from stock.fold import Entry, Message, Standing, What
from stock.items import Lot, Piece, State, Status, read_state, state_body
from stock.pieces import Size, area_um2

Row = dict[str, Any]


def table(row: type[SQLModel]) -> Table:
    """The SQLAlchemy table of a row class."""
    found = row.__table__  # type: ignore[attr-defined]
    assert isinstance(found, Table)
    return found


SPACE, LOG, EVENT = table(durable.SpaceRow), table(durable.LogRow), table(durable.EventRow)
PRIVATE, SETTING, FOLD = table(durable.PrivateRow), table(durable.SettingRow), table(tables.FoldRow)
PRINTED, BADGE = table(durable.PrintedRow), table(durable.BadgeRow)
PLAN, PLANNED = table(durable.PlanRow), table(durable.PlannedRow)
ITEM, ENTRY, VOID = table(tables.ItemRow), table(tables.EntryRow), table(tables.VoidRow)
RECTANGLE = table(tables.RectangleRow)
ALIAS, BLANK = table(tables.AliasRow), table(tables.BlankRow)
SHELF, CLASH, MESSAGE = table(tables.ShelfRow), table(tables.ClashRow), table(tables.MessageRow)
LETTER, NEIGHBOUR = table(durable.LetterRow), table(durable.NeighbourRow)
MIRRORED = table(durable.MirroredRow)

STANDING = (ITEM.c.item, ITEM.c.cv, ITEM.c.eid, ITEM.c.body, ITEM.c.quantity)
HISTORY = (ENTRY.c.item, ENTRY.c.cv, ENTRY.c.eid, ENTRY.c.kind, ENTRY.c.at, ENTRY.c.delta, ENTRY.c.what)

_NAMED = ENTRY.alias("named")
OF_EVENT = and_(
    ENTRY.c.space_id == bindparam("space"),
    ENTRY.c.eid == bindparam("eid"),
    ENTRY.c.item.in_(
        select(_NAMED.c.item).where(_NAMED.c.space_id == bindparam("space"), _NAMED.c.eid == bindparam("eid"))
    ),
)
"""The lines of history that an event wrote. By its id alone SQLite would read all of the space's: it looks
rows up by an index only where that has every column it needs, as it has for the items' codes."""

FOUND, WAITING, ELSEWHERE = "here", "quarantine", ""
"""The places that an item's row tells apart."""


_read_body = msgspec.json.Decoder().decode


def standing_of(row: Sequence[Any]) -> Standing:
    """A standing of the columns `STANDING`."""
    item, cv, eid, body, quantity = row
    return Standing(item, cv, eid, read_state(_read_body(body)), quantity)


def entry_of(row: Sequence[Any]) -> Entry:
    """A line of history of the columns `HISTORY`."""
    item, cv, eid, kind, at, delta, what = row
    return Entry(item, cv, eid, kind, at, delta, What(what))


def item_row(space: str, standing: Standing) -> Row:
    """The row of a standing, but for its number and its revision."""
    return dict(zip(ITEM_COLUMNS, item_values(space, standing), strict=True))


def item_values(space: str, standing: Standing) -> tuple[Any, ...]:
    """The same row as values in the order of `ITEM_COLUMNS`. Only what is in the space lies on a shelf; the
    shelf of what was taken stays in its state."""
    state, place = standing.state, place_of(standing)
    own = (space, standing.item, standing.cv, standing.eid, standing.quantity, place)
    if state is None:
        return (*own, "", "", 0, *_NO_SIZE.dimensions_um, _body(state))
    shelf = state.shelf if state.status == Status.HERE else ""
    return (*own, shelf, state.material, *measures(state), _body(state))


def measures(state: State) -> tuple[int, ...]:
    """Area and edges as an item's row has them, in the order of its columns."""
    if isinstance(state, Lot):
        return (0, *_NO_SIZE.dimensions_um)
    if state.outline:
        return (state.outline.area_um2, 0, 0, state.size.thick_um, 0, 0)
    return (area_um2(state.size), *state.size.dimensions_um)


def rectangle_values(space: str, standing: Standing | None) -> list[tuple[Any, ...]]:
    """The rows in `RECTANGLE_COLUMNS` of a piece on a shelf that has an outline; none of anything else."""
    state = standing.state if standing else None
    if not (standing and isinstance(state, Piece) and state.outline) or place_of(standing) != FOUND:
        return []
    own = (state.material, state.size.thick_um, state.outline.area_um2)
    rects = (state.size.dimensions_um[:2], *state.outline.rects_um)
    return [(space, standing.item, rank, *own, *rect) for rank, rect in enumerate(rects)]


def place_of(standing: Standing) -> str:
    """Where to look for an item: what is used up or gone is nowhere, whatever its state says."""
    state = standing.state
    if state is None or state.status != Status.HERE:
        return ELSEWHERE
    if state.quarantined:
        return WAITING
    return ELSEWHERE if isinstance(state, Lot) and standing.quantity <= 0 else FOUND


def entry_row(space: str, entry: Entry, revision: int) -> Row:
    """The row of a line of history."""
    return {
        "space_id": space,
        "item": entry.item,
        "cv": entry.cv,
        "eid": entry.eid,
        "kind": entry.kind,
        "at": entry.at,
        "delta": entry.delta,
        "what": entry.what.value,
        "revision": revision,
    }


def message_row(space: str, message: Message, revision: int) -> Row:
    """The row of an event that is addressed to another space."""
    return dict(zip(MESSAGE_COLUMNS, message_values(space, message, revision), strict=True))


def message_values(space: str, message: Message, revision: int) -> tuple[Any, ...]:
    """The same row as values in the order of `MESSAGE_COLUMNS`."""
    return space, message.eid, message.kind, message.item, message.to, revision


MESSAGE_COLUMNS = ("space_id", "eid", "kind", "item", "addressee", "revision")
RECTANGLE_COLUMNS = (
    *("space_id", "item", "rank", "material", "thick_um", "area_um2", "long_um", "short_um"),
)
ITEM_COLUMNS = (
    *("space_id", "item", "cv", "eid", "quantity", "place", "shelf", "material", "area_um2"),
    *("long_um", "short_um", "thick_um", "diameter_um", "wall_um", "body"),
)
_NO_SIZE = Size()
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _body(state: State | None) -> str:
    return _COMPACT.encode(state_body(state)) if state else "{}"
