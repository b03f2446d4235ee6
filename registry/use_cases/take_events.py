"""Take in event lines of a kiosk's log and fold them into the space's stock."""

from collections.abc import Sequence

from ledger import intake
from ledger.intake import BadLine
from ledger.ledger import Fork, Gap, Stored
from registry.spaces import Spaces
from sync.wire import EventsHeader


def take_events(
    spaces: Spaces, space: str, header: EventsHeader, lines: Sequence[bytes]
) -> Stored | Gap | Fork | BadLine:
    """Durable when this returns. Lines that are here already change nothing."""
    with spaces.writing():
        ledger = spaces.ledger(space)
        return intake.take_in(ledger, header.log, header.first, bytes.fromhex(header.prev), lines)
