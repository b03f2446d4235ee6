"""Following neighbours: their stock comes down as state, all of it once and then what changed."""

import gzip
import tempfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO

from pydantic import ValidationError

from ledger import mirror, outbox
from ledger.ledger import Ledger
from ledger.mirror import Copied, Neighbour
from ledger.near import searchable
from stock.items import Lot, Origin, Piece, State, Status
from stock.pieces import UNKNOWN_MASS, Form, Size, Unit
from sync import asking
from sync.client import Client
from sync.errors import NotARegistry
from sync.lock import only_one
from sync.stock_wire import SnapshotHeader, SpaceState
from sync.wire import Item

LONGEST_LINE = 8192
WordsOf = Callable[[State], str]


def space_ids(client: Client) -> list[str]:
    """All spaces of the registry, by id. Raises SyncError."""
    return list(space_names(client))


def space_names(client: Client) -> dict[str, str]:
    """What the registry calls each space, by id. Raises SyncError."""
    return {state.space: state.name or state.space for state in _states(client)}


def space_state(client: Client, space: str) -> SpaceState | None:
    """How a space stands by the registry's index; None where it is in none. Raises SyncError."""
    return next((state for state in _states(client) if state.space == space), None)


def refresh(ledger: Ledger, client: Client, neighbour: Neighbour, now: str, words: WordsOf) -> None:
    """Take in what a neighbour has now. Raises SyncError, LedgerError and TooManyItems; what was copied
    before stays. One process at a time."""
    file = outbox.database_file(ledger)
    with only_one(file.with_name(file.name + ".mirror") if file else None):
        since = neighbour.since or _fill(ledger, client, neighbour.space, now, words)
        _follow(ledger, client, neighbour.space, since, now, words)


def state_of(item: Item) -> State | None:
    """An item of a neighbour as a state, as far as it is told; None for one of a newer version's kind."""
    try:
        return _piece(item) if item.form else _lot(item)
    except ValueError:
        return None


def _states(client: Client) -> Iterator[SpaceState]:
    cursor, more = "", True
    while more:
        client.check()
        answer = asking.index(client, cursor)
        yield from answer.spaces
        cursor, more = answer.cursor, bool(answer.cursor)


def _fill(ledger: Ledger, client: Client, space: str, now: str, words: WordsOf) -> str:
    """Copy all of a space; where to follow on from."""
    with tempfile.TemporaryFile() as file:
        asking.snapshot(client, space, file.write)
        file.seek(0)
        lines = _lines(file, client)
        try:
            since = SnapshotHeader.model_validate_json(next(lines, b"")).since
            mirror.fill(ledger, space, _copied(lines, words), since, now)
        except (ValidationError, OSError, EOFError, zlib.error) as error:
            raise NotARegistry("no snapshot") from error
        return since


def _follow(ledger: Ledger, client: Client, space: str, since: str, now: str, words: WordsOf) -> None:
    """Take in page after page; a place that does not hold any more begins anew, once."""
    more, anew = True, False
    while more:
        client.check()
        answer = asking.changes(client, space, since)
        if answer is None:
            if anew:
                raise NotARegistry("no place holds")
            since, anew = _fill(ledger, client, space, now, words), True
            continue
        items = [copied for item in answer.items if (copied := _copy(item, words))]
        gone = {item.code for item in answer.items} - {copied.code for copied in items}
        mirror.follow(ledger, space, items, [*answer.gone, *sorted(gone)], (answer.since, now))
        since, more = answer.since, answer.more


def _lines(file: IO[bytes], client: Client) -> Iterator[bytes]:
    with gzip.open(file) as opened:
        while line := opened.readline(LONGEST_LINE):
            if not line.endswith(b"\n"):
                raise NotARegistry("an endless line")
            client.check()
            yield line


def _copied(lines: Iterator[bytes], words: WordsOf) -> Iterator[Copied]:
    return (copied for line in lines if (copied := _copy(Item.model_validate_json(line), words)))


def _copy(item: Item, words: WordsOf) -> Copied | None:
    """None for what nobody may have: what waits in quarantine is never offered."""
    state = state_of(item)
    if state is None or state.quarantined or state.status != Status.HERE:
        return None
    size = state.size if isinstance(state, Piece) else Size()
    said = searchable(f"{item.code} {words(state)}")
    return Copied(item.code, item.material, said, size, item.to_json().decode())


def _piece(item: Item) -> Piece:
    um = item.size_um
    return Piece(
        material=item.material,
        form=Form(item.form),
        size=Size(um.long, um.short, um.thick, um.diameter, um.wall) if um else Size(),
        mass=UNKNOWN_MASS,
        origin=Origin.DONATION,
        status=Status(item.status),
        title=item.title or "",
        quarantined=item.quarantined,
    )


def _lot(item: Item) -> Lot:
    return Lot(
        material=item.material,
        unit=Unit(item.unit),
        origin=Origin.DONATION,
        status=Status(item.status),
        title=item.title or "",
        quarantined=item.quarantined,
    )
