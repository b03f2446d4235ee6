"""What stands between the one queue of scans and the desk: an open page hears a scan first, then the desk."""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from kiosk.answers.band import Answer, done
from kiosk.answers.failed import error_answer
from kiosk.desk import Reply
from kiosk.dialogue.wishes import Open, Screen
from kiosk.language import LANGUAGES, _, spoken
from kiosk.scanners.scanner import ScanInput
from kiosk.screens.cut_list_pages import CutListPage
from kiosk.screens.first import first_scene, ready_answer
from kiosk.screens.help import HelpBody
from kiosk.screens.house import House
from kiosk.screens.modes import mode_sign
from kiosk.screens.outline_pages import outline_turn
from kiosk.screens.page import Heard, Page, Renewed, Turn
from kiosk.screens.pin_pages import staff_door
from kiosk.screens.plan_pages import DuePage, PlansPage
from kiosk.screens.replies import body_of
from kiosk.screens.scene import Figures, Look, Scene
from kiosk.screens.set_up import AskLanguage
from kiosk.screens.staff_page import staying
from kiosk.screens.start_view import StartBody, start_body
from kiosk.settings import Settings
from kiosk.themes import next_theme
from kiosk.use_cases.plans import due
from kiosk.widgets.spans import Span
from ledger.errors import LedgerError
from stock.codes import read
from stock.plain import shown

OpenHouse = Callable[[], House]
_IDLE_SECONDS = 60


