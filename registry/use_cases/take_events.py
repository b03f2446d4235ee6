"""Accept event lines of a kiosk's log, and derive the space's stock where little waits."""

from collections.abc import Sequence

from ledger import intake
from ledger.intake import BadLine
from ledger.ledger import Fork, Gap, Stored
from registry.spaces import Spaces
from sync.wire import EventsHeader


def take_events(
    spaces: Spaces, space: str, header: EventsHeader, lines: Sequence[bytes]
) -> Stored | Gap | Fork | BadLine:
    """Durable when this returns. Lines that are here already change nothing. What is not derived with them
    waits for the thread that derives."""
    with spaces.writing():
        ledger = spaces.ledger(space)
        found = intake.take_in(ledger, header.log, header.first, bytes.fromhex(header.prev), lines)
    if isinstance(found, Stored) and found.waiting:
        spaces.waiting.push(space)
    return found
