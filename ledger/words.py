"""The word index (SQLite FTS5): what each item ever logged is found by.

An item that leaves stays in the index, and whether it is here is asked of its row: taking it out would merge
segments while a maker waits. There is no index of beginnings: with one, those merges take ten times as long.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from unicodedata import normalize

from sqlalchemy import Connection, text

from stock.items import Piece, State

SHORTEST_BEGINNING = 2
MOST_WORDS = 8
BATCH = 2000


@dataclass(frozen=True, slots=True)
class Words:
    """What an item is found by: a function from its state to words in every language of the space.

    None keeps no word index: there is one a database, and the registry's database holds many spaces.
    """

    of: Callable[[State], str] | None = None


def create(connection: Connection) -> None:
    """The index, where it is missing; only SQLite has one."""
    if connection.dialect.name == "sqlite":
        connection.execute(_CREATE)


def drop(connection: Connection) -> None:
    """Drop the index, where it is there."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("DROP TABLE IF EXISTS search"))


def fill(connection: Connection, words: Words, states: Iterable[tuple[int, State | None]]) -> None:
    """Index all numbered items anew, in one segment."""
    of = words.of
    if of is None or connection.dialect.name != "sqlite":
        return
    drop(connection)
    create(connection)
    rows = ({"number": number, "words": of(state)} for number, state in states if state)
    while batch := list(islice(rows, BATCH)):
        connection.execute(_ADD, batch)
    connection.execute(text("INSERT INTO search (search) VALUES ('optimize')"))


def add(connection: Connection, words: Words, number: int, state: State | None) -> None:
    """Index a new item."""
    if words.of and state and connection.dialect.name == "sqlite":
        connection.execute(_ADD, {"number": number, "words": words.of(state)})


def change(connection: Connection, words: Words, number: int, state: State | None) -> None:
    """Index an item again."""
    if words.of and connection.dialect.name == "sqlite":
        connection.execute(_REMOVE, {"number": number})
        add(connection, words, number, state)


def differ(before: State | None, after: State | None) -> bool:
    """Whether an item's words changed."""
    return _subject(before) != _subject(after)


def match(words: str, joined: str = " AND ") -> str:
    """An FTS5 query: each word begins one of the item's, a single letter is one of them; "" for no words."""
    return joined.join(f'"{word}"' + "*" * (len(word) >= SHORTEST_BEGINNING) for word in _words(words))


def match_whole(words: str) -> str:
    """An FTS5 query: each word is one of the item's."""
    return " AND ".join(f'"{word}"' for word in _words(words))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", normalize("NFC", text))[:MOST_WORDS]


_CREATE = text(
    "CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(words, tokenize='unicode61 remove_diacritics 2')"
)
_ADD = text("INSERT INTO search (rowid, words) VALUES (:number, :words)")
_REMOVE = text("DELETE FROM search WHERE rowid = :number")


def _subject(state: State | None) -> tuple[str, ...]:
    if state is None:
        return ()
    return state.material, state.title, state.label, state.form if isinstance(state, Piece) else state.unit
