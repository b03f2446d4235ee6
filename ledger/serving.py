"""A database that serves many spaces: opened by path or URL, and what to say when its server is gone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from ledger.accounts import check_accounts, holds_accounts, prepare_accounts
from ledger.changes import prepare_changes
from ledger.engine import is_file, open_engine, reading, sqlite_url
from ledger.errors import LedgerError, NotFound, Unreachable
from ledger.ledger import OWN
from ledger.opening import prepare
from ledger.rows import SPACE

CONNECT_SECONDS = 10


class NoSuchDatabase(LedgerError):
    """The text is no path and no URL of a database that this program can use."""


def open_shared(database: str) -> Engine:
    """The prepared database at a path (SQLite) or a URL (SQLite or PostgreSQL). Raises LedgerError."""
    engine = open_engine(_url(database))
    try:
        with reached():
            prepare(engine)
            prepare_accounts(engine)
            prepare_changes(engine)
    except LedgerError:
        engine.dispose()
        raise
    return engine


def open_copy(database: str) -> Engine:
    """A streaming copy of a prepared database, which only reads. Raises LedgerError."""
    file = file_named(database)
    if file is not None and not file.is_file():
        raise NotFound(str(file))
    engine = open_engine(_url(database))
    try:
        with reached():
            check_accounts(engine)
    except LedgerError:
        engine.dispose()
        raise
    return engine


def is_registry_file(file: Path) -> bool:
    """Whether a SQLite file that is there is a registry's, of any version. Raises LedgerError."""
    engine = open_engine(sqlite_url(file))
    try:
        with reached():
            return holds_accounts(engine)
    finally:
        engine.dispose()


def is_kiosk_file(file: Path) -> bool:
    """Whether a SQLite file that is there is a kiosk's own: a registry would find no space in it, and leave
    its tables there. Raises LedgerError."""
    engine = open_engine(sqlite_url(file))
    try:
        with reached(), reading(engine) as connection:
            if not inspect(connection).has_table(SPACE.name):
                return False
            own = connection.execute(select(SPACE.c.space_id).where(SPACE.c.space_id == OWN)).first()
        return own is not None and not holds_accounts(engine)
    finally:
        engine.dispose()


def file_named(database: str) -> Path | None:
    """The SQLite file that a path or a URL names, whether or not it is there; None for a database on a
    server. Raises LedgerError."""
    url = _url(database)
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None


@contextmanager
def reached() -> Iterator[None]:
    """A database server that does not answer, as a LedgerError."""
    try:
        yield
    except (OperationalError, PoolTimeout) as error:
        raise Unreachable(type(error).__name__) from error


def file_of(engine: Engine) -> Path | None:
    """The SQLite file; None for a database on a server."""
    return Path(str(engine.url.database)) if is_file(engine) else None


def takes_turns(engine: Engine) -> bool:
    """Whether its writers exclude each other anyway, so that they had better queue."""
    return engine.dialect.name == "sqlite"


def _url(database: str) -> URL:
    if "://" not in database:
        return _file(Path(database))
    try:
        url = make_url(database.replace("postgres://", "postgresql://", 1))
    except (ArgumentError, ValueError) as error:
        raise NoSuchDatabase(type(error).__name__) from error
    if url.get_backend_name() == "sqlite" and url.database:
        return _file(Path(url.database))
    if url.get_backend_name() != "postgresql":
        raise NoSuchDatabase(url.get_backend_name())
    patience = {"connect_timeout": str(CONNECT_SECONDS)} | dict(url.query)
    return url.set(drivername="postgresql+psycopg", query=patience)


def _file(path: Path) -> URL:
    if not path.absolute().parent.is_dir():
        raise NotFound(str(path.absolute().parent))
    return sqlite_url(path)
