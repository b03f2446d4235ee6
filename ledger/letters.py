"""Letters: events of other spaces that are addressed to this one, kept at this kiosk so that they are there
offline. All of them can be fetched again, so none is ever missed when they are lost."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select

from ledger.engine import reading, writing
from ledger.rows import ENTRY, EVENT, LETTER, MESSAGE
from ledger.settings import read_settings, write_settings
from stock.events import Event, Kind, Malformed, decode

if TYPE_CHECKING:
    from ledger.ledger import Ledger

MOST = 5000
"""Letters that are kept; the oldest go first."""
AFTER, TOLD = "inbox_after", "inbox_told"
"""Settings: how far the inbox was read, and the registry's digest of it then."""


@dataclass(frozen=True, slots=True)
class Letter:
    """An event of another space that is addressed to this one."""

    sender: str
    event: Event


def place(ledger: "Ledger") -> str:
    """How far the inbox was read, as the registry said; "" for its beginning."""
    with reading(ledger.engine) as connection:
        return read_settings(connection).get(AFTER, "")


def told(ledger: "Ledger") -> str:
    """The registry's digest of all letters when they were read last; "" before."""
    with reading(ledger.engine) as connection:
        return read_settings(connection).get(TOLD, "")


def keep(ledger: "Ledger", letters: Iterable[tuple[str, bytes]], after: str, told: str) -> int:
    """Keep letters (sender and line), and how far the inbox was read; how many are new. What is no event is
    left out, as nobody could answer it."""
    with writing(ledger.engine) as connection:
        number = connection.execute(_LAST, {"space": ledger.space}).scalar_one()
        known = {tuple(row) for row in connection.execute(_KNOWN, {"space": ledger.space}).all()}
        new = {(sender, eid): line for sender, eid, line in _named(letters) if (sender, eid) not in known}
        rows = [
            {"space_id": ledger.space, "sender": sender, "eid": eid, "number": number + n, "line": line}
            for n, ((sender, eid), line) in enumerate(new.items(), start=1)
        ]
        if rows:
            connection.execute(insert(LETTER), rows)
            connection.execute(_FORGET, {"of": ledger.space, "before": number + len(rows) - MOST})
        write_settings(connection, {AFTER: after, TOLD: told})
        return len(rows)


def letters(connection: Connection, space: str) -> list[Letter]:
    """All of them, in the order they came, without those that their senders took back."""
    rows = connection.execute(_ALL, {"space": space}).all()
    found = [Letter(row.sender, decode(bytes(row.line))) for row in rows]
    voided = {(each.sender, each.event.body.get("voids")) for each in found if each.event.kind == Kind.VOIDED}
    return [
        letter
        for letter in found
        if letter.event.kind != Kind.VOIDED and (letter.sender, letter.event.eid) not in voided
    ]


def dealt_with(connection: Connection, space: str) -> list[Event]:
    """The own space's events, in the order they came, of every item that it told others of."""
    return [decode(bytes(row.line)) for row in connection.execute(_DEALT_WITH, {"space": space}).all()]


def _named(letters: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, str, bytes]]:
    for sender, line in letters:
        try:
            yield sender, decode(line).eid, line
        except Malformed:
            continue


_OF_SPACE = LETTER.c.space_id == bindparam("space")
_LAST = select(func.coalesce(func.max(LETTER.c.number), 0)).where(_OF_SPACE)
_KNOWN = select(LETTER.c.sender, LETTER.c.eid).where(_OF_SPACE)
_ALL = select(LETTER.c.sender, LETTER.c.line).where(_OF_SPACE).order_by(LETTER.c.number)
_FORGET = delete(LETTER).where(LETTER.c.space_id == bindparam("of"), LETTER.c.number <= bindparam("before"))
_TOLD_OF = select(MESSAGE.c.item).where(MESSAGE.c.space_id == bindparam("space"))
_IS_LINE = and_(EVENT.c.space_id == ENTRY.c.space_id, EVENT.c.revision == ENTRY.c.revision)
_DEALT_WITH = (
    select(EVENT.c.revision, EVENT.c.line)
    .distinct()
    .select_from(ENTRY.join(EVENT, _IS_LINE))
    .where(ENTRY.c.space_id == bindparam("space"), ENTRY.c.item.in_(_TOLD_OF))
    .order_by(EVENT.c.revision)
)
