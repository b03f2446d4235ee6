"""The keyboard wedge: a scanner that types, and a person at the same keyboard.

Every scan ends in the very call that brings its Enter, so that quick ones are never joined.
"""

import asyncio
import re
from collections.abc import AsyncIterator

from kiosk.scanners.scanner import ScanInput
from stock.codes import CommandCode, LabelCode, MaterialCode, QuantityCode, read

LONGEST = 8192
"""Characters that are kept of a line: twice what a QR code holds."""
_BURST_SECONDS = 0.03
_SEPARATOR_KEY = "ctrl+right_square_bracket"
_ENDS = frozenset({"enter", "ctrl+j", "ctrl+m"})
_LINE_BREAK = re.compile(r"\r\n|\r|\n")


class Wedge:
    """Keys and pastes in, scans out. `text` is what was typed of the next scan."""

    def __init__(self) -> None:
        self.text = ""
        self._typed_at = float("-inf")
        self._burst = 0
        self._scans: asyncio.Queue[ScanInput] = asyncio.Queue()

    def key(self, key: str, character: str | None, at: float) -> bool:
        """Take a key; whether it was one of a line's."""
        if key in _ENDS or (key == "tab" and self.text):
            self._end(at)
        elif key == _SEPARATOR_KEY:
            self._add("\x1d", at)
        elif key == "backspace":
            self.text = self.text[:-1]
        elif key == "ctrl+u":
            self.clear()
        elif character and character.isprintable():
            self._add(character, at)
        else:
            return False
        return True

    def paste(self, text: str, at: float) -> None:
        """Take pasted text: each line is a scan, and so is a whole code without a line break."""
        *lines, rest = _LINE_BREAK.split(text)
        for line in lines:
            self._add(line, at)
            self._end(at)
        self._add(rest, at)
        if rest and _is_code(rest):
            self._end(at)

    def clear(self) -> None:
        """Forget what was typed."""
        self.text = ""

    def is_mid_scan(self, at: float) -> bool:
        """Whether characters arrive faster than fingers type: what comes now belongs to a scan."""
        return bool(self.text) and at - self._typed_at < _BURST_SECONDS

    @property
    def is_quiet(self) -> bool:
        """Whether no scan waits to be taken."""
        return self._scans.empty()

    def scan(self, text: str, at: float) -> None:
        """A whole scan at once: a function key stands for the code of its command."""
        self._scans.put_nowait(ScanInput(text, at))

    async def scans(self) -> AsyncIterator[ScanInput]:
        """See `Scanner`."""
        while True:
            yield await self._scans.get()

    def _add(self, text: str, at: float) -> None:
        """Add characters, and note where those began that came as fast as a scanner types."""
        if at - self._typed_at >= _BURST_SECONDS:
            self._burst = len(self.text)
        self.text = (self.text + text)[:LONGEST]
        self._typed_at = at

    def _end(self, at: float) -> None:
        """End the scan. A code that came in one burst is a scan of its own: what a person had begun to type
        before it stays for them to finish."""
        typed, code = self.text[: self._burst], self.text[self._burst :]
        is_own = bool(typed) and _is_code(code)
        self.scan(code if is_own else self.text, at)
        self.text = typed if is_own else ""


def _is_code(text: str) -> bool:
    """Whether the text is a code that checks itself."""
    return isinstance(read(text), LabelCode | CommandCode | QuantityCode | MaterialCode)
