"""Reading the terminal so that nothing scanned can stop the kiosk or pose as the terminal itself.

Textual's own reader ends the app at a byte that is no UTF-8, waits for ever for the end of a paste that has
none, and takes a size report from anybody who types one.
"""

import codecs
import os
import re
import selectors
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import Any

from textual import events, messages
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

_CHUNK_BYTES = 4096
_TICK_SECONDS = 0.1
_PASTE_SECONDS = 0.5
ASK = "\x1b[c"
"""Asks a terminal for its primary device attributes; one that shows Sixel lists 4 among them."""
_SIXEL = "4"
_ANSWER = re.compile(r"\x1b\[\?([0-9;]{1,200})c")
_ANSWER_BEGUN = re.compile(r"\x1b\[\?[0-9;]{0,200}\Z")
_ANSWER_MAYBE_BEGUN = re.compile(r"\x1b\[?\Z")
_ANSWER_SECONDS = 5.0
_HELD_SECONDS = 0.05


class PicturesSaid(Message):
    """The terminal said, when it was asked, whether it shows Sixel."""

    def __init__(self, *, draws: bool) -> None:
        super().__init__()
        self.draws = draws


_HEEDED = (
    PicturesSaid,
    events.Key,
    events.Paste,
    events.MouseDown,
    events.MouseUp,
    events.MouseScrollUp,
    events.MouseScrollDown,
    messages.TerminalSupportsSynchronizedOutput,
)
"""What a terminal may say here. Size, focus and pointer are asked of the system, or not needed."""


class TerminalReader:
    """Bytes in, messages out; any bytes."""

    def __init__(self) -> None:
        self._parser = XTermParser()
        self._decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        self._pasted: str | None = None
        self._tail = self._held = ""
        self._fed_at = 0.0
        self._asked_at = float("-inf")

    def expect_answer(self, at: float) -> None:
        """The terminal was asked for its attributes, at these seconds of the clock that `feed` is given."""
        self._asked_at = at

    def feed(self, data: bytes, at: float) -> Iterator[Message]:
        """The messages that the bytes complete. `at` is now, in seconds of a monotonic clock."""
        self._fed_at = at
        text = self._held + self._decode(data)
        if self._is_expecting(at):
            yield from (PicturesSaid(draws=_SIXEL in found.split(";")) for found in _ANSWER.findall(text))
        yield from _heeded(self._read(self._without_answer(text, at)))

    def tick(self, at: float) -> Iterator[Message]:
        """What time alone completes: an Escape pressed by hand, a paste that was never ended."""
        if self._held and at - self._fed_at > _HELD_SECONDS:
            held, self._held = self._held, ""
            yield from _heeded(self._read(held))
        if self._pasted is not None and at - self._fed_at > _PASTE_SECONDS:
            yield from _heeded(self._end_paste(self._pasted))
        yield from _heeded(self._parser.tick())

    def _is_expecting(self, at: float) -> bool:
        return at - self._asked_at < _ANSWER_SECONDS

    def _without_answer(self, text: str, at: float) -> str:
        """The text without what the terminal says of itself: where that is long the parser takes it for
        keys. What may be its beginning is held back; an Escape alone only while an answer is due."""
        rest = _ANSWER.sub("", text)
        begun = _ANSWER_BEGUN.search(rest)
        if begun is None and self._is_expecting(at):
            begun = _ANSWER_MAYBE_BEGUN.search(rest)
        self._held = begun.group() if begun else ""
        return rest[: len(rest) - len(self._held)]

    def _read(self, text: str) -> Iterator[Message]:
        while text:
            step = self._read_typed if self._pasted is None else self._read_paste
            found, text = step(text)
            yield from found

    def _read_typed(self, text: str) -> tuple[list[Message], str]:
        """Feed the parser up to where a paste begins; the beginning may have come with earlier bytes."""
        known = len(self._tail)
        found = (self._tail + text).find(BRACKETED_PASTE_START)
        end = len(text) if found < 0 else found + len(BRACKETED_PASTE_START) - known
        self._tail = (self._tail + text)[1 - len(BRACKETED_PASTE_START) :] if found < 0 else ""
        self._pasted = None if found < 0 else ""
        return list(self._parser.feed(text[:end])), text[end:]

    def _read_paste(self, text: str) -> tuple[list[Message], str]:
        pasted, end, rest = ((self._pasted or "") + text).partition(BRACKETED_PASTE_END)
        if not end:
            self._pasted = pasted
            return [], ""
        return self._end_paste(pasted), rest

    def _end_paste(self, pasted: str) -> list[Message]:
        self._pasted = None
        return list(self._parser.feed(pasted.replace("\x1b", "") + BRACKETED_PASTE_END))


def _heeded(messages: Iterable[Message]) -> Iterator[Message]:
    return (message for message in messages if isinstance(message, _HEEDED))


class KioskDriver(LinuxDriver):
    """Textual's driver with a reader that any bytes may reach, and that ends with its terminal."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._reader = TerminalReader()

    def ask_for_pictures(self) -> None:
        """Ask the terminal whether it shows pictures of dots; the answer is `PicturesSaid`, or none."""
        self._reader.expect_answer(monotonic())
        self.write(ASK)
        self.flush()

    def run_input_thread(self) -> None:
        """Read until the app ends, or the terminal does."""
        reader = self._reader
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                for message in self._messages(reader, is_ready=bool(selector.select(_TICK_SECONDS))):
                    self.process_message(message)

    def _messages(self, reader: TerminalReader, *, is_ready: bool) -> Iterator[Message]:
        if is_ready:
            data = self._read()
            yield from reader.feed(data, monotonic())
        yield from reader.tick(monotonic())

    def _read(self) -> bytes:
        """What was typed. A terminal that is gone gives nothing, for ever: then the kiosk ends."""
        try:
            data = os.read(self.fileno, _CHUNK_BYTES)
        except OSError:
            data = b""
        if not data:
            self.exit_event.set()
            self._loop.call_soon_threadsafe(self._app.exit)
        return data
