"""The append-only log: lines numbered without a gap, chained by hash. Nothing here changes or deletes one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, insert, select, text, update

from ledger.errors import BrokenChain
from ledger.many import Many
from ledger.rows import EVENT, LOG, SPACE
from ledger.statement import Statement
from stock.events import FIRST_HASH, chain

BATCH = 2000
END = 2**62
"""After every revision."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a log goes: its id, its last number and the hash there."""

    log: str
    seq: int = 0
    head: bytes = FIRST_HASH


@dataclass(frozen=True, slots=True)
class Line:
    """One stored event line and its place."""

    log: str
    seq: int
    revision: int
    line: bytes


def lock_space(connection: Connection, space: str) -> int:
    """The number of the space's last event; until the transaction ends nobody else adds one.

    On SQLite the transaction itself is that lock.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(_LOCK, {"space": space}).one()
    ((last,),) = _LAST.run(connection, {"space": space})
    return last or 0


def ensure_space(connection: Connection, space: str) -> None:
    """The space's row, made where it is missing."""
    connection.execute(_ENSURE, {"space": space})


def add_log(connection: Connection, space: str, log: str, *, own: bool) -> None:
    """A log begins."""
    row = {"space_id": space, "log_id": log, "own": own, "closed": False, "acked": 0}
    connection.execute(_ADD_LOG, row)


def add_lines(connection: Connection, space: str, mark: Mark, lines: Sequence[bytes], revision: int) -> Mark:
    """Append lines after the mark, numbered after the revision of the last event. Returns the new mark."""
    hashes = list(chain(lines, mark.head))
    if not hashes:
        return mark
    rows = [
        (space, mark.log, mark.seq + n, revision + n, line, head)
        for n, (line, head) in enumerate(zip(lines, hashes, strict=True), start=1)
    ]
    _ADD_LINES.write(connection, rows)
    return Mark(mark.log, mark.seq + len(rows), hashes[-1])


def mark_of(connection: Connection, space: str, log: str) -> Mark:
    """How far a log goes here; number 0 where it is unknown."""
    row = connection.execute(_MARK, {"space": space, "log": log}).one_or_none()
    return Mark(log, row.seq, bytes(row.hash)) if row else Mark(log)


def ends_at(connection: Connection, space: str, mark: Mark) -> bool:
    """Whether a log ends at this mark."""
    rows = _REST.run(connection, {"space": space, "log": mark.log, "seq": mark.seq})
    return [(seq, bytes(head)) for seq, head in rows] == [(mark.seq, mark.head)]


def latest_own(connection: Connection, space: str) -> Mark | None:
    """Where the newest own log stands; None before the first."""
    row = connection.execute(_LATEST_OWN, {"space": space}).one_or_none()
    return Mark(row.log_id, row.seq, bytes(row.hash)) if row else None


def hash_at(connection: Connection, space: str, log: str, seq: int) -> bytes | None:
    """The hash after a line; None where there is no such line."""
    if seq == 0:
        return FIRST_HASH
    found = connection.execute(_HASH, {"space": space, "log": log, "seq": seq}).scalar()
    return bytes(found) if found is not None else None


def logs(connection: Connection, space: str) -> list[str]:
    """Every log of the space, in the order of their ids."""
    query = select(LOG.c.log_id).where(LOG.c.space_id == space).order_by(LOG.c.log_id)
    return list(connection.execute(query).scalars().all())


def acknowledge(connection: Connection, space: str, log: str, seq: int, *, closed: bool) -> None:
    """Note what the registry says it holds, and whether the log is over."""
    where = and_(LOG.c.space_id == space, LOG.c.log_id == log)
    connection.execute(update(LOG).where(where), {"acked": seq, "closed": closed})


def unacknowledged(connection: Connection, space: str) -> int:
    """How many events of open own logs the registry is not known to hold."""
    rows = connection.execute(_OPEN, {"space": space}).all()
    return sum(max(0, (last or 0) - acked) for last, acked in rows)


def lines_after(connection: Connection, space: str, log: str, seq: int, limit: int) -> list[bytes]:
    """Up to `limit` lines of a log after a number."""
    where = and_(EVENT.c.space_id == space, EVENT.c.log_id == log, EVENT.c.seq > seq)
    query = select(EVENT.c.line).where(where).order_by(EVENT.c.seq).limit(limit)
    return [bytes(line) for line in connection.execute(query).scalars().all()]


def lines_from(connection: Connection, space: str, after: int, limit: int = BATCH) -> list[Line]:
    """The next lines after a revision, in the order of arrival."""
    bound = {"space": space, "after": after, "limit": limit}
    return _lines(connection.execute(_ARRIVALS, bound).all())


def lines_by_arrival(connection: Connection, space: str, after: int = 0) -> Iterator[Line]:
    """Every line after a revision in the order of arrival, read in batches."""
    while batch := lines_from(connection, space, after):
        yield from batch
        after = batch[-1].revision


def latest_own_lines(connection: Connection, space: str, limit: int, before: int = END) -> list[Line]:
    """The last lines of own logs before a revision, newest first."""
    return _lines(connection.execute(_LATEST, {"space": space, "before": before, "limit": limit}).all())


