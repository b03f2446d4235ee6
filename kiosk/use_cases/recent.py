"""Recent: what was recorded last, shown after a restart so that nobody scans it twice."""

from kiosk.kiosk import Kiosk
from stock.events import Event, Kind

_UNSEEN = frozenset({Kind.GENESIS, Kind.ISSUED})


def recent(kiosk: Kiosk, limit: int = 3) -> list[Event]:
    """The last recorded scans, newest first."""
    with kiosk.ledger.reading() as reading:
        return [event for event in reading.recent(limit * 3) if event.kind not in _UNSEEN][:limit]
