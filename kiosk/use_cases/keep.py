"""Keep: the database is examined, folded again, copied and brought back."""

from pathlib import Path

from kiosk.kiosk import Kiosk
from kiosk.start import open_ledger
from ledger import backup, health
from ledger.health import Health

PIN = "pin"


def examine(kiosk: Kiosk) -> Health:
    """What is wrong with the database, the log or the stock."""
    return health.examine(kiosk.ledger)


def rebuild(kiosk: Kiosk) -> int:
    """Fold everything again; how many lines of history there are."""
    return health.rebuild(kiosk.ledger)


def back_up(database: Path, target: Path) -> None:
    """Copy the database while it is in use. Raises LedgerError and OSError."""
    backup.back_up(database, target)


def restore(source: Path, database: Path) -> Path | None:
    """Put a backup in the database's place; where the one is kept that was there. It may be of an earlier
    version: a kiosk that is open goes on in it.

    Raises LedgerError and OSError; then the database is as it was.
    """
    backup.check_kiosk_file(source)
    return backup.restore_beside(source, database, lambda copy: open_ledger(copy).engine.dispose())
