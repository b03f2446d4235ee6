"""The outline of a piece on the screen: typed or read of a file, looked at, noted, and undone."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Event
from threading import enumerate as threads

import pytest
from PIL import Image

from cutting.outlines.errors import INSTALL, NoOutline, Why
from cutting.outlines.reading import from_photo
from kiosk.answers.band import Answer, Tone
from kiosk.answers.outlined import screen_sentence
from kiosk.kiosk import Kiosk
from kiosk.language import LANGUAGES, speak
from kiosk.lister import Lister
from kiosk.outliner import Outliner, Result, Source, shape_of
from kiosk.screens.card import CardBody
from kiosk.screens.house import House
from kiosk.screens.outline_view import ShapeBody
from kiosk.screens.scene import Scene
from kiosk.screens.start_view import StartBody
from kiosk.use_cases.drawings import drawings
from kiosk.widgets.band import HEIGHT, band_lines
from kiosk.widgets.spans import Role, line_width
from stock.codes import Command, command_code, quantity_code
from stock.events import Kind
from tests.cutting.outlines.drawn import NO_UNIT, dxf
from tests.cutting.outlines.photos import photo as photo_of
from tests.cutting.outlines.test_photo import PLAIN
from tests.kiosk.app.house import Talk, shown_in, text_of
from tests.kiosk.app.screen import running
from tests.kiosk.app.test_background import PATIENCE_SECONDS, wait_for
from tests.kiosk.commands.test_outline import FACTS, L_AREA_UM2, L_TEXT, l_shape
from tests.kiosk.world import kinds, piece, stocked

OUTLINE, YES, BACK, UNDO, SHOW, DONE = (
    command_code(each)
    for each in (Command.OUTLINE, Command.YES, Command.BACK, Command.UNDO, Command.SHOW, Command.DONE)
)
PART = [(0, 0), (200, 0), (200, 150), (0, 150)]


@pytest.fixture
def house(talk: Talk, tmp_path: Path) -> House:
    """The house behind the talk, with a stick of its own."""
    house = talk.conversation._house
    assert house
    house.sticks, house.lister = (tmp_path / "stick",), Lister(soon_seconds=PATIENCE_SECONDS)
    house.sticks[0].mkdir()
    return house


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language in turn."""
    speak(request.param)
    yield request.param
    speak("en")


@pytest.fixture
def stick(house: House) -> Path:
    """A USB stick."""
    return house.sticks[0]


def says(talk: Talk, *texts: str) -> Scene:
    """The picture after the last of these scans, and after what is then read in the background."""
    scene = talk.says(*texts)
    house = talk.conversation._house
    assert house
    if scene.answer.word == "ONE MOMENT":
        wait_for(lambda: house.outliner.result is not None)
        return talk.conversation.refresh() or scene
    return scene


def test_corners_are_typed_right_after_logging_looked_at_noted_and_undone(kiosk: Kiosk, talk: Talk) -> None:
    scene = talk.says(command_code(Command.RECEIVE), "birch plywood 600x400x6")
    assert scene.answer.word == "RECEIVED"
    scene = says(talk, L_TEXT)
    assert (scene.mode.word, scene.answer.word) == ("OUTLINE", "RIGHT?")
    assert "0.21 m²" in scene.answer.sentence
    assert "400 × 400 mm" in shown_in(scene)
    assert kinds(kiosk) == [Kind.RECEIVED]
    scene = talk.says(YES)
    assert (scene.answer.word, scene.answer.tone) == ("OUTLINE", Tone.DONE)
    assert isinstance(scene.body, CardBody)
    state = piece(kiosk, scene.body.card.standing.item)
    assert state.outline
    assert state.outline.area_um2 == L_AREA_UM2
    assert talk.says(UNDO).answer.word == "UNDONE"
    assert piece(kiosk, scene.body.card.standing.item).outline is None


def test_the_picture_shows_the_shape_to_scale_and_its_largest_rectangle(talk: Talk, kiosk: Kiosk) -> None:
    code = stocked(kiosk, "600x400x6")
    dots: Counter[Role] = Counter()
    for row in says(talk, OUTLINE, code, L_TEXT).body.lines(120, 40, 0)[2:-1]:
        for span in row:
            dots.update({span.role: len(span.text)})
            dots.update({span.above or span.role: len(span.text)})
    assert dots[Role.KEPT] / (dots[Role.KEPT] + dots[Role.PART]) == pytest.approx(160 / 210, abs=0.02)


