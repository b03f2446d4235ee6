"""How far a space's events are derived at the registry, and in which order they came to it, so that whoever
read up to a revision can tell whether it still is the same registry: one that was restored from a backup may
number other events the same.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, bindparam, func, insert, select

from ledger.account_tables import ACCOUNT, ARRIVAL
from ledger.rows import EVENT, SPACE

NOTHING = "0" * 64


@dataclass(frozen=True, slots=True)
class Arrival:
    """Events of a space that were derived together: the last revision of them, a digest of everything up to
    there, and when that was."""

    revision: int = 0
    digest: str = NOTHING
    at: str = ""


NO_ARRIVAL = Arrival()


class Arrivals:
    """Notes how far the rows of spaces are derived; `now` is UTC in ISO 8601."""

    def __init__(self, now: Callable[[], str]) -> None:
        self._now = now

    def place(self, connection: Connection, space: str) -> int:
        """The revision of the last event that is derived."""
        return latest(connection, space).revision

    def note(self, connection: Connection, space: str, revision: int) -> None:
        """Everything up to this revision is derived; the last thing in the transaction that did it."""
        before = latest(connection, space)
        if before.revision == revision:
            return
        bound = {"space": space, "after": before.revision, "up_to": revision}
        come = hashlib.sha256(b"".join(map(bytes, connection.execute(_HASHES, bound).scalars())))
        digest = hashlib.sha256(f"{before.digest}:{revision}:{come.hexdigest()}".encode()).hexdigest()
        row = {"space_id": space, "revision": revision, "digest": digest, "at": self._now()}
        connection.execute(insert(ARRIVAL), row)


def waiting(connection: Connection, space: str) -> int:
    """How many events of a space were accepted and are not derived yet."""
    return int(connection.execute(_WAITING, {"space": space}).scalar_one())


def behind(connection: Connection) -> list[str]:
    """The spaces in which events wait."""
    return list(connection.execute(_BEHIND).scalars())


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a space's events go: the last accepted one, the hash of its log there, and the last arrival."""

    revision: int = 0
    head: bytes = b""
    arrival: Arrival = NO_ARRIVAL


def reach(connection: Connection, space: str) -> Reach:
    """How far they go now."""
    last = connection.execute(_LAST, {"space": space}).first()
    arrival = latest(connection, space)
    return Reach(last.revision, bytes(last.hash), arrival) if last else Reach(arrival=arrival)


def goes_on(connection: Connection, space: str, known: Reach) -> bool:
    """Whether what is here went on from there, and is not that of a backup that numbers others the same."""
    bound = {"space": space, "revision": known.revision}
    head = connection.execute(_HEAD, bound).scalar()
    same = known.revision == 0 or (head is not None and bytes(head) == known.head)
    return same and at(connection, space, known.arrival.revision) == known.arrival


def latest(connection: Connection, space: str) -> Arrival:
    """The last arrival of a space."""
    row = connection.execute(_LATEST, {"space": space}).first()
    return Arrival(*row) if row else Arrival()


def at(connection: Connection, space: str, revision: int) -> Arrival | None:
    """The arrival that ended with a revision; None where none did."""
    if revision == 0:
        return NO_ARRIVAL
    row = connection.execute(_AT, {"space": space, "revision": revision}).first()
    return Arrival(*row) if row else None


def of_spaces(connection: Connection, after: str, limit: int) -> Sequence[tuple[str, str, str, Arrival]]:
    """Spaces by id after one: id, name, prefix of codes, and their last arrival."""
    rows = connection.execute(_OF_SPACES, {"after": after, "limit": limit}).all()
    return [(row[0], row[1], row[2], Arrival(*row[3:]) if row[3] else Arrival()) for row in rows]


_ARRIVAL = (ARRIVAL.c.revision, ARRIVAL.c.digest, ARRIVAL.c.at)
_OF_SPACE = ARRIVAL.c.space_id == bindparam("space")
_LATEST = select(*_ARRIVAL).where(_OF_SPACE).order_by(ARRIVAL.c.revision.desc()).limit(1)
_EVENTS = EVENT.c.space_id == bindparam("space")
_HASHES = (
    select(EVENT.c.hash)
    .where(_EVENTS, EVENT.c.revision > bindparam("after"), EVENT.c.revision <= bindparam("up_to"))
    .order_by(EVENT.c.revision)
)
_HEAD = select(EVENT.c.hash).where(_EVENTS, EVENT.c.revision == bindparam("revision"))
_LAST = select(EVENT.c.revision, EVENT.c.hash).where(_EVENTS).order_by(EVENT.c.revision.desc()).limit(1)
_WAITING = select(
    func.coalesce(select(func.max(EVENT.c.revision)).where(_EVENTS).scalar_subquery(), 0)
    - func.coalesce(select(func.max(ARRIVAL.c.revision)).where(_OF_SPACE).scalar_subquery(), 0)
)
_accepted = select(func.max(EVENT.c.revision)).where(EVENT.c.space_id == SPACE.c.space_id)
_derived = select(func.max(ARRIVAL.c.revision)).where(ARRIVAL.c.space_id == SPACE.c.space_id)
_BEHIND = select(SPACE.c.space_id).where(
    _accepted.correlate(SPACE).scalar_subquery()
    > func.coalesce(_derived.correlate(SPACE).scalar_subquery(), 0)
)
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
