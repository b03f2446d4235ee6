"""A camera as a scanner: what comes into its sight is scanned once, until it has left."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

from kiosk.scanners.scanner import ScanInput

AGAIN_SECONDS = 5.0
"""How long after a camera was unplugged it is looked for again."""


class _Over(Exception):
    """The kiosk has ended."""


class Camera:
    """Reads in a thread of its own, whose libraries are loaded there. `note` hears why it shows nothing.

    `driver` None plays a film, for tests.
    """

    def __init__(
        self,
        source: Path,
        note: Callable[[BaseException], None],
        driver: str | None = "video4linux2,v4l2",
        again_seconds: float = AGAIN_SECONDS,
    ) -> None:
        self._source, self._note = source, note
        self._driver, self._again_seconds = driver, again_seconds

    async def scans(self) -> AsyncIterator[ScanInput]:
        """See `Scanner`."""
        loop, seen = asyncio.get_running_loop(), asyncio.Queue[ScanInput]()

        def put(scan: ScanInput) -> None:
            try:
                loop.call_soon_threadsafe(seen.put_nowait, scan)
            except RuntimeError as error:
                raise _Over from error

        Thread(target=self._watch, args=[put], name="camera", daemon=True).start()
        while True:
            yield await seen.get()

    def _watch(self, put: Callable[[ScanInput], None]) -> None:
        """Until the loop is gone; a camera that is plugged in again goes on."""
        told = ""
        while True:
            try:
                self._read(put)
            except _Over:
                return
            except Exception as error:  # noqa: BLE001 (a camera must not take the kiosk with it)
                if repr(error) != told:
                    told = repr(error)
                    self._note(error)
            sleep(self._again_seconds)

    def _read(self, put: Callable[[ScanInput], None]) -> None:
        from labels.camera import codes, frames

        for code in codes(frames(self._source, self._driver)):
            put(ScanInput(code, monotonic()))
