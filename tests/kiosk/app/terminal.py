"""A real terminal: the kiosk as a process behind a pseudo-terminal, and what a person sees of it."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pyte

PATIENCE_SECONDS = 30
COLUMNS, ROWS = 80, 24


class Terminal:
    """One process and its screen. `raw` is every byte that it wrote."""

    def __init__(self, process: int, line: int) -> None:
        self.process, self.raw = process, b""
        self._line = line
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)

    def types(self, data: str | bytes) -> None:
        """Write to it what a keyboard would."""
        os.write(self._line, data.encode() if isinstance(data, str) else data)

    def until(self, condition: Callable[[str], bool]) -> str:
        """Read until the screen is so; the screen."""
        deadline = monotonic() + PATIENCE_SECONDS
        while not condition(self.screen):
            assert monotonic() < deadline, self.screen
            self._read()
        return self.screen

    def shows(self, *texts: str) -> str:
        """Read until the screen shows all of these; the screen."""
        return self.until(lambda screen: all(text in screen for text in texts))

    @property
    def screen(self) -> str:
        """What is on it."""
        return "\n".join(self._screen.display)

    def hang_up(self) -> None:
        """The terminal goes away."""
        os.close(self._line)
        self._line = -1

    def exit_code(self) -> int:
        """Wait for its end."""
        deadline = monotonic() + PATIENCE_SECONDS
        while not (ended := os.waitpid(self.process, os.WNOHANG))[0]:
            assert monotonic() < deadline, self.screen
            self._read()
        self.process = 0
        return os.waitstatus_to_exitcode(ended[1])

    def close(self) -> None:
        """End it, if it has not ended."""
        if self.process:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        if self._line >= 0:
            os.close(self._line)

    def _read(self) -> None:
        if self._line < 0 or not select.select([self._line], [], [], 0.05)[0]:
            return
        try:
            data = os.read(self._line, 65536)
        except OSError:
            return
        self.raw += data
        self._stream.feed(data)


@contextmanager
def kiosk_on_a_terminal(*arguments: str, home: Path) -> Iterator[Terminal]:
    """`python -m kiosk` in an 80 × 24 terminal, with a home of its own."""
    process, line = pty.fork()
    if not process:
        environment = os.environ | {"TERM": "xterm-256color", "HOME": str(home), "XDG_DATA_HOME": str(home)}
        os.execve(sys.executable, [sys.executable, "-m", "kiosk", *arguments], environment)
    fcntl.ioctl(line, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    terminal = Terminal(process, line)
    try:
        yield terminal
    finally:
        terminal.close()
