"""Is there a space with this id? Something that goes to one that nobody knows is on its way to nowhere."""

from dataclasses import dataclass

from kiosk.kiosk import Kiosk
from kiosk.settings import Secrets
from kiosk.use_cases.spaces import is_known_here
from kiosk.use_cases.token import registration
from sync.client import Client
from sync.errors import SyncError
from sync.mirror import space_ids

ASKING_SECONDS = 5.0
"""So long a registry that does not answer is waited for, before it goes on without."""


@dataclass(frozen=True, slots=True)
class NoSpace:
    """There is none; the ids of those that there are."""

    spaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Nobody could be asked."""


Checked = NoSpace | Unchecked | None


def check_space(kiosk: Kiosk, secrets: Secrets, space: str) -> Checked:
    """None for a space that there is, or where no registry was joined. Waits for the registry. Raises
    LedgerError."""
    enrolled = registration(kiosk.settings, secrets)
    if enrolled is None or is_known_here(kiosk, space):
        return None
    try:
        with Client(enrolled, ASKING_SECONDS) as client:
            known = space_ids(client)
    except SyncError:
        return Unchecked()
    return None if space in known else NoSpace(tuple(known))
