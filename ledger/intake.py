"""The registry's end of sync: how far its logs go, and lines taken in from kiosks."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.exc import DataError, IntegrityError

from ledger import log
from ledger.engine import reading
from ledger.ledger import Fork, Gap, Ledger, Stored
from ledger.log import Mark
from ledger.rows import LOG
from ledger.state import read_state
from ledger.tips import tips
from stock.events import Kind, Malformed, decode

_POISON = (ArithmeticError, LookupError, TypeError, ValueError, DataError, IntegrityError)
"""What folding may end in where a well-formed line says something that nobody thought of."""


@dataclass(frozen=True, slots=True)
class BadLine:
    """Line number `seq` cannot be stored; the lines before it were, and `mark` is where the log goes now."""

    mark: Mark
    seq: int
    reason: str


def marks(ledger: Ledger) -> list[Mark]:
    """How far each log of the space goes."""
    with reading(ledger.engine) as connection:
        rows = connection.execute(tips(LOG.c.space_id == ledger.space)).all()
    return [Mark(row.log_id, row.seq, bytes(row.head)) for row in rows]


def state_of(ledger: Ledger) -> bytes:
    """The sum of what the space's events fold to, in 32 bytes."""
    with reading(ledger.engine) as connection:
        return read_state(connection, ledger.space)


def hash_at(ledger: Ledger, log_id: str, seq: int) -> bytes | None:
    """The hash after a line; None where there is no such line."""
    with reading(ledger.engine) as connection:
        return log.hash_at(connection, ledger.space, log_id, seq)


def take_in(
    ledger: Ledger, log_id: str, first: int, prev: bytes, lines: Sequence[bytes]
) -> Stored | Gap | Fork | BadLine:
    """Store lines as `Ledger.store` does; where one of them is bad, those before it."""
    if first == 1 and lines and not _is_genesis(lines[0], log_id):
        return _bad_line(ledger, log_id, 1, prev, "no genesis of this log")
    try:
        return ledger.store(log_id, first, prev, lines)
    except Malformed as error:
        reason = str(error)
    except _POISON as error:
        reason = f"cannot be folded: {type(error).__name__}"
    if len(lines) == 1:
        return _bad_line(ledger, log_id, first, prev, reason)
    return _take_in_halves(ledger, log_id, first, prev, lines)


def _take_in_halves(
    ledger: Ledger, log_id: str, first: int, prev: bytes, lines: Sequence[bytes]
) -> Stored | Gap | Fork | BadLine:
    middle = len(lines) // 2
    before = take_in(ledger, log_id, first, prev, lines[:middle])
    if not isinstance(before, Stored):
        return before
    link = hash_at(ledger, log_id, first + middle - 1)
    assert link is not None
    after = take_in(ledger, log_id, first + middle, link, lines[middle:])
    return Stored(after.mark, before.added + after.added) if isinstance(after, Stored) else after


def _bad_line(
    ledger: Ledger, log_id: str, seq: int, prev: bytes, reason: str
) -> Stored | Gap | Fork | BadLine:
    place = ledger.store(log_id, seq, prev, [])
    if not isinstance(place, Stored):
        return place
    return Fork(place.mark) if place.mark.seq >= seq else BadLine(place.mark, seq, reason)


def _is_genesis(line: bytes, log_id: str) -> bool:
    try:
        event = decode(line)
    except Malformed:
        return False
    return event.kind == Kind.GENESIS and event.body.get("log") == log_id
