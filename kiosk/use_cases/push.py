"""Push and pull: the registry gets what it does not hold yet, and hands out what this kiosk lacks."""

from kiosk.kiosk import Kiosk
from kiosk.settings import Secrets, Settings
from kiosk.use_cases.join import TOKEN
from sync.alarms import alarms, settle
from sync.client import Registration
from sync.push import Outcome
from sync.push import push as push_round
from sync.states import Trouble


def registration(settings: Settings, secrets: Secrets) -> Registration | None:
    """Where this kiosk is enrolled; None where it has joined no registry, or its token is lost."""
    token = secrets.get(TOKEN)
    if not (settings.registry_url and settings.registry_space and token):
        return None
    return Registration(settings.registry_url, settings.registry_space, token)


def waiting_alarms(kiosk: Kiosk) -> tuple[Trouble, ...]:
    """What sync met that nobody has seen yet."""
    return alarms(kiosk.ledger)


def seen(kiosk: Kiosk) -> None:
    """Somebody has seen them."""
    settle(kiosk.ledger)


def push_and_follow(kiosk: Kiosk, secrets: Secrets) -> Outcome | None:
    """One round, and then the copy of a neighbour's stock that is old. Raises SyncError and LedgerError."""
    from kiosk.use_cases.mirror import refresh_stale

    outcome = push(kiosk, secrets)
    refresh_stale(kiosk, secrets)
    return outcome


def push(kiosk: Kiosk, secrets: Secrets) -> Outcome | None:
    """One round; None where this kiosk has joined no registry. Raises SyncError and LedgerError."""
    enrolled = registration(kiosk.settings, secrets)
    return push_round(kiosk.ledger, enrolled) if enrolled else None
