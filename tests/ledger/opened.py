"""Ledgers as a program run opens them, drafts to put in them, and databases changed behind their back."""

import re
from collections.abc import Iterable
from contextlib import closing
from itertools import count
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, Engine

from ledger.engine import reading
from ledger.ledger import Ledger, Source
from ledger.log import Line, lines_by_arrival
from ledger.opening import open_file, open_space
from ledger.words import Words
from stock.events import Draft, Event, Kind
from stock.items import State
from tests.stock.worlds import NOW, lot, sheet

_numbers = count(1)


def new_source() -> Source:
    """A clock that stands still, and ids that nobody else draws."""
    return Source(lambda: NOW, lambda: uuid4().hex)


def new_space(engine: Engine) -> Ledger:
    """The ledger of a space that nobody else uses, in a prepared database."""
    return open_space(engine, f"space-{next(_numbers)}", new_source(), Words())


def next_run(ledger: Ledger) -> Ledger:
    """The same ledger as another run of the program has it."""
    return open_space(ledger.engine, ledger.space, new_source(), ledger.words)


def open_kiosk(path: Path, words: Words | None = None) -> Ledger:
    """A kiosk's own ledger, as a new run of the program has it."""
    return open_file(path, new_source(), words or Words())


def received(code: str, state: State | None = None, quantity: int = 0) -> Draft:
    """An item comes in; a sheet where nothing else is said."""
    return Draft(Kind.RECEIVED, code, state or sheet(), quantity)


def received_lot(code: str, quantity: int) -> Draft:
    """A lot of things that are counted comes in."""
    return received(code, lot(), quantity)


def append(ledger: Ledger, *drafts: Draft) -> list[Event]:
    """Each draft in a transaction of its own."""
    return [append_at_once(ledger, draft)[0] for draft in drafts]


def append_at_once(ledger: Ledger, *drafts: Draft) -> list[Event]:
    """All drafts in one transaction."""
    with ledger.transaction() as change:
        return [change.append(draft) for draft in drafts]


def lines(ledger: Ledger) -> list[Line]:
    """Every line of the ledger, in the order of arrival."""
    with reading(ledger.engine) as connection:
        return list(lines_by_arrival(connection, ledger.space))


def tamper(engine: Engine, statement: str, *values: object) -> int:
    """Another program changes the database; how many rows it changed. `?` stands for a value."""
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        own = statement if engine.dialect.name == "sqlite" else statement.replace("?", "%s")
        cursor.execute(own, values)
        connection.commit()
        changed = int(cursor.rowcount)
        cursor.close()
    return changed


_CHANGES_EVENTS = re.compile(
    r"\b(?:update|delete\s+from|replace\s+into|truncate(?:\s+table)?|drop\s+table(?:\s+if\s+exists)?"
    r"|alter\s+table)\s+\"?event\b",
    re.IGNORECASE,
)


class ChangedEvent(AssertionError):
    """The program sent a statement that changes or deletes stored events."""


def refuse_changed_events(
    _connection: Connection, _cursor: object, statement: str, _values: object, _context: object, _many: bool
) -> None:
    """Fail at a statement that changes or deletes events."""
    if _CHANGES_EVENTS.search(statement):
        raise ChangedEvent(statement)


def texts(found: Iterable[Event]) -> list[tuple[str, str]]:
    """What happened to what."""
    return [(event.kind, event.item) for event in found]
