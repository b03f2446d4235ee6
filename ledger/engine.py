"""Engines and transactions for SQLite and PostgreSQL.

SQLite runs with a rollback journal and `synchronous=EXTRA`: with a write-ahead log and NORMAL, acknowledged
commits are lost in a power cut. The journal file stays (PERSIST): its header is zeroed and synced at each
commit, which is as durable as deleting it and spares the folder two writes. Writers say BEGIN IMMEDIATE
themselves, so that two never read the same stock.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from ledger.reasons import answered

BUSY_SECONDS = 5
IDLE_SECONDS = 1.0
PRAGMAS = (
    "PRAGMA journal_mode=PERSIST",
    "PRAGMA journal_size_limit=4194304",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA foreign_keys=ON",
    "PRAGMA cache_size=-16000",
    "PRAGMA temp_store=MEMORY",
)


def sqlite_url(path: Path) -> URL:
    """The URL of a SQLite file."""
    return URL.create("sqlite+pysqlite", database=str(path))


def open_engine(url: URL | str) -> Engine:
    """An engine for a SQLite file or a PostgreSQL database."""
    parsed = make_url(url)
    return _sqlite(parsed) if parsed.get_backend_name() == "sqlite" else _postgresql(parsed)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One write transaction: durable when it is left without an error, undone otherwise."""
    with answered(), engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One read transaction. Fetch everything: an open cursor would block the writer's commit."""
    with answered(), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def asking(engine: Engine) -> Iterator[Connection]:
    """For one question. A server is spared the beginning and the end of a transaction."""
    if engine.dialect.name == "sqlite":
        with reading(engine) as connection:
            yield connection
        return
    with answered(), engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        yield connection


@contextmanager
def counting(engine: Engine) -> Iterator[Connection]:
    """For one statement that writes, and is a transaction of its own."""
    if engine.dialect.name == "sqlite":
        with writing(engine) as connection:
            yield connection
        return
    with asking(engine) as connection:
        yield connection


def is_file(engine: Engine) -> bool:
    """Whether the database is a SQLite file."""
    return engine.dialect.name == "sqlite" and engine.url.database not in {None, "", ":memory:"}


def _sqlite(url: URL) -> Engine:
    arguments = {"isolation_level": None, "timeout": BUSY_SECONDS, "check_same_thread": False}
    engine = create_engine(url, connect_args=arguments)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    if is_file(engine):
        path = Path(str(engine.url.database))
        event.listen(engine, "connect", lambda _connection, record: _note_file(record, path))
        event.listen(engine, "checkout", lambda _connection, record, _proxy: _check_file(record, path))
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in PRAGMAS:
        connection.execute(pragma).close()


def file_identity(path: Path) -> tuple[int, int] | None:
    """What tells one file from another: its device and its inode. None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _note_file(record: ConnectionPoolEntry, path: Path) -> None:
    record.info["file"] = file_identity(path)


def _check_file(record: ConnectionPoolEntry, path: Path) -> None:
    """Connect again where a backup was put in the file's place: the old connection would go on reading what
    nobody sees any more, and may write nothing."""
    present = file_identity(path)
    if present is not None and present != record.info.get("file"):
        raise DisconnectionError(str(path))


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("begins", True):
        driver: Any = connection.connection.dbapi_connection
        driver.execute("BEGIN IMMEDIATE" if options.get("writes", False) else "BEGIN").close()


def _postgresql(url: URL) -> Engine:
    waits = {} if "options" in url.query else {"options": f"-c lock_timeout={BUSY_SECONDS}s"}
    engine = create_engine(url, connect_args=waits)
    event.listen(engine, "checkin", _note_use)
    event.listen(engine, "checkout", _ping)
    return engine


def _note_use(_connection: object, record: ConnectionPoolEntry) -> None:
    record.info["used"] = monotonic()


def _ping(connection: Any, record: ConnectionPoolEntry, _proxy: object) -> None:
    """Ask a server that was not heard of for a while whether it is there still, and connect again if not."""
    if monotonic() - record.info.get("used", monotonic()) < IDLE_SECONDS:
        return
    import psycopg  # a kiosk has no server, and starts without what talks to one

    try:
        was, connection.autocommit = connection.autocommit, True
        connection.execute("")
        connection.autocommit = was
    except psycopg.Error as error:
        raise DisconnectionError from error
