"""A real CUPS of the test's own: its folder, its socket, its printers, and paper that can be read."""

import os
import select
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

PATIENCE_SECONDS = 60
_SCHEDULER = Path("/usr/sbin/cupsd")
_SCALER = Path("/usr/lib/cups/filter/pdftopdf")
_PPD = Path(__file__).parent / "Office.ppd"
"""A printer for any size that does not reach the edge, so that CUPS has a reason to scale."""
_FOLDERS = ("root/ppd", "spool", "cache", "state", "tmp", "bin/backend", "bin/daemon", "bin/filter")
_FILES = {
    "ServerRoot": "root",
    "ServerBin": "bin",
    "RequestRoot": "spool",
    "CacheDir": "cache",
    "StateDir": "state",
    "TempDir": "tmp",
    "AccessLog": "access_log",
    "PageLog": "page_log",
}
_PRINTERS = """<Printer Zebra>
DeviceURI paper:/
State Idle
Accepting Yes
</Printer>
<Printer Shut>
DeviceURI paper:/
State Idle
Accepting No
</Printer>
<Printer Paused>
DeviceURI paper:/
State Stopped
StateMessage Out of labels
Accepting Yes
</Printer>
"""
_OFFICE = """<Printer Office>
DeviceURI paper:/
State Idle
Accepting Yes
</Printer>
"""
_SETTINGS = """Listen {folder}/socket
LogLevel info
Browsing Off
<Location />
Order allow,deny
Allow all
</Location>
"""
_BACKEND = """#!/bin/sh
test $# = 0 && exit 0
{{ printf '%s\\n%s\\n' "$3" "$5"; cat "${{6:--}}"; }} > {folder}/paper
"""


@dataclass(frozen=True, slots=True)
class Paper:
    """What came out of a printer."""

    title: str
    options: str
    document: bytes


@dataclass(frozen=True, slots=True)
class Cups:
    """A running print system and its folder."""

    folder: Path
    scheduler: subprocess.Popen[str]

    def next_paper(self) -> Paper:
        """The next job that reaches paper."""
        paper = os.open(self.folder / "paper", os.O_RDONLY | os.O_NONBLOCK)
        ready, _, _ = select.select([paper], [], [], PATIENCE_SECONDS)
        assert ready, "CUPS took the job and printed nothing"
        os.set_blocking(paper, True)
        with os.fdopen(paper, "rb") as file:
            title, options, document = file.read().split(b"\n", 2)
        return Paper(title.decode(), options.decode(), document)

    def stop(self) -> None:
        """The end of the print system, as when a service stops."""
        self.scheduler.terminate()
        self.scheduler.communicate(timeout=PATIENCE_SECONDS)


@pytest.fixture
def cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cups]:
    """The print system that `lp` talks to, with Zebra, Shut (takes no jobs) and Paused (keeps them)."""
    yield from _running(_PRINTERS, monkeypatch)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cups]:
    """The same with the printer Office: it gets what CUPS's own filter makes of a PDF for its paper."""
    assert _SCALER.exists(), (
        "This test prints through a filter of CUPS: apt-get install cups-filters-core-drivers"
    )
    yield from _running(_OFFICE, monkeypatch)


def _running(printers: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cups]:
    assert _SCHEDULER.exists(), (
        "This test prints through a real CUPS: apt-get install cups-daemon cups-client"
    )
    with tempfile.TemporaryDirectory(prefix="cups") as name:
        Path(name).chmod(0o755)  # filters run as another user where the tests run as root
        started = Cups(Path(name), _start(Path(name), printers))
        monkeypatch.setenv("CUPS_SERVER", f"{name}/socket")
        yield started
        started.stop()


def _start(folder: Path, printers: str) -> subprocess.Popen[str]:
    """The scheduler, listening; a copy, as some systems confine the installed one to its own folders."""
    for part in _FOLDERS:
        (folder / part).mkdir(parents=True)
    backend = folder / "bin/backend/paper"
    backend.write_text(_BACKEND.format(folder=folder))
    backend.chmod(0o700)
    os.mkfifo(folder / "paper")
    (folder / "bin/daemon/cups-exec").symlink_to("/usr/lib/cups/daemon/cups-exec")
    (folder / "bin/filter/pdftopdf").symlink_to(_SCALER)
    shutil.copy(_PPD, folder / "root/ppd/Office.ppd")
    (folder / "root/printers.conf").write_text(printers)
    (folder / "cupsd.conf").write_text(_SETTINGS.format(folder=folder))
    files = "".join(f"{name} {folder / path}\n" for name, path in _FILES.items())
    (folder / "files.conf").write_text(files + "ErrorLog stderr\n")
    copy = shutil.copy(_SCHEDULER, folder / "cupsd")
    command = [copy, "-f", "-c", folder / "cupsd.conf", "-s", folder / "files.conf"]
    scheduler = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert scheduler.stderr
    _await_listening(scheduler.stderr)
    return scheduler


def _await_listening(log: IO[str]) -> None:
    lines = []
    for line in log:
        lines.append(line)
        if "Listening to" in line:
            return
    raise AssertionError("CUPS did not start:\n" + "".join(lines))
