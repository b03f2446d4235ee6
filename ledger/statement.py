"""Statements on the path of every scan, written out once.

On SQLite they go to the driver directly: SQLAlchemy's work on five statements is a fifth of a scan's cost.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Insert, Select, Update
from sqlalchemy.dialects import sqlite


class Statement:
    """A statement with named parameters; `columns` are those that an insert or update sets."""

    def __init__(
        self, statement: Select[Any] | Insert | Update, columns: Sequence[str] | None = None
    ) -> None:
        self._statement, self._columns = statement, columns

    def run(self, connection: Connection, parameters: Mapping[str, Any]) -> Sequence[Any]:
        """Execute it in the connection's transaction; all rows that it gives."""
        driver: Any = connection.connection.dbapi_connection
        if isinstance(driver, sqlite3.Connection):
            rows: Sequence[Any] = driver.execute(self._text, parameters).fetchall()
            return rows
        result = connection.execute(self._statement, parameters)
        return result.all() if result.returns_rows else ()

    @cached_property
    def _text(self) -> str:
        """The SQL for SQLite."""
        return str(self._statement.compile(dialect=_SQLITE, column_keys=self._columns))


_SQLITE = sqlite.dialect(paramstyle="named")
