"""The real app: every scan is answered, in order, whatever is on the screen and whatever was pressed."""

from collections.abc import AsyncIterator, Callable
from itertools import chain
from pathlib import Path

import pytest
import pytest_asyncio
from textual import events

from kiosk.app import KioskApp
from kiosk.kiosk import Kiosk
from kiosk.scanners.scanner import ScanInput
from kiosk.screens.first import first_look
from kiosk.screens.scene import Conversation, Scene
from kiosk.screens.start_view import StartBody
from kiosk.themes import CONTRAST
from kiosk.use_cases.blanks import issue
from kiosk.widgets.key_bar import MORE_KEY, OTHER_KEYS, PAGES
from stock.codes import Command, command_code, spaced
from stock.events import Kind
from stock.items import Status
from tests.kiosk.app.house import Talk
from tests.kiosk.app.screen import Screen, running
from tests.kiosk.world import events as recorded_events
from tests.kiosk.world import piece, shelved, stocked


@pytest_asyncio.fixture
async def screen(talk: Talk) -> AsyncIterator[Screen]:
    """The app over a kiosk that is set up."""
    async with running(talk) as found:
        yield found


async def test_one_scan_takes_a_piece_and_says_so(kiosk: Kiosk, screen: Screen) -> None:
    code = stocked(kiosk, "600x400x4")
    assert await screen.scans(code) == "TAKEN"
    assert "Birch plywood 600 × 400 × 4 mm" in screen.text
    assert "TAKEN" in screen.text.splitlines()[0]


async def test_fifty_scans_at_once_are_answered_one_by_one_and_in_order(kiosk: Kiosk, screen: Screen) -> None:
    codes = [stocked(kiosk, f"{300 + number}x200x4") for number in range(50)]
    assert await screen.scans(*codes) == "TAKEN"
    taken = [event.item for event in reversed(recorded_events(kiosk)) if event.kind == Kind.TAKEN]
    assert taken == codes


async def test_fifty_pasted_codes_are_answered_too(kiosk: Kiosk, screen: Screen) -> None:
    codes = [stocked(kiosk, f"{300 + number}x200x4") for number in range(50)]
    screen.app.post_message(events.Paste("\n".join(codes)))
    await screen.word(50)
    taken = [event.item for event in reversed(recorded_events(kiosk)) if event.kind == Kind.TAKEN]
    assert taken == codes


async def test_scans_made_before_the_ledger_is_open_wait_for_it(kiosk: Kiosk, talk: Talk) -> None:
    codes = [stocked(kiosk, f"{300 + number}x200x4") for number in range(5)]
    async with running(talk) as screen:
        assert await screen.scans(*codes) == "TAKEN"
    assert {piece(kiosk, code).status for code in codes} == {Status.TAKEN}


async def test_keys_and_scans_keep_their_order(kiosk: Kiosk, screen: Screen) -> None:
    one, other = stocked(kiosk, "600x400x4"), stocked(kiosk, "500x300x4")
    screen.types(f"{one}\n")
    screen.presses("f9")
    screen.types(f"{other}\n")
    screen.presses("f9")
    screen.types(f"{one}\n")
    assert await screen.word(5) == "TAKEN"
    assert piece(kiosk, one).status == Status.TAKEN
    assert piece(kiosk, other).status == Status.HERE


@pytest.mark.parametrize(
    "key", ["ctrl+q", "ctrl+c", "ctrl+p", "ctrl+z", "ctrl+backslash", "ctrl+d", "f1", "f10"]
)
async def test_no_key_leaves_the_kiosk(kiosk: Kiosk, screen: Screen, key: str) -> None:
    screen.presses(key, key)
    assert await screen.scans(stocked(kiosk, "600x400x4")) == "TAKEN"
    assert len(screen.app.screen_stack) == 1


async def test_letters_and_digits_are_only_ever_text(screen: Screen) -> None:
    screen.types("q1?hjkd")
    await screen.until(lambda: "q1?hjkd" in screen.text)
    assert screen.app.answered == 0


async def test_a_click_anywhere_changes_nothing_for_the_next_scan(kiosk: Kiosk, screen: Screen) -> None:
    for row in range(20):
        await screen.pilot.click(offset=(40, row))
    assert await screen.scans(stocked(kiosk, "600x400x4")) == "TAKEN"


async def test_a_touch_on_a_function_key_is_its_press(screen: Screen) -> None:
    bar = screen.text.splitlines()[21]
    await screen.pilot.click(offset=(bar.index("F2") + 1, 21))
    assert await screen.word(1) == "RECEIVE"


@pytest.mark.parametrize("command", Command)
async def test_every_command_has_a_key_that_does_what_its_code_does(talk: Talk, command: Command) -> None:
    pages = [(key, page) for page, keys in enumerate(PAGES) for key, c in keys.items() if c == command]
    other = [
        key
        for key, c in chain(OTHER_KEYS.items(), (("f8", Command.YES), ("f9", Command.UNDO)))
        if c == command
    ]
    keys = [*[MORE_KEY] * pages[0][1], pages[0][0]] if pages else other
    async with running(talk) as screen:
        await screen.scans(command_code(command))
        scanned = screen.app.face.scene
    talk.conversation.idle()
    async with running(talk) as screen:
        screen.presses(*keys)
        await screen.word(1)
        assert (screen.app.face.scene.answer.tone, screen.app.face.scene.mode.role) == (
            scanned.answer.tone,
            scanned.mode.role,
        )
        if command not in (Command.LANGUAGE, Command.THEME):
            assert screen.app.face.scene.answer == scanned.answer


