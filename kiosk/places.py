"""Where a kiosk's data lies: the user's data folder (XDG Base Directory Specification)."""

from errno import EACCES, EDQUOT, ENOSPC, EPERM, EROFS
from pathlib import Path

from platformdirs import user_data_path

from ledger.errors import DiskFull, NotFound, ReadOnly

DATABASE = "kiosk.db"
DEMO = "demo.db"
LABELS = "labels"
DRAWINGS = "drawings"
DEMO_CODES = "demo-codes.pdf"
STICKS = (Path("/media"), Path("/run/media"), Path("/mnt"))
"""Where systems show the files of USB sticks."""


def data_folder() -> Path:
    """The user's data folder for kiosks; `make_data_folder` makes it."""
    return user_data_path("makerspace-kiosk", appauthor=False)


def default_database(*, demo: bool = False) -> Path:
    """The kiosk's database, or the one of the demo."""
    return data_folder() / (DEMO if demo else DATABASE)


def label_folder(database: Path) -> Path:
    """Where label files go when there is no printer (`labels.printing.stationery` lays the folder out)."""
    return database.parent / LABELS


def drawing_folder(database: Path) -> Path:
    """Where drawings and photos of offcuts are looked for."""
    return database.parent / DRAWINGS


def make_data_folder(database: Path) -> None:
    """Make the user's data folder where the database is to lie in it; never another. Raises LedgerError."""
    if database.parent != data_folder():
        return
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _REASONS.get(error.errno or 0, NotFound)(str(database.parent)) from error


_REASONS = {EACCES: ReadOnly, EPERM: ReadOnly, EROFS: ReadOnly, ENOSPC: DiskFull, EDQUOT: DiskFull}
