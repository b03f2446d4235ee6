"""Cut lists that are read from files: in the background, whatever their size, and no scan waits."""

from pathlib import Path
from signal import SIGKILL

import pytest

from kiosk.answers.band import Tone
from kiosk.kiosk import Kiosk
from kiosk.language import speak
from kiosk.list_reader import ListReader, ReadingFailedError
from stock.codes import Command, command_code
from tests.kiosk.app.house import Talk, shown_in
from tests.kiosk.app.screen import running
from tests.kiosk.app.test_background import wait_for
from tests.kiosk.world import stocked

NEST, YES, BACK = (command_code(each) for each in (Command.NEST, Command.YES, Command.BACK))
LINE = "1x 300x200 birch plywood 4"


def written(folder: Path, text: str) -> str:
    """The path of a file with this text."""
    path = folder / "list.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


def read(text: str) -> ListReader:
    """A reader that has read, or failed."""
    reader = ListReader()
    reader.begin(text)
    wait_for(lambda: reader.is_done)
    return reader


def test_five_thousand_lines_are_read_shown_and_planned(kiosk: Kiosk, talk: Talk, tmp_path: Path) -> None:
    code = stocked(kiosk, "900x600x4")
    path = written(
        tmp_path, "\n".join(f"1x {60 + at % 300}x{40 + at % 170} birch plywood 4" for at in range(5000))
    )
    assert talk.says(NEST).body.rows == 0
    scene = talk.hears(path)
    assert (scene.answer.word, scene.calm) == ("READING", True)
    scene = talk.sees(scene)
    assert (scene.answer.tone, scene.calm, scene.body.rows) == (Tone.ATTENTION, False, 5000)
    assert " 5000  1x  259 × 109 × 4 mm  Birch plywood" in shown_in(scene)
    scene = talk.says(YES)
    assert scene.answer.word == "PLAN"
    assert f"{code[:3]} {code[3:9]} {code[9:]}" in shown_in(scene)


async def test_a_scan_is_answered_while_a_file_is_read_which_then_ends(
    kiosk: Kiosk, talk: Talk, tmp_path: Path
) -> None:
    code, path = stocked(kiosk, "900x600x4"), written(tmp_path, f"{LINE}\n" * 5000)
    async with running(talk) as screen:
        assert await screen.scans(NEST, path, code) == "TAKEN"
        house = talk.conversation._house
        assert house
        assert house.reader._run is None
    assert screen.faults == []


def test_a_reading_that_nobody_waits_for_is_killed_and_leaves_no_process(tmp_path: Path) -> None:
    reader = ListReader()
    reader.begin(written(tmp_path, f"{LINE}\n" * 5000))
    assert reader._run
    process = reader._run.process
    reader.stop()
    wait_for(lambda: process.returncode is not None)
    assert process.returncode == -SIGKILL
    assert (reader.is_done, reader.version) == (False, 0)


async def test_a_list_that_was_read_comes_up_by_itself(kiosk: Kiosk, talk: Talk, tmp_path: Path) -> None:
    stocked(kiosk, "900x600x4")
    path = written(tmp_path, LINE)
    async with running(talk) as screen:
        house = talk.conversation._house
        assert house
        house.reader = ListReader(screen.app._notes_changed)
        await screen.scans(NEST, path)
        await screen.until(lambda: screen.app.face.scene.body.rows == 1)
        assert screen.app.face.scene.answer.word == "CUT LIST"
    assert screen.faults == []


def test_what_is_typed_while_a_file_is_read_does_not_get_in_between(talk: Talk, tmp_path: Path) -> None:
    path = written(tmp_path, LINE)
    talk.hears(NEST, path)
    assert talk.hears("2x 100x100 birch plywood 4").answer.word == "READING"
    assert talk.says(YES).body.rows == 1


def test_escape_gives_up_a_file_and_keeps_the_lines_so_far(talk: Talk, tmp_path: Path) -> None:
    talk.says(NEST, LINE)
    scene = talk.hears(written(tmp_path, LINE), BACK)
    assert (scene.mode.word, scene.body.rows) == ("CUT LIST", 1)
    assert not talk.conversation.has_news()


@pytest.mark.parametrize("name", ["none.txt", "", "\x00.txt"])
def test_what_is_no_file_is_said(talk: Talk, tmp_path: Path, name: str) -> None:
    scene = talk.says(NEST, LINE, f"{tmp_path}/{name}")
    assert (scene.answer.word, scene.body.rows) == ("UNCLEAR", 1)


def test_a_file_with_a_line_that_is_not_read_adds_none(talk: Talk, tmp_path: Path) -> None:
    scene = talk.says(NEST, written(tmp_path, f"{LINE}\n2x nonsense"))
    assert (scene.answer.word, scene.body.rows) == ("UNCLEAR", 0)
    assert "2" in scene.answer.sentence


def test_a_file_is_read_in_the_language_of_the_kiosk(tmp_path: Path) -> None:
    speak("lv")
    try:
        found = read(written(tmp_path, "2x 300x200 bērza saplāksnis 4")).found()
    finally:
        speak("en")
    assert found
    assert (found.faults, found.lines[0].materials[0]) == ((), "plywood-birch")


def test_a_process_that_ends_without_an_answer_is_a_fault(tmp_path: Path) -> None:
    reader = ListReader()
    reader.begin(written(tmp_path, LINE))
    assert reader._run
    reader._run.process.kill()
    wait_for(lambda: reader.is_done)
    with pytest.raises(ReadingFailedError):
        reader.found()
