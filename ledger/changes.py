"""What changed in a space's stock after a place in the order of arrival: whoever follows it misses nothing.

Only a registry answers that, so only its database has the index for it. It has none of those that a kiosk
finds things by: they would cost more than all else that a batch writes.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, Engine, and_, bindparam, func, or_, select, text

from ledger import arrivals
from ledger.arrivals import NO_ARRIVAL, Arrival
from ledger.engine import reading, writing
from ledger.migration import lock_tables
from ledger.rows import ELSEWHERE, ITEM, STANDING, standing_of
from ledger.tables import HERE, WAITING
from stock.fold import FOLD_VERSION, Standing


@dataclass(frozen=True, slots=True)
class Place:
    """How far somebody followed a space: the registry's last batch then, the version of its fold, and what
    they read of its items in the order of their last changes: all before a revision, and of that all up to
    an item."""

    arrival: Arrival = NO_ARRIVAL
    fold: int = FOLD_VERSION
    revision: int = 0
    item: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """Items in the order of their last changes, those that are on no shelf any more by code alone, where to
    go on, and whether there is more already."""

    here: tuple[Standing, ...]
    gone: tuple[str, ...]
    place: Place
    more: bool


def prepare_changes(engine: Engine) -> None:
    """The indices of a registry, where they are missing: of folded rows, so they go with them."""
    with reading(engine) as connection:
        there = {name for (name,) in connection.execute(text(_INDICES[engine.dialect.name])).all()}
    if there & _OF_KIOSKS or not there >= set(_OWN):
        with writing(engine) as connection:
            lock_tables(connection)
            for statement in (
                *_OWN.values(),
                *(f"DROP INDEX IF EXISTS {name}" for name in sorted(_OF_KIOSKS)),
            ):
                connection.execute(text(statement))


def start(connection: Connection, space: str) -> Place:
    """The place of somebody who knows everything that there is now."""
    newest = arrivals.latest(connection, space)
    return Place(newest, revision=newest.revision + 1)


def changes(
    connection: Connection, space: str, since: Place, limit: int, *, is_copy: bool = False
) -> Changes | None:
    """Up to `limit` items; None where the place is in another history than this database's. A copy that lags
    behind the registry does not know what is not here yet, and says that there is nothing new."""
    newest = arrivals.latest(connection, space)
    if is_copy and since.arrival.revision > newest.revision:
        return Changes((), (), since, more=False)
    known = arrivals.at(connection, space, since.arrival.revision)
    if known is None or not known.digest.startswith(since.arrival.digest) or since.fold != FOLD_VERSION:
        return None
    bound = {"space": space, "revision": since.revision, "item": since.item, "newest": newest.revision}
    rows = connection.execute(_CHANGED, bound | {"limit": limit}).all()
    more = len(rows) == limit
    last = (rows[-1].revision, rows[-1].item) if more else (newest.revision + 1, "")
    here = tuple(standing_of(row[2:]) for row in rows if row.place != ELSEWHERE)
    gone = tuple(row.item for row in rows if row.place == ELSEWHERE)
    return Changes(here, gone, Place(newest, FOLD_VERSION, *last), more)


def count_here(connection: Connection, space: str) -> int:
    """How many items are on the shelves, with those that wait in quarantine."""
    return int(connection.execute(_HOW_MANY, {"space": space}).scalar_one())


def here_after(connection: Connection, space: str, code: str, limit: int) -> list[Standing]:
    """Up to `limit` items on the shelves by code after one."""
    rows = connection.execute(_BY_CODE, {"space": space, "item": code, "limit": limit}).all()
    return [standing_of(row) for row in rows]


_OWN = {
    "item_revision": "CREATE INDEX IF NOT EXISTS item_revision ON item (space_id, revision, item)",
    "item_here": "CREATE INDEX IF NOT EXISTS item_here ON item (space_id, place) WHERE place = 'here'",
}
_OF_KIOSKS = frozenset({"item_thick", "item_material"})
_INDICES = {
    "sqlite": "SELECT name FROM sqlite_schema WHERE type = 'index'",
    "postgresql": "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()",
}
_OF_SPACE = ITEM.c.space_id == bindparam("space")
_AFTER = or_(
    ITEM.c.revision > bindparam("revision"),
    and_(ITEM.c.revision == bindparam("revision"), ITEM.c.item > bindparam("item")),
)
_CHANGED = (
    select(ITEM.c.revision, ITEM.c.place, *STANDING)
    .where(_OF_SPACE, ITEM.c.revision.between(bindparam("revision"), bindparam("newest")), _AFTER)
    .order_by(ITEM.c.revision, ITEM.c.item)
    .limit(bindparam("limit"))
)
_BY_CODE = (
    select(*STANDING)
    .where(_OF_SPACE, ITEM.c.item > bindparam("item"), ITEM.c.place != ELSEWHERE)
    .order_by(ITEM.c.item)
    .limit(bindparam("limit"))
)
_HOW_MANY = select(
    select(func.count()).select_from(ITEM).where(_OF_SPACE, HERE).scalar_subquery()
    + select(func.count()).select_from(ITEM).where(_OF_SPACE, WAITING).scalar_subquery()
)
