"""From the press of the label key to the first byte at a printer in the network, through the whole kiosk."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from time import perf_counter

from benchmarks.figures import Figures, figures, resident_mb
from benchmarks.scan import kiosk_command
from benchmarks.stock_file import pieces_here
from benchmarks.terminal import Terminal
from kiosk.printing import WARM_UP_SECONDS
from kiosk.start import change_settings, open_kiosk
from labels.printing.printer import Printer, write_printer
from labels.status.printer import Tongue
from labels.status.zebra import ASK

LABEL_KEY = "\x1b[18~"
WARM_UP = 5
PATIENCE_SECONDS = 20
_HEALTHY = (
    b"\x02030,0,0,0232,000,0,0,0,000,0,0,0\x03\r\n"
    b"\x02000,0,0,0,1,2,6,0,00000000,1,000\x03\r\n"
    b"\x021234,0\x03\r\n"
)


def first_byte(database: Path, rounds: int = 100) -> Figures:
    """Each piece is scanned, then its label is asked for with one key."""
    seconds = []
    with _zebra() as (port, came):
        _use_printer(database, port)
        with Terminal(kiosk_command(database)) as kiosk:
            kiosk.until("READY")
            kiosk.quiet(WARM_UP_SECONDS + 2)
            for piece in islice(pieces_here(database), rounds + WARM_UP):
                kiosk.write(f"{piece.code}\r")
                kiosk.until(piece.shown)
                kiosk.quiet()
                start = kiosk.write(LABEL_KEY)
                seconds.append(came.get(timeout=PATIENCE_SECONDS) - start)
                kiosk.until("zebra")
                kiosk.quiet()
            memory = {"rss_mb": resident_mb(kiosk.pid), "press_rss_mb": resident_mb(_press_of(kiosk.pid))}
    return figures(seconds[WARM_UP:]) | memory


def _use_printer(database: Path, port: int) -> None:
    printer = Printer("zebra", f"tcp://127.0.0.1:{port}", Tongue.ZPL, "Zebra 57x32", 203)
    write_printer(database.parent / "printers", printer)
    kiosk = open_kiosk(database)
    change_settings(kiosk.ledger, kiosk.settings, {"printer": "zebra"})
    kiosk.ledger.engine.dispose()


@contextmanager
def _zebra() -> Iterator[tuple[int, "SimpleQueue[float]"]]:
    """A printer that notes when the first byte of each label comes, and says that it prints well."""
    came: SimpleQueue[float] = SimpleQueue()
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=_serve, args=(server, came), daemon=True).start()
        yield server.getsockname()[1], came


def _serve(server: socket.socket, came: "SimpleQueue[float]") -> None:
    while True:
        line, _ = server.accept()
        with line:
            got = line.recv(1)
            at = perf_counter()
            if got == b"^":
                came.put(at)
            while piece := line.recv(65_536):
                got += piece
                if got.endswith(ASK):
                    line.sendall(_HEALTHY)


def _press_of(kiosk: int) -> int:
    """The process that prints for a kiosk."""
    children = Path(f"/proc/{kiosk}/task").glob("*/children")
    return next(int(child) for path in children for child in path.read_text().split())
