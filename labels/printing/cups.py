"""Printers known to CUPS, through its own commands.

What CUPS has accepted is *sent*. Whether paper came out is another question, and not answered here.
"""

import os
import re
import subprocess
from dataclasses import dataclass
from enum import StrEnum

from labels.drawing import MM, Size
from labels.errors import NoPrinting, NoPrintingReason, PrinterMissing, PrinterRefused
from paper.text import clean

_PATIENCE_SECONDS = 20
_LONGEST_TITLE = 120
_NAME = re.compile(r"[^\s/\\#?'\"\x00-\x20\x7f-]([^\s/\\#?'\"\x00-\x20\x7f]{0,126})")
"""Names that CUPS allows; one that begins with a dash would be taken for an option."""
_STATE = re.compile(r"printer (\S+) (is idle|now printing|disabled)[^\n]*(?:\n[\t ]+([^\n]+))?")
_ACCEPTED = re.compile(r"request id is (\S+-\d+)")
_DEVICE = re.compile(r"^device for \S+: (\w+):", re.MULTILINE)
_REPORTING = frozenset(("ipp", "ipps", "dnssd", "implicitclass"))
_MISSING = re.compile(r"does not exist|unknown destination", re.IGNORECASE)


class PrinterState(StrEnum):
    """What the print system says of a printer."""

    IDLE = "is idle"
    PRINTING = "now printing"
    STOPPED = "disabled"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Destination:
    """A printer that CUPS knows; `said` is its own line about the state, in English, or nothing."""

    name: str
    state: PrinterState
    said: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """The print system has the job; it says nothing of paper."""

    job: str
    printer: str


def printers() -> tuple[Destination, ...]:
    """The printers by name. Raises NoPrinting."""
    names = _run("lpstat", "-e").stdout.split()
    if not names:
        _require_running()
        return ()
    found = _STATE.findall(_run("lpstat", "-p").stdout)
    known = {name: Destination(name, PrinterState(state), clean(said)) for name, state, said in found}
    return tuple(known.get(name, Destination(name, PrinterState.UNKNOWN)) for name in sorted(names))


def send(document: bytes, printer: str, title: str, page: Size | None = None) -> Sent:
    """A PDF file on its way to a printer; `page` is its size, so that nothing is scaled to other paper.

    Raises NoPrinting, PrinterMissing and PrinterRefused.
    """
    if not _NAME.fullmatch(printer):
        raise PrinterMissing(printer)
    named = ["-d", printer, "-t", clean(title)[:_LONGEST_TITLE]]
    answer = _run("lp", *named, "-o", "print-scaling=none", *_media(page), document=document)
    accepted = _ACCEPTED.search(answer.stdout)
    if answer.returncode == 0 and accepted:
        return Sent(accepted[1], printer)
    _require_running()
    if _MISSING.search(answer.stderr):
        raise PrinterMissing(printer)
    raise PrinterRefused(printer, clean(answer.stderr))


def is_stopped(printer: str) -> bool:
    """Whether somebody, or CUPS itself, has stopped the printer. Raises NoPrinting."""
    return any(known.name == printer and known.state is PrinterState.STOPPED for known in printers())


def reports_paper(printer: str) -> bool:
    """Whether CUPS waits until a printer says that a job is on paper, as its IPP backends do.

    All other backends call a job completed once its bytes are handed over.
    """
    found = _DEVICE.search(_run("lpstat", "-v", printer).stdout) if _NAME.fullmatch(printer) else None
    return found is not None and found[1] in _REPORTING


@dataclass(frozen=True, slots=True)
class _Answer:
    returncode: int
    stdout: str
    stderr: str


def _run(*command: str, document: bytes = b"") -> _Answer:
    """One of the print system's commands, in English whatever the language of the kiosk."""
    english = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "C"}
    try:
        done = subprocess.run(
            command, input=document, capture_output=True, timeout=_PATIENCE_SECONDS, env=english, check=False
        )
    except FileNotFoundError as error:
        raise NoPrinting(NoPrintingReason.NOT_INSTALLED) from error
    except subprocess.TimeoutExpired as error:
        raise NoPrinting(NoPrintingReason.NO_ANSWER) from error
    return _Answer(
        done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
    )


def _require_running() -> None:
    if "is running" not in _run("lpstat", "-r").stdout:
        raise NoPrinting(NoPrintingReason.NOT_RUNNING)


def _media(page: Size | None) -> list[str]:
    if page is None:
        return []
    wide, high = page.width_um / MM, page.height_um / MM
    return ["-o", f"media=Custom.{wide:g}x{high:g}mm"]
