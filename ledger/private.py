"""The private side table: who did it, at this kiosk alone, deletable without touching the chain."""

from sqlalchemy import Connection, and_, delete, insert, select

from ledger.rows import PRIVATE


def remember(connection: Connection, space: str, eid: str, who: str) -> None:
    """Note who did it. Never sent, never in a log file."""
    connection.execute(insert(PRIVATE), {"space_id": space, "eid": eid, "who": who})


def who_did(connection: Connection, space: str, eid: str) -> str:
    """Who did it; "" where that is not known or was erased."""
    where = and_(PRIVATE.c.space_id == space, PRIVATE.c.eid == eid)
    return connection.execute(select(PRIVATE.c.who).where(where)).scalar() or ""


def forget(connection: Connection, space: str, who: str) -> int:
    """Erase a person from the table; how many rows held them."""
    where = and_(PRIVATE.c.space_id == space, PRIVATE.c.who == who)
    return connection.execute(delete(PRIVATE).where(where)).rowcount
