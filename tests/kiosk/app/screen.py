"""The real app on a screen that a test can read, and a keyboard that is quicker than any app."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import monotonic

from textual import events
from textual.pilot import Pilot

from kiosk.app import KioskApp
from kiosk.screens.first import first_look
from kiosk.screens.scene import Conversation
from kiosk.widgets.lines import Lines
from tests.kiosk.app.house import Talk

PATIENCE_SECONDS = 20
SIZE = (80, 24)
_KEYS = {"\n": ("enter", "\r"), "\x1d": ("ctrl+right_square_bracket", "\x1d"), "\t": ("tab", "\t")}


@dataclass(slots=True)
class Screen:
    """The app while it runs."""

    app: KioskApp
    pilot: Pilot[None]
    faults: list[BaseException]

    def types(self, text: str) -> None:
        """Every key of the text at once, as a scanner would if it could; waits for nothing."""
        for letter in text:
            self.app.post_message(events.Key(*_KEYS.get(letter, (letter, letter))))

    def presses(self, *keys: str) -> None:
        """Keys that type nothing."""
        for key in keys:
            self.app.post_message(events.Key(key, None))

    async def scans(self, *texts: str) -> str:
        """Scan each text; the band's word when all are answered."""
        number = self.app.answered + len(texts)
        self.types("".join(f"{text}\n" for text in texts))
        return await self.word(number)

    async def word(self, number: int) -> str:
        """The band's word once so many scans are answered."""
        await self.until(lambda: self.app.answered >= number)
        return self.app.face.scene.answer.word

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        deadline = monotonic() + PATIENCE_SECONDS
        while not condition():
            assert monotonic() < deadline, self.text
            await asyncio.sleep(0.002)

    @property
    def text(self) -> str:
        """What is painted."""
        return _painted(*self.app.face.parts())

    @property
    def answer(self) -> str:
        """What is painted of the answer. The clock above and the counts below change by themselves."""
        return _painted(self.app.face.band, self.app.face.middle)


def _painted(*parts: Lines) -> str:
    return "\n".join(strip.text for part in parts for strip in part.strips)


@asynccontextmanager
async def running(
    talk: Talk, size: tuple[int, int] = SIZE, clock: Callable[[], float] = monotonic
) -> AsyncIterator[Screen]:
    """The app over somebody's conversation."""

    def conversation(_changed: Callable[[], None]) -> Conversation:
        return talk.conversation

    faults: list[BaseException] = []
    app = KioskApp(conversation, first_look(talk.database), faults.append, clock)
    async with app.run_test(size=size) as pilot:
        screen = Screen(app, pilot, faults)
        await screen.until(
            lambda: app.face.scene.look == first_look(talk.database) or bool(app.face.scene.mode.word)
        )
        yield screen
    app.close()
