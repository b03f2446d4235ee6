"""A queue's jobs sent to a printer, label by label, and none of them twice."""

from dataclasses import replace
from typing import Protocol

from labels.errors import PrinterMissing, PrinterSilent
from labels.queue import JobState, Queue, Queued
from labels.status.status import Status, Trouble


class Press(Protocol):
    """A printer that takes labels one by one."""

    def press(self, label: bytes) -> Status | None:
        """One label, and what became of it; None where the printer cannot say."""


def press_job(queue: Queue, number: int, printer: Press) -> Queued:
    """Send what is left of a queued job. Raises JobUnknown and FolderRefused.

    A printer that vanishes leaves the job failed; `Queue.resume` goes on behind the last label begun.
    """
    job = queue.job(number)
    labels, told = queue.streams(job), not job.doubtful
    last: Status | None = None
    if job.state is not JobState.QUEUED:
        return job
    for place in range(job.begun, job.labels):
        job = queue.keep(replace(job, begun=place + 1, doubtful=(*job.doubtful, place + 1)))
        said = _pressed(printer, labels[place])
        if isinstance(said, Trouble):
            return queue.keep(_stopped(job, said))
        last = said
        told = told and last is not None
        job = replace(job, doubtful=job.doubtful[:-1])
    return queue.keep(replace(job, state=_ended(last, told=told)))


def confirm(queue: Queue, number: int, status: Status) -> Queued:
    """A sent job once the printer was asked again: printed, or still on its way and what is in its way."""
    job = queue.job(number)
    if job.state is not JobState.SENT:
        return job
    if status.done:
        return queue.keep(replace(job, state=JobState.PRINTED, why=None))
    return queue.keep(replace(job, why=status.troubles[0] if status.troubles else None))


def _pressed(printer: Press, label: bytes) -> Status | Trouble | None:
    """What the printer says; NO_ANSWER where it hangs, and OFF where it is not there and took nothing."""
    try:
        status = printer.press(label)
    except PrinterMissing:
        return Trouble.OFF
    except PrinterSilent:
        return Trouble.NO_ANSWER
    return status.troubles[0] if status and status.troubles else status


def _stopped(job: Queued, why: Trouble) -> Queued:
    """The job that goes no further; what a printer that is not there was sent is not begun."""
    if why is Trouble.OFF:
        job = replace(job, begun=job.begun - 1, doubtful=job.doubtful[:-1])
    return replace(job, state=JobState.FAILED, why=why)


def _ended(last: Status | None, *, told: bool) -> JobState:
    """Printed only where the printer said so of every label."""
    if not told:
        return JobState.UNCONFIRMED
    return JobState.SENT if last and last.waiting else JobState.PRINTED
