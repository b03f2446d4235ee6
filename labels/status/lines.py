"""The lines to a printer: TCP, as label printers listen on port 9100, or a device file of the system."""

import os
import select
import socket
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Protocol

from labels.errors import PrinterMissing, PrinterSilent

PORT = 9_100
_PIECE = 4_096
_MOST_ANSWER = 65_536

Whole = Callable[[bytes], bool]
"""Whether an answer is complete."""


class Line(Protocol):
    """Where a printer is reached. Raises PrinterMissing where none is, PrinterSilent where it hangs."""

    def send(self, data: bytes) -> None:
        """All of the data, handed to the printer."""

    def ask(self, question: bytes, whole: Whole, patience_seconds: float | None = None) -> bytes:
        """The printer's answer; as much of it as came in time where it is not whole."""


@dataclass(frozen=True, slots=True)
class TcpLine:
    """A printer in the network."""

    host: str
    port: int = PORT
    patience_seconds: float = 5.0

    def send(self, data: bytes) -> None:
        """All of the data, until the printer has taken it."""
        with self._open() as line:
            self._guarded(lambda: line.sendall(data))

    def ask(self, question: bytes, whole: Whole, patience_seconds: float | None = None) -> bytes:
        """What the printer answers on the same connection."""
        with self._open() as line:
            self._guarded(lambda: line.sendall(question))
            return _answer(line.fileno(), whole, patience_seconds or self.patience_seconds)

    def _open(self) -> socket.socket:
        try:
            return socket.create_connection((self.host, self.port), self.patience_seconds)
        except OSError as error:
            raise PrinterMissing(f"{self.host}:{self.port}") from error

    def _guarded(self, act: Callable[[], None]) -> None:
        try:
            act()
        except OSError as error:
            raise PrinterSilent(f"{self.host}:{self.port}") from error


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A printer at a device file, such as `/dev/usb/lp0`."""

    path: Path
    patience_seconds: float = 5.0

    def send(self, data: bytes) -> None:
        """All of the data, until the printer has taken it."""
        with closing(_Device(self.path)) as device:
            device.write(data, self.patience_seconds)

    def ask(self, question: bytes, whole: Whole, patience_seconds: float | None = None) -> bytes:
        """What the printer answers."""
        with closing(_Device(self.path)) as device:
            device.write(question, self.patience_seconds)
            return _answer(device.file, whole, patience_seconds or self.patience_seconds)


class _Device:
    """A device file, open both ways and never waited for without end."""

    def __init__(self, path: Path) -> None:
        self._name = str(path)
        try:
            self.file = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError as error:
            raise PrinterMissing(self._name) from error

    def close(self) -> None:
        """Let the printer go."""
        os.close(self.file)

    def write(self, data: bytes, patience_seconds: float) -> None:
        """All of it, as long as the printer takes some within its patience."""
        left = memoryview(data)
        while left:
            _, ready, _ = select.select([], [self.file], [], patience_seconds)
            if not ready:
                raise PrinterSilent(self._name)
            try:
                left = left[os.write(self.file, left[:_PIECE]) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise PrinterSilent(self._name) from error


def _answer(file: int, whole: Whole, patience_seconds: float) -> bytes:
    """What comes until it is whole, the time is up, or nobody is there any more."""
    said, until = b"", monotonic() + patience_seconds
    while not whole(said) and len(said) < _MOST_ANSWER:
        ready, _, _ = select.select([file], [], [], max(0.0, until - monotonic()))
        piece = _piece(file) if ready else b""
        if not piece:
            return said
        said += piece
    return said


def _piece(file: int) -> bytes:
    try:
        return os.read(file, _PIECE)
    except OSError:
        return b""
