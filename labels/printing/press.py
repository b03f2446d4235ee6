"""The jobs of a queue, drawn, proven and sent; no label goes out twice."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from labels.errors import (
    FolderRefused,
    JobUnknown,
    LabelError,
    NoPrinting,
    NoPrintingReason,
    PrinterMissing,
    PrinterSilent,
    WrongPaper,
)
from labels.folder import put
from labels.outputs.brother import brother
from labels.outputs.escpos import escpos
from labels.outputs.pdf import pdf
from labels.outputs.tapes import HEADS, tapes
from labels.outputs.zpl import zpl
from labels.printing.cups import is_stopped, reports_paper, send
from labels.printing.drawn import drawn_labels, drawn_pages, paper_of
from labels.printing.order import Order
from labels.printing.outcome import Reason, Why, why_of
from labels.printing.printer import Printer, line_to
from labels.printing.queue import Job, JobState, Queue
from labels.printing.stationery import Stationery
from labels.proof import Proven
from labels.status.cups import status_of_job
from labels.status.printer import GREETING_SECONDS, RawPrinter, Tongue
from labels.status.status import Status, Trouble

KEPT = 50
"""Jobs that are kept after they have ended."""

_SILENT = frozenset((Trouble.NO_ANSWER, Trouble.NOT_UNDERSTOOD))
Told = Callable[[Job], None]
_GIVEN_UP = frozenset((Trouble.CANCELLED, Trouble.BROKEN))
"""What CUPS says of a job that it does not go on with; how much of it came to paper, nobody knows."""


class Press(Protocol):
    """A printer that takes labels one by one."""

    def press(self, label: bytes) -> Status | None:
        """One label, and what became of it; None where the printer cannot say."""


def press_waiting(stationery: Stationery, told: Told) -> None:
    """Send everything that waits, the oldest first; each job is told once nothing more goes out of it.

    Raises FolderRefused where the queue cannot be written.
    """
    queue = stationery.queue
    with queue.working():
        for job in queue.waiting():
            told(_pressed_or_broken(stationery, job.number))
        queue.forget(KEPT)


def press_job(stationery: Stationery, number: int) -> Job:
    """Send what is left of a queued job; its reason is in it where it fails.

    Raises JobUnknown and FolderRefused.
    """
    queue = stationery.queue
    job, order = queue.job(number), queue.order(number)
    if job.state is not JobState.QUEUED:
        return job
    try:
        printer = stationery.printer(order.printer)
        if not printer.address:
            return _filed(queue, job, order, printer, stationery)
        if printer.tongue is Tongue.PDF:
            return _handed_over(queue, job, order, printer, stationery)
        streams = _streams(order, printer, stationery, job.begun)
        return _pressed_raw(queue, job, streams, RawPrinter(printer.tongue, line_to(printer)))
    except LabelError as error:
        return queue.keep(_failed(job, error))


def _pressed_raw(queue: Queue, job: Job, streams: Iterable[bytes], printer: RawPrinter) -> Job:
    """A printer that says at once what is in its way gets no label; one that says nothing is not waited for
    after each."""
    status = printer.status(GREETING_SECONDS)
    troubles = status.troubles if status else ()
    answers = status is not None and not _SILENT & set(troubles)
    if answers and troubles:
        return queue.keep(replace(job, state=JobState.FAILED, why=Why(troubles[0], job.printer)))
    return press_labels(queue, job, streams, replace(printer, answers=answers))


def _pressed_or_broken(stationery: Stationery, number: int) -> Job:
    """The job after its turn. A fault that nobody foresaw ends it, so that it does not hold up the others."""
    try:
        return press_job(stationery, number)
    except (FolderRefused, JobUnknown):
        raise
    except Exception as fault:  # noqa: BLE001
        why = Why(Reason.BROKEN, detail=type(fault).__name__)
        return stationery.queue.keep(replace(stationery.queue.job(number), state=JobState.FAILED, why=why))


def press_labels(queue: Queue, job: Job, streams: Iterable[bytes], printer: Press) -> Job:
    """The labels that are left, one by one.

    A printer that vanishes leaves the job failed; `Queue.resume` goes on behind the last label begun.
    """
    told = not job.doubtful
    last: Status | None = None
    try:
        for stream in streams:
            if queue.is_cancelled(job.number):
                return queue.keep(replace(job, state=JobState.CANCELLED))
            place = job.begun + 1
            job = queue.keep(replace(job, begun=place, doubtful=(*job.doubtful, place)))
            said = _pressed(printer, stream)
            if isinstance(said, Trouble):
                return queue.keep(_stopped(job, said))
            last = said
            told = told and last is not None
            job = replace(job, doubtful=job.doubtful[:-1])
    except LabelError as error:
        return queue.keep(_failed(job, error))
    return queue.keep(replace(job, state=_ended(last, told=told)))


def confirm_sent(stationery: Stationery, told: Told) -> bool:
    """Ask the printers about jobs that are with them; whether any still is. Each that has ended is told,
    without the marks of labels that were told as sent before.
    """
    queue, left = stationery.queue, False
    for job in [job for job in queue.jobs() if job.state is JobState.SENT]:
        after = confirm(queue, job.number, _status_of(job, stationery))
        left = left or after.state is JobState.SENT
        if after.state is not JobState.SENT:
            told(after if after.state is JobState.FAILED else replace(after, marks=()))
    return left


def confirm(queue: Queue, number: int, status: Status | None) -> Job:
    """A sent job once the printer was asked again: printed, or still on its way and what is in its way.

    None is a printer that cannot say. Raises JobUnknown and FolderRefused.
    """
    job = queue.job(number)
    if job.state is not JobState.SENT:
        return job
    if status is None or Trouble.NOT_UNDERSTOOD in status.troubles:
        return queue.keep(replace(job, state=JobState.UNCONFIRMED))
    if status.done:
        return queue.keep(replace(job, state=JobState.PRINTED, why=None))
    if _GIVEN_UP & set(status.troubles):
        unknown = tuple(range(1 if job.where else job.labels, job.labels + 1))
        given_up = Why(status.troubles[0], job.printer)
        return queue.keep(replace(job, state=JobState.FAILED, why=given_up, doubtful=unknown))
    why = Why(status.troubles[0], job.printer) if status.troubles else None
    return job if why == job.why else queue.keep(replace(job, why=why))


def _filed(queue: Queue, job: Job, order: Order, printer: Printer, stationery: Stationery) -> Job:
    """Without a printer labels become a file."""
    document = pdf(list(drawn_pages(order, printer, stationery)), order.title)
    written = put(document, stationery.files, order.file)
    return queue.keep(replace(job, begun=job.labels, state=JobState.FILED, where=str(written.path)))


def _handed_over(queue: Queue, job: Job, order: Order, printer: Printer, stationery: Stationery) -> Job:
    """A whole document for CUPS; nobody knows of it when the power goes while it is handed over."""
    if job.begun:
        return queue.keep(replace(job, state=JobState.FAILED, why=Why(Trouble.NO_ANSWER, job.printer)))
    if queue.is_cancelled(job.number):
        return queue.keep(replace(job, state=JobState.CANCELLED))
    proven = list(drawn_pages(order, printer, stationery))
    begun = replace(job, begun=job.labels, doubtful=tuple(range(1, job.labels + 1)))
    queue.keep(begun)
    try:
        sent = send(pdf(proven, order.title), printer.cups_name, order.title, proven[0].drawing.size)
    except LabelError as error:
        return queue.keep(_failed(begun if _may_have_it(error) else job, error))
    return queue.keep(replace(begun, doubtful=(), state=JobState.SENT, where=sent.job))


def _may_have_it(error: LabelError) -> bool:
    """Whether the print system may have taken what it did not answer to."""
    return isinstance(error, NoPrinting) and error.reason is NoPrintingReason.NO_ANSWER


def _streams(order: Order, printer: Printer, stationery: Stationery, begun: int) -> Iterator[bytes]:
    """What goes to the printer for each label that is left."""
    match printer.tongue:
        case Tongue.BROTHER:
            head = HEADS[printer.model]
            tape = tapes(head).get(paper_of(order, printer, stationery).tape)
            if tape is None:
                raise WrongPaper(0, 0, 0)
            drawn = drawn_labels(order, printer, stationery, begun, whole_label=False)
            return (brother([label], tape, head) for label in drawn)
        case Tongue.ESCPOS:
            drawn = drawn_labels(order, printer, stationery, begun, whole_label=False)
            return (escpos([label]) for label in drawn)
        case _:
            return map(_zpl, drawn_labels(order, printer, stationery, begun))


def _zpl(label: Proven) -> bytes:
    return zpl([label])


def _pressed(printer: Press, label: bytes) -> Status | Trouble | None:
    """What the printer says; NO_ANSWER where it hangs, and OFF where it is not there and took nothing."""
    try:
        status = printer.press(label)
    except PrinterMissing:
        return Trouble.OFF
    except PrinterSilent:
        return Trouble.NO_ANSWER
    return status.troubles[0] if status and status.troubles else status


def _stopped(job: Job, trouble: Trouble) -> Job:
    """The job that goes no further; what a printer that is not there was sent is not begun."""
    if trouble is Trouble.OFF:
        job = replace(job, begun=job.begun - 1, doubtful=job.doubtful[:-1])
    return replace(job, state=JobState.FAILED, why=Why(trouble, job.printer))


def _failed(job: Job, error: LabelError) -> Job:
    return replace(job, state=JobState.FAILED, why=why_of(error))


def _ended(last: Status | None, *, told: bool) -> JobState:
    """Printed only where the printer said so of every label."""
    if not told:
        return JobState.UNCONFIRMED
    return JobState.SENT if last and last.waiting else JobState.PRINTED


def _status_of(job: Job, stationery: Stationery) -> Status | None:
    """What is known of a sent job now; a printer that does not answer is in its way."""
    try:
        printer = stationery.printer(job.printer)
        if printer.tongue is not Tongue.PDF:
            return RawPrinter(printer.tongue, line_to(printer)).status()
        return _status_at_cups(job.where, printer.cups_name)
    except LabelError:
        return Status((Trouble.NO_ANSWER,))


def _status_at_cups(job: str, printer: str) -> Status | None:
    """CUPS says nothing in a job of the printer being stopped, and not every printer reports paper."""
    status = status_of_job(job)
    if status.done:
        return status if reports_paper(printer) else None
    if status.troubles or not is_stopped(printer):
        return status
    return replace(status, troubles=(Trouble.PAUSED,))
