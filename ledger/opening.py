"""Opening a ledger: the durable tables migrated, the derived ones folded again where their version is old."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, select, text

from ledger import log, near_words
from ledger import words as word_index
from ledger.arrivals import Arrivals
from ledger.deriving import PACE, Pace
from ledger.engine import open_engine, reading, sqlite_url, writing
from ledger.errors import Damaged, Newer, NotFound, OfRegistry
from ledger.ledger import OWN, Ledger, Source
from ledger.migration import ACCOUNTS, LEDGER, lock_tables, migrate
from ledger.rows import FOLD
from ledger.state import are_folded
from ledger.tables import DERIVED
from ledger.words import Words
from stock.fold import FOLD_VERSION

__all__ = ["Newer", "make_derived", "open_file", "open_space", "prepare"]


def open_file(path: Path, source: Source, words: Words) -> Ledger:
    """The kiosk's own ledger in a SQLite file, made where it is missing. Raises LedgerError."""
    if not path.absolute().parent.is_dir() or path.is_dir():
        raise NotFound(str(path))
    engine = open_engine(sqlite_url(path))
    with reading(engine) as connection:
        is_registrys = inspect(connection).has_table(ACCOUNTS.version_table)
    if is_registrys:
        engine.dispose()
        raise OfRegistry(str(path))
    prepare(engine)
    return open_space(engine, OWN, source, words)


def open_space(
    engine: Engine,
    space: str,
    source: Source,
    words: Words,
    arrivals: Arrivals | None = None,
    pace: Pace = PACE,
) -> Ledger:
    """One space's ledger in a prepared database."""
    with reading(engine) as connection:
        ready = are_folded(connection, space)
    ledger = Ledger(engine, source, words, space, arrivals, pace)
    if not ready:
        with writing(engine) as connection:
            log.ensure_space(connection, space)
        ledger.fold_again()
    return ledger


def prepare(engine: Engine) -> None:
    """Tables as this version knows them. Raises Newer for a database of a later version."""
    with reading(engine) as connection:
        version = _schema_version(connection)
        current = (
            version == LEDGER.head and _are_derived_current(connection) and near_words.is_there(connection)
        )
    if version != LEDGER.head:
        migrate(engine, version)
    if not current:
        with writing(engine) as connection:
            lock_tables(connection)
            make_derived(connection)


def make_derived(connection: Connection) -> None:
    """The derived tables and the word index, empty where this version of the fold did not make them."""
    if not _are_derived_current(connection):
        DERIVED.drop_all(connection)
        word_index.drop(connection)
    DERIVED.create_all(connection)
    word_index.create(connection)
    near_words.ensure(connection)


def _schema_version(connection: Connection) -> str:
    """The version of the durable tables, "" in an empty database. Raises Damaged where a SQLite file is
    another program's."""
    tables = inspect(connection).get_table_names()
    if LEDGER.version_table in tables:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")
    if tables and connection.dialect.name == "sqlite":
        raise Damaged("a database of another program")
    return ""


def _are_derived_current(connection: Connection) -> bool:
    """Whether all derived tables are there, made by this version of the fold."""
    if not set(DERIVED.tables) <= set(inspect(connection).get_table_names()):
        return False
    others = select(FOLD.c.space_id).where(FOLD.c.version != FOLD_VERSION).limit(1)
    return connection.execute(others).first() is None
