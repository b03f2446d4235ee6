"""Weigh: a piece is put on the scales."""

from kiosk.kiosk import Kiosk
from kiosk.use_cases.outcome import Outcome, carry_out
from stock import rules


def weigh(kiosk: Kiosk, code: str, mass_mg: int) -> Outcome:
    """Note its measured mass in mg."""
    return carry_out(kiosk, lambda change: rules.weigh(change.resolve(code), mass_mg))