async def test_escape_clears_what_is_typed_and_then_goes_back(screen: Screen) -> None:
    screen.types("zzz")
    await screen.until(lambda: "zzz" in screen.text)
    await screen.until(lambda: not screen.app.wedge.is_mid_scan(screen.app._clock()))
    screen.presses("escape")
    await screen.until(lambda: "zzz" not in screen.text)
    assert screen.app.answered == 0
    screen.presses("escape")
    assert await screen.word(1) == "READY"


async def test_enter_shows_the_chosen_one_of_what_was_found(kiosk: Kiosk, screen: Screen) -> None:
    stocked(kiosk, "310x210x4")
    large = stocked(kiosk, "600x400x4")
    await screen.scans("300x200")
    screen.presses("down", "enter")
    assert await screen.word(3) == "THIS IS"
    assert spaced(large) in screen.text


async def test_a_key_that_comes_before_the_list_asks_for_a_code(kiosk: Kiosk, screen: Screen) -> None:
    code = stocked(kiosk, "310x210x4")
    await screen.scans("300x200")
    screen.types("100x100\n")
    screen.presses("f6")
    assert await screen.word(3) == "SHOW"
    assert piece(kiosk, code).status == Status.HERE


async def test_a_list_is_read_with_the_arrow_keys(kiosk: Kiosk, screen: Screen) -> None:
    for number in range(30):
        stocked(kiosk, f"{300 + number}x200x4")
    await screen.scans("plywood 100x100")
    assert "1 of 30" in screen.text
    screen.presses("down", "down")
    await screen.until(lambda: "3 of 30" in screen.text)
    screen.presses("pagedown")
    await screen.word(2)
    assert "3 of 30" not in screen.text
    screen.presses("pageup", "pageup", "pageup", "up")
    await screen.until(lambda: "1 of 30" in screen.text)


async def test_the_answer_goes_when_nobody_is_there(kiosk: Kiosk, talk: Talk) -> None:
    now = [1000.0]
    async with running(talk, clock=lambda: now[0]) as screen:
        await screen.scans(stocked(kiosk, "600x400x4"))
        screen.types("half a wor")
        await screen.until(lambda: screen.app.wedge.text == "half a wor")
        now[0] += 61
        await screen.app._tick()
        assert await screen.word(2) == "READY"
        assert screen.app.wedge.text == ""


async def test_the_colours_of_the_whole_screen_change(screen: Screen) -> None:
    before = screen.app.face.band._palette
    await screen.scans(command_code(Command.THEME))
    assert screen.app.face.scene.look.theme == CONTRAST
    assert {part._palette == before for part in screen.app.face.parts()} == {False}


async def test_the_wheel_reads_a_list_too(kiosk: Kiosk, screen: Screen) -> None:
    for number in range(5):
        stocked(kiosk, f"{300 + number}x200x4")
    await screen.scans("plywood 100x100")
    await screen.pilot._post_mouse_events([events.MouseScrollDown], offset=(40, 12))
    await screen.until(lambda: "2 of 5" in screen.text)
    await screen.pilot._post_mouse_events([events.MouseScrollUp], offset=(40, 12))
    await screen.until(lambda: "1 of 5" in screen.text)


async def test_a_larger_terminal_has_larger_letters(kiosk: Kiosk, screen: Screen) -> None:
    await screen.scans(stocked(kiosk, "600x400x4"))
    small = screen.answer
    await screen.pilot.resize_terminal(120, 40)
    await screen.until(lambda: len(screen.text.splitlines()) == 40 and "██████" in screen.answer)
    await screen.pilot.resize_terminal(80, 24)
    await screen.until(lambda: screen.answer == small)


async def test_the_status_bar_counts_after_the_scans(kiosk: Kiosk, talk: Talk) -> None:
    now = [1000.0]
    async with running(talk, clock=lambda: now[0]) as screen:
        await screen.scans(stocked(kiosk, "600x400x4"), stocked(kiosk, "500x400x4"))
        now[0] += 2
        await screen.app._tick()
        assert "0 items here" in screen.text


async def test_what_is_typed_at_the_staff_door_stays_hidden(screen: Screen) -> None:
    await screen.scans(command_code(Command.STAFF))
    screen.types("7319")
    await screen.until(lambda: "••••" in screen.text)
    assert "7319" not in screen.text


