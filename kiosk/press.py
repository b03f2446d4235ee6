"""Draws a job's labels, reads each back, and hands the document on."""

from collections.abc import Iterator
from itertools import islice
from typing import assert_never

from kiosk.printing import (
    Cards,
    Job,
    Printed,
    PrintReason,
    PrintState,
    Rolls,
    Sheets,
    ToFile,
    ToFolder,
    ToPrinter,
    failed,
)
from labels import errors, folder, printers
from labels.design import layout
from labels.drawing import Drawing, Size
from labels.outputs.pdf import pdf
from labels.outputs.png import png
from labels.pages import Section, pages
from labels.proof import Proven, prove
from labels.sheets import A4_3X8, imposed


def run(job: Job) -> Printed:
    """What became of the job. A label that does not read back is never handed on."""
    try:
        return _handed_on(job, [prove(page) for page in _pages(job)])
    except errors.LabelError as error:
        return _failure(error)


def _pages(job: Job) -> Iterator[Drawing]:
    match job.paper:
        case Rolls():
            size = Size(job.width_um, job.height_um)
            yield from (layout(label, size) for label in job.labels)
        case Sheets(skip):
            yield from imposed((layout(label, A4_3X8.room) for label in job.labels), A4_3X8, skip)
        case Cards():
            yield from pages(job.title, list(_sections(job, job.paper)), Size(job.width_um, job.height_um))
        case _:
            assert_never(job.paper)


def _sections(job: Job, paper: Cards) -> Iterator[Section]:
    rest = iter(job.labels)
    for heading, number in paper.headings:
        yield Section(heading, tuple(islice(rest, number)))


def _handed_on(job: Job, proven: list[Proven]) -> Printed:
    match job.target:
        case ToPrinter(printer):
            page = proven[0].drawing.size if proven else None
            printers.send(pdf(proven, job.title), printer, job.title, page)
            return Printed(PrintState.SENT, printer)
        case ToFolder(where, name):
            return Printed(PrintState.FILE, str(folder.put(pdf(proven, job.title), where, name).path))
        case ToFile(path) if path.suffix.lower() == ".png" and len(proven) != 1:
            return failed(PrintReason.ONE_PAGE_ONLY, str(path))
        case ToFile(path):
            document = png(proven[0]) if path.suffix.lower() == ".png" else pdf(proven, job.title)
            return Printed(PrintState.FILE, str(folder.save(document, path).path))
        case _:
            assert_never(job.target)


_STOPPED = {
    errors.NoPrintingReason.NOT_INSTALLED: PrintReason.NO_PRINT_SYSTEM,
    errors.NoPrintingReason.NOT_RUNNING: PrintReason.PRINT_SYSTEM_STOPPED,
    errors.NoPrintingReason.NO_ANSWER: PrintReason.PRINTER_SILENT,
}


def _failure(error: errors.LabelError) -> Printed:
    match error:
        case errors.TooSmall():
            return failed(PrintReason.TOO_SMALL, detail=_millimetres(error))
        case errors.NoSymbol():
            return failed(PrintReason.NO_SYMBOL)
        case errors.Unreadable(expected):
            return failed(PrintReason.UNREADABLE, expected)
        case errors.FolderRefused(path, why):
            return failed(PrintReason.FOLDER_REFUSED, path, str(why))
        case errors.NoPrinting(reason):
            return failed(_STOPPED[reason])
        case errors.PrinterMissing(printer):
            return failed(PrintReason.PRINTER_MISSING, printer)
        case errors.PrinterRefused(printer, said):
            return failed(PrintReason.PRINTER_REFUSED, printer, said)
        case _:
            return failed(PrintReason.BROKEN, detail=type(error).__name__)


def _millimetres(error: errors.TooSmall) -> str:
    """The size that would do, rounded up."""
    return f"{-(-error.needed_width_um // 1000)} × {-(-error.needed_height_um // 1000)} mm"
