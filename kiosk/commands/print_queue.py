"""Printers and what is on its way to them."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from kiosk.answers.printed import trouble_word, why_sentence
from kiosk.commands.opening import opened
from kiosk.commands.printed import (
    carried_out,
    failed_job,
    failed_label,
    job_line,
    job_value,
    stationery_of,
)
from kiosk.commands.said import Failed, Said, Value
from kiosk.commands.shapes import joined
from kiosk.kiosk import Kiosk
from kiosk.language import N_, _
from kiosk.use_cases.labels import calibration_order, note_printed
from labels.errors import JobUnknown, LabelError, NoPrinting, WrongPaper
from labels.formats.catalogue import Supply
from labels.printing.cups import PrinterState
from labels.printing.outcome import why_of
from labels.printing.printer import CUPS, Printer, line_to, moved, write_printer
from labels.printing.queue import Job, JobState
from labels.printing.stationery import Stationery
from labels.sheets import NO_OFFSET, Offset
from labels.status.printer import RawPrinter, Tongue
from labels.status.status import Status, Trouble
from ledger.peek import stored_setting


class Says(StrEnum):
    """What a label printer says of itself."""

    READY = "ready"
    TROUBLE = "trouble"
    NOTHING = "cannot say"


def printers(arguments: Namespace) -> Said:
    """The printers that are described here, and those that CUPS knows, with what each says of itself."""
    usual = stored_setting(arguments.database, "printer")
    stationery = stationery_of(arguments)
    described = [_described(stationery, name) for name in stationery.printer_names()]
    known, note = _known_to_cups()
    values = [value | {"usual": value["name"] == usual} for value in (*described, *known)]
    files: Value = {"name": "", "address": str(stationery.files), "language": "pdf", "usual": not usual}
    lines = [_printer_line(value) for value in (*values, files)]
    return Said(tuple(lines), {"ok": True, "printers": values, "files": files}, notes=note)


def add(arguments: Namespace) -> Said:
    """Describe a printer, or describe it anew; how far it is off stays."""
    stationery = stationery_of(arguments)
    printer = Printer(
        name=arguments.name,
        address=arguments.address,
        tongue=Tongue(arguments.language),
        paper=arguments.format or "",
        dpi=arguments.dpi,
        model=arguments.model,
        turned=arguments.turned,
        length_um=arguments.length,
        offset=_offset_so_far(stationery, arguments.name),
    )
    try:
        if stationery.paper_in(printer).supply is Supply.SHEET and printer.tongue is not Tongue.PDF:
            raise WrongPaper(0, 0, 0)
        return _kept(stationery, printer)
    except LabelError as error:
        raise failed_label(error) from error


def remove(arguments: Namespace) -> Said:
    """Forget a printer."""
    stationery = stationery_of(arguments)
    if arguments.name not in stationery.printer_names():
        raise _no_printer(arguments.name)
    (stationery.printers / f"{arguments.name}.toml").unlink()
    return Said((_("Forgotten."),), {"ok": True, "name": arguments.name})


def calibrate(arguments: Namespace) -> Said:
    """Print a page that shows how far a printer is off; or note what it showed."""
    stationery = stationery_of(arguments)
    try:
        printer = _printer(stationery, arguments.name)
        if arguments.right is None and arguments.down is None:
            with opened(arguments) as kiosk:
                return _calibration(kiosk, arguments)
        started = printer if arguments.more else replace(printer, offset=NO_OFFSET)
        return _kept(stationery, moved(started, arguments.right or 0, arguments.down or 0))
    except LabelError as error:
        raise failed_label(error) from error


def queue(arguments: Namespace) -> Said:
    """What is on its way and what became of the last jobs, the newest first."""
    stationery = stationery_of(arguments)
    from labels.printing.press import confirm_sent

    with opened(arguments) as kiosk:
        confirm_sent(stationery, lambda job: note_printed(kiosk, job))
    jobs = stationery.queue.jobs()[::-1][: arguments.limit]
    lines = tuple(joined(f"{job.number:4}", job.title, job_line(job)) for job in jobs)
    return Said(lines, {"ok": True, "jobs": [job_value(job) for job in jobs]})


def again(arguments: Namespace) -> Said:
    """Print a job's labels once more: the last one's, unless a number says which."""
    stationery = stationery_of(arguments)
    last = stationery.queue.last()
    if last is None and not arguments.number:
        raise Failed("nothing-printed", _("Nothing was printed yet."))
    number = arguments.number or (last.number if last else 0)
    return _worked_on(arguments, stationery, lambda: stationery.queue.again(number))


def resume(arguments: Namespace) -> Said:
    """Go on with a job that stopped, behind the last label that was begun."""
    stationery = stationery_of(arguments)
    return _worked_on(arguments, stationery, lambda: stationery.queue.resume(arguments.number))


def cancel(arguments: Namespace) -> Said:
    """Send nothing more of a job."""
    stationery = stationery_of(arguments)
    try:
        job = stationery.queue.cancel(arguments.number)
    except LabelError as error:
        raise _failed(error) from error
    return Said((job_line(job),), {"ok": True} | job_value(job))


def _offset_so_far(stationery: Stationery, name: str) -> Offset:
    try:
        return stationery.printer(name).offset
    except LabelError:
        return NO_OFFSET


def _worked_on(arguments: Namespace, stationery: Stationery, begin: Callable[[], Job]) -> Said:
    from labels.printing.press import press_waiting

    try:
        with opened(arguments) as kiosk:
            number = begin().number
            press_waiting(stationery, lambda job: note_printed(kiosk, job))
        job = stationery.queue.job(number)
    except LabelError as error:
        raise _failed(error) from error
    if job.state is JobState.FAILED:
        raise failed_job(job)
    return Said((job_line(job),), {"ok": True} | job_value(job))


def _calibration(kiosk: Kiosk, arguments: Namespace) -> Said:
    order = calibration_order(kiosk.settings, arguments.format or "")
    return carried_out(kiosk, arguments, replace(order, printer=arguments.name))


def _kept(stationery: Stationery, printer: Printer) -> Said:
    write_printer(stationery.printers, printer)
    value = _described(stationery, printer.name)
    return Said((_printer_line(value),), {"ok": True} | value)


def _printer(stationery: Stationery, name: str) -> Printer:
    """A printer to describe: as it is described already, else as CUPS knows it. Raises Failed."""
    if name in stationery.printer_names():
        return stationery.printer(name)
    from labels.printing.cups import printers as known

    try:
        names = [found.name for found in known()]
    except NoPrinting:
        names = []
    if name not in names:
        raise _no_printer(name)
    return Printer(name, f"{CUPS}{name}")


def _described(stationery: Stationery, name: str) -> Value:
    """A printer of the folder, with what it says of itself now."""
    try:
        printer = stationery.printer(name)
        paper = stationery.paper_in(printer)
    except LabelError as error:
        return {"name": name, "mistake": why_sentence(why_of(error))}
    value: Value = {
        "name": name,
        "address": printer.address,
        "language": str(printer.tongue),
        "paper": paper.name,
        "dpi": printer.dpi or paper.dpi,
        "model": printer.model,
        "turned": printer.turned,
        "right_um": printer.offset.right_um,
        "down_um": printer.offset.down_um,
    }
    return value | (_says(printer) if printer.tongue is not Tongue.PDF else {})


def _says(printer: Printer) -> Value:
    try:
        status = RawPrinter(printer.tongue, line_to(printer)).status()
    except LabelError:
        status = Status((Trouble.NO_ANSWER,))
    if status is None:
        return {"status": str(Says.NOTHING), "troubles": []}
    troubles = [str(trouble) for trouble in status.troubles]
    sentence = " ".join(trouble_word(trouble, printer.name) for trouble in status.troubles)
    return {
        "status": str(Says.TROUBLE if troubles else Says.READY),
        "troubles": troubles,
        "sentence": sentence,
    }


def _known_to_cups() -> tuple[list[Value], tuple[str, ...]]:
    """The printers of CUPS, and a note where it cannot be asked."""
    from labels.printing.cups import printers as known

    try:
        found = known()
    except NoPrinting as error:
        return [], (why_sentence(why_of(error)),)
    return [
        {
            "name": printer.name,
            "address": f"{CUPS}{printer.name}",
            "language": str(Tongue.PDF),
            "status": str(printer.state),
            "sentence": printer.said,
        }
        for printer in found
    ], ()


def _printer_line(value: Value) -> str:
    usual = "*" if value.get("usual") else " "
    name = value["name"] or _("files")
    paper = value.get("paper", "")
    said = value.get("mistake") or value.get("sentence") or STATES.get(str(value.get("status", "")), "")
    return joined(f"{usual} {name:16}", f"{value.get('address', ''):28}", paper, _(said) if said else "")


STATES: dict[str, str] = {
    Says.READY: N_("ready"),
    Says.NOTHING: N_("cannot say how it is"),
    PrinterState.IDLE: N_("ready"),
    PrinterState.PRINTING: N_("printing"),
    PrinterState.STOPPED: N_("stopped"),
}
"""What is said of a printer that says no more itself."""


def _no_printer(name: str) -> Failed:
    return Failed("printer-missing", _("There is no printer {where}.").format(where=name), {"where": name})


def _failed(error: LabelError) -> Failed:
    if isinstance(error, JobUnknown):
        return Failed(
            "job-unknown", _("There is no job {number}.").format(number=error.number), {"job": error.number}
        )
    return failed_label(error)
