"""The terminal app: joins the parts, and owns the one queue of scans.

Keys → wedge → queue → one consumer → the ledger's thread → a scene, which is painted. No key reaches the
focus or the bindings of Textual: whatever is on the screen, a scan works, and no key leaves the kiosk.
"""

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from math import inf
from pathlib import Path
from time import monotonic

from textual import events
from textual.app import App, ComposeResult

from kiosk.pixels import Pixels, terminal_cell
from kiosk.scanners.camera import Camera
from kiosk.scanners.scanner import ScanInput, Scanner
from kiosk.scanners.terminal import KioskDriver, PicturesSaid
from kiosk.scanners.wedge import Wedge
from kiosk.screens.faults import note_fault
from kiosk.screens.first import first_look, first_scene
from kiosk.screens.ledger_thread import LedgerThread
from kiosk.screens.scene import Conversation, Figures, Look, OpenConversation, Scene
from kiosk.sounds import Sounds
from kiosk.widgets.face import CSS, Face
from kiosk.widgets.key_bar import MORE_KEY, KeyBar, command_of
from kiosk.widgets.lines import Lines
from ledger.peek import stored_setting
from stock.codes import Command, command_code

TYPED_SECONDS = 0.06
"""How long typed text waits to be painted: a scanner is done sooner, and its text is not painted at all."""
COUNTED_SECONDS = 1.0
"""How long after the last scan the status bar is counted again, so that no scan waits for it."""
RECOUNTED_SECONDS = 60.0
"""How often it is counted while nobody scans: a command may have changed something."""
_NEWS = object()
"""In the queue of scans: the background has news for the picture."""
_MOVES = {"up": -1, "down": 1}
_OF_ONE = frozenset(
    {
        Command.YES,
        Command.TAKE,
        Command.HOLD,
        Command.SHOW,
        Command.MOVE,
        Command.CUT,
        Command.LABEL,
        Command.OUTLINE,
    }
)
"""What is done with the chosen piece of what was found, in one step: as if its code followed the command."""


