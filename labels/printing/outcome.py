"""Why labels did not come to paper, as a value that is kept with their job."""

from dataclasses import dataclass
from enum import StrEnum

from labels import errors
from labels.status.status import Trouble


class Reason(StrEnum):
    """What stopped labels before a printer had a say."""

    TOO_SMALL = "too small"
    NO_SYMBOL = "no symbol"
    UNREADABLE = "unreadable"
    WRONG_SIZE = "wrong size"
    PAPER_UNKNOWN = "paper unknown"
    FILE_WRONG = "file wrong"
    FOLDER_REFUSED = "folder refused"
    NO_PRINT_SYSTEM = "no print system"
    PRINT_SYSTEM_STOPPED = "print system stopped"
    PRINT_SYSTEM_SILENT = "print system silent"
    PRINTER_MISSING = "printer missing"
    PRINTER_REFUSED = "printer refused"
    ONE_PAGE_ONLY = "one page only"
    NO_READER = "no reader"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Why:
    """A reason, or the trouble that a printer tells of; `where` and `detail` are what it is about."""

    reason: Reason | Trouble
    where: str = ""
    detail: str = ""


def why_of(error: errors.LabelError) -> Why:
    """The reason that an error stands for."""
    match error:
        case errors.TooSmall():
            return Why(Reason.TOO_SMALL, detail=_needed(error))
        case errors.NoSymbol():
            return Why(Reason.NO_SYMBOL)
        case errors.Unreadable(expected):
            return Why(Reason.UNREADABLE, expected)
        case errors.WrongPaper():
            return Why(Reason.WRONG_SIZE)
        case errors.FormatUnknown(name):
            return Why(Reason.PAPER_UNKNOWN, name)
        case errors.FileWrong(file, line, wrong, what):
            return Why(Reason.FILE_WRONG, f"{file}:{line}" if line else file, f"{wrong}: {what}")
        case errors.FolderRefused(path, number):
            return Why(Reason.FOLDER_REFUSED, path, str(number))
        case errors.PrinterError():
            return _of_printer(error)
        case _:
            return Why(Reason.BROKEN, detail=type(error).__name__)


_STOPPED = {
    errors.NoPrintingReason.NOT_INSTALLED: Reason.NO_PRINT_SYSTEM,
    errors.NoPrintingReason.NOT_RUNNING: Reason.PRINT_SYSTEM_STOPPED,
    errors.NoPrintingReason.NO_ANSWER: Reason.PRINT_SYSTEM_SILENT,
}


def _of_printer(error: errors.PrinterError) -> Why:
    match error:
        case errors.NoPrinting(reason):
            return Why(_STOPPED[reason])
        case errors.PrinterMissing(printer):
            return Why(Reason.PRINTER_MISSING, printer)
        case errors.PrinterRefused(printer, said):
            return Why(Reason.PRINTER_REFUSED, printer, said)
        case errors.PrinterSilent(printer):
            return Why(Trouble.NO_ANSWER, printer)
        case _:
            return Why(Reason.BROKEN, detail=type(error).__name__)


def _needed(error: errors.TooSmall) -> str:
    """The size that would do, rounded up."""
    return f"{-(-error.needed_width_um // 1000)} × {-(-error.needed_height_um // 1000)} mm"
