"""From the first byte of a scan until its answer is on the screen, commit included, beside a bare app."""

import sys
from itertools import islice
from pathlib import Path

from benchmarks.figures import Figures, beside, figures, resident_mb
from benchmarks.stock_file import Piece, pieces_here
from benchmarks.terminal import Terminal

BARE = (sys.executable, "-m", "benchmarks.bare_app")
LINK = "HTTP://AB/"
WARM_UP = 10


def kiosk_command(database: Path) -> tuple[str, ...]:
    """How the kiosk is started on a database."""
    return sys.executable, "-m", "kiosk", "--db", str(database)


def scan(database: Path, rounds: int = 200) -> Figures:
    """Pieces are taken one by one; each scan is 20 characters and Enter."""
    pieces = list(islice(pieces_here(database), rounds + WARM_UP))
    ours, peers = [], []
    with Terminal(kiosk_command(database)) as kiosk, Terminal(BARE) as bare:
        kiosk.until("READY")
        bare.until("READY")
        for terminal in (kiosk, bare):
            terminal.quiet(0.3)
        for piece in pieces:
            ours.append(_scan(kiosk, piece, piece.shown))
            peers.append(_scan(bare, piece, f"OK:{LINK}{piece.code}"))
        memory = {"rss_mb": resident_mb(kiosk.pid)}, {"rss_mb": resident_mb(bare.pid)}
    return beside(figures(ours[WARM_UP:]) | memory[0], figures(peers[WARM_UP:]) | memory[1])


def _scan(terminal: Terminal, piece: Piece, answer: str) -> float:
    start = terminal.write(f"{LINK}{piece.code}\r")
    seconds = terminal.until(answer) - start
    terminal.quiet()
    return seconds


def burst(database: Path, codes: int = 50, rounds: int = 10) -> Figures:
    """Codes pasted at once: milliseconds a code until the last answer; every answer in order, none joined."""
    pieces = pieces_here(database)
    seconds = []
    with Terminal(kiosk_command(database)) as kiosk:
        kiosk.until("READY")
        kiosk.quiet(0.3)
        for _round in range(rounds):
            batch = list(islice(pieces, codes))
            start = kiosk.write("".join(f"{piece.code}\r" for piece in batch))
            seconds.append((kiosk.until(batch[-1].shown, seconds=60) - start) / codes)
            kiosk.quiet()
        memory = resident_mb(kiosk.pid)
    return figures(seconds) | {"codes": codes, "rss_mb": memory}
