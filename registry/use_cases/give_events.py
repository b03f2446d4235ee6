"""Give out event lines of one log of the kiosk's own space."""

from registry.archive import LedgerArchive
from registry.spaces import Spaces
from sync.effects import Batch
from sync.registrar import give
from sync.wire import Problem


def give_events(spaces: Spaces, space: str, log: str, after: int) -> Batch | Problem:
    """Lines after a number, or where the log goes when it does not go that far."""
    with spaces.reading():
        return give(log, after, LedgerArchive(spaces.ledger(space)))
