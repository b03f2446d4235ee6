"""Labels on their way to paper, and what the status bar says of the last one."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread

from kiosk.answers.failed import error_sentence
from kiosk.answers.printed import print_answer
from kiosk.kiosk import Kiosk
from kiosk.language import _
from kiosk.printing import Job, Printed, Printing, PrintState, Rolls, Sheets
from kiosk.use_cases.command_sheet import command_sheet
from kiosk.use_cases.labels import Target, blank_label, job, label_job, usual_target
from kiosk.widgets.spans import Role, Span
from ledger.errors import LedgerError


class PrintedLabels:
    """See `LabelsOut`. `changed` is called, from any thread, when the note changes."""

    def __init__(self, folder: Path, changed: Callable[[], None]) -> None:
        self._folder, self._changed = folder, changed
        self._printing: Printing | None = None
        self._printers: tuple[str, ...] | None = None
        self._note: Span | None = None

    def items(self, kiosk: Kiosk, codes: Sequence[str]) -> None:
        """See `LabelsOut`. What was recorded stays so, even where its label cannot be made."""
        try:
            self._ask(label_job(kiosk, codes, self._target(kiosk, codes)))
        except LedgerError as error:
            self._say(Span(error_sentence(error), Role.STATUS_CAUTION))

    def blanks(self, kiosk: Kiosk, codes: Sequence[str]) -> None:
        """See `LabelsOut`. Without a label printer they come on sheets, for an office printer."""
        made = [blank_label(kiosk.settings, code) for code in codes]
        paper = Rolls() if kiosk.settings.printer else Sheets()
        self._ask(job(kiosk.settings, _("New labels"), made, self._target(kiosk, ["blanks"]), paper))

    def commands(self, kiosk: Kiosk) -> None:
        """See `LabelsOut`."""
        self._ask(command_sheet(self._target(kiosk, ["commands"])))

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
        if self._printing:
            self._printing.close()

    def _target(self, kiosk: Kiosk, names: Sequence[str]) -> Target:
        return usual_target(kiosk.settings, self._folder, names)

    def _ask(self, wanted: Job) -> None:
        self._printing = self._printing or Printing(self._told)
        self._say(Span(_("printing …")))
        self._printing.ask(wanted)

    def _told(self, printed: Printed) -> None:
        answer = print_answer(printed)
        if printed.state is PrintState.FAILED:
            self._say(Span(f"! {answer.word}: {answer.sentence}", Role.STATUS_CAUTION))
        else:
            where = Path(printed.where).name if printed.state is PrintState.FILE else printed.where
            self._say(Span(f"{answer.word}: {where}"))

    def _say(self, note: Span) -> None:
        self._note = note
        self._changed()

    def _look(self) -> None:
        from labels.errors import NoPrinting
        from labels.printers import printers

        try:
            self._printers = tuple(printer.name for printer in printers())
        except NoPrinting:
            self._printers = ()