class KioskApp(App[None], inherit_bindings=False):
    """One screen, one state, one queue of scans with one consumer."""

    CSS = CSS
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    def __init__(
        self,
        open_conversation: OpenConversation,
        look: Look,
        note: Callable[[BaseException], None],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(driver_class=KioskDriver)
        self._pixels = Pixels(self._ask_for_pictures, self._pixels_changed, terminal_cell)
        self.face = Face(first_scene(look), self._pixels)
        self.wedge = Wedge()
        self.scanners: list[Scanner] = [self.wedge]
        self._ledger = LedgerThread(partial(open_conversation, self._notes_changed), note)
        self._figures: Figures | None = None
        self._clock = clock
        self._scans: asyncio.Queue[ScanInput | object | None] = asyncio.Queue()
        self._sounds = Sounds(self.bell, self.set_timer)
        self._touched_at, self._count_at, self._is_idle = clock(), inf, True
        self._typed_is_due = self._is_told = self._is_answering = False
        self.answered = 0

    def compose(self) -> ComposeResult:
        """See `Face`."""
        yield from self.face.parts()

    def on_mount(self) -> None:
        """Paint first: the ledger is opened after the first picture."""
        self._loop_here = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            self._loop_here.add_signal_handler(number, self.exit)
        self.face.show(self.face.scene, datetime.now(UTC))
        self.call_after_refresh(self._begin)

    def close(self) -> None:
        """Finish what the ledger's thread is doing, and let go of the ledger."""
        self._ledger.close()

    def on_resize(self, event: events.Resize) -> None:
        """Larger screens have a larger band."""
        self.face.band.suit(event.size.height)

    def on_pictures_said(self, message: PicturesSaid) -> None:
        """The terminal answered whether it shows pictures of dots."""
        self._pixels.heard(draws=message.draws)

    def _ask_for_pictures(self) -> None:
        if isinstance(self._driver, KioskDriver):
            self._driver.ask_for_pictures()

    def _pixels_changed(self) -> None:
        """From any thread."""
        with suppress(RuntimeError):
            self._loop_here.call_soon_threadsafe(self.face.middle.draw)

    async def on_event(self, event: events.Event) -> None:
        """Every key and every paste is the wedge's; Textual sees the rest."""
        match event:
            case events.Key():
                self._press(event.key, event.character, event.time)
            case events.Paste():
                self.wedge.paste(event.text, event.time)
                self._touch()
            case _:
                await super().on_event(event)

    def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """A touch on the function keys is their press."""
        self._press(message.key, None, message.time)

    def on_lines_failed(self, message: Lines.Failed) -> None:
        """A view that cannot be drawn stays empty; the kiosk goes on."""
        self._ledger.note(message.error)

    def on_mouse_scroll_up(self) -> None:
        """Turn the wheel in a list."""
        self.face.middle.move(-1)

    def on_mouse_scroll_down(self) -> None:
        """Turn the wheel in a list."""
        self.face.middle.move(1)

    def _press(self, key: str, character: str | None, at: float) -> None:
        self._touch()
        if self.wedge.is_mid_scan(at):
            self.wedge.key(key, character, at)
        elif key in _MOVES or key == "pageup":
            self.face.middle.move(_MOVES.get(key, -self.face.middle.page_rows))
        elif key == MORE_KEY:
            self.face.show_page(self.face.page + 1)
        elif key == "escape" and self.wedge.text:
            self.wedge.clear()
        elif command := command_of(key, self.face.page):
            self._command(command, at)
        elif key == "enter" and not self.wedge.text and self._chosen:
            self._command(Command.SHOW, at)
        else:
            self.wedge.key(key, character, at)

    def _command(self, command: Command, at: float) -> None:
        """Yes to what was found takes it."""
        chosen = self._chosen if command in _OF_ONE else ""
        meant = Command.TAKE if chosen and command == Command.YES else command
        self.wedge.scan(command_code(meant), at)
        if chosen:
            self.wedge.scan(chosen, at)

    @property
    def _chosen(self) -> str:
        """The code of the piece that is chosen in a list; "" while scans wait that may bring another list."""
        is_quiet = self.wedge.is_quiet and self._scans.empty() and not self._is_answering
        return self.face.middle.chosen if is_quiet else ""

    def _touch(self) -> None:
        """Somebody is there; what was typed is painted soon, unless its answer comes first."""
        self._touched_at, self._is_idle = self._clock(), False
        if not self._typed_is_due:
            self._typed_is_due = True
            self.set_timer(TYPED_SECONDS, self._show_typed)

    def _show_typed(self) -> None:
        self._typed_is_due = False
        self.face.show_typed(self.wedge.text, self._scans.qsize() - self._is_told)

    def _begin(self) -> None:
        for scanner in self.scanners:
            self.run_worker(self._listen(scanner), exit_on_error=False)
        self.run_worker(self._converse(), exit_on_error=False)
        self.set_interval(COUNTED_SECONDS, self._tick)

    async def _listen(self, scanner: Scanner) -> None:
        async for scan in scanner.scans():
            self._scans.put_nowait(scan)

    async def _converse(self) -> None:
        """The one consumer: every scan in its order, each answered before the next is asked."""
        await self._ask(lambda conversation: conversation.open())
        while True:
            scan = await self._scans.get()
            if scan is _NEWS:
                await self._refresh()
                continue
            self._is_answering = True
            await self._ask(partial(_answer, scan))
            self._is_answering = False
            self.answered += 1

    async def _refresh(self) -> None:
        """Show the news, in their turn among the scans; without a sound unless they were waited for."""
        self._is_told, before = False, self.face.scene
        same = replace(before, renews=True)
        scene = await self._ledger.scene(lambda conversation: conversation.refresh() or same, before)
        try:
            self._renew(scene)
        except Exception as error:  # noqa: BLE001 (the next scan must find its consumer alive)
            self._ledger.note(error)

    def _renew(self, scene: Scene) -> None:
        if scene.renews:
            self.face.renew(scene, datetime.now(UTC))
            self._show_typed()
        else:
            self._show(scene)

    async def _ask(self, ask: Callable[[Conversation], Scene]) -> None:
        scene = await self._ledger.scene(ask, self.face.scene)
        self._count_at = self._clock() + COUNTED_SECONDS
        try:
            self._show(scene)
        except Exception as error:  # noqa: BLE001 (the next scan must find its consumer alive)
            self._ledger.note(error)

    def _show(self, scene: Scene) -> None:
        self.face.show(scene, datetime.now(UTC))
        self.face.show_typed(self.wedge.text, self._scans.qsize() - self._is_told)
        if scene.answer.word and not (scene.calm or scene.next_page):
            self._sounds.play(scene.answer.tone, scene.look.sound)
        if scene.leaves:
            self.exit()

    async def _tick(self) -> None:
        """Once a second: the clock, the idle timeout, and what the status bar counts."""
        self.face.show_clock(datetime.now(UTC))
        now = self._clock()
        if not self._is_idle and 0 < self.face.scene.look.idle_seconds < now - self._touched_at:
            self._is_idle = True
            self.wedge.clear()
            self._scans.put_nowait(None)
        elif now > self._count_at and self._scans.empty():
            self._count_at = now + RECOUNTED_SECONDS
            self._figures = await self._ledger.figures()
            self._show_status()

    def _show_status(self) -> None:
        unsynced = self._figures.unsynced if self._figures else 0
        self.face.show_status(self._figures, self._ledger.notes(unsynced))

    def _notes_changed(self) -> None:
        """From any thread. After the app has ended there is nothing to show them on."""
        with suppress(RuntimeError):
            self._loop_here.call_soon_threadsafe(self._show_news)

    def _show_news(self) -> None:
        self._show_status()
        if not self._is_told and self._ledger.has_news():
            self._is_told = True
            self._scans.put_nowait(_NEWS)


def _answer(scan: object, conversation: Conversation) -> Scene:
    return conversation.answer(scan) if isinstance(scan, ScanInput) else conversation.idle()


def run(database: Path, demo: bool) -> int:
    """Open the kiosk on this terminal until staff leave it; the exit code."""
    look = first_look(database)
    app = KioskApp(
        partial(conversation, database, look, demo=demo), look, partial(note_fault, database.parent)
    )
    if camera := stored_setting(database, "camera"):
        app.scanners.append(Camera(Path(camera), partial(note_fault, database.parent)))
    app.run()
    app.close()
    return app.return_code or 0


def conversation(database: Path, look: Look, changed: Callable[[], None], *, demo: bool) -> Conversation:
    """What answers scans; its libraries are loaded here, in the ledger's thread."""
    from kiosk.screens.conversation import DeskConversation
    from kiosk.screens.opening import open_house

    return DeskConversation(partial(open_house, database, changed, demo=demo), look)