def lines_at(connection: Connection, space: str, revisions: Sequence[int]) -> list[Line]:
    """The lines of some revisions, in the order of arrival."""
    return _lines(connection.execute(_AT, {"space": space, "revisions": list(revisions)}).all())


def verify(connection: Connection, space: str) -> int:
    """How many lines there are, all of them matching their chains. Raises BrokenChain at the first that does
    not; without a log where a line stands in none, or a whole log is missing."""
    for log in logs(connection, space):
        verify_log(connection, space, log)
    return verify_extent(connection, space)


def verify_log(connection: Connection, space: str, log: str) -> None:
    """Raise BrokenChain at the first line of a log that does not match its chain."""
    mark = Mark(log)
    while rows := connection.execute(_CHAINED, {"space": space, "log": log, "after": mark.seq}).all():
        heads = chain((bytes(line) for _, line, _ in rows), mark.head)
        for (seq, _, head), expected in zip(rows, heads, strict=True):
            if seq != mark.seq + 1 or bytes(head) != expected:
                raise BrokenChain(log, mark.seq + 1)
            mark = Mark(log, seq, expected)


def verify_extent(connection: Connection, space: str) -> int:
    """How many lines there are. Raises BrokenChain where their numbers have gaps, or no log has them."""
    stored, last, in_logs = connection.execute(_EXTENT, {"space": space}).one()
    if not stored == (last or 0) == (in_logs or 0):
        raise BrokenChain("", stored)
    return int(stored)


_OF_SPACE = EVENT.c.space_id == bindparam("space")
_OF_LOG = and_(_OF_SPACE, EVENT.c.log_id == bindparam("log"))
_LINE = select(EVENT.c.log_id, EVENT.c.seq, EVENT.c.revision, EVENT.c.line)
_NEWEST_FIRST = EVENT.c.revision.desc()

_LOCK = select(SPACE.c.space_id).where(SPACE.c.space_id == bindparam("space")).with_for_update()
_LAST = Statement(select(func.max(EVENT.c.revision)).where(_OF_SPACE))
_ENSURE = text("INSERT INTO space (space_id) VALUES (:space) ON CONFLICT DO NOTHING")
_ADD_LOG = insert(LOG)
_ADD_LINES = Many(EVENT, ["space_id", "log_id", "seq", "revision", "line", "hash"])
_MARK = select(EVENT.c.seq, EVENT.c.hash).where(_OF_LOG).order_by(EVENT.c.seq.desc()).limit(1)
_REST = Statement(select(EVENT.c.seq, EVENT.c.hash).where(_OF_LOG, EVENT.c.seq >= bindparam("seq")))
_HASH = select(EVENT.c.hash).where(_OF_LOG, EVENT.c.seq == bindparam("seq"))
_ARRIVALS = (
    _LINE.where(_OF_SPACE, EVENT.c.revision > bindparam("after"))
    .order_by(EVENT.c.revision)
    .limit(bindparam("limit"))
)
_IS_OWN = (
    select(LOG.c.log_id)
    .where(LOG.c.space_id == EVENT.c.space_id, LOG.c.log_id == EVENT.c.log_id, LOG.c.own.is_(True))
    .exists()
)
_LATEST = (
    _LINE.where(_OF_SPACE, EVENT.c.revision < bindparam("before"), _IS_OWN)
    .order_by(_NEWEST_FIRST)
    .limit(bindparam("limit"))
)
_AT = _LINE.where(_OF_SPACE, EVENT.c.revision.in_(bindparam("revisions", expanding=True)))
_AT = _AT.order_by(EVENT.c.revision)
_LATEST_OWN = (
    select(EVENT.c.log_id, EVENT.c.seq, EVENT.c.hash)
    .where(_OF_SPACE, _IS_OWN)
    .order_by(_NEWEST_FIRST)
    .limit(1)
)
_TIP = (
    select(func.max(EVENT.c.seq))
    .where(EVENT.c.space_id == LOG.c.space_id, EVENT.c.log_id == LOG.c.log_id)
    .correlate(LOG)
    .scalar_subquery()
)
_EXTENT = select(
    select(func.count()).select_from(EVENT).where(_OF_SPACE).scalar_subquery(),
    select(func.max(EVENT.c.revision)).where(_OF_SPACE).scalar_subquery(),
    select(func.sum(_TIP)).where(LOG.c.space_id == bindparam("space")).scalar_subquery(),
)
_OPEN = select(_TIP, LOG.c.acked).where(
    LOG.c.space_id == bindparam("space"), LOG.c.own.is_(True), LOG.c.closed.is_(False)
)
_CHAINED = (
    select(EVENT.c.seq, EVENT.c.line, EVENT.c.hash)
    .where(_OF_LOG, EVENT.c.seq > bindparam("after"))
    .order_by(EVENT.c.seq)
    .limit(BATCH)
)


def _lines(rows: Iterable[Any]) -> list[Line]:
    return [Line(log, seq, revision, bytes(line)) for log, seq, revision, line in rows]
