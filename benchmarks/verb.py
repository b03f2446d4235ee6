"""A verb's use case alone, durable commit included, beside a bare commit of the same bytes."""

import sqlite3
from itertools import islice
from pathlib import Path

from benchmarks.figures import Figures, Stopwatch, beside, figures, resident_mb
from benchmarks.stock_file import pieces_here
from kiosk.start import open_kiosk
from kiosk.use_cases.outcome import Done
from kiosk.use_cases.take import take
from ledger.engine import PRAGMAS
from stock.events import encode

WARM_UP = 20


class BareLog:
    """The least that keeps a line: one table, the ledger's own pragmas, nothing else."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        for pragma in PRAGMAS:
            self._connection.execute(pragma)
        self._connection.execute("CREATE TABLE line (seq INTEGER PRIMARY KEY, line BLOB)")

    def commit(self, line: bytes) -> None:
        """Keep one line, durably."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("INSERT INTO line (line) VALUES (?)", (line,))
        self._connection.execute("COMMIT")


def verb(database: Path, rounds: int = 500) -> Figures:
    """Pieces are taken one by one; after each, the bare log commits the same event line."""
    kiosk, bare = open_kiosk(database), BareLog(database.with_name("bare.db"))
    ours, peers = Stopwatch(), Stopwatch()
    for piece in islice(pieces_here(database), rounds + WARM_UP):
        with ours:
            outcome = take(kiosk, piece.code)
        if not isinstance(outcome, Done):
            raise TypeError(f"{piece.code} was refused: {outcome.reason}")
        line = encode(outcome.event)
        with peers:
            bare.commit(line)
    found = figures(ours.seconds[WARM_UP:]) | {"rss_mb": resident_mb()}
    peer = figures(peers.seconds[WARM_UP:])
    both = beside(found, peer)
    return both | {"ratio_p99": round(found["p99"] / peer["p99"], 3)}
