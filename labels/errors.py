"""What can go wrong between a wish for a label and paper.

    LabelError
    ├── TooSmall          the symbol would be too fine for this size and resolution
    ├── NoSymbol          no symbol holds the payload
    ├── Unreadable        the drawn symbol does not read back as its payload
    ├── WrongPaper        the drawing is not of the size of the paper in the printer
    ├── FormatUnknown     no paper is called so
    ├── FileWrong         a template or format file says something that cannot be
    ├── FolderRefused     the folder for label files cannot be written
    ├── PictureRefused    a file is no picture, or far too large a one
    ├── CameraRefused     a camera is not there, or cannot be read
    ├── JobUnknown        the queue has no such job, or cannot read it
    └── PrinterError
        ├── NoPrinting        there is no print system to talk to
        ├── PrinterMissing    the print system does not know this printer, or none is at the end of the line
        ├── PrinterSilent     a printer stopped taking what it is sent
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
class WrongPaper(LabelError):
    """The drawing is `width_dots` × `height_dots`; the paper takes `room_dots` across, or no such length."""

    width_dots: int
    height_dots: int
    room_dots: int


@dataclass(eq=False)
class FormatUnknown(LabelError):
    """No paper is called `name`."""

    name: str


class Wrong(StrEnum):
    """What is wrong in a file that people write."""

    NO_FILE = "no file"
    TOO_LONG = "too long"
    NOT_TOML = "not toml"
    MISSING = "missing"
    UNKNOWN = "unknown"
    NOT_A_TEXT = "not a text"
    NOT_A_NUMBER = "not a number"
    NOT_A_LIST = "not a list"
    TOO_SMALL = "too small"
    TOO_LARGE = "too large"
    OFF_THE_PAGE = "off the page"
    OVERLAPPING = "overlapping"


@dataclass(eq=False)
class FileWrong(LabelError):
    """The file named `file` is wrong at `line`, counted from 1 (0: the whole file), about `what`."""

    file: str
    line: int
    wrong: Wrong
    what: str


@dataclass(eq=False)
class FolderRefused(LabelError):
    """The folder or file at `path` cannot be written; `why` is the system's error number."""

    path: str
    why: int


@dataclass(eq=False)
class PictureRefused(LabelError):
    """The file named `file` is no picture that can be read."""

    file: str


class NoCameraReason(StrEnum):
    """Why a camera shows nothing."""

    NOT_INSTALLED = "not installed"
    NOT_THERE = "not there"
    NOT_READABLE = "not readable"
    UNPLUGGED = "unplugged"


@dataclass(eq=False)
class CameraRefused(LabelError):
    """The camera or film `source` shows nothing."""

    source: str
    reason: NoCameraReason


@dataclass(eq=False)
class JobUnknown(LabelError):
    """The queue has no job of this number, or what is on disk of it cannot be understood."""

    number: int


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
    """Nobody knows this printer, or none is there."""

    printer: str


@dataclass(eq=False)
class PrinterSilent(PrinterError):
    """The printer stopped taking what it was sent; nobody knows how much of it comes to paper."""

    printer: str


@dataclass(eq=False)
class PrinterRefused(PrinterError):
    """The print system did not take the job; `said` is its own line, in English."""

    printer: str
    said: str
