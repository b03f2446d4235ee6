"""Put back: a taken piece, or some of a lot, returns to the space."""

from kiosk.kiosk import Kiosk
from kiosk.use_cases.outcome import Outcome, carry_out
from stock import rules


def put_back(kiosk: Kiosk, code: str, quantity: int = 0) -> Outcome:
    """Bring it back; `quantity` is in the lot's unit."""
    return carry_out(kiosk, lambda change: rules.put_back(change.resolve(code), quantity))
