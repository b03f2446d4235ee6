"""Labels on their way to paper: jobs in a queue of their own, so that no scan ever waits for a printer.

Each job runs in a short-lived process: drawing needs more memory than a kiosk that only scans should have.
"""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from labels.kinds import Label

PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Rolls:
    """A page a label."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """Many labels on pages of ready-cut ones; the first `skip` places are used already."""

    skip: int = 0


@dataclass(frozen=True, slots=True)
class Cards:
    """Pages of framed cards to laminate; each heading has a number of the labels, in their order."""

    headings: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ToPrinter:
    """A printer that CUPS knows."""

    printer: str


@dataclass(frozen=True, slots=True)
class ToFolder:
    """A new PDF file in a folder, under this name or the next free one."""

    folder: Path
    name: str


@dataclass(frozen=True, slots=True)
class ToFile:
    """The file at exactly this path: a PDF, or a PNG of one page."""

    path: Path


@dataclass(frozen=True, slots=True)
class Job:
    """Labels, the size of each, how they lie on the paper, and where they go. A sheet has its own size."""

    title: str
    labels: tuple[Label, ...]
    width_um: int
    height_um: int
    paper: Rolls | Sheets | Cards
    target: ToPrinter | ToFolder | ToFile


class PrintState(StrEnum):
    """What became of a job. Sent is not printed: the print system has it, and nobody looked at the paper."""

    SENT = "sent"
    FILE = "file"
    FAILED = "failed"


class PrintReason(StrEnum):
    """Why a job failed."""

    TOO_SMALL = "too small"
    NO_SYMBOL = "no symbol"
    UNREADABLE = "unreadable"
    FOLDER_REFUSED = "folder refused"
    NO_PRINT_SYSTEM = "no print system"
    PRINT_SYSTEM_STOPPED = "print system stopped"
    PRINTER_SILENT = "printer silent"
    PRINTER_MISSING = "printer missing"
    PRINTER_REFUSED = "printer refused"
    ONE_PAGE_ONLY = "one page only"
    NO_READER = "no reader"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Printed:
    """What became of a job: `where` is the file or printer, `detail` what the system said of a failure."""

    state: PrintState
    where: str = ""
    reason: PrintReason | None = None
    detail: str = ""


def failed(reason: PrintReason, where: str = "", detail: str = "") -> Printed:
    """A job that did not come to paper."""
    return Printed(PrintState.FAILED, where, reason, detail)


class Printing:
    """A queue of jobs, one after the other. `tell` is called from the queue's own thread with each result."""

    def __init__(self, tell: Callable[[Printed], None], run: Callable[[Job], Printed] | None = None) -> None:
        self._tell, self._run = tell, run or in_own_process
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._thread = Thread(target=self._work, name="printing", daemon=True)
        self._thread.start()

    def ask(self, job: Job) -> None:
        """Queue a job; never waits."""
        self._jobs.put(job)

    def close(self, patience_seconds: float = 5.0) -> None:
        """Finish what is queued, as far as it is done in that time."""
        self._jobs.put(None)
        self._thread.join(patience_seconds)

    @property
    def is_busy(self) -> bool:
        """Whether something is still to be done, or the queue was not closed."""
        return self._thread.is_alive()

    def _work(self) -> None:
        while job := self._jobs.get():
            self._tell(self._done(job))

    def _done(self, job: Job) -> Printed:
        """A job's result; a fault in one never ends the queue, and is told."""
        try:
            return self._run(job)
        except Exception as fault:  # noqa: BLE001
            return failed(PrintReason.BROKEN, detail=type(fault).__name__)


def here(job: Job) -> Printed:
    """Run a job in this process."""
    try:
        from kiosk.press import run
    except ImportError as error:
        return failed(PrintReason.NO_READER, detail=str(error))
    return run(job)


def in_own_process(job: Job) -> Printed:
    """Run a job in a process that ends with it."""
    from kiosk.press_wire import job_text, printed_of

    command = [sys.executable, "-P", "-m", "kiosk.press_wire"]
    try:
        done = subprocess.run(
            command,
            input=job_text(job),
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
            text=True,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return failed(PrintReason.BROKEN, detail=type(error).__name__)
    return printed_of(done.stdout) or failed(PrintReason.BROKEN, detail=f"{done.returncode}")
