"""Copies of what chosen neighbours have, to search in while offline. Every copy may be dropped at any time.

A copy is filled beside the one that is shown and takes its place in one transaction; rows are written and
deleted some at a time, so that no scan waits for them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from ledger.engine import reading, writing
from ledger.ledger import Ledger
from ledger.many import Many
from ledger.rows import MIRRORED, NEIGHBOUR
from stock.pieces import Size, area_um2

MOST_SPACES, MOST_ITEMS = 50, 500_000
BATCH = 2000


class TooManySpaces(Exception):
    """No further space can be copied."""


class TooManyItems(Exception):
    """All copies together would hold too much."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A space that is copied: how far it was followed ("" for not yet), and when (UTC); how many items."""

    space: str
    name: str
    since: str = ""
    at: str = ""
    items: int = 0


@dataclass(frozen=True, slots=True)
class Copied:
    """One item of a neighbour: its code, what it is searched by, and `body`, the item as it travels."""

    code: str
    material: str
    words: str
    size: Size
    body: str


def neighbours(ledger: Ledger) -> list[Neighbour]:
    """The spaces that are copied, by id."""
    with reading(ledger.engine) as connection:
        return [Neighbour(*row) for row in connection.execute(_NEIGHBOURS, {"space": ledger.space}).all()]


def add(ledger: Ledger, space: str, name: str) -> None:
    """Copy a space from now on; one that is copied already stays. Raises TooManySpaces."""
    row = {"space_id": ledger.space, "neighbour": space, "name": name, "fill": 0, "since": "", "at": ""}
    with writing(ledger.engine) as connection:
        known = connection.execute(_IDS, {"space": ledger.space}).scalars().all()
        if space in known:
            return
        if len(known) >= MOST_SPACES:
            raise TooManySpaces(str(len(known)))
        connection.execute(insert(NEIGHBOUR), row)


def drop(ledger: Ledger, space: str) -> bool:
    """Forget a copy; whether there was one."""
    with writing(ledger.engine) as connection:
        found = connection.execute(_FORGET, {"of": ledger.space, "it": space}).rowcount > 0
    _sweep(ledger, space)
    return found


def fill(ledger: Ledger, space: str, items: Iterator[Copied], since: str, at: str) -> None:
    """Copy all of a space anew, in the place of what was copied before. Raises TooManyItems, and then the
    copy is as it was."""
    shown = _shown(ledger, space)
    if shown is None:
        return
    _sweep(ledger, space)
    try:
        while batch := list(islice(items, BATCH)):
            with writing(ledger.engine) as connection:
                _put(connection, ledger.space, space, shown + 1, batch)
        with writing(ledger.engine) as connection:
            connection.execute(_MOVE, _moved(ledger, space, since, at) | {"fill": shown + 1})
    finally:
        _sweep(ledger, space)


def follow(
    ledger: Ledger, space: str, items: Sequence[Copied], gone: Sequence[str], place: tuple[str, str]
) -> None:
    """Take in what changed; `place` is how far the space is followed then, and when. Raises TooManyItems,
    with nothing taken in."""
    shown, (since, at) = _shown(ledger, space), place
    if shown is None:
        return
    with writing(ledger.engine) as connection:
        if gone:
            bound = [{"of": ledger.space, "it": space, "shown": shown, "that": code} for code in gone]
            connection.execute(_LEAVE, bound)
        _put(connection, ledger.space, space, shown, items)
        connection.execute(_MOVE, _moved(ledger, space, since, at) | {"fill": shown})


def _put(connection: Connection, own: str, space: str, number: int, items: Sequence[Copied]) -> None:
    _PUT.write(
        connection,
        [
            (own, space, number, i.code, i.material, i.words, area_um2(i.size), *i.size.dimensions_um, i.body)
            for i in items
        ],
    )
    if not items:
        return
    bound = {"own": own, "it": space, "number": number}
    if connection.execute(_COUNT, bound).scalar_one() > MOST_ITEMS:
        raise TooManyItems(space)


def _shown(ledger: Ledger, space: str) -> int | None:
    """The number of the copy that is shown; None where the space is not copied any more."""
    with reading(ledger.engine) as connection:
        found = connection.execute(_FILL, {"space": ledger.space, "it": space}).scalar()
    return None if found is None else int(found)


def _moved(ledger: Ledger, space: str, since: str, at: str) -> dict[str, str | int]:
    return {"of": ledger.space, "it": space, "since": since, "at": at}


def _sweep(ledger: Ledger, space: str) -> None:
    """Delete rows of copies that are not shown: what was dropped, replaced, or never finished."""
    shown = _shown(ledger, space)
    bound = {"space": ledger.space, "it": space, "shown": -1 if shown is None else shown, "limit": BATCH}
    while True:
        with writing(ledger.engine) as connection:
            rows = connection.execute(_OLD, bound).all()
            if not rows:
                return
            keys = [{"of": ledger.space, "it": space, "shown": fill, "that": code} for fill, code in rows]
            connection.execute(_LEAVE, keys)


_OF_SPACE = NEIGHBOUR.c.space_id == bindparam("space")
_IS_SHOWN = and_(
    MIRRORED.c.space_id == NEIGHBOUR.c.space_id,
    MIRRORED.c.neighbour == NEIGHBOUR.c.neighbour,
    MIRRORED.c.fill == NEIGHBOUR.c.fill,
)
_ITEMS = select(func.count()).select_from(MIRRORED).where(_IS_SHOWN).correlate(NEIGHBOUR).scalar_subquery()
_NEIGHBOURS = (
    select(NEIGHBOUR.c.neighbour, NEIGHBOUR.c.name, NEIGHBOUR.c.since, NEIGHBOUR.c.at, _ITEMS)
    .where(_OF_SPACE)
    .order_by(NEIGHBOUR.c.neighbour)
)
_IDS = select(NEIGHBOUR.c.neighbour).where(_OF_SPACE).order_by(NEIGHBOUR.c.neighbour)
_FILL = select(NEIGHBOUR.c.fill).where(_OF_SPACE, NEIGHBOUR.c.neighbour == bindparam("it"))
_IT = and_(NEIGHBOUR.c.space_id == bindparam("of"), NEIGHBOUR.c.neighbour == bindparam("it"))
_FORGET = delete(NEIGHBOUR).where(_IT)
_MOVE = update(NEIGHBOUR).where(_IT)
_IS_OTHER = MIRRORED.c.neighbour != bindparam("it")
_COUNT = (
    select(func.count())
    .select_from(MIRRORED)
    .where(MIRRORED.c.space_id == bindparam("own"), _IS_OTHER | (MIRRORED.c.fill == bindparam("number")))
)
"""What there would be once the copy at hand is the one that is shown."""
_OLD = (
    select(MIRRORED.c.fill, MIRRORED.c.code)
    .where(MIRRORED.c.space_id == bindparam("space"), MIRRORED.c.neighbour == bindparam("it"))
    .where(MIRRORED.c.fill != bindparam("shown"))
    .order_by(MIRRORED.c.fill, MIRRORED.c.code)
    .limit(bindparam("limit"))
)
_LEAVE = delete(MIRRORED).where(
    MIRRORED.c.space_id == bindparam("of"),
    MIRRORED.c.neighbour == bindparam("it"),
    MIRRORED.c.fill == bindparam("shown"),
    MIRRORED.c.code == bindparam("that"),
)
_COLUMNS = [column.name for column in MIRRORED.c]
_PUT = Many(MIRRORED, _COLUMNS, _COLUMNS[4:])
