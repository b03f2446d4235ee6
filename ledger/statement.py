"""Statements on the path of every scan, written out once.

On SQLite they go to the driver directly: SQLAlchemy's work on five statements is a fifth of a scan's cost.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Insert, Select, TextClause, Update, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError


class Statement:
    """A statement with named parameters; `columns` are those that an insert or update sets. One that is text
    says the same to both engines."""

    def __init__(
        self,
        statement: Select[Any] | Insert | Update | str,
        columns: Sequence[str] | None = None,
    ) -> None:
        self._statement, self._columns = statement, columns

    def run(self, connection: Connection, parameters: Mapping[str, Any]) -> Sequence[Any]:
        """Execute it in the connection's transaction; all rows that it gives."""
        driver: Any = connection.connection.dbapi_connection
        if isinstance(driver, sqlite3.Connection):
            return self._run_on(driver, parameters)
        result = connection.execute(self._clause, parameters)
        return result.all() if result.returns_rows else ()

    def _run_on(self, driver: sqlite3.Connection, parameters: Mapping[str, Any]) -> Sequence[Any]:
        sql, constants = self._written
        try:
            return driver.execute(sql, {**constants, **parameters} if constants else parameters).fetchall()
        except sqlite3.Error as error:
            raise DBAPIError.instance(sql, None, error, sqlite3.Error, dialect=_SQLITE) from error

    @cached_property
    def _clause(self) -> Select[Any] | Insert | Update | TextClause:
        return text(self._statement) if isinstance(self._statement, str) else self._statement

    @cached_property
    def _written(self) -> tuple[str, dict[str, Any]]:
        """The SQL for SQLite, and the parameters that are the statement's own."""
        if isinstance(self._statement, str):
            return self._statement, {}
        written = self._statement.compile(dialect=_SQLITE, column_keys=self._columns)
        return str(written), {name: value for name, value in written.params.items() if value is not None}


_SQLITE = sqlite.dialect(paramstyle="named")
