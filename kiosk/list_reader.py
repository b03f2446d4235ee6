"""Cut lists read from files, one at a time, each in a process of its own, which is killed when nobody waits.

A drawing of 20 MB takes many seconds and hundreds of megabytes, and a file may lie where nothing answers.
"""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread

import msgspec

from cutting.cut_list.lines import CutList
from kiosk.language import spoken

NO_FILE = 3
"""The exit code of a process that finds no file at its path."""
_MODULE = "kiosk.list_process"


class ReadingFailedError(Exception):
    """The process that reads a file ended without an answer, with this exit code."""


@dataclass(slots=True)
class _Run:
    process: "subprocess.Popen[bytes]"
    cut_list: CutList | None = None
    code: int | None = None


class ListReader:
    """`changed` is called, from any thread, when a file has been read; `version` grows with each one."""

    def __init__(self, changed: Callable[[], None] = lambda: None) -> None:
        self._changed = changed
        self._run: _Run | None = None
        self.version = 0

    def begin(self, path: str) -> None:
        """Read this file from now on, and no other. Raises OSError."""
        self.stop()
        command = [sys.executable, "-P", "-m", _MODULE, spoken(), path]
        none = subprocess.DEVNULL
        process = subprocess.Popen(command, stdin=none, stdout=subprocess.PIPE, stderr=none)
        self._run = run = _Run(process)
        Thread(target=self._wait, args=[run], name="lists", daemon=True).start()

    @property
    def is_done(self) -> bool:
        """Whether the file was read."""
        return self._run is not None and self._run.code is not None

    def found(self) -> CutList | None:
        """What was read, once it is done; None where there is no file. Raises ReadingFailedError."""
        run = self._run
        if run and run.code not in (0, NO_FILE):
            raise ReadingFailedError(run.code)
        return run.cut_list if run else None

    def stop(self) -> None:
        """Nobody waits any more."""
        if self._run:
            self._run.process.kill()
        self._run = None

    def _wait(self, run: _Run) -> None:
        said, _errors = run.process.communicate()
        code = run.process.returncode
        try:
            run.cut_list = _read.decode(said) if code == 0 else None
        except msgspec.MsgspecError:
            code = -1
        run.code = code
        if run is self._run:
            self.version += 1
            self._changed()


_read = msgspec.json.Decoder(CutList)
