"""From the start of the process to a usable screen, beside a bare app: a scan would be answered now."""

from pathlib import Path

from benchmarks.figures import Figures, beside, figures, resident_mb
from benchmarks.scan import BARE, kiosk_command
from benchmarks.terminal import Terminal

USABLE = "READY"


def start(database: Path, rounds: int = 15) -> Figures:
    """In turns; the kiosk's screen is usable when its ledger is open and it says so."""
    ours, peers = [], []
    memory = {"rss_mb": 0.0}, {"rss_mb": 0.0}
    for _round in range(rounds + 1):
        ours.append(_start(kiosk_command(database), memory[0]))
        peers.append(_start(BARE, memory[1]))
    return beside(figures(ours[1:]) | memory[0], figures(peers[1:]) | memory[1])


def _start(command: tuple[str, ...], memory: dict[str, float]) -> float:
    with Terminal(command) as terminal:
        seconds = terminal.until(USABLE) - terminal.started
        terminal.quiet(0.5)
        memory["rss_mb"] = max(memory["rss_mb"], resident_mb(terminal.pid))
    return seconds
