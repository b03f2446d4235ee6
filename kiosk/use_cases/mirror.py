"""Mirror: copies of what chosen neighbours have, to search in while offline."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kiosk.kiosk import Kiosk
from kiosk.settings import Secrets
from kiosk.use_cases.token import registration
from kiosk.words import search_words
from ledger import mirror
from ledger.errors import LedgerError
from ledger.mirror import Neighbour
from ledger.near import Near
from stock.fold import Standing
from stock.items import Lot, State
from sync.client import Client, Registration
from sync.errors import NotARegistry, Refused, SyncError, Unavailable
from sync.mirror import refresh as follow
from sync.mirror import space_names, space_state, state_of
from sync.wire import Item, ProblemKind

FILL_SECONDS = 600.0
"""A large space may take longer than a round."""
FRESH = timedelta(hours=1)
"""How old a copy may be before a round brings it up to date."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """An item of a neighbour as it was at a time (UTC)."""

    space: str
    name: str
    at: str
    standing: Standing


def copies(kiosk: Kiosk) -> list[Neighbour]:
    """The copies that are kept here."""
    return mirror.neighbours(kiosk.ledger)


def add(kiosk: Kiosk, enrolled: Registration, space: str) -> bool:
    """Keep a copy of a space, and fill it; whether the registry knows the space. Raises SyncError,
    TooManySpaces and TooManyItems."""
    with Client(enrolled, FILL_SECONDS) as client:
        found = space_state(client, space)
        if found is None:
            return False
        mirror.add(kiosk.ledger, space, found.name or space)
        _refresh(kiosk, client, [each for each in copies(kiosk) if each.space == space])
        return True


def drop(kiosk: Kiosk, space: str) -> bool:
    """Forget a copy; whether there was one."""
    return mirror.drop(kiosk.ledger, space)


def refresh(kiosk: Kiosk, enrolled: Registration, space: str = "") -> int:
    """Bring the copies up to date, or that of one space; how many. Raises SyncError and TooManyItems."""
    chosen = [each for each in copies(kiosk) if space in ("", each.space)]
    with Client(enrolled, FILL_SECONDS) as client:
        if chosen and not space:
            mirror.rename(kiosk.ledger, space_names(client))
        _refresh(kiosk, client, chosen)
    return len(chosen)


def refresh_stale(kiosk: Kiosk, secrets: Secrets) -> None:
    """Bring copies up to date that are old. It can wait: what fails is tried again."""
    enrolled = registration(kiosk.settings, secrets)
    if enrolled is None:
        return
    with suppress(SyncError, LedgerError):
        stale = _stale(kiosk)
        for space in stale:
            _refresh_one(kiosk, enrolled, space)
        if stale:
            _take_up_names(kiosk, enrolled)


def nearby(found: Sequence[Near]) -> tuple[Nearby, ...]:
    """What was found in copies, as it is shown."""
    return tuple(
        Nearby(each.space, each.name, each.at, Standing(item.code, 0, "", state, _quantity(item, state)))
        for each in found
        for item in [Item.model_validate_json(each.body)]
        if (state := state_of(item))
    )


def _take_up_names(kiosk: Kiosk, enrolled: Registration) -> None:
    with Client(enrolled, FILL_SECONDS) as client:
        mirror.rename(kiosk.ledger, space_names(client))


def _refresh_one(kiosk: Kiosk, enrolled: Registration, space: str) -> None:
    """What is wrong with one copy holds up no other. Raises what the others would meet, too."""
    try:
        refresh(kiosk, enrolled, space)
    except Unavailable:
        raise
    except (mirror.TooManyItems, NotARegistry, Refused):
        return


def _stale(kiosk: Kiosk) -> list[str]:
    """Copies that were filled and are old, the oldest first."""
    now = datetime.now(UTC)
    old = [each for each in copies(kiosk) if each.at and now - datetime.fromisoformat(each.at) > FRESH]
    return [each.space for each in sorted(old, key=lambda each: each.at)]


def _refresh(kiosk: Kiosk, client: Client, chosen: Sequence[Neighbour]) -> None:
    """A space that the registry does not know any more is forgotten."""
    for neighbour in chosen:
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        try:
            follow(kiosk.ledger, client, neighbour, now, search_words)
        except Refused as error:
            if error.kind is not ProblemKind.NO_SPACE:
                raise
            drop(kiosk, neighbour.space)


def _quantity(item: Item, state: State) -> int:
    return item.quantity if isinstance(state, Lot) else 0
