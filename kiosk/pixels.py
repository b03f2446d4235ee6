"""Pictures of dots on the screen, where the terminal shows Sixel and the extra `pictures` is installed.

Nothing is asked and nothing is loaded before there is such a picture to show. The terminal's answer comes
through the one reader, as keys do, so no scan is taken for it; until then, and elsewhere, half blocks stay.
"""

import fcntl
import pickle
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from threading import Thread

from stock.outlines import Outline

_DRAW_SECONDS = 20.0
_MOST_CELLS = 4_000


@dataclass(frozen=True, slots=True)
class Marked:
    """An outline, and the corners in µm of a rectangle in it."""

    outline: Outline
    inside: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture of a plan's piece (`Drawn`) or of an outline (`Marked`), in at most so many characters of so
    many dots."""

    of: object
    columns: int
    rows: int
    cell: tuple[int, int]


@dataclass(slots=True)
class _Made:
    """The last picture; `text` is None while it is being made."""

    wanted: Wanted
    text: str | None = None


class Pixels:
    """Makes pictures in the background. `ask` asks the terminal, `changed` is called, from any thread,
    when a picture is there. `cell` is how many dots a character has, (0, 0) where that is not known."""

    def __init__(
        self,
        ask: Callable[[], None],
        changed: Callable[[], None],
        cell: Callable[[], tuple[int, int]],
    ) -> None:
        self._ask, self._changed, self._cell = ask, changed, cell
        self._is_asked = self._draws = False
        self._made: _Made | None = None

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
        if self._made is None or self._made.wanted != wanted:
            self._made = _Made(wanted)
            Thread(target=self._make, args=[self._made], name="pixels", daemon=True).start()
        return self._made.text or ""

    def _is_drawing(self) -> bool:
        if not self._is_asked:
            self._is_asked = True
            if find_spec("textual_image") is not None and all(self._cell()):
                self._ask()
        return self._draws

    def _make(self, made: _Made) -> None:
        made.text = _drawn(made.wanted)
        if made is self._made and made.text:
            self._changed()


def terminal_cell() -> tuple[int, int]:
    """How many dots a character of this terminal is wide and high; (0, 0) where it does not say so."""
    try:
        said = fcntl.ioctl(sys.__stdout__ or 1, termios.TIOCGWINSZ, bytes(8))
    except OSError:
        return 0, 0
    rows, columns, wide, high = struct.unpack("HHHH", said)
    return (wide // columns, high // rows) if rows and columns else (0, 0)


def _drawn(wanted: Wanted) -> str:
    """The picture, of a process that may fail or hang without harm."""
    command = [sys.executable, "-m", "kiosk.sixels"]
    try:
        done = subprocess.run(
            command, check=True, input=pickle.dumps(wanted), capture_output=True, timeout=_DRAW_SECONDS
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("ascii", errors="replace")
