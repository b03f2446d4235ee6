"""Push and pull: the registry gets what it does not hold yet, and hands out what this kiosk lacks."""

from kiosk.kiosk import Kiosk
from kiosk.settings import Secrets
from kiosk.use_cases.token import note_refused, registration, renew_when_old
from sync.alarms import alarms, settle
from sync.client import Client
from sync.errors import Refused
from sync.push import Outcome, push_once
from sync.states import Trouble, Uncompared
from sync.uncompared import uncompared
from sync.wire import ProblemKind

_SHUT_OUT = (ProblemKind.NOT_ENROLLED, ProblemKind.OTHER_SPACE)


def waiting_alarms(kiosk: Kiosk) -> tuple[Trouble, ...]:
    """What sync met that nobody has seen yet."""
    return alarms(kiosk.ledger)


def not_compared(kiosk: Kiosk) -> Uncompared | None:
    """Since when the registry has every event and is not known to have the same stock; None where it is."""
    return uncompared(kiosk.ledger)


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
    """One round, and a new token where it is time for one; None where this kiosk has joined no registry.
    Raises SyncError and LedgerError."""
    enrolled = registration(kiosk.settings, secrets)
    if enrolled is None:
        return None
    with Client(enrolled) as client:
        try:
            outcome = push_once(kiosk.ledger, client)
        except Refused as error:
            if error.kind in _SHUT_OUT:
                note_refused(secrets, refused=True)
            raise
        note_refused(secrets, refused=False)
        renew_when_old(secrets, enrolled, client)
    return outcome
