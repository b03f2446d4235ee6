"""Drawings are looked for beside the screen, on sticks that may be slow."""

import os
from collections.abc import Iterable
from pathlib import Path
from threading import Event

from kiosk.drawing_lister import DrawingLister
from kiosk.kiosk import Kiosk
from kiosk.use_cases.drawings import drawings
from stock.codes import Command, command_code
from tests.kiosk.app.house import Talk
from tests.kiosk.app.screen import running
from tests.kiosk.commands.test_outline import L_TEXT, l_shape
from tests.kiosk.world import piece, stocked

OUTLINE, BACK = command_code(Command.OUTLINE), command_code(Command.BACK)


async def test_a_stick_that_does_not_answer_keeps_no_scan_waiting_and_is_listed_when_it_does(
    kiosk: Kiosk, talk: Talk, tmp_path: Path
) -> None:
    code, other, gate = stocked(kiosk, "600x400x6"), stocked(kiosk, "90x60x4"), Event()
    l_shape(tmp_path / "corner.dxf")
    house = talk.conversation._house
    assert house
    house.sticks = (tmp_path,)

    def slow(folders: Iterable[Path]) -> tuple[Path, ...]:
        gate.wait()
        return drawings(folders)

    async with running(talk) as screen:
        house.drawing_lister = DrawingLister(screen.app._notes_changed, slow, soon_seconds=0)
        assert await screen.scans(OUTLINE, code, "1") == "ONE MOMENT"
        assert await screen.scans(other, OUTLINE, L_TEXT, BACK) == "ONE MOMENT"
        gate.set()
        await screen.until(lambda: "1  corner.dxf" in screen.text)
        assert screen.app.face.scene.answer.word == "OUTLINE"
    assert piece(kiosk, other).status == "taken"
    assert screen.faults == []


def test_drawings_are_listed_newest_first_without_hidden_ones_and_links(tmp_path: Path) -> None:
    for seconds, name in enumerate(["a.dxf", "b.SVG", "c.jpg", ".d.svg", "e.txt"]):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (seconds, seconds))
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "1/2/3/4/5").mkdir(parents=True)
    (tmp_path / "1/2/3/4/5/deep.dxf").touch()
    assert [path.name for path in drawings([tmp_path, tmp_path / "none"])] == ["c.jpg", "b.SVG", "a.dxf"]