@pytest.mark.parametrize("way", ["card", "command first", "chosen of a list"])
async def test_from_a_card_a_scan_or_a_list_it_is_one_key_to_the_outline(
    kiosk: Kiosk, talk: Talk, way: str
) -> None:
    code = stocked(kiosk, "600x400x6")
    async with running(talk) as screen:
        if way == "command first":
            assert await screen.scans(OUTLINE, code) == "OUTLINE"
            return
        await screen.scans(*((SHOW, code) if way == "card" else ("300x200",)))
        answered = screen.app.answered
        screen.presses("f12", "f12", "f12", "f4")
        expected = answered + (1 if way == "card" else 2)
        assert await screen.word(expected) == "OUTLINE"


def test_a_file_is_chosen_by_number_from_the_stick_and_from_the_folder(
    kiosk: Kiosk, talk: Talk, house: House, stick: Path
) -> None:
    code = stocked(kiosk, "600x400x6")
    scene = talk.says(OUTLINE, code)
    assert "No drawing or photo" in shown_in(scene)
    (stick / "job").mkdir()
    l_shape(stick / "job" / "corner.dxf")
    house.drawing_folders[0].mkdir()
    (house.drawing_folders[0] / "notes.txt").write_text("no drawing")
    scene = talk.says("")
    assert "1  corner.dxf" in shown_in(scene)
    assert scene.body.rows == 1
    scene = says(talk, "2")
    assert scene.answer.word == "UNCLEAR"
    assert says(talk, quantity_code(1)).answer.word == "RIGHT?"
    talk.says(YES)
    assert piece(kiosk, code).outline
    assert says(talk, OUTLINE, str(stick / "job" / "corner.dxf")).answer.word == "RIGHT?"


async def test_a_stick_that_does_not_answer_keeps_no_scan_waiting_and_is_listed_when_it_does(
    kiosk: Kiosk, talk: Talk, house: House, stick: Path
) -> None:
    code, other, gate = stocked(kiosk, "600x400x6"), stocked(kiosk, "90x60x4"), Event()
    l_shape(stick / "corner.dxf")

    def slow(folders: Iterable[Path]) -> tuple[Path, ...]:
        gate.wait()
        return drawings(folders)

    async with running(talk) as screen:
        house.lister = Lister(screen.app._notes_changed, slow, soon_seconds=0)
        assert await screen.scans(OUTLINE, code, "1") == "ONE MOMENT"
        assert await screen.scans(other, OUTLINE, L_TEXT, BACK) == "ONE MOMENT"
        gate.set()
        await screen.until(lambda: "1  corner.dxf" in screen.text)
        assert screen.app.face.scene.answer.word == "OUTLINE"
    assert piece(kiosk, other).status == "taken"
    assert screen.faults == []


def test_a_drawing_without_a_unit_is_read_again_once_it_is_typed(
    kiosk: Kiosk, talk: Talk, stick: Path
) -> None:
    code = stocked(kiosk, "600x400x6")
    l_shape(stick / "plain.dxf", NO_UNIT)
    scene = says(talk, OUTLINE, code, "1")
    assert (scene.answer.word, scene.answer.tone) == ("NO", Tone.NO)
    assert "mm, cm" in scene.answer.sentence
    assert "--unit" not in scene.answer.sentence
    assert "21 m²" in says(talk, "cm").answer.sentence
    assert "0.21 m²" in says(talk, "MM").answer.sentence


def test_a_laser_job_leaves_the_rest_of_the_piece_or_of_a_typed_sheet(
    kiosk: Kiosk, talk: Talk, stick: Path
) -> None:
    code = stocked(kiosk, "600x400x6")
    dxf(stick / "job.dxf", lambda _d, m: m.add_lwpolyline(PART, close=True))
    assert "300 cm²" in says(talk, OUTLINE, code, "1").answer.sentence
    assert "600 × 400 × 6 mm  0.21 m²" in says(talk, "2").answer.sentence
    assert "800 × 500 × 6 mm  0.37 m²" in says(talk, "800x500").answer.sentence
    assert "no file 3" in says(talk, "3").answer.sentence
    assert "0.21 m²" in says(talk, "1", "2").answer.sentence
    assert "300 cm²" in says(talk, "1").answer.sentence
    assert says(talk, "2").answer.word == "RIGHT?"
    talk.says(YES)
    outline = piece(kiosk, code).outline
    assert outline
    assert L_AREA_UM2 - 10**9 < outline.area_um2 < L_AREA_UM2


