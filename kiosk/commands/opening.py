"""Opening the kiosk that a command works with, and reading its codes as a scanner's."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.commands.said import Failed
from kiosk.kiosk import Kiosk
from kiosk.language import _
from kiosk.start import open_kiosk


@contextmanager
def opened(arguments: Namespace, *, make: bool = False) -> Iterator[Kiosk]:
    """The kiosk over the database; `make` it where it is missing. Raises Failed and LedgerError."""
    path: Path = arguments.database
    if not make or path.is_dir():
        require_file(path)
    kiosk = open_kiosk(path)
    try:
        yield kiosk
    finally:
        kiosk.ledger.engine.dispose()


def require_file(path: Path) -> None:
    """Raise Failed where there is no such file: a typing mistake never makes an empty database."""
    if not path.is_file():
        sentence = _("There is no database {file}. The first piece received makes it.")
        raise Failed("no-database", sentence.format(file=path), {"file": str(path)})
