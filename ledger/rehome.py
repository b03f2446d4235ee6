"""The end of a log moved into a new log, because the registry holds other lines in its place, or takes one of
them for none.

No line's bytes change and none is lost: the lines keep their ids and their place in the order of arrival, and
get a number and a hash in the new log. The new log begins with a genesis that names where it was cut. This is
the only place where stored rows of the log change.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, select, update

from ledger import log
from ledger.engine import writing
from ledger.ledger import Ledger
from ledger.log import Mark
from ledger.rows import EVENT, LOG
from stock.events import FIRST_HASH, Draft, Kind, chain, encode, event_of


def move_tail(ledger: Ledger, log_id: str, after: int) -> None:
    """Move the lines of a log after a number into a new log; nothing where there are none."""
    with writing(ledger.engine) as connection:
        log.lock_space(connection, ledger.space)
        _move(connection, ledger, log_id, after)


def set_aside(ledger: Ledger, log_id: str, seq: int) -> None:
    """Move the lines of a log after a number into a new log, and that line into one of its own.

    A line that its genesis alone comes before is alone already; a genesis stays where it is.
    """
    with writing(ledger.engine) as connection:
        log.lock_space(connection, ledger.space)
        _move(connection, ledger, log_id, seq)
        if seq > 2:
            _move(connection, ledger, log_id, seq - 1)


def genesis_line(ledger: Ledger, log_id: str, cut: Mark) -> bytes:
    """The first line of a log that goes on where another was cut."""
    named = {"log": log_id, "parent": [cut.log, cut.seq, cut.head.hex()], "moved": 1}
    source = ledger.source
    return encode(event_of(Draft(Kind.GENESIS, extra=named), source.new_id(), source.now(), {}))


def _move(connection: Connection, ledger: Ledger, log_id: str, after: int) -> None:
    """A genesis never moves: its log's id is in it. Where it is cut off, the new log's takes its place."""
    rows = connection.execute(_TAIL, {"space": ledger.space, "log": log_id, "after": after}).all()
    head = log.hash_at(connection, ledger.space, log_id, after)
    if not rows or head is None:
        return
    new_id = ledger.source.new_id()
    line = genesis_line(ledger, new_id, Mark(log_id, after, head))
    log.add_log(connection, ledger.space, new_id, own=_is_own(connection, ledger.space, log_id))
    if after == 0:
        _replace(connection, ledger.space, rows, line, new_id)
        _forget(connection, ledger.space, log_id)
        return
    last = log.lock_space(connection, ledger.space)
    log.add_lines(connection, ledger.space, Mark(new_id), [line], last)
    _renumber(connection, ledger.space, rows, chain([line, *_lines(rows)]), (new_id, 2))


def _replace(connection: Connection, space: str, rows: Sequence[Any], line: bytes, new_id: str) -> None:
    """A whole log becomes another: the new genesis takes the revision of the old one."""
    _renumber(connection, space, rows, chain([line, *_lines(rows[1:])], FIRST_HASH), (new_id, 1))
    where = and_(EVENT.c.space_id == space, EVENT.c.log_id == new_id, EVENT.c.seq == 1)
    connection.execute(update(EVENT).where(where), {"line": line})


def _renumber(
    connection: Connection, space: str, rows: Sequence[Any], heads: Any, place: tuple[str, int]
) -> None:
    """Rows get the numbers from a place on; `heads` are the hashes after each line of the new log."""
    new_id, first = place
    hashes = list(heads)[first - 1 :]
    for number, (row, head) in enumerate(zip(rows, hashes, strict=True), start=first):
        own = {"the_space": space, "the_revision": row.revision}
        connection.execute(_PLACE, own | {"log_id": new_id, "seq": number, "hash": head})


def _lines(rows: Sequence[Any]) -> list[bytes]:
    return [bytes(row.line) for row in rows]


def _is_own(connection: Connection, space: str, log_id: str) -> bool:
    where = and_(LOG.c.space_id == space, LOG.c.log_id == log_id)
    return bool(connection.execute(select(LOG.c.own).where(where)).scalar())


def _forget(connection: Connection, space: str, log_id: str) -> None:
    connection.execute(delete(LOG).where(LOG.c.space_id == space, LOG.c.log_id == log_id))


_TAIL = (
    select(EVENT.c.revision, EVENT.c.line)
    .where(
        EVENT.c.space_id == bindparam("space"),
        EVENT.c.log_id == bindparam("log"),
        EVENT.c.seq > bindparam("after"),
    )
    .order_by(EVENT.c.seq)
)
_PLACE = update(EVENT).where(
    EVENT.c.space_id == bindparam("the_space"), EVENT.c.revision == bindparam("the_revision")
)
