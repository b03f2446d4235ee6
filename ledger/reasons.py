"""Database errors that a person can do something about, as LedgerError."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from ledger.errors import Busy, Damaged, DiskFull, LedgerError, ReadOnly, Unreachable

FAULTS = (ArithmeticError, LookupError, TypeError, ValueError, DBAPIError)
"""What a fault of this program, or of its tables, ends in."""


@contextmanager
def answered() -> Iterator[None]:
    """Raise LedgerError in place of the database errors that have a reason. Others pass."""
    try:
        yield
    except DBAPIError as error:
        raise reason(error.orig) or error from error
    except sqlite3.Error as error:
        raise reason(error) or error from error


def reason(error: BaseException | None) -> LedgerError | None:
    """The reason behind an error of SQLite or PostgreSQL; None for others."""
    kind = _of_sqlite(error) if isinstance(error, sqlite3.Error) else _of_postgresql(error)
    return kind(str(error).strip()) if kind else None


def _of_sqlite(error: sqlite3.Error) -> type[LedgerError] | None:
    """By the primary result code (sqlite.org/rescode.html)."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _SQLITE.get(code & 0xFF)


def _of_postgresql(error: BaseException | None) -> type[LedgerError] | None:
    """By SQLSTATE or its class (PostgreSQL documentation, appendix A); a lost connection has none."""
    if error is None or not hasattr(error, "sqlstate"):
        return None
    state: str | None = error.sqlstate
    if state is None:
        return Unreachable if type(error).__name__ in {"OperationalError", "InterfaceError"} else None
    return next((_POSTGRESQL[part] for part in (state, state[:3], state[:2]) if part in _POSTGRESQL), None)


_SQLITE: dict[int, type[LedgerError]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_READONLY: ReadOnly,
    sqlite3.SQLITE_PERM: ReadOnly,
    sqlite3.SQLITE_CANTOPEN: ReadOnly,
    sqlite3.SQLITE_BUSY: Busy,
    sqlite3.SQLITE_LOCKED: Busy,
    sqlite3.SQLITE_CORRUPT: Damaged,
    sqlite3.SQLITE_NOTADB: Damaged,
    sqlite3.SQLITE_IOERR: Damaged,
}
_POSTGRESQL: dict[str, type[LedgerError]] = {
    "08": Unreachable,
    "25006": ReadOnly,
    "40001": Busy,
    "40P01": Busy,
    "42501": ReadOnly,
    "53100": DiskFull,
    "53": Busy,
    "55P03": Busy,
    "57014": Busy,
    "57P": Unreachable,
    "58": Damaged,
    "XX001": Damaged,
    "XX002": Damaged,
}
"""Out of connections or memory (class 53) passes, as a lock does."""
