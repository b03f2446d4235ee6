"""A program in a pseudo-terminal of 80 × 24, as a scanner and a person see it.

The terminal is the program's own: should the benchmark end untidily, the program is hung up on and ends too.
"""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from time import perf_counter
from types import TracebackType
from typing import Self


class NoAnswer(AssertionError):
    """What was waited for did not appear."""


class Terminal:
    """Starts a program in a pseudo-terminal; `until` reads what it writes, as raw bytes."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        settings = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        self.started = perf_counter()
        self._process = subprocess.Popen(
            command,
            env={**os.environ, **settings, **(environment or {})},
            preexec_fn=lambda: os.login_tty(slave),  # noqa: PLW1509 (a benchmark has one thread)
        )
        os.close(slave)
        self._seen = b""

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def write(self, text: str) -> float:
        """Type, all at once; when the first byte was written, by `perf_counter`."""
        self._seen = b""
        start = perf_counter()
        os.write(self._master, text.encode())
        return start

    def until(self, *markers: str, seconds: float = 20) -> float:
        """When every marker has been written since the last `write`, by `perf_counter`."""
        wanted = [marker.encode() for marker in markers]
        deadline = perf_counter() + seconds
        while not all(marker in self._seen for marker in wanted):
            self._read(deadline, markers)
        return perf_counter()

    def quiet(self, seconds: float = 0.15) -> None:
        """Read until nothing was written for a while: one measurement leaves nothing to the next."""
        while select.select([self._master], [], [], seconds)[0]:
            self._seen += os.read(self._master, 65536)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._master)

    def _read(self, deadline: float, markers: Sequence[str]) -> None:
        left = deadline - perf_counter()
        if left <= 0 or not select.select([self._master], [], [], left)[0]:
            raise NoAnswer(f"no {markers} in {self._seen[-2000:]!r}")
        self._seen += os.read(self._master, 65536)
