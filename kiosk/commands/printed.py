"""Labels that a command asks for: where they go, and what became of them."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.answers.printed import print_answer, print_sentence, why_sentence
from kiosk.commands.said import Failed, Said, Value
from kiosk.commands.shapes import joined
from kiosk.kiosk import Kiosk
from kiosk.use_cases.labels import items_order, note_printed
from labels.errors import LabelError
from labels.printing.order import OnPaper, Order
from labels.printing.outcome import Reason, Why, why_of
from labels.printing.queue import Job, JobState

if TYPE_CHECKING:
    from labels.printing.stationery import Stationery


def with_labels(kiosk: Kiosk, arguments: Namespace, said: Said, codes: Sequence[str]) -> Said:
    """The answer to something recorded, and its labels if they were asked for.

    A label that fails is a note: what was recorded stays recorded, and repeating it would record it twice.
    """
    if not arguments.print or not codes:
        return said
    order = items_order(kiosk, codes)
    try:
        job = _pressed(kiosk, arguments.database, order)
    except Failed as failed:
        job = _not_begun(order, Why(Reason.BROKEN, detail=failed.sentence))
    value = said.value | {"printed": job_value(job)} if isinstance(said.value, dict) else said.value
    if job.state is JobState.FAILED:
        return replace(said, value=value, notes=(*said.notes, f"kiosk: {print_sentence(job)}"))
    return replace(said, value=value, lines=(*said.lines, job_line(job)))


def carried_out(kiosk: Kiosk, arguments: Namespace, order: Order, **more: object) -> Said:
    """The order as a file or on a printer. Raises Failed where nothing came of it."""
    wished = replace(
        order,
        printer=arguments.printer or order.printer,
        template=getattr(arguments, "template", "") or order.template,
    )
    if arguments.output:
        job = _written(kiosk, arguments, wished)
    else:
        job = _pressed(kiosk, arguments.database, wished)
    if job.state is JobState.FAILED:
        raise failed_job(job, **more)
    return Said((job_line(job),), {"ok": True} | job_value(job) | {"labels": len(wished.labels)} | more)


def require_drawable(arguments: Namespace, order: Order) -> None:
    """Raise Failed where the order's first label cannot be drawn for its paper."""
    stationery = _stationery(arguments.database)
    from labels.printing.drawn import one_drawing

    try:
        wished = replace(order, template=arguments.template or order.template)
        one_drawing(wished, stationery.printer(wished.printer), stationery)
    except LabelError as error:
        raise failed_label(error) from error


def lie_of(arguments: Namespace) -> OnPaper:
    """How the command line wants labels to lie."""
    return OnPaper(arguments.format or "", arguments.skip)


def stationery_of(arguments: Namespace) -> "Stationery":
    """The templates, papers, printers and queue beside the database. Raises Failed."""
    return _stationery(arguments.database)


def failed_job(job: Job, **more: object) -> Failed:
    """A job that did not come to paper, as a failure."""
    why = job.why or Why(Reason.BROKEN)
    facts = {"where": why.where, "detail": why.detail, "job": job.number, "out": job.out}
    return Failed(_dashed(why), print_sentence(job), facts | {"doubtful": list(job.doubtful)} | more)


def failed_label(error: LabelError) -> Failed:
    """Why a label cannot be, as a failure."""
    why = why_of(error)
    return Failed(_dashed(why), why_sentence(why), {"where": why.where, "detail": why.detail})


def job_value(job: Job) -> Value:
    """A job as JSON."""
    value: Value = {
        "job": job.number,
        "title": job.title,
        "state": str(job.state),
        "printer": job.printer,
        "where": job.where,
        "labels": job.labels,
        "out": job.out,
        "doubtful": list(job.doubtful),
    }
    why = {"why": {key: str(text) for key, text in asdict(job.why).items()}} if job.why else {}
    return value | why | {"sentence": print_sentence(job)}


def job_line(job: Job) -> str:
    """A job as a line: a word and a sentence."""
    return joined(print_answer(job).word, print_sentence(job))


def _written(kiosk: Kiosk, arguments: Namespace, order: Order) -> Job:
    """The order as the file that was named."""
    path: Path = arguments.output
    stationery = _stationery(arguments.database)
    from labels.printing.to_file import write_order

    why = write_order(order, path, stationery)
    if why:
        return _not_begun(order, why)
    job = Job(0, order.title, "", order.count, order.count, state=JobState.FILED, where=str(path))
    note_printed(kiosk, replace(job, marks=order.marks))
    return job


def _pressed(kiosk: Kiosk, database: Path, order: Order) -> Job:
    """The order through the queue: whatever waits in it goes first."""
    stationery = _stationery(database)
    from labels.printing.press import press_waiting

    try:
        number = stationery.queue.add(order).number
        press_waiting(stationery, lambda job: note_printed(kiosk, job))
        return stationery.queue.job(number)
    except LabelError as error:
        return _not_begun(order, why_of(error))


def _not_begun(order: Order, why: Why) -> Job:
    return Job(0, order.title, order.printer, order.count, state=JobState.FAILED, why=why)


def _stationery(database: Path) -> "Stationery":
    try:
        from labels import proof  # noqa: F401 (needs the library that reads codes)
        from labels.printing.stationery import Stationery
    except ImportError as error:
        raise Failed("no-reader", why_sentence(Why(Reason.NO_READER)), {"detail": str(error)}) from error
    return Stationery(database.parent)


def _dashed(why: Why) -> str:
    return str(why.reason).replace(" ", "-")
