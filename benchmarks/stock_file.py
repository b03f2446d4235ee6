"""The ledger file that benchmarks run on, and what lies in it: 100,000 pieces, 300,000 events."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.world import build
from kiosk.start import change_settings, open_kiosk
from stock.codes import spaced

PIECES, EVENTS, SEED = 100_000, 300_000, 1


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece that is on the shelf."""

    code: str

    @property
    def shown(self) -> str:
        """The code as a screen shows it."""
        return spaced(self.code)


@contextmanager
def stock_file(kept: Path | None = None) -> Iterator[Path]:
    """A fresh copy of the file; `kept` is built once and copied from then on."""
    with tempfile.TemporaryDirectory(prefix="benchmark-", dir=kept.parent if kept else None) as folder:
        database = Path(folder) / "kiosk.db"
        if kept and kept.exists():
            shutil.copy(kept, database)
        else:
            build(database, PIECES, EVENTS, SEED)
            _set_up(database)
            if kept:
                shutil.copy(database, kept)
        yield database


def _set_up(database: Path) -> None:
    """Answer the first start's questions."""
    kiosk = open_kiosk(database)
    change_settings(kiosk.ledger, kiosk.settings, {"space_name": "Rīga", "language": "en"})


def pieces_here(database: Path) -> Iterator[Piece]:
    """Pieces on the shelf that may be taken, in the order of their codes."""
    kiosk = open_kiosk(database)
    after = ""
    while True:
        with kiosk.ledger.reading() as reading:
            batch = reading.items(after)
        if not batch:
            return
        yield from (Piece(each.item) for each in batch if _may_be_taken(each.state))
        after = batch[-1].item


def _may_be_taken(state: object) -> bool:
    from stock.items import Piece as StockPiece
    from stock.items import Status

    return (
        isinstance(state, StockPiece)
        and state.status == Status.HERE
        and not state.held_until
        and not state.quarantined
    )
