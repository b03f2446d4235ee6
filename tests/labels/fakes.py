"""Printers that answer as real ones do, at the other end of a real socket."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE_SECONDS = 10.0


def hs(
    *, paper_out: bool = False, paused: bool = False, open_: bool = False, waiting: int = 0, formats: int = 0
) -> bytes:
    """A Zebra's answer to ~HS, as its programming guide lays it out."""
    first = f"030,{paper_out:d},{paused:d},0232,{formats:03},0,0,0,000,0,0,0"
    second = f"000,0,{open_:d},0,1,2,6,0,{waiting:08},1,000"
    return b"".join(b"\x02" + line.encode() + b"\x03\r\n" for line in (first, second, "1234,0"))


def said_by_brother(
    first: int = 0, second: int = 0, kind: int = 0, phase: int = 0, model: int = 0x39
) -> bytes:
    """A Brother's 32 bytes, as its reference lays them out."""
    answer = bytearray(32)
    answer[:8] = bytes((0x80, 0x20, 0x42, 0x34, model, 0x30, 0x00, 0x00))
    answer[8], answer[9], answer[10], answer[11], answer[17] = first, second, 62, 0x0A, 29
    answer[18], answer[19] = kind, phase
    return bytes(answer)


class Box:
    """A printer in the network: what it was sent, and what it answers to each piece; None hangs up."""

    def __init__(self, answers: Callable[[bytes], bytes | None]) -> None:
        self.received = bytearray()
        self.connections = 0
        self._answers = answers
        self._last: object = None
        self._server = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """Where it listens."""
        port: int = self._server.getsockname()[1]
        return port

    def stop(self) -> None:
        """Pull the plug, once all that was sent has arrived: connections are taken in their order."""
        with socket.socket() as last:
            last.bind(("127.0.0.1", 0))
            self._last = last.getsockname()
            last.connect(("127.0.0.1", self.port))
            self._thread.join(PATIENCE_SECONDS)
        self._server.close()

    def _serve(self) -> None:
        while True:
            line, peer = self._server.accept()
            with line:
                if peer == self._last:
                    return
                self.connections += 1
                self._listen(line)

    def _listen(self, line: socket.socket) -> None:
        while piece := line.recv(65_536):
            self.received += piece
            said = self._answers(bytes(self.received))
            if said is None:
                return
            line.sendall(said)


@contextmanager
def box(answers: Callable[[bytes], bytes | None] = lambda _: b"") -> Iterator[Box]:
    """A printer for the length of a test."""
    running = Box(answers)
    try:
        yield running
    finally:
        running.stop()
