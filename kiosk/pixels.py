"""Pictures of dots on the screen, where the terminal shows Sixel and the extra `pictures` is installed.

Nothing is asked and nothing is loaded before there is such a picture to show. The terminal's answer comes
through the one reader, as keys do, so no scan is taken for it; until then, and elsewhere, half blocks stay.
"""

import fcntl
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from threading import Lock, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stock.outlines import Outline

_DRAW_SECONDS = 20.0
_MOST_CELLS = 4_000


@dataclass(frozen=True, slots=True)
class Marked:
    """An outline, and the corners in µm of a rectangle in it."""

    outline: "Outline"
    inside: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture of a plan's piece (`Drawn`) or of an outline (`Marked`), in at most so many characters of so
    many dots."""

    of: object
    columns: int
    rows: int
    cell: tuple[int, int]


def is_installed() -> bool:
    """Whether the extra `pictures` is."""
    return find_spec("textual_image") is not None


class Pixels:
    """Makes pictures in the background, one at a time. `ask` asks the terminal, `changed` is called, from any
    thread, when a picture is there. `cell` is how many dots a character has, (0, 0) where nobody knows."""

    def __init__(
        self,
        ask: Callable[[], None],
        changed: Callable[[], None],
        cell: Callable[[], tuple[int, int]],
        make: Callable[[Wanted], str] | None = None,
    ) -> None:
        self._ask, self._changed, self._cell, self._make = ask, changed, cell, make or drawn
        self._is_asked = self._draws = False
        self._wanted: Wanted | None = None
        self._making: Wanted | None = None
        self._made: tuple[Wanted, str] | None = None
        self._lock = Lock()

    def heard(self, *, draws: bool) -> None:
        """The terminal said whether it shows such pictures."""
        self._draws = draws and all(self._cell())
        self._changed()

    def of(self, drawing: object, columns: int, rows: int) -> str:
        """What the terminal is sent for a picture in so many characters; "" where it shows none, or not
        yet."""
        if not self._is_drawing() or columns * rows > _MOST_CELLS:
            return ""
        wanted = Wanted(drawing, columns, rows, self._cell())
        if self._made and self._made[0] == wanted:
            return self._made[1]
        self._want(wanted)
        return ""

    def _is_drawing(self) -> bool:
        if not self._is_asked:
            self._is_asked = True
            if is_installed() and all(self._cell()):
                self._ask()
        return self._draws

    def _want(self, wanted: Wanted) -> None:
        with self._lock:
            if self._making is not None:
                self._wanted = None if wanted == self._making else wanted
                return
            self._making = wanted
        Thread(target=self._work, args=[wanted], name="pixels", daemon=True).start()

    def _work(self, first: Wanted) -> None:
        """Make what is wanted, until that is the last thing that was."""
        wanted: Wanted | None = first
        while wanted:
            self._made = wanted, self._make(wanted)
            if self._wanted is None:
                self._changed()
            wanted = self._next()

    def _next(self) -> Wanted | None:
        with self._lock:
            self._making, self._wanted = self._wanted, None
            return self._making


def terminal_cell() -> tuple[int, int]:
    """How many dots a character of this terminal is wide and high; (0, 0) where it does not say so."""
    try:
        said = fcntl.ioctl(sys.__stdout__ or 1, termios.TIOCGWINSZ, bytes(8))
    except OSError:
        return 0, 0
    rows, columns, wide, high = struct.unpack("4H", said)
    return (wide // columns, high // rows) if rows and columns else (0, 0)


def drawn(wanted: Wanted) -> str:
    """The picture, of a process that may fail or hang without harm."""
    import pickle

    command = [sys.executable, "-P", "-m", "kiosk.sixels"]
    try:
        done = subprocess.run(
            command, check=True, input=pickle.dumps(wanted), capture_output=True, timeout=_DRAW_SECONDS
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("ascii", errors="replace")
