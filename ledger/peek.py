"""One setting of a database, read before the ledger's libraries are loaded."""

import sqlite3
from contextlib import closing
from pathlib import Path


def stored_setting(path: Path, name: str) -> str:
    """A setting of the database at `path`; "" where there is no such database or setting."""
    if not path.is_file():
        return ""
    try:
        with closing(
            sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=1)
        ) as connection:
            row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    except sqlite3.Error:
        return ""
    return str(row[0]) if row else ""
