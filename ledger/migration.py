"""Migrating the durable tables with Alembic, imported only where something has to migrate."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, text

from ledger.engine import writing
from ledger.errors import Newer

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0005"
"""The newest revision in `migrations/versions`."""


@dataclass(frozen=True, slots=True)
class Side:
    """Durable tables that migrate together: the folder of their migrations, the table of their version."""

    folder: str
    version_table: str
    head: str

    def versions(self) -> frozenset[str]:
        """Every version that this program knows."""
        scripts = (self.path / "versions").glob("[0-9]*_*.py")
        return frozenset(script.name.partition("_")[0] for script in scripts)

    @property
    def path(self) -> Path:
        """The folder of the migrations."""
        return Path(__file__).parent / self.folder


LEDGER = Side("migrations", "alembic_version", HEAD)
ACCOUNTS = Side("accounts_migrations", "accounts_version", "0002")
"""The registry's alone: a database that has its table of versions is no kiosk's."""


def migrate(engine: Engine, version: str, side: Side = LEDGER) -> None:
    """Bring the durable tables of a side from `version` ("" for an empty database) to its head.

    Raises Newer where this program does not know the version.
    """
    if version and version not in side.versions():
        raise Newer(version)
    from alembic import command

    config = _config(side)
    with writing(engine) as connection:
        lock_tables(connection)
        config.attributes["connection"] = connection
        config.attributes["version_table"] = side.version_table
        command.upgrade(config, side.head)


def lock_tables(connection: Connection) -> None:
    """Nobody else makes tables until the transaction ends. On SQLite the transaction itself is that lock."""
    if connection.dialect.name == "postgresql":
        connection.execute(_LOCK)


_LOCK = text("SELECT pg_advisory_xact_lock(7305)")
"""Any number that all versions of this program share."""


def _config(side: Side) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(side.path))
    return config