async def test_an_error_nobody_foresaw_is_said_and_the_kiosk_goes_on(
    kiosk: Kiosk, talk: Talk, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = stocked(kiosk, "600x400x4")
    real = talk.conversation.answer

    def broken(scan: ScanInput) -> Scene:
        raise ZeroDivisionError(scan.text) if scan.text == "boom" else AssertionError

    monkeypatch.setattr(type(talk.conversation), "answer", broken_for(real, broken))
    assert await screen.scans("boom") == "ERROR"
    assert [type(fault) for fault in screen.faults] == [ZeroDivisionError]
    assert await screen.scans(code) == "TAKEN"


def broken_for(real: object, broken: object) -> object:
    """An answer that fails for one text."""

    def answer(_self: object, scan: ScanInput) -> object:
        return (broken if scan.text == "boom" else real)(scan)  # type: ignore[operator]

    return answer


async def test_a_picture_that_cannot_be_painted_does_not_stop_the_next_scan(
    kiosk: Kiosk, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_named: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(screen.app.face.band, "show", broken)
        await screen.scans("plywood")
    with monkeypatch.context() as patch:
        patch.setattr(StartBody, "lines", broken)
        await screen.scans(command_code(Command.BACK))
        await screen.until(lambda: len(screen.faults) > 1)
    assert await screen.scans(stocked(kiosk, "600x400x4")) == "TAKEN"
    assert "TAKEN" in screen.text


async def test_a_kiosk_that_cannot_be_loaded_stays_up_and_is_tried_again(talk: Talk, tmp_path: Path) -> None:
    tries: list[int] = []

    def conversation(_changed: Callable[[], None]) -> Conversation:
        tries.append(1)
        if len(tries) < 4:
            raise ImportError("half installed")
        return talk.conversation

    faults: list[BaseException] = []
    app = KioskApp(conversation, first_look(tmp_path / "no.db"), faults.append)
    async with app.run_test() as pilot:
        screen = Screen(app, pilot, faults)
        await screen.until(lambda: app.face.scene.answer.word == "ERROR")
        assert await screen.scans("plywood") == "ERROR"
        assert await screen.scans("plywood") == "NOTHING"
    app.close()


@pytest.mark.parametrize(
    "text", ["[/]", "[@click=app.quit]x[/]", "\x1d\x1d", "שלום", "👩‍🔬", "漢" * 200, "x" * 4096]
)
async def test_any_text_may_be_typed(kiosk: Kiosk, screen: Screen, text: str) -> None:
    await screen.scans(text)
    assert screen.faults == []
    assert await screen.scans(stocked(kiosk, "600x400x4")) in ("TAKEN", "NEW CODE")


class TestSteps:
    """Fewest steps of any system: a scan, a click, a field and an Enter are one step each."""

    async def test_a_new_piece_with_a_printed_label_takes_three(self, kiosk: Kiosk, screen: Screen) -> None:
        (blank,) = issue(kiosk, 1)
        await screen.scans(blank)
        screen.types("birch plywood 600x400x4")
        screen.types("\n")
        assert await screen.word(2) == "RECEIVED"
        assert piece(kiosk, blank).status == Status.HERE

    async def test_taking_a_whole_piece_takes_one(self, kiosk: Kiosk, screen: Screen) -> None:
        code = stocked(kiosk, "600x400x4")
        assert await screen.scans(code) == "TAKEN"

    async def test_part_out_and_the_rest_back_with_its_label_takes_three(
        self, kiosk: Kiosk, talk: Talk, screen: Screen
    ) -> None:
        code = stocked(kiosk, "600x400x4")
        await screen.scans(code)
        screen.types("290x400")
        screen.types("\n")
        assert await screen.word(2) == "CUT"
        assert (piece(kiosk, code).status, len(talk.paper.codes)) == (Status.CUT, 1)

    async def test_finding_a_piece_that_fits_takes_two(self, kiosk: Kiosk, screen: Screen) -> None:
        stocked(kiosk, "600x400x4", shelf=shelved(kiosk, "B7"))
        screen.types("plywood 300x200")
        screen.types("\n")
        assert await screen.word(1) == "FOUND"
        assert "█▀▄ ▀▀█" in screen.text

    @pytest.mark.parametrize(("keys", "word"), [(["f8"], "TAKEN"), (["f12", "f5"], "HELD")])
    async def test_taking_or_holding_one_of_what_was_found_takes_one(
        self, kiosk: Kiosk, screen: Screen, keys: list[str], word: str
    ) -> None:
        small, large = stocked(kiosk, "310x210x4"), stocked(kiosk, "600x400x4")
        await screen.scans("300x200")
        screen.presses("down", *keys)
        assert await screen.word(3) == word
        states = [piece(kiosk, code) for code in (small, large)]
        assert [state.status == Status.TAKEN or bool(state.held_until) for state in states] == [False, True]

    async def test_undoing_takes_one(self, kiosk: Kiosk, screen: Screen) -> None:
        code = stocked(kiosk, "600x400x4")
        await screen.scans(code)
        screen.presses("f9")
        assert await screen.word(2) == "UNDONE"
        assert piece(kiosk, code).status == Status.HERE


def test_the_first_picture_needs_no_ledger(tmp_path: Path) -> None:
    app = KioskApp(
        lambda _changed: pytest.fail("too early"), first_look(tmp_path / "no.db"), lambda _error: None
    )
    assert app.face.scene.answer.word == "ONE MOMENT"
