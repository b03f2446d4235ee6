"""Discard: an item, or what is left of it, is thrown away."""

from kiosk.kiosk import Kiosk
from kiosk.use_cases.outcome import Outcome, carry_out
from stock import rules


def discard(kiosk: Kiosk, code: str) -> Outcome:
    """Throw it away."""
    return carry_out(kiosk, lambda change: rules.discard(change.resolve(code)))
