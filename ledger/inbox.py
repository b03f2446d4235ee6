"""What other spaces told one: a question over the messages of all spaces, asked of a registry.

How far somebody read it is told for each sender alone, as revisions are counted by space; with a digest of
the sender's history up to there, so that a registry which was restored and numbers other events the same is
read anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, Engine, and_, bindparam, func, select, tuple_

from ledger import arrivals
from ledger.account_tables import ARRIVAL
from ledger.arrivals import Arrival
from ledger.engine import reading
from ledger.rows import EVENT, MESSAGE


@dataclass(frozen=True, slots=True)
class ReadUpTo:
    """How far a sender's messages were read: up to `position`, when `arrival` was the sender's last batch."""

    position: int
    arrival: Arrival


Places = Mapping[str, ReadUpTo]
"""By sender."""


@dataclass(frozen=True, slots=True)
class Page:
    """Messages as (sender, line), where to go on, and whether there is more already."""

    posted: tuple[tuple[str, bytes], ...]
    places: Places
    more: bool


def read_inbox(engine: Engine, space: str, places: Places, limit: int) -> Page:
    """Up to `limit` messages that are addressed to a space and come after the places."""
    with reading(engine) as connection:
        newest = _newest(connection, space)
        found = {sender: places[sender] for sender in _verified(connection, newest, places)}
        posted: list[tuple[str, bytes]] = []
        for sender, last in newest.items():
            after = found[sender].position if sender in found else 0
            if last > after:
                if len(posted) >= limit:
                    return Page(tuple(posted), found, more=True)
                found[sender] = _read(connection, (space, sender), after, limit, posted)
        more = any(last > found[sender].position for sender, last in newest.items())
        return Page(tuple(posted), found, more)


def inbox_digest(engine: Engine, space: str) -> str:
    """Whether anything was addressed to a space since somebody last looked; "" while nothing ever was."""
    with reading(engine) as connection:
        newest = _newest(connection, space)
    told = "".join(f"{sender}:{last}\n" for sender, last in newest.items())
    return sha256(told.encode()).hexdigest()[:16] if told else ""


def _newest(connection: Connection, space: str) -> dict[str, int]:
    """The last message of each sender, by sender."""
    return {row[0]: row[1] for row in connection.execute(_SENDERS, {"to": space}).all()}


def _verified(connection: Connection, newest: Mapping[str, int], places: Places) -> list[str]:
    """The senders whose places are in this database's history."""
    asked = [(sender, places[sender].arrival.revision) for sender in newest if sender in places]
    if not asked:
        return []
    found = select(ARRIVAL.c.space_id, ARRIVAL.c.digest).where(
        tuple_(ARRIVAL.c.space_id, ARRIVAL.c.revision).in_(asked)
    )
    rows = connection.execute(found.order_by(ARRIVAL.c.space_id)).all()
    return [sender for sender, digest in rows if digest.startswith(places[sender].arrival.digest)]


def _read(
    connection: Connection, between: tuple[str, str], after: int, limit: int, posted: list[tuple[str, bytes]]
) -> ReadUpTo:
    """Add a sender's next messages; how far it is read then."""
    space, sender = between
    newest, room = arrivals.latest(connection, sender), limit - len(posted)
    bound = {"to": space, "sender": sender, "after": after, "limit": room}
    rows: Sequence[tuple[int, bytes]] = [tuple(row) for row in connection.execute(_LINES, bound).all()]
    posted.extend((sender, bytes(line)) for _, line in rows)
    return ReadUpTo(rows[-1][0] if len(rows) == room else newest.revision, newest)


_TO = and_(MESSAGE.c.addressee == bindparam("to"), MESSAGE.c.space_id != bindparam("to"))
_SENDERS = (
    select(MESSAGE.c.space_id, func.max(MESSAGE.c.revision))
    .where(_TO)
    .group_by(MESSAGE.c.space_id)
    .order_by(MESSAGE.c.space_id)
)
_IS_LINE = and_(EVENT.c.space_id == MESSAGE.c.space_id, EVENT.c.revision == MESSAGE.c.revision)
_LINES = (
    select(MESSAGE.c.revision, EVENT.c.line)
    .select_from(MESSAGE.join(EVENT, _IS_LINE))
    .where(_TO, MESSAGE.c.space_id == bindparam("sender"), MESSAGE.c.revision > bindparam("after"))
    .order_by(MESSAGE.c.revision)
    .limit(bindparam("limit"))
)
