"""Pictures of dots: where a terminal shows them, and no answer of a terminal is ever taken for a scan."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event, Thread
from time import sleep
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from rich.segment import Segment
from textual import events
from textual.message import Message

from cutting.drawings.drawn import Drawn
from cutting.outlines.reading import from_corners, largest_inside
from kiosk import pixels as pixels_module
from kiosk.kiosk import Kiosk
from kiosk.pixels import Marked, Pixels, Wanted
from kiosk.scanners.terminal import PicturesSaid, TerminalReader
from kiosk.screens.plan_view import PlanBody
from kiosk.sixels import sixel
from stock.codes import Command, command_code
from tests.kiosk.app.house import Talk
from tests.kiosk.app.screen import running
from tests.kiosk.app.terminal import kiosk_on_a_terminal
from tests.kiosk.app.test_background import wait_for
from tests.kiosk.app.test_terminal import PLACES, keys, split
from tests.kiosk.cutting.planned import planned_sheet
from tests.kiosk.world import stocked

LONG_ANSWER = b"\x1b[?63;1;2;4;6;9;15;16;22;28c"
ANSWERS = st.sampled_from([LONG_ANSWER, b"\x1b[?62;4c", b"\x1b[?1;2c", b"\x1b[?6c"])
CODES = st.lists(st.text("0123456789BCDFGH", min_size=1, max_size=12), max_size=3)
SENT = "\x1bPq#0;2;9;9;9#0~\x1b\\"
CELL = (8, 16)
OUTLINE = command_code(Command.OUTLINE)


def said(chunks: Sequence[bytes], *, asked: bool) -> list[Message]:
    """What a terminal that was asked, or was not, says with these bytes."""
    reader = TerminalReader()
    if asked:
        reader.expect_answer(1.0)
    found = [message for chunk in chunks for message in reader.feed(chunk, 1.1)]
    return [*found, *reader.tick(1.2), *reader.tick(2.0)]


@given(CODES, ANSWERS, CODES, PLACES)
def test_an_answer_however_it_is_cut_into_reads_is_no_key_and_scans_around_it_arrive_whole(
    before: list[str], answer: bytes, after: list[str], places: list[int]
) -> None:
    first, second = ("".join(f"{code}\r" for code in codes) for codes in (before, after))
    data = first.encode() + answer + second.encode()
    found = said(split(data, places), asked=True)
    assert keys(found) == first + second
    shown = [message.draws for message in found if isinstance(message, PicturesSaid)]
    assert shown == [b";4" in answer]


def test_an_answer_that_nobody_asked_for_is_neither_heeded_nor_a_key() -> None:
    assert said([LONG_ANSWER], asked=False) == []
    late = TerminalReader()
    late.expect_answer(1.0)
    assert list(late.feed(LONG_ANSWER, 60.0)) == []


def test_escape_alone_still_goes_back_while_an_answer_is_due() -> None:
    reader = TerminalReader()
    reader.expect_answer(1.0)
    found = [*reader.feed(b"\x1b", 1.1), *reader.tick(1.2)]
    sleep(0.3)
    found += reader.tick(1.5)
    assert [m.key for m in found if isinstance(m, events.Key)] == ["escape"]


class Terminal:
    """A terminal that is asked, and pictures that are made at once or when they are let."""

    def __init__(self, cell: tuple[int, int] = CELL, gate: Event | None = None) -> None:
        self.asked = self.changed = 0
        self.wanted: list[Wanted] = []
        self._gate = gate
        self.pixels = Pixels(self._ask, self._change, lambda: cell, self._make)

    def _ask(self) -> None:
        self.asked += 1

    def _change(self) -> None:
        self.changed += 1

    def _make(self, wanted: Wanted) -> str:
        self.wanted.append(wanted)
        if self._gate:
            self._gate.wait(20)
        return SENT


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is installed."""
    monkeypatch.setattr(pixels_module, "is_installed", lambda: True)


@pytest.mark.usefixtures("installed")
def test_a_terminal_is_asked_once_when_there_is_a_picture_and_then_shown_it() -> None:
    terminal = Terminal()
    assert terminal.asked == 0
    assert [terminal.pixels.of("a", 40, 10), terminal.pixels.of("a", 40, 10)] == ["", ""]
    assert (terminal.asked, terminal.wanted) == (1, [])
    terminal.pixels.heard(draws=True)
    assert terminal.pixels.of("a", 40, 10) == ""
    wait_for(lambda: terminal.pixels.of("a", 40, 10) == SENT)
    assert terminal.wanted == [Wanted("a", 40, 10, CELL)]


@pytest.mark.usefixtures("installed")
def test_without_dots_or_sixel_there_are_half_blocks() -> None:
    blind, plain = Terminal((0, 0)), Terminal()
    blind.pixels.of("a", 40, 10)
    assert blind.asked == 0
    plain.pixels.of("a", 40, 10)
    plain.pixels.heard(draws=False)
    assert plain.pixels.of("a", 40, 10) == ""
    assert plain.wanted == []


def test_without_the_extra_no_terminal_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pixels_module, "is_installed", lambda: False)
    terminal = Terminal()
    terminal.pixels.of("a", 40, 10)
    assert terminal.asked == 0


