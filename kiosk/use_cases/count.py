"""Count: how many, or how much, of a lot is really there."""

from kiosk.kiosk import Kiosk
from kiosk.use_cases.outcome import Outcome, carry_out
from stock import rules


def count(kiosk: Kiosk, code: str, counted: int) -> Outcome:
    """Count it, in the lot's unit."""
    return carry_out(kiosk, lambda change: rules.count(change.resolve(code), counted))