def test_a_photo_is_read_with_the_thickness_of_the_piece(kiosk: Kiosk, talk: Talk, stick: Path) -> None:
    code = stocked(kiosk, "335x215x6")
    Image.fromarray(photo_of(PLAIN)).save(stick / "offcut.png")
    scene = says(talk, OUTLINE, code, "1")
    assert scene.answer.word == "RIGHT?"
    assert "Left off along its edges" in shown_in(scene, height=20)
    talk.says(YES)
    assert piece(kiosk, code).outline == from_photo(stick / "offcut.png", thick_um=6_000).outline


def crossing(stick: Path) -> None:
    points = [(0, 0), (600, 400), (600, 0), (0, 400)]
    dxf(stick / "crossing.dxf", lambda _d, m: m.add_lwpolyline(points, close=True))


BAD: dict[str, Callable[[Path], object]] = {
    "crosses itself": crossing,
    "too large": lambda stick: (stick / "huge.svg").write_bytes(b"<svg>" + b" " * 20_000_000),
    "markers": lambda stick: Image.new("RGB", (400, 300), "white").save(stick / "photo.jpg"),
    "damaged": lambda stick: (stick / "photo.png").write_bytes(b"no picture"),
    "no closed line": lambda stick: dxf(stick / "empty.dxf", lambda _d, _m: None),
    "cannot be read": lambda stick: (stick / "broken.dxf").write_bytes(b"\0\xff" * 500),
}


@pytest.mark.parametrize("said", BAD)
def test_a_bad_file_is_a_sentence_and_nothing_is_noted(
    kiosk: Kiosk, talk: Talk, stick: Path, said: str
) -> None:
    code = stocked(kiosk, "600x400x6")
    BAD[said](stick)
    scene = says(talk, OUTLINE, code, "1")
    assert (scene.answer.word, scene.answer.tone) == ("NO", Tone.NO)
    assert said in scene.answer.sentence
    assert says(talk, L_TEXT).answer.word == "RIGHT?"
    assert kinds(kiosk) == [Kind.RECEIVED]


@pytest.mark.parametrize(
    "typed", ["plywood", "600x400 notch 900x900", "0,0 900,900 900,0 0,900", "9x9", "7", "/none.dxf", "/"]
)
def test_bad_corners_and_paths_are_a_sentence_and_may_be_typed_again(
    kiosk: Kiosk, talk: Talk, house: House, typed: str
) -> None:
    assert house.outliner.result is None
    code = stocked(kiosk, "600x400x6")
    scene = says(talk, OUTLINE, code, typed)
    assert scene.answer.tone == Tone.NO
    assert scene.answer.sentence
    assert says(talk, L_TEXT).answer.word == "RIGHT?"


def test_a_lot_has_no_outline(kiosk: Kiosk, talk: Talk) -> None:
    scene = talk.says(OUTLINE, stocked(kiosk, "5"))
    assert (scene.answer.word, isinstance(scene.body, StartBody)) == ("A LOT", True)


def test_what_was_read_in_other_words_is_told_before_it_is_noted(kiosk: Kiosk, talk: Talk) -> None:
    code = stocked(kiosk, "500x300x6")
    assert "So far: 500 × 300 × 6 mm" in shown_in(says(talk, OUTLINE, code, L_TEXT))


@pytest.mark.parametrize("before", [(), (L_TEXT,), ("plywood",)], ids=["asked", "read", "refused"])
def test_a_scan_on_any_of_the_pages_counts_as_always(
    kiosk: Kiosk, talk: Talk, before: tuple[str, ...]
) -> None:
    code, other = stocked(kiosk, "600x400x6"), stocked(kiosk, "90x60x4")
    says(talk, OUTLINE, code, *before)
    scene = talk.says(other)
    assert scene.answer.word == "TAKEN"
    assert isinstance(scene.body, CardBody)
    assert scene.body.card.standing.item == other
    assert talk.says(code).answer.word == "TAKEN"
    assert piece(kiosk, code).outline is None


