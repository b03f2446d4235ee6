"""What follows from how a round ended: the words of the status bar, and when the next round is due."""

from typing import assert_never

from ledger.errors import LedgerError
from ledger.outbox import Unsent
from sync.errors import (
    AlreadySyncing,
    BadAddress,
    NotARegistry,
    Offline,
    Refused,
    SyncError,
    TooSlow,
    Unavailable,
)
from sync.push import Outcome
from sync.states import Delay, Matter, NeedsPerson, NeverJoined, State, Uncompared, Verified, Waiting
from sync.wire import ProblemKind

AFTER_SCAN_SECONDS = 2.0
BETWEEN_SECONDS = 300.0
SHORTEST_RETRY_SECONDS = 1.0
LONGEST_RETRY_SECONDS = 300.0

End = Outcome | SyncError | LedgerError | None
"""How a round ended; None where the kiosk has joined no registry."""


def state_after(end: End, now: str, unsent: Unsent) -> State:
    """What the status bar says after a round."""
    match end:
        case None:
            return NeverJoined()
        case Outcome(troubles=troubles) if troubles:
            return NeedsPerson(Matter.TROUBLE, troubles)
        case Outcome(is_verified=True):
            return Verified(now)
        case Outcome(uncompared=Uncompared(why, since)) if not unsent.events:
            return Waiting(why, 0, since)
        case Outcome():
            return Waiting(Delay.UNSETTLED, unsent.events, unsent.since)
        case BadAddress():
            return NeedsPerson(Matter.ADDRESS)
        case Refused() if not isinstance(end, Unavailable):
            return NeedsPerson(_matter(end))
        case SyncError() | LedgerError():
            return Waiting(_delay(end), unsent.events, unsent.since)
        case _:
            assert_never(end)


def pause_after(end: End, failures: int, chance: float) -> float:
    """Seconds until the next round: 5 minutes ± half, or, after failures, a random time up to a growing
    bound (full jitter), and never less than the registry asked for. An upgrade is not asked for sooner."""
    if isinstance(end, AlreadySyncing):
        return AFTER_SCAN_SECONDS * (1 + chance)
    if not failures or _waits_for_an_upgrade(end):
        return BETWEEN_SECONDS * (0.5 + chance)
    bound = min(LONGEST_RETRY_SECONDS, SHORTEST_RETRY_SECONDS * 2.0 ** min(failures, 20))
    asked = end.after_seconds if isinstance(end, Unavailable) else 0
    return max(SHORTEST_RETRY_SECONDS, chance * bound, float(asked))


def is_told_to_wait(end: End) -> bool:
    """Whether the registry asked for a pause, which a scan does not cut short."""
    return isinstance(end, Unavailable) and end.after_seconds > 0


def _waits_for_an_upgrade(end: End) -> bool:
    found = end.uncompared if isinstance(end, Outcome) else None
    return found is not None and found.why is Delay.OTHER_FOLD


def _matter(refused: Refused) -> Matter:
    kinds = (ProblemKind.NOT_ENROLLED, ProblemKind.OTHER_SPACE)
    return Matter.NOT_ENROLLED if refused.kind in kinds else Matter.REFUSED


def _delay(error: SyncError | LedgerError) -> Delay:
    match error:
        case Offline():
            return Delay.OFFLINE
        case TooSlow():
            return Delay.TOO_SLOW
        case NotARegistry():
            return Delay.NOT_A_REGISTRY
        case Refused():
            return Delay.UNAVAILABLE
        case LedgerError():
            return Delay.DATABASE
        case _:
            return Delay.UNSETTLED
