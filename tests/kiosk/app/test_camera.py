"""A camera as a scanner: what it sees is scanned like anything else."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from threading import Event

from kiosk.kiosk import Kiosk
from kiosk.scanners.camera import Camera
from kiosk.scanners.scanner import ScanInput
from labels.errors import CameraRefused
from stock.codes import write
from stock.items import Status
from tests.kiosk.app.house import Talk
from tests.kiosk.app.screen import running
from tests.kiosk.world import piece, stocked
from tests.labels.films import empty, filmed, label
from tests.labels.samples import PIECE

PATIENCE_SECONDS = 60


async def first(scans: AsyncIterator[ScanInput], count: int) -> list[str]:
    """The first texts that are scanned."""
    found = []
    async with asyncio.timeout(PATIENCE_SECONDS):
        async for scan in scans:
            found.append(scan.text)
            if len(found) == count:
                return found
    return found


async def test_each_code_is_scanned_once_while_it_is_in_sight(tmp_path: Path) -> None:
    one, other = PIECE.code, write("RGX", "B2B2B2")
    film = filmed(tmp_path, label(one), label(one), empty(), label(other), label(other), label(one))
    camera = Camera(film, lambda _: None, driver=None, again_seconds=PATIENCE_SECONDS)
    assert await first(camera.scans(), 3) == [one, other, one]


async def test_a_camera_that_is_not_there_is_noted_once_and_looked_for_again(tmp_path: Path) -> None:
    noted: list[BaseException] = []
    heard = Event()

    def note(error: BaseException) -> None:
        noted.append(error)
        heard.set()

    film = tmp_path / "film.mjpeg"
    scans = Camera(film, note, driver=None, again_seconds=0.01).scans()
    waiting = asyncio.ensure_future(first(scans, 1))
    await asyncio.get_running_loop().run_in_executor(None, heard.wait, PATIENCE_SECONDS)
    filmed(tmp_path, label(PIECE.code))
    assert await waiting == [PIECE.code]
    assert [type(error) for error in noted] == [CameraRefused]


async def test_a_piece_before_the_camera_is_taken(kiosk: Kiosk, talk: Talk, tmp_path: Path) -> None:
    code = stocked(kiosk, "600x400x4")
    film = filmed(tmp_path, label(code), empty())
    async with running(talk) as screen:
        camera = Camera(film, screen.faults.append, driver=None, again_seconds=PATIENCE_SECONDS)
        screen.app.run_worker(screen.app._listen(camera), exit_on_error=False)
        await screen.until(lambda: screen.app.answered == 1)
        assert piece(kiosk, code).status == Status.TAKEN
