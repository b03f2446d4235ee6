"""A relay over TCP that counts what goes through it: bytes each way, and requests.

It passes on at once (TCP_NODELAY): the second part of an answer would wait 40 ms for the first one's receipt.
"""

import socket
import threading
from dataclasses import dataclass
from types import TracebackType
from typing import Self

_AT_ONCE = 65536


@dataclass(slots=True)
class Wire:
    """What went through so far."""

    sent: int = 0
    received: int = 0
    requests: int = 0

    @property
    def total(self) -> int:
        """Bytes both ways."""
        return self.sent + self.received


class Relay:
    """Passes connections on to a port of this machine; used as a context."""

    def __init__(self, port: int) -> None:
        self._port, self._listening = port, socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.wire, self._lock = Wire(), threading.Lock()

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listening.close()

    def taken(self) -> Wire:
        """What went through since this was asked last."""
        with self._lock:
            taken, self.wire = self.wire, Wire()
        return taken

    def _accept(self) -> None:
        while True:
            try:
                near, _address = self._listening.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._port))
            for each in (near, far):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for pair in ((near, far, True), (far, near, False)):
                threading.Thread(target=self._pass_on, args=pair, daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket, is_request: bool) -> None:
        try:
            while data := one.recv(_AT_ONCE):
                self._count(data, is_request)
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)
        except OSError:
            other.close()

    def _count(self, data: bytes, is_request: bool) -> None:
        with self._lock:
            if is_request:
                self.wire.sent += len(data)
                self.wire.requests += data.count(b" HTTP/1.1\r\n")
            else:
                self.wire.received += len(data)
