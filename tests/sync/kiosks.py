"""A kiosk's ledger on disk, as its process has it, and what a registry holds of it."""

from pathlib import Path
from uuid import uuid4

import httpx
from sqlalchemy import and_, update

from ledger import log
from ledger.engine import reading, writing
from ledger.ledger import Ledger, Source
from ledger.log import Line, lines_by_arrival
from ledger.opening import open_file
from ledger.rows import EVENT
from ledger.search import Words
from stock.events import Draft, Kind, chain
from stock.fold import Standing
from sync.push import Joined
from tests.registry.served import Served
from tests.registry.wires import AT, PIECE


def open_kiosk(file: Path) -> Ledger:
    """The ledger of a new process, which has a log of its own."""
    return open_file(file, Source(lambda: AT, lambda: uuid4().hex), Words())


def receive(kiosk: Ledger, *codes: str) -> None:
    """Pieces come in, each a scan and a transaction."""
    for code in codes:
        with kiosk.transaction() as change:
            change.append(Draft(Kind.RECEIVED, code, PIECE))


def receive_at_once(kiosk: Ledger, *codes: str) -> None:
    """Pieces come in, in one transaction."""
    with kiosk.transaction() as change:
        for code in codes:
            change.append(Draft(Kind.RECEIVED, code, PIECE))


def codes(number: int, start: int = 0) -> list[str]:
    """Some codes."""
    return [f"DRE{each:07d}" for each in range(start, start + number)]


def held(registry: Served, joined: Joined) -> list[str]:
    """The codes that the registry answers for the space."""
    with httpx.Client(base_url=registry.url, headers={"Authorization": f"Bearer {joined.token}"}) as http:
        found = http.get(f"/v1/spaces/{joined.space}/items").json()
    return [item["code"] for item in found["items"]]


def lines(registry: Served, joined: Joined) -> list[Line]:
    """The lines that the registry's database holds of the space."""
    with reading(registry.spaces.engine) as connection:
        return list(lines_by_arrival(connection, joined.space))


def content(registry: Served, joined: Joined) -> tuple[list[Line], list[Standing]]:
    """Everything that the registry's database holds of the space."""
    with registry.spaces.ledger(joined.space).reading() as stock:
        return lines(registry, joined), stock.items()


def standing(kiosk: Ledger) -> list[str]:
    """The codes of all items that a ledger knows."""
    with kiosk.reading() as stock:
        return [seen.item for seen in stock.items()]


def live_copy(kiosk: Ledger, file: Path) -> Ledger:
    """A copy of a running process whose copied database is in a file: it goes on in the same log."""
    copy = open_kiosk(file)
    copy._mark = kiosk._mark
    return copy


def tamper_hashes(kiosk: Ledger) -> None:
    """Hashes that match the lines again after these were changed."""
    with writing(kiosk.engine) as connection:
        for name in log.logs(connection, kiosk.space):
            lines = log.lines_after(connection, kiosk.space, name, 0, 999)
            for seq, head in enumerate(chain(lines), start=1):
                where = and_(EVENT.c.log_id == name, EVENT.c.seq == seq)
                connection.execute(update(EVENT).where(where), {"hash": head})
