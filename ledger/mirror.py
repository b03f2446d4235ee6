"""Copies of what chosen neighbours have, to search in while offline. Every copy may be dropped at any time.

A copy is filled beside the one that is shown and takes its place in one transaction; rows are written and
deleted some at a time, so that no scan waits for them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from ledger import near_words
from ledger.engine import reading, writing
from ledger.ledger import Ledger
from ledger.many import Many
from ledger.near_words import Numbered
from ledger.rows import MIRRORED, NEIGHBOUR
from stock.pieces import Size, area_um2

_Bound = dict[str, str | int]

MOST_SPACES, MOST_ITEMS = 50, 500_000
BATCH = 1000


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


def names(ledger: Ledger) -> dict[str, str]:
    """What the spaces that are copied are called, by id. Their items are not counted, which takes long."""
    with reading(ledger.engine) as connection:
        rows = connection.execute(_NAMES, {"space": ledger.space}).all()
    return {row.neighbour: row.name for row in rows}


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


def rename(ledger: Ledger, names: Mapping[str, str]) -> None:
    """Call copied spaces as they are called now, by id; those that are not named keep theirs."""
    changed = [
        {"of": ledger.space, "it": each.space, "called": names[each.space]}
        for each in neighbours(ledger)
        if names.get(each.space, each.name) != each.name
    ]
    if changed:
        with writing(ledger.engine) as connection:
            connection.execute(_CALL, changed)


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
            _leave(connection, {"of": ledger.space, "it": space, "shown": shown}, gone)
        _put(connection, ledger.space, space, shown, items)
        connection.execute(_MOVE, _moved(ledger, space, since, at) | {"fill": shown})


def _put(connection: Connection, own: str, space: str, fill: int, items: Sequence[Copied]) -> None:
    """Items of a copy, new ones or in the place of those with their codes, and their words in the index."""
    items = list({item.code: item for item in items}.values())
    if not items:
        return
    copy: _Bound = {"of": own, "it": space, "shown": fill}
    known = _known(connection, copy, [item.code for item in items])
    last = connection.execute(_LAST, {"of": own}).scalar_one()
    fresh = {item.code: at for at, item in enumerate((i for i in items if i.code not in known), last + 1)}
    numbers = fresh | {code: number for code, (number, _) in known.items()}
    _PUT.write(connection, [_row((own, space, fill), numbers[item.code], item) for item in items])
    changed = [i for i in items if i.code in fresh or known[i.code][1] != i.words]
    near_words.remove(connection, [known[item.code] for item in changed if item.code in known])
    near_words.add(connection, [(numbers[item.code], item.words) for item in changed])
    if connection.execute(_COUNT, {"own": own, "it": space, "number": fill}).scalar_one() > MOST_ITEMS:
        raise TooManyItems(space)


def _row(copy: tuple[str, str, int], number: int, item: Copied) -> tuple[str | int, ...]:
    size = item.size
    words = (item.material, item.words)
    return (*copy, item.code, number, *words, area_um2(size), *size.dimensions_um, item.body)


def _known(connection: Connection, copy: _Bound, codes: Sequence[str]) -> dict[str, Numbered]:
    """The numbers and words of items that are in a copy, by code."""
    rows = connection.execute(_KNOWN, copy | {"codes": list(codes)}).all()
    return {code: (number, words) for code, number, words in rows}


def _leave(connection: Connection, copy: _Bound, codes: Sequence[str]) -> None:
    """Items of a copy are gone, and their words."""
    near_words.remove(connection, list(_known(connection, copy, codes).values()))
    connection.execute(_LEAVE, copy | {"codes": list(codes)})


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
            for fill, codes in groupby(rows, key=lambda row: row.fill):
                copy: _Bound = {"of": ledger.space, "it": space, "shown": fill}
                _leave(connection, copy, [row.code for row in codes])


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
_NAMES = select(NEIGHBOUR.c.neighbour, NEIGHBOUR.c.name).where(_OF_SPACE)
_IDS = select(NEIGHBOUR.c.neighbour).where(_OF_SPACE).order_by(NEIGHBOUR.c.neighbour)
_FILL = select(NEIGHBOUR.c.fill).where(_OF_SPACE, NEIGHBOUR.c.neighbour == bindparam("it"))
_IT = and_(NEIGHBOUR.c.space_id == bindparam("of"), NEIGHBOUR.c.neighbour == bindparam("it"))
_FORGET = delete(NEIGHBOUR).where(_IT)
_MOVE = update(NEIGHBOUR).where(_IT)
_CALL = update(NEIGHBOUR).where(_IT).values(name=bindparam("called"))
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
_THEM = and_(
    MIRRORED.c.space_id == bindparam("of"),
    MIRRORED.c.neighbour == bindparam("it"),
    MIRRORED.c.fill == bindparam("shown"),
    MIRRORED.c.code.in_(bindparam("codes", expanding=True)),
)
_KNOWN = select(MIRRORED.c.code, MIRRORED.c.number, MIRRORED.c.words).where(_THEM)
_LEAVE = delete(MIRRORED).where(_THEM)
_LAST = select(func.coalesce(func.max(MIRRORED.c.number), 0)).where(MIRRORED.c.space_id == bindparam("of"))
_COLUMNS = [column.name for column in MIRRORED.c]
_PUT = Many(MIRRORED, _COLUMNS, _COLUMNS[5:])
