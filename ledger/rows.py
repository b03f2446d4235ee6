"""The tables, and mappers between their rows and the values of `stock`."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table
from sqlmodel import SQLModel

from ledger import tables
from stock.fold import Entry, Standing, What
from stock.items import Lot, Piece, State, Status, read_state, state_body
from stock.pieces import Size, area_um2

Row = dict[str, Any]


def table(row: type[SQLModel]) -> Table:
    """The SQLAlchemy table of a row class."""
    found = row.__table__  # type: ignore[attr-defined]
    assert isinstance(found, Table)
    return found


SPACE, LOG, EVENT = table(tables.SpaceRow), table(tables.LogRow), table(tables.EventRow)
PRIVATE, SETTING, FOLD = table(tables.PrivateRow), table(tables.SettingRow), table(tables.FoldRow)
PRINTED, BADGE = table(tables.PrintedRow), table(tables.BadgeRow)
ITEM, ENTRY, VOID = table(tables.ItemRow), table(tables.EntryRow), table(tables.VoidRow)
ALIAS, BLANK = table(tables.AliasRow), table(tables.BlankRow)
SHELF, CLASH = table(tables.ShelfRow), table(tables.ClashRow)

STANDING = (ITEM.c.item, ITEM.c.cv, ITEM.c.eid, ITEM.c.body, ITEM.c.quantity)
HISTORY = (ENTRY.c.item, ENTRY.c.cv, ENTRY.c.eid, ENTRY.c.kind, ENTRY.c.at, ENTRY.c.delta, ENTRY.c.what)

FOUND, WAITING, ELSEWHERE = "here", "quarantine", ""
"""The places that an item's row tells apart."""


def standing_of(row: Sequence[Any]) -> Standing:
    """A standing of the columns `STANDING`."""
    item, cv, eid, body, quantity = row
    return Standing(item, cv, eid, read_state(json.loads(body)), quantity)


def entry_of(row: Sequence[Any]) -> Entry:
    """A line of history of the columns `HISTORY`."""
    item, cv, eid, kind, at, delta, what = row
    return Entry(item, cv, eid, kind, at, delta, What(what))


def item_row(space: str, standing: Standing) -> Row:
    """The row of a standing, but for its number."""
    state = standing.state
    own = {"space_id": space, "item": standing.item, "cv": standing.cv, "eid": standing.eid}
    return (
        own
        | {"quantity": standing.quantity, "body": _body(state), "place": place_of(standing)}
        | _searched(state)
    )


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


_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _body(state: State | None) -> str:
    return _COMPACT.encode(state_body(state)) if state else "{}"


def _searched(state: State | None) -> Row:
    """Only what is in the space lies on a shelf; the shelf of what was taken stays in its state."""
    size = state.size if isinstance(state, Piece) else Size()
    return {
        "material": state.material if state else "",
        "shelf": state.shelf if state and state.status == Status.HERE else "",
        "area_um2": area_um2(size),
        "long_um": size.long_um,
        "short_um": size.short_um,
        "thick_um": size.thick_um,
        "diameter_um": size.diameter_um,
        "wall_um": size.wall_um,
    }
