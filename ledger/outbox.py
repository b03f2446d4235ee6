"""The kiosk's end of sync: the logs it keeps, what of them the registry acknowledged, and the lines to send.

A kiosk keeps the logs of the other kiosks of its space, too, and would send them as it sends its own: a
registry that lost them gets them back from whoever has them.

What was acknowledged is a hint for the status bar and for asking less; where to send from, the registry says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, select

from ledger import log
from ledger.engine import reading, writing
from ledger.ledger import Ledger
from ledger.log import Mark
from ledger.rows import EVENT, LOG
from ledger.state import read_state
from ledger.tips import tips
from stock.events import Malformed, decode


@dataclass(frozen=True, slots=True)
class KeptLog:
    """A log: where it stands, what of it was acknowledged, whether it is over, and whether this kiosk wrote
    it."""

    mark: Mark
    acked: Mark
    closed: bool
    own: bool = True


@dataclass(frozen=True, slots=True)
class Holding:
    """All logs at one moment, by id, and the sum of what they fold to, in 32 bytes."""

    logs: list[KeptLog]
    state: bytes


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one log, numbered from `first` on after the hash `prev`; `head` is the hash after the last."""

    log: str
    first: int
    prev: bytes
    lines: tuple[bytes, ...]
    head: bytes


@dataclass(frozen=True, slots=True)
class Unsent:
    """How many own events are not acknowledged, and the time on the one that came first ("" for none)."""

    events: int
    since: str


def holding(ledger: Ledger) -> Holding:
    """Everything that is here at one moment, logs by id. One that was closed and grew since is open again."""
    with reading(ledger.engine) as connection:
        found = _kept(connection, LOG.c.space_id == ledger.space)
        state = read_state(connection, ledger.space)
    grown = [kept for kept in found if kept.closed and kept.mark.seq > kept.acked.seq]
    for kept in grown:
        acknowledge(ledger, kept.mark.log, kept.acked.seq)
        found[found.index(kept)] = replace(kept, closed=False)
    return Holding(found, state)


def lines_to_send(ledger: Ledger, log_id: str, after: int, most: int) -> Lines | None:
    """Up to `most` lines of a log after a number; None where the log does not go that far."""
    with reading(ledger.engine) as connection:
        prev = log.hash_at(connection, ledger.space, log_id, after)
        lines = log.lines_after(connection, ledger.space, log_id, after, most)
        head = log.hash_at(connection, ledger.space, log_id, after + len(lines))
    if prev is None or head is None:
        return None
    return Lines(log_id, after + 1, prev, tuple(lines), head)


def hash_at(ledger: Ledger, log_id: str, seq: int) -> bytes | None:
    """The hash after a line; None where there is no such line."""
    with reading(ledger.engine) as connection:
        return log.hash_at(connection, ledger.space, log_id, seq)


def acknowledge(ledger: Ledger, log_id: str, seq: int) -> None:
    """Note how much of a log the registry holds; whole, and not this process's own, it is over."""
    with reading(ledger.engine) as connection:
        changes = _differs(connection, ledger, log_id, seq)
    if changes:
        with writing(ledger.engine) as connection:
            closed = _is_over(connection, ledger, log_id, seq)
            log.acknowledge(connection, ledger.space, log_id, seq, closed=closed)


def unsent(ledger: Ledger) -> Unsent:
    """What the registry has not acknowledged."""
    with reading(ledger.engine) as connection:
        own = and_(LOG.c.space_id == ledger.space, LOG.c.own.is_(True))
        found = _kept(connection, own, only_unsent=True)
        earliest = _earliest(connection, ledger.space, [kept.acked for kept in found])
    return Unsent(sum(kept.mark.seq - kept.acked.seq for kept in found), earliest)


def database_file(ledger: Ledger) -> Path | None:
    """The SQLite file behind a ledger; None for a database in memory or on a server."""
    url = ledger.engine.url
    is_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(str(url.database)) if is_file else None


def _is_over(connection: Connection, ledger: Ledger, log_id: str, seq: int) -> bool:
    return log_id != ledger.current_log and seq >= log.mark_of(connection, ledger.space, log_id).seq


def _differs(connection: Connection, ledger: Ledger, log_id: str, seq: int) -> bool:
    where = and_(LOG.c.space_id == ledger.space, LOG.c.log_id == log_id)
    row = connection.execute(select(LOG.c.acked, LOG.c.closed).where(where)).one_or_none()
    return row is not None and tuple(row) != (seq, _is_over(connection, ledger, log_id, seq))


def _kept(connection: Connection, where: ColumnElement[bool], *, only_unsent: bool = False) -> list[KeptLog]:
    rows = connection.execute(tips(where, only_unsent=only_unsent)).all()
    return [_kept_log(row) for row in rows]


def _kept_log(row: Sequence[Any]) -> KeptLog:
    """Of most logs all is acknowledged: there are years of them, and each round looks at all."""
    log_id, own, closed, acked, seq, head, acked_head = row
    mark = Mark(log_id, seq, bytes(head))
    if acked == seq:
        return KeptLog(mark, mark, closed, own)
    there = Mark(log_id, acked, bytes(acked_head)) if acked_head else Mark(log_id)
    return KeptLog(mark, there, closed, own)


def _earliest(connection: Connection, space: str, acked: Sequence[Mark]) -> str:
    """The time on the event that came first of those after the marks."""
    found = [line for mark in acked for line in _line_at(connection, space, mark.log, mark.seq + 1)]
    return _time_on(min(found)[1]) if found else ""


def _time_on(line: bytes) -> str:
    """A line that is no event any more has none."""
    try:
        return decode(line).at
    except Malformed:
        return ""


def _line_at(connection: Connection, space: str, log_id: str, seq: int) -> list[tuple[int, bytes]]:
    where = and_(EVENT.c.space_id == space, EVENT.c.log_id == log_id, EVENT.c.seq == seq)
    rows = connection.execute(select(EVENT.c.revision, EVENT.c.line).where(where)).all()
    return [(row.revision, bytes(row.line)) for row in rows]