def test_escape_goes_back_to_the_corners_and_then_to_the_card(kiosk: Kiosk, talk: Talk) -> None:
    code = stocked(kiosk, "600x400x6")
    says(talk, OUTLINE, code, L_TEXT)
    assert talk.says(BACK).answer.word == "OUTLINE"
    scene = talk.says(BACK)
    assert isinstance(scene.body, CardBody)
    assert scene.body.card.standing.item == code


def held_back(gate: Event) -> Callable[[Source], Result]:
    """A reading that takes until it is let."""

    def read(source: Source) -> Result:
        gate.wait()
        return shape_of(source)

    return read


async def test_while_a_file_is_read_every_scan_is_answered_and_ends_the_reading(
    kiosk: Kiosk, talk: Talk, house: House
) -> None:
    code, gate = stocked(kiosk, "600x400x6"), Event()
    others = [stocked(kiosk, f"{300 + number}x200x4") for number in range(5)]
    async with running(talk) as screen:
        house.outliner = Outliner(screen.app._notes_changed, held_back(gate))
        assert await screen.scans(OUTLINE, code, L_TEXT) == "ONE MOMENT"
        assert await screen.scans(*others) == "TAKEN"
        gate.set()
        await screen.until(lambda: "outliner" not in {thread.name for thread in threads()})
        assert screen.app.face.scene.answer.word == "TAKEN"
    assert kinds(kiosk)[-5:] == [Kind.TAKEN] * 5
    assert screen.faults == []


async def test_what_was_read_is_shown_without_a_scan_and_yes_before_that_notes_nothing(
    kiosk: Kiosk, talk: Talk, house: House
) -> None:
    code, gate = stocked(kiosk, "600x400x6"), Event()
    async with running(talk) as screen:
        house.outliner = Outliner(screen.app._notes_changed, held_back(gate))
        assert await screen.scans(OUTLINE, code, L_TEXT, YES) == "ONE MOMENT"
        assert piece(kiosk, code).outline is None
        gate.set()
        await screen.until(lambda: screen.app.face.scene.answer.word == "RIGHT?")
        assert "Largest rectangle" in screen.text
        assert "F8 notes it" in screen.text
        assert await screen.scans(YES) == "OUTLINE"
    assert piece(kiosk, code).outline


def test_a_library_that_fails_at_a_file_is_a_sentence(kiosk: Kiosk, talk: Talk, house: House) -> None:
    def failing(_source: Source) -> Result:
        raise RecursionError

    house.outliner = Outliner(read=failing)
    assert "cannot be read" in says(talk, OUTLINE, stocked(kiosk, "600x400x6"), L_TEXT).answer.sentence


def test_without_the_libraries_the_screen_says_what_to_install(
    kiosk: Kiosk, talk: Talk, house: House
) -> None:
    house.outliner = Outliner(read=lambda _: NoOutline(Why.NO_LIBRARY, install=INSTALL))
    scene = says(talk, OUTLINE, stocked(kiosk, "600x400x6"), L_TEXT)
    assert INSTALL in scene.answer.sentence


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("why", Why)
def test_no_reason_is_cut_short_on_the_screen(why: Why) -> None:
    sentence = screen_sentence(NoOutline(why, **FACTS))
    assert "--unit" not in sentence
    shown = text_of(band_lines(Answer(Tone.NO, "NO", sentence), "✖", 80, HEIGHT))
    assert "…" not in shown


@pytest.mark.parametrize(("width", "height"), [(80, 13), (120, 40), (40, 5), (20, 3)])
def test_an_outline_keeps_to_its_room(kiosk: Kiosk, talk: Talk, width: int, height: int) -> None:
    body = says(talk, OUTLINE, stocked(kiosk, "600x400x6"), L_TEXT).body
    assert isinstance(body, ShapeBody)
    lines = body.lines(width, height, 0)
    assert len(lines) <= height
    assert width < 40 or max(map(line_width, lines)) <= width


def test_drawings_are_listed_newest_first_without_hidden_ones_and_links(tmp_path: Path) -> None:
    for seconds, name in enumerate(["a.dxf", "b.SVG", "c.jpg", ".d.svg", "e.txt"]):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (seconds, seconds))
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "1/2/3/4/5").mkdir(parents=True)
    (tmp_path / "1/2/3/4/5/deep.dxf").touch()
    assert [path.name for path in drawings([tmp_path, tmp_path / "none"])] == ["c.jpg", "b.SVG", "a.dxf"]
