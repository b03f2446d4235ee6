"""Move: an item goes to a shelf."""

from kiosk.kiosk import Kiosk
from kiosk.use_cases.outcome import Outcome, carry_out
from stock import rules


def move(kiosk: Kiosk, code: str, shelf: str) -> Outcome:
    """Move it to the shelf with this code."""
    return carry_out(kiosk, lambda change: rules.move(change.resolve(code), change.shelf(shelf)))
