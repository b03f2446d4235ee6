"""Push: the registry gets what it does not hold yet."""

from kiosk.kiosk import Kiosk
from kiosk.settings import Secrets, Settings
from kiosk.use_cases.join import TOKEN
from sync.client import Registration
from sync.push import Outcome
from sync.push import push as push_round


def registration(settings: Settings, secrets: Secrets) -> Registration | None:
    """Where this kiosk is enrolled; None where it has joined no registry, or its token is lost."""
    token = secrets.get(TOKEN)
    if not (settings.registry_url and settings.registry_space and token):
        return None
    return Registration(settings.registry_url, settings.registry_space, token)


def push(kiosk: Kiosk, secrets: Secrets) -> Outcome | None:
    """One round; None where this kiosk has joined no registry. Raises SyncError and LedgerError."""
    enrolled = registration(kiosk.settings, secrets)
    return push_round(kiosk.ledger, enrolled) if enrolled else None
