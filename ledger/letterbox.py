"""The letterbox: how far the inbox was read, and what of it is kept."""

from collections.abc import Iterable, Iterator

from sqlalchemy import bindparam, delete, func, insert, select

from ledger.engine import reading, writing
from ledger.ledger import Ledger
from ledger.rows import LETTER
from ledger.settings import read_settings, write_settings
from stock.events import Malformed, decode

MOST = 5000
"""Letters that are kept; the oldest go first."""
AFTER, TOLD = "inbox_after", "inbox_told"
"""Settings: how far the inbox was read, and the registry's digest of it then."""


def place(ledger: Ledger) -> str:
    """How far the inbox was read, as the registry said; "" for its beginning."""
    with reading(ledger.engine) as connection:
        return read_settings(connection).get(AFTER, "")


def told(ledger: Ledger) -> str:
    """The registry's digest of all letters when they were read last; "" before."""
    with reading(ledger.engine) as connection:
        return read_settings(connection).get(TOLD, "")


def keep(ledger: Ledger, letters: Iterable[tuple[str, bytes]], after: str, told: str) -> int:
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


def _named(letters: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, str, bytes]]:
    for sender, line in letters:
        try:
            yield sender, decode(line).eid, line
        except Malformed:
            continue


_OF_SPACE = LETTER.c.space_id == bindparam("space")
_LAST = select(func.coalesce(func.max(LETTER.c.number), 0)).where(_OF_SPACE)
_KNOWN = select(LETTER.c.sender, LETTER.c.eid).where(_OF_SPACE)
_FORGET = delete(LETTER).where(LETTER.c.space_id == bindparam("of"), LETTER.c.number <= bindparam("before"))
