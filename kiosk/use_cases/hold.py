"""Hold: an item is kept for somebody for some days, or is free again."""

from datetime import date, timedelta

from kiosk.kiosk import Kiosk
from kiosk.use_cases.outcome import Outcome, carry_out
from stock import rules


def hold(kiosk: Kiosk, code: str, until: str = "") -> Outcome:
    """Hold it until an ISO day, or for as many days as the settings say."""
    today = kiosk.today()
    last = until or (date.fromisoformat(today) + timedelta(days=int(kiosk.settings.hold_days))).isoformat()
    return carry_out(kiosk, lambda change: rules.hold(change.resolve(code), last, today))


def unhold(kiosk: Kiosk, code: str) -> Outcome:
    """Free it."""
    return carry_out(kiosk, lambda change: rules.unhold(change.resolve(code), kiosk.today()))
