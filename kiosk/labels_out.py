"""Labels on their way to paper, and what the status bar says of the last one."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread

from kiosk.answers.failed import error_sentence
from kiosk.answers.printed import print_answer
from kiosk.kiosk import Kiosk
from kiosk.language import _
from kiosk.printing import Look, Printing
from kiosk.use_cases.labels import items_order, note_printed
from kiosk.widgets.spans import Role, Span
from labels.printing.order import Order
from labels.printing.printer import PRINTERS, printer_names
from labels.printing.queue import Job, JobState
from ledger.errors import LedgerError


class PrintedLabels:
    """See `LabelsOut`. `changed` is called, from any thread, when the note changes."""

    def __init__(self, kiosk: Kiosk, folder: Path, changed: Callable[[], None]) -> None:
        self._kiosk, self._folder, self._changed = kiosk, folder, changed
        self._printing = Printing(folder, self._told)
        self._printers: tuple[str, ...] | None = None
        self._note: Span | None = None

    def items(self, kiosk: Kiosk, codes: Sequence[str]) -> None:
        """See `LabelsOut`. What was recorded stays so, even where its label cannot be made."""
        try:
            self.order(items_order(kiosk, codes))
        except LedgerError as error:
            self._say(Span(error_sentence(error), Role.STATUS_CAUTION))

    def order(self, order: Order) -> None:
        """See `LabelsOut`."""
        self._say(Span(_("printing …")))
        self._printing.ask(order)

    def wake(self) -> None:
        """See `LabelsOut`."""
        self._printing.wake()

    def look(self, order: Order, widths: Sequence[int]) -> Look:
        """See `LabelsOut`."""
        return self._printing.look(order, widths)

    def look_for_printers(self) -> None:
        """See `LabelsOut`. The print system may take long to answer."""
        Thread(target=self._look, name="printers", daemon=True).start()

    def printers(self) -> Sequence[str] | None:
        """See `LabelsOut`."""
        return self._printers

    def note(self) -> Span | None:
        """See `LabelsOut`."""
        return self._note

    def close(self) -> None:
        """See `LabelsOut`."""
        self._printing.close()

    def _told(self, job: Job) -> None:
        """What the labels say is noted first; where that cannot be, they count as never printed."""
        try:
            note_printed(self._kiosk, job)
        except LedgerError as error:
            self._say(Span(error_sentence(error), Role.STATUS_CAUTION))
        else:
            self._say(_note_of(job))

    def _say(self, note: Span) -> None:
        self._note = note
        self._changed()

    def _look(self) -> None:
        from labels.errors import NoPrinting
        from labels.printing.cups import printers

        described = printer_names(self._folder / PRINTERS)
        try:
            known = [printer.name for printer in printers()]
        except NoPrinting:
            known = []
        self._printers = tuple(dict.fromkeys((*described, *known)))


def _note_of(job: Job) -> Span:
    answer = print_answer(job)
    if job.state is JobState.FAILED or job.doubtful:
        return Span(f"! {answer.word}: {answer.sentence}", Role.STATUS_CAUTION)
    where = Path(job.where).name if job.state is JobState.FILED else job.printer
    return Span(f"{answer.word}: {where}")
