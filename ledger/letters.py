"""Letters: events of other spaces that are addressed to this one, kept at this kiosk so that they are there
offline. All of them can be fetched again, so none is ever missed when they are lost."""

from dataclasses import dataclass

from sqlalchemy import Connection, and_, bindparam, select

from ledger.rows import ENTRY, EVENT, LETTER, MESSAGE
from stock.events import Event, Kind, decode


@dataclass(frozen=True, slots=True)
class Letter:
    """An event of another space that is addressed to this one."""

    sender: str
    event: Event


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


_OF_SPACE = LETTER.c.space_id == bindparam("space")
_ALL = select(LETTER.c.sender, LETTER.c.line).where(_OF_SPACE).order_by(LETTER.c.number)
_TOLD_OF = select(MESSAGE.c.item).where(MESSAGE.c.space_id == bindparam("space"))
_IS_LINE = and_(EVENT.c.space_id == ENTRY.c.space_id, EVENT.c.revision == ENTRY.c.revision)
_DEALT_WITH = (
    select(EVENT.c.revision, EVENT.c.line)
    .distinct()
    .select_from(ENTRY.join(EVENT, _IS_LINE))
    .where(ENTRY.c.space_id == bindparam("space"), ENTRY.c.item.in_(_TOLD_OF))
    .order_by(EVENT.c.revision)
)
