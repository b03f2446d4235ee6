"""What a ledger of the registry holds of one space, as `sync.registrar` asks for it."""

from collections.abc import Sequence

from ledger import intake, outbox
from ledger.ledger import Ledger
from registry.kept import KeptMarks
from stock.fold import FOLD_VERSION
from sync.effects import Batch
from sync.wire import LogMark


class LedgerArchive:
    """See `sync.registrar.Archive`."""

    def __init__(self, ledger: Ledger, kept: KeptMarks) -> None:
        self._ledger, self._kept = ledger, kept

    def marks(self) -> Sequence[LogMark]:
        """See `Archive`."""
        return self._kept.marks(self._ledger)

    def state(self) -> tuple[int, str] | None:
        """See `Archive`."""
        found = intake.state_of(self._ledger)
        return (FOLD_VERSION, found.hex()) if found is not None else None

    def hash_at(self, log: str, seq: int) -> str | None:
        """See `Archive`."""
        found = intake.hash_at(self._ledger, log, seq)
        return found.hex() if found else None

    def lines(self, log: str, after: int, most: int) -> Batch | None:
        """See `Archive`."""
        found = outbox.lines_to_send(self._ledger, log, after, most)
        if found is None:
            return None
        return Batch(log, found.first, found.prev.hex(), found.lines, found.head.hex())
