"""From the start of the process to a usable screen, beside a bare app.

Usable is: the scan line is painted and takes scans. `answered_` is how long the first answer takes from the
start of the process when a scan is typed at once: libraries are loaded and the ledger is open by then.
"""

from pathlib import Path

from benchmarks.figures import Figures, beside, figures, resident_mb
from benchmarks.scan import BARE, kiosk_command
from benchmarks.terminal import Terminal

USABLE = "READY"
NO_SUCH_SIZE, ANSWER = "2999x2999", "No piece like that"


def start(database: Path, rounds: int = 15) -> Figures:
    """In turns; the first round is not counted."""
    ours, answers, peers = [], [], []
    memory = {"rss_mb": 0.0}, {"rss_mb": 0.0}
    for _round in range(rounds + 1):
        with Terminal(kiosk_command(database)) as kiosk:
            ours.append(kiosk.until(USABLE) - kiosk.started)
            kiosk.write(f"{NO_SUCH_SIZE}\r")
            answers.append(kiosk.until(ANSWER) - kiosk.started)
            _remember(kiosk, memory[0])
        with Terminal(BARE) as bare:
            peers.append(bare.until(USABLE) - bare.started)
            _remember(bare, memory[1])
    answered = {f"answered_{name}": value for name, value in figures(answers[1:]).items()}
    return beside(figures(ours[1:]) | memory[0], figures(peers[1:]) | memory[1]) | answered


def _remember(terminal: Terminal, memory: dict[str, float]) -> None:
    terminal.quiet(0.3)
    memory["rss_mb"] = max(memory["rss_mb"], resident_mb(terminal.pid))
