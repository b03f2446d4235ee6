"""What can go wrong between a wish for a label and paper.

    LabelError
    ├── TooSmall          the symbol would be too fine for this size and resolution
    ├── NoSymbol          no symbol holds the payload
    ├── Unreadable        the drawn symbol does not read back as its payload
    ├── FolderRefused     the folder for label files cannot be written
    └── PrinterError
        ├── NoPrinting        there is no print system to talk to
        ├── PrinterMissing    the print system does not know this printer
        └── PrinterRefused    the print system knows the printer and did not take the job

Each carries facts, never a sentence for people: those are the screen's, in its language. None is frozen, as
Python itself writes to an exception while it travels.
"""

from dataclasses import dataclass
from enum import StrEnum


class LabelError(Exception):
    """Any reason why a label did not come to paper."""


@dataclass(eq=False)
class TooSmall(LabelError):
    """The label is too small for its symbol; `needed_*` is the nearest size that works, in micrometres."""

    width_um: int
    height_um: int
    needed_width_um: int
    needed_height_um: int


@dataclass(eq=False)
class NoSymbol(LabelError):
    """The payload of this many characters is empty, too long, or no plain ASCII."""

    characters: int


@dataclass(eq=False)
class Unreadable(LabelError):
    """The symbol reads as `read`, which is empty when it does not read at all."""

    expected: str
    read: tuple[str, ...]


@dataclass(eq=False)
class FolderRefused(LabelError):
    """The folder or file at `path` cannot be written; `why` is the system's error number."""

    path: str
    why: int


class PrinterError(LabelError):
    """The job did not reach the print system."""


class NoPrintingReason(StrEnum):
    """Why there is no print system to talk to."""

    NOT_INSTALLED = "not installed"
    NOT_RUNNING = "not running"
    NO_ANSWER = "no answer"


@dataclass(eq=False)
class NoPrinting(PrinterError):
    """There is no print system to talk to."""

    reason: NoPrintingReason


@dataclass(eq=False)
class PrinterMissing(PrinterError):
    """The print system does not know this printer."""

    printer: str


@dataclass(eq=False)
class PrinterRefused(PrinterError):
    """The print system did not take the job; `said` is its own line, in English."""

    printer: str
    said: str