class DeskConversation:
    """One maker after the other at one kiosk. Lives in the ledger's thread."""

    def __init__(self, open_house: OpenHouse, look: Look) -> None:
        self._open_house = open_house
        self._house: House | None = None
        self._page: Page | None = None
        self._scene = first_scene(look)
        self._seen: tuple[int, ...] = ()

    def open(self) -> Scene:
        """See `Conversation`. Where it cannot be opened it says why; the next scan tries again."""
        try:
            return self._start(self._opened())
        except LedgerError as error:
            return self._failed(error)

    def answer(self, scan: ScanInput) -> Scene:
        """See `Conversation`."""
        try:
            return self._answered(self._opened(), scan)
        except LedgerError as error:
            return self._failed(error)

    def idle(self) -> Scene:
        """See `Conversation`. The questions of the first start stay."""
        if self._house is None:
            return self._scene
        self._house.desk.idle()
        try:
            return self._start(self._house)
        except LedgerError as error:
            return self._failed(error)

    def figures(self) -> Figures | None:
        """See `Conversation`. Settings that a command changed meanwhile are taken up on the way."""
        house = self._house
        if house is None:
            return None
        try:
            house.take_up_settings()
            with house.kiosk.ledger.reading() as reading:
                totals, unsynced = reading.totals(), reading.unsynced()
        except LedgerError:
            return None
        return Figures(totals.here, totals.quarantined, totals.exceptions, unsynced)

    def notes(self, unsynced: int) -> tuple[Span, ...]:
        """See `Conversation`. Called on the event loop; it reads what other threads have written."""
        house = self._house
        found = (house.planner.note(), house.sync.note(unsynced), house.labels.note()) if house else ()
        return tuple(note for note in found if note)

    def has_news(self) -> bool:
        """See `Conversation`."""
        return self._house is not None and self._house.news != self._seen

    def refresh(self) -> Scene | None:
        """See `Conversation`."""
        house, page = self._house, self._page
        if house is None or not isinstance(page, Renewed):
            self._seen = house.news if house else self._seen
            return None
        try:
            scene = self._turned(house, Turn(page))
        except LedgerError as error:
            scene = self._failed(error)
        return replace(scene, renews=scene.calm or not page.waits)

    def close(self) -> None:
        """See `Conversation`."""
        if self._house:
            self._house.close()
            self._house = None

    def _opened(self) -> House:
        if self._house is None:
            self._house = self._open_house()
            if not self._house.kiosk.settings.is_set_up:
                self._page = AskLanguage()
        return self._house

    def _start(self, house: House) -> Scene:
        if not house.kiosk.settings.is_set_up:
            return self._asked(house, self._page or AskLanguage())
        self._page = None
        house.planner.stop()
        house.outliner.stop()
        house.reader.stop()
        house.asker.stop()
        if waiting := due(house.kiosk):
            return self._shown(replace(self._asked(house, DuePage(number=waiting[0].number)), calm=True))
        return self._shown(replace(self._ready(house, ready_answer()), calm=True))

    def _ready(self, house: House, answer: Answer) -> Scene:
        look = look_of(house.kiosk.settings)
        return self._shown(Scene(answer, mode_sign(house.desk.state), start_body(house.kiosk), look))

    def _answered(self, house: House, scan: ScanInput) -> Scene:
        if self._page:
            heard = Heard(read(scan.text), shown(scan.text).strip(), scan.at)
            turn = staying(self._page, heard, self._page.hear(heard, house))
            if not turn.passes:
                return self._turned(house, turn)
            self._page = None
        return self._desk(house, scan)

    def _turned(self, house: House, turn: Turn) -> Scene:
        self._seen = house.news
        page = turn.page
        if turn.answer is None and isinstance(page, Renewed):
            turn = page.renewed(house)  # asked after the news are noted, so that none is missed
        if turn.page:
            return self._asked(house, turn.page, turn.answer)
        self._page = None
        if turn.wish:
            return self._replied(house, house.desk.carry_out(turn.wish))
        return replace(self._ready(house, turn.answer or ready_answer()), leaves=turn.leaves)

    def _asked(self, house: House, page: Page, answer: Answer | None = None) -> Scene:
        self._page, look = page, look_of(house.kiosk.settings)
        answered, waits = answer or page.answer(house), isinstance(page, Renewed) and page.waits
        scene = Scene(answered, page.sign(), page.body(house), look, calm=waits, masked=page.masked)
        return self._shown(scene)

    def _desk(self, house: House, scan: ScanInput) -> Scene:
        return self._replied(house, house.desk.answer(scan.text, scan.at))

    def _replied(self, house: House, reply: Reply) -> Scene:
        if reply.recorded:
            house.sync.nudge()
        if reply.open:
            return self._screen(house, reply.open)
        if reply.labels:
            house.labels.items(house.kiosk, reply.labels)
        body = body_of(reply, house.kiosk, self._scene.body)
        return self._shown(Scene(reply.answer, mode_sign(reply.state), body, look_of(house.kiosk.settings)))

    def _screen(self, house: House, asked: Open) -> Scene:
        match asked.screen:
            case Screen.NEST:
                turn = CutListPage().heard(asked.text, house) if asked.text else Turn(CutListPage())
                return self._turned(house, turn)
            case Screen.PLANS:
                return self._asked(house, PlansPage())
            case Screen.OUTLINE:
                return self._turned(house, outline_turn(house, asked.item, asked.text))
            case Screen.HELP:
                answer = done(
                    _("HELP"), _("Scan anything to go on."), _("Esc: back. PgDn: next page. End: done.")
                )
                return replace(self._scene, answer=answer, body=HelpBody(), calm=False)
            case Screen.STAFF:
                return self._asked(house, staff_door(house))
            case Screen.LANGUAGE:
                house.change(language=_next_language(house.kiosk.settings.language))
                return self._redone(house, done(LANGUAGES[spoken()].upper()))
            case Screen.THEME:
                house.change(theme=next_theme(house.kiosk.settings.theme))
                return self._redone(house, done(_("COLOURS")))
            case Screen.NEXT:
                return replace(self._scene, next_page=True)
            case _:
                assert_never(asked.screen)

    def _redone(self, house: House, answer: Answer) -> Scene:
        """The same picture with the settings as they are now."""
        body = self._scene.body
        return self._shown(
            Scene(
                answer,
                mode_sign(house.desk.state),
                start_body(house.kiosk) if isinstance(body, StartBody) else body,
                look_of(house.kiosk.settings),
            )
        )

    def _failed(self, error: LedgerError) -> Scene:
        return self._shown(replace(self._scene, answer=error_answer(error), calm=False))

    def _shown(self, scene: Scene) -> Scene:
        self._scene = scene
        return scene


def look_of(settings: Settings) -> Look:
    """What the settings say of the screen."""
    seconds = settings.idle_seconds
    return Look(
        settings.space_name,
        spoken(),
        settings.theme,
        settings.zone,
        settings.sound,
        int(seconds) if seconds.isdecimal() else _IDLE_SECONDS,
    )


def _next_language(language: str) -> str:
    codes = list(LANGUAGES)
    return codes[(codes.index(language) + 1) % len(codes)] if language in codes else codes[0]
