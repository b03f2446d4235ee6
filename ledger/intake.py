"""The registry's end of sync: how far its logs go, and lines taken in from kiosks."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, select

from ledger import arrivals, log
from ledger.arrivals import Reach
from ledger.engine import reading
from ledger.errors import Faulty
from ledger.ledger import Fork, Gap, Ledger, Stored
from ledger.lines import read
from ledger.log import Mark
from ledger.reasons import FAULTS
from ledger.rows import EVENT, LOG
from ledger.state import read_state
from ledger.tips import tips
from stock.events import Event, Kind, Malformed


@dataclass(frozen=True, slots=True)
class BadLine:
    """Line number `seq` cannot be stored; the lines before it were, and `mark` is where the log goes now."""

    mark: Mark
    seq: int
    reason: str


def marks(ledger: Ledger) -> list[Mark]:
    """How far each log of the space goes."""
    with reading(ledger.engine) as connection:
        return _marks(connection, LOG.c.space_id == ledger.space)


def marks_after(ledger: Ledger, known: Reach) -> tuple[Reach, list[Mark] | None]:
    """How far a space of a registry goes now, and each log that grew since it went as far as is known; None
    where it never went there."""
    of_space = LOG.c.space_id == ledger.space
    with reading(ledger.engine) as connection:
        reach = arrivals.reach(connection, ledger.space)
        if reach == known:
            return reach, []
        if known == Reach():
            return reach, _marks(connection, of_space)
        if not arrivals.goes_on(connection, ledger.space, known):
            return reach, None
        later = and_(EVENT.c.space_id == ledger.space, EVENT.c.revision > known.revision)
        return reach, _marks(
            connection, and_(of_space, LOG.c.log_id.in_(select(EVENT.c.log_id).where(later)))
        )


def state_of(ledger: Ledger) -> bytes | None:
    """The sum of what the space's events fold to, in 32 bytes; None while some are not folded yet."""
    with reading(ledger.engine) as connection:
        waits = arrivals.waiting(connection, ledger.space)
        return None if waits else read_state(connection, ledger.space)


def hash_at(ledger: Ledger, log_id: str, seq: int) -> bytes | None:
    """The hash after a line; None where there is no such line."""
    with reading(ledger.engine) as connection:
        return log.hash_at(connection, ledger.space, log_id, seq)


def take_in(
    ledger: Ledger, log_id: str, first: int, prev: bytes, lines: Sequence[bytes]
) -> Stored | Gap | Fork | BadLine:
    """Store lines as `Ledger.store` does; where one of them is bad, those before it. Raises LedgerError, also
    for what is a fault of this program and of none of the lines."""
    good, reason = _good(log_id, first, lines)
    try:
        found = ledger.store(log_id, first, prev, lines[: len(good)], good)
    except FAULTS as error:
        raise Faulty(type(error).__name__) from error
    if not reason or not isinstance(found, Stored):
        return found
    bad = first + len(good)
    return Fork(found.mark) if found.mark.seq >= bad else BadLine(found.mark, bad, reason)


def _good(log_id: str, first: int, lines: Sequence[bytes]) -> tuple[list[Event], str]:
    """The events before the first bad line, and what is wrong with that; "" where none is bad."""
    events, reason = list[Event](), ""
    try:
        events.extend(map(read, lines))
    except Malformed as error:
        reason = str(error)
    if first == 1 and lines and not (events and _is_genesis(events[0], log_id)):
        return [], "no genesis of this log"
    return events, reason


def _is_genesis(event: Event, log_id: str) -> bool:
    return event.kind == Kind.GENESIS and event.body.get("log") == log_id


def _marks(connection: Connection, where: ColumnElement[bool]) -> list[Mark]:
    return [Mark(row.log_id, row.seq, bytes(row.head)) for row in connection.execute(tips(where)).all()]
