"""Quarantine: staff set an item apart, or release it with a proof of what it is."""

from kiosk.kiosk import Kiosk
from kiosk.use_cases.outcome import Outcome, carry_out
from ledger.search import SHOWN
from stock import rules
from stock.fold import Standing


def quarantine(kiosk: Kiosk, code: str) -> Outcome:
    """Set it apart."""
    return carry_out(kiosk, lambda change: rules.quarantine(change.resolve(code)))


def release(kiosk: Kiosk, code: str, material: str, proof: str) -> Outcome:
    """Release it as a known material; `proof` says how that is known (a data sheet, a burn test)."""
    return carry_out(kiosk, lambda change: rules.release(change.resolve(code), material, proof))


def waiting(kiosk: Kiosk, limit: int = SHOWN) -> list[Standing]:
    """What waits for staff, the oldest first."""
    with kiosk.ledger.reading() as reading:
        return reading.quarantined(limit)
