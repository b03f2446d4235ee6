"""Label printers we speak to ourselves: they take labels one by one, and say what became of them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from labels.errors import PrinterError
from labels.status import brother, zebra
from labels.status.lines import Line
from labels.status.status import Status, Trouble


class Tongue(StrEnum):
    """What a printer understands; PDF is handed to CUPS."""

    PDF = "pdf"
    ZPL = "zpl"
    BROTHER = "brother"
    ESCPOS = "escpos"


@dataclass(frozen=True, slots=True)
class RawPrinter:
    """A printer at the end of a line."""

    tongue: Tongue
    line: Line

    def press(self, label: bytes) -> Status | None:
        """One label's stream, and what became of it; None where the printer took it and cannot say more.

        Raises PrinterMissing, when nothing was printed, and PrinterSilent, when nobody knows.
        """
        match self.tongue:
            case Tongue.ZPL:
                self.line.send(label)
                return self._said()
            case Tongue.BROTHER:
                answer = self.line.ask(label, brother.ended)
                return brother.status_of(answer) if brother.ended(answer) else None
            case Tongue.ESCPOS | Tongue.PDF:
                self.line.send(label)
                return None
            case _:
                assert_never(self.tongue)

    def status(self) -> Status | None:
        """What the printer says of itself while it prints nothing, None for one that cannot say."""
        try:
            return self._asked()
        except PrinterError:
            return Status((Trouble.NO_ANSWER,))

    def _said(self) -> Status | None:
        """The status after a label; who does not answer then has the label all the same."""
        status = self.status()
        return None if status and Trouble.NO_ANSWER in status.troubles else status

    def _asked(self) -> Status | None:
        match self.tongue:
            case Tongue.ZPL:
                said = self.line.ask(zebra.ASK, zebra.whole)
                return zebra.status_of(said) if said else Status((Trouble.NO_ANSWER,))
            case Tongue.BROTHER:
                said = self.line.ask(brother.ASK, brother.whole)
                return brother.status_of(said) if said else Status((Trouble.NO_ANSWER,))
            case Tongue.ESCPOS | Tongue.PDF:
                return None
            case _:
                assert_never(self.tongue)
