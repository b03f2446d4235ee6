"""Many rows at a time: the same statements on both engines, each in the way its driver is fastest at.

SQLite takes rows one by one in a loop of its driver's. PostgreSQL takes new rows as COPY and changed ones as
one JSON text, so that a batch is one round trip, and not one a row.
"""

import json
import sqlite3
from collections.abc import Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Connection, Dialect, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError

from ledger.statement import Statement

if TYPE_CHECKING:
    import psycopg

Rows = Sequence[tuple[Any, ...]]


class Among:
    """A select of one space whose `key` is among many values, at the same cost for one or for 500.

    `index` is the one that SQLite has to use: by itself it would rather read the whole space than look up
    rows by their second column.
    """

    def __init__(self, key: Column[Any], *columns: Column[Any], index: str = "") -> None:
        names, of = ", ".join(column.name for column in columns), key.table.name
        query = (
            f"SELECT {names} FROM {of}{{}} WHERE space_id = :space AND {key.name} IN (SELECT value FROM {{}})"  # noqa: S608
        )
        by = f" INDEXED BY {index}" if index else ""
        self._sqlite = Statement(query.format(by, "json_each(:keys)"))
        self._postgresql = Statement(query.format("", "json_array_elements_text(CAST(:keys AS json))"))

    def run(self, connection: Connection, space: str, keys: Sequence[str]) -> Sequence[Any]:
        """The rows; none, and no question to the database, where there are no keys."""
        if not keys:
            return ()
        query = self._sqlite if connection.dialect.name == "sqlite" else self._postgresql
        return query.run(connection, {"space": space, "keys": json.dumps(list(keys))})


class Many:
    """Rows of a table: new ones, or, with `changes`, such as take the place of others with the same key."""

    def __init__(self, into: Table, columns: Sequence[str], changes: Sequence[str] | None = None) -> None:
        self._table, self._columns, self._changes = into, tuple(columns), changes

    def write(self, connection: Connection, rows: Rows) -> None:
        """Write the rows, whose values are in the order of the columns."""
        if not rows:
            return
        driver: Any = connection.connection.dbapi_connection
        if isinstance(driver, sqlite3.Connection):
            self._write_sqlite(driver, rows)
        else:
            self._write_postgresql(driver, rows)

    def _write_sqlite(self, driver: sqlite3.Connection, rows: Rows) -> None:
        try:
            driver.executemany(self._one, rows).close()
        except sqlite3.Error as error:
            raise DBAPIError.instance(self._one, None, error, sqlite3.Error, dialect=_SQLITE) from error

    def _write_postgresql(self, driver: "psycopg.Connection[Any]", rows: Rows) -> None:
        import psycopg

        try:
            with driver.cursor() as cursor:
                if self._changes is None:
                    self._copy(cursor, rows)
                else:
                    objects = [dict(zip(self._columns, row, strict=True)) for row in rows]
                    cursor.execute(self._all, [json.dumps(objects)])
        except psycopg.Error as error:
            text = self._all.decode()
            raise DBAPIError.instance(text, None, error, psycopg.Error, dialect=_postgresql()) from error

    def _copy(self, cursor: "psycopg.Cursor[Any]", rows: Rows) -> None:
        with cursor.copy(f"COPY {self._into} FROM STDIN".encode()) as copy:
            for row in rows:
                copy.write_row(row)

    @cached_property
    def _into(self) -> str:
        return f"{self._table.name} ({', '.join(self._columns)})"

    @cached_property
    def _conflict(self) -> str:
        if not self._changes:
            return ""
        key = ", ".join(each.name for each in self._table.primary_key)
        return f" ON CONFLICT ({key}) DO UPDATE SET " + ", ".join(
            f"{name} = excluded.{name}" for name in self._changes
        )

    @cached_property
    def _one(self) -> str:
        marks = ", ".join("?" * len(self._columns))
        return f"INSERT INTO {self._into} VALUES ({marks}){self._conflict}"  # noqa: S608

    @cached_property
    def _all(self) -> bytes:
        names = ", ".join(self._columns)
        dialect, columns = _postgresql(), self._table.c
        kinds = ", ".join(f"{name} {columns[name].type.compile(dialect)}" for name in self._columns)
        chosen = f"SELECT {names} FROM json_to_recordset(%s::json) AS row ({kinds})"  # noqa: S608
        return f"INSERT INTO {self._into} {chosen}{self._conflict}".encode()


@cache
def _postgresql() -> Dialect:
    """Loaded where it is used: a kiosk has no server."""
    from sqlalchemy.dialects import postgresql

    dialect: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    return dialect


_SQLITE: Dialect = sqlite.dialect()
