"""Folding everything again from the log."""

from pathlib import Path
from time import perf_counter

from benchmarks.figures import Figures, resident_mb
from benchmarks.stock_file import EVENTS
from kiosk.start import open_kiosk
from ledger.health import rebuild


def rebuild_all(database: Path) -> Figures:
    """Events a second."""
    kiosk = open_kiosk(database)
    begun = perf_counter()
    rebuild(kiosk.ledger)
    return {"n": EVENTS, "rate": round(EVENTS / (perf_counter() - begun)), "rss_mb": resident_mb()}
