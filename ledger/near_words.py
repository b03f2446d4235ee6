"""The word index of what neighbours have (SQLite FTS5), by the numbers of the copied items.

It holds no text of its own: what is taken out of it is told with the words that it was put in with. It is
made where it is missing, from the rows, and changes in the transactions that change them.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, TextClause, text

from ledger import words as word_index
from ledger.words import BATCH

Numbered = tuple[int, str]
"""An item's number, and its words."""


def ensure(connection: Connection) -> None:
    """The index, made and filled where it is missing; only SQLite has one."""
    if is_there(connection):
        return
    connection.execute(_CREATE)
    last = 0
    while rows := connection.execute(_ROWS, {"last": last, "limit": BATCH}).all():
        add(connection, [(number, words) for number, words in rows])
        last = rows[-1].number


def is_there(connection: Connection) -> bool:
    """Whether there is an index, or is to be none."""
    return connection.dialect.name != "sqlite" or connection.execute(_IS_THERE).first() is not None


def add(connection: Connection, items: Sequence[Numbered]) -> None:
    """Index items that are not in it."""
    _write(connection, _ADD, items)


def remove(connection: Connection, items: Sequence[Numbered]) -> None:
    """Take items out, with the words that they were put in with."""
    _write(connection, _REMOVE, items)


def matches(connection: Connection, words: str, most: int) -> tuple[str, Sequence[int]]:
    """What finds the words, and the numbers of up to `most` items with them: with the very words where there
    are so many of those, which is found several times as fast, else with words that begin like them."""
    for match in (word_index.match_whole(words), word_index.match(words)):
        found = connection.execute(_FIND, {"match": match, "limit": most}).scalars().all()
        if len(found) >= most:
            break
    return match, found


def _write(connection: Connection, statement: TextClause, items: Sequence[Numbered]) -> None:
    if items and connection.dialect.name == "sqlite":
        connection.execute(statement, [{"number": number, "words": words} for number, words in items])


_IS_THERE = text("SELECT 1 FROM sqlite_master WHERE name = 'near'")
_CREATE = text(
    "CREATE VIRTUAL TABLE near USING fts5("
    "words, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2')"
)
_ADD = text("INSERT INTO near (rowid, words) VALUES (:number, :words)")
_REMOVE = text("INSERT INTO near (near, rowid, words) VALUES ('delete', :number, :words)")
_ROWS = text("SELECT number, words FROM mirrored WHERE number > :last ORDER BY number LIMIT :limit")
_FIND = text("SELECT rowid FROM near WHERE near MATCH :match ORDER BY rowid LIMIT :limit")