@pytest.mark.usefixtures("installed")
def test_of_many_pictures_that_are_wanted_meanwhile_only_the_last_is_made() -> None:
    gate = Event()
    terminal = Terminal(gate=gate)
    terminal.pixels.of("a", 40, 10)
    terminal.pixels.heard(draws=True)
    for name in "aabcd":
        terminal.pixels.of(name, 40, 10)
    wait_for(lambda: len(terminal.wanted) == 1)
    gate.set()
    wait_for(lambda: terminal.pixels.of("d", 40, 10) == SENT)
    assert [wanted.of for wanted in terminal.wanted] == ["a", "d"]


@pytest.mark.usefixtures("installed")
def test_a_picture_that_is_wanted_twice_before_it_is_begun_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting: list[Thread] = []

    def started(thread: Thread) -> None:
        waiting.append(thread)

    monkeypatch.setattr(Thread, "start", started)
    terminal = Terminal()
    terminal.pixels.heard(draws=True)
    for _ in range(2):
        terminal.pixels.of("a", 40, 10)
    (thread,) = waiting
    thread.run()
    assert terminal.pixels.of("a", 40, 10) == SENT


@pytest.mark.usefixtures("installed")
async def test_a_picture_stands_in_for_half_blocks_until_something_else_is_shown(
    kiosk: Kiosk, talk: Talk
) -> None:
    code, other = planned_sheet(kiosk)[0], stocked(kiosk, "90x60x4")
    terminal = Terminal()
    async with running(talk) as screen:
        middle = screen.app.face.middle
        middle._pixels = terminal.pixels
        await screen.scans(code)
        assert isinstance(screen.app.face.scene.body, PlanBody)
        half_blocks = screen.text
        terminal.pixels.heard(draws=True)
        middle.draw()
        wait_for(lambda: bool(terminal.pixels.of(*shown_at(terminal))))
        middle.draw()
        sent = [segment.text for strip in middle.strips for segment in strip if segment.control]
        assert SENT in sent
        assert screen.text != half_blocks
        assert all(strip.cell_length == 80 for strip in middle.strips)
        assert await screen.scans(other) == "TAKEN"
        assert not [segment for strip in middle.strips for segment in strip if segment.control]
    assert screen.faults == []


def shown_at(terminal: Terminal) -> tuple[object, int, int]:
    """The picture that was wanted last."""
    wait_for(lambda: bool(terminal.wanted))
    last = terminal.wanted[-1]
    return last.of, last.columns, last.rows


def plan(kiosk: Kiosk, talk: Talk) -> Drawn:
    """A piece of a plan, as the screen draws it."""
    body = talk.says(planned_sheet(kiosk)[0]).body
    assert isinstance(body, PlanBody)
    return body.pieces[0]


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> list[Image.Image]:
    """What would be drawn by the library, which needs a newer Python than some kiosks have."""
    drawn_here: list[Image.Image] = []

    class Sixel:
        def __init__(self, image: Image.Image) -> None:
            drawn_here.append(image)

        def __rich_console__(self, _console: object, _options: object) -> Iterator[Segment]:
            yield Segment("room\n")
            yield Segment(SENT)

    names = ("textual_image", "textual_image.renderable", "textual_image.renderable.sixel")
    for name in names:
        module = ModuleType(name)
        vars(module).update(Image=Sixel)
        monkeypatch.setitem(sys.modules, name, module)
    return drawn_here


@pytest.mark.parametrize("of", ["plan", "outline"])
def test_a_picture_has_whole_characters_and_few_colours(
    kiosk: Kiosk, talk: Talk, library: list[Image.Image], of: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TEXTUAL_CELL_WIDTH", raising=False)
    monkeypatch.delenv("TEXTUAL_CELL_HEIGHT", raising=False)
    outline = from_corners("600x400 notch 200x150").outline
    shape = plan(kiosk, talk) if of == "plan" else Marked(outline, largest_inside(outline))
    assert sixel(Wanted(shape, 45, 10, CELL)) == SENT
    (image,) = library
    assert (image.width % CELL[0], image.height % CELL[1]) == (0, 0)
    assert 0 < image.width <= 45 * CELL[0]
    assert 0 < image.height <= 10 * CELL[1]
    assert len(image.getcolors(99) or range(99)) <= 15


def test_a_picture_that_nobody_can_make_is_none() -> None:
    assert pixels_module.drawn(Wanted(None, 45, 10, CELL)) == ""


def test_a_kiosk_asks_its_terminal_nothing_before_there_is_a_picture(kiosk: Kiosk, tmp_path: Path) -> None:
    code, other = stocked(kiosk, "600x400x4"), stocked(kiosk, "90x60x4")
    with kiosk_on_a_terminal("--db", str(tmp_path / "kiosk.db"), home=tmp_path) as terminal:
        terminal.shows("READY")
        assert b"\x1b[c" not in terminal.raw
        terminal.types(OUTLINE + "\r" + code + "\r")
        terminal.shows("OUTLINE")
        terminal.types("600x400 L 200x150\r")
        terminal.shows("Then press F8", "0.14 m²")
        terminal.types(LONG_ANSWER + other.encode() + b"\r")
        terminal.shows("TAKEN")
