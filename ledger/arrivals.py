"""In which order a space's events came to the registry, so that whoever read up to a revision can tell
whether it still is the same registry: one that was restored from a backup may number other events the same.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, bindparam, func, insert, select

from ledger.account_tables import ACCOUNT, ARRIVAL
from ledger.ledger import Noting

NOTHING = "0" * 64


@dataclass(frozen=True, slots=True)
class Arrival:
    """The last batch of a space: its last revision, a digest of everything up to there, and when it came."""

    revision: int = 0
    digest: str = NOTHING
    at: str = ""


NO_ARRIVAL = Arrival()


def noting(now: Callable[[], str]) -> Noting:
    """What notes each batch in the transaction that stores it; `now` is UTC in ISO 8601."""
    return lambda connection, space, revision, head: _note(connection, space, revision, head, now())


def _note(connection: Connection, space: str, revision: int, head: bytes, at: str) -> None:
    """A batch was stored that ends with this revision; `head` is the hash of its log then."""
    before = latest(connection, space)
    digest = hashlib.sha256(f"{before.digest}:{revision}:{head.hex()}".encode()).hexdigest()
    row = {"space_id": space, "revision": revision, "digest": digest, "at": at}
    connection.execute(insert(ARRIVAL), row)


def latest(connection: Connection, space: str) -> Arrival:
    """The last batch of a space."""
    row = connection.execute(_LATEST, {"space": space}).first()
    return Arrival(*row) if row else Arrival()


def at(connection: Connection, space: str, revision: int) -> Arrival | None:
    """The batch that ended with a revision; None where none did."""
    if revision == 0:
        return NO_ARRIVAL
    row = connection.execute(_AT, {"space": space, "revision": revision}).first()
    return Arrival(*row) if row else None


def of_spaces(connection: Connection, after: str, limit: int) -> Sequence[tuple[str, str, str, Arrival]]:
    """Spaces by id after one: id, name, prefix of codes, and their last batch."""
    rows = connection.execute(_OF_SPACES, {"after": after, "limit": limit}).all()
    return [(row[0], row[1], row[2], Arrival(*row[3:]) if row[3] else Arrival()) for row in rows]


_ARRIVAL = (ARRIVAL.c.revision, ARRIVAL.c.digest, ARRIVAL.c.at)
_OF_SPACE = ARRIVAL.c.space_id == bindparam("space")
_LATEST = select(*_ARRIVAL).where(_OF_SPACE).order_by(ARRIVAL.c.revision.desc()).limit(1)
_AT = select(*_ARRIVAL).where(_OF_SPACE, ARRIVAL.c.revision == bindparam("revision"))
_other = ARRIVAL.alias("other")
_newest = select(func.max(_other.c.revision)).where(_other.c.space_id == ACCOUNT.c.space_id)
_is_newest = and_(
    ARRIVAL.c.space_id == ACCOUNT.c.space_id,
    ARRIVAL.c.revision == _newest.correlate(ACCOUNT).scalar_subquery(),
)
_OF_SPACES = (
    select(ACCOUNT.c.space_id, ACCOUNT.c.name, ACCOUNT.c.prefix, *_ARRIVAL)
    .select_from(ACCOUNT.outerjoin(ARRIVAL, _is_newest))
    .where(ACCOUNT.c.space_id > bindparam("after"))
    .order_by(ACCOUNT.c.space_id)
    .limit(bindparam("limit"))
)
