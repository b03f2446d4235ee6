"""Label printers we speak to ourselves: they take labels one by one, and say what became of them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from labels.errors import PrinterError, PrinterSilent
from labels.status import brother, zebra
from labels.status.lines import Line
from labels.status.status import Status, Trouble


class Tongue(StrEnum):
    """What a printer understands; PDF is handed to CUPS."""

    PDF = "pdf"
    ZPL = "zpl"
    BROTHER = "brother"
    ESCPOS = "escpos"


GREETING_SECONDS = 1.0
"""How long a printer has to say how it is, before the first label."""


@dataclass(frozen=True, slots=True)
class RawPrinter:
    """A printer at the end of a line; `answers` is whether it says what became of a label."""

    tongue: Tongue
    line: Line
    answers: bool = True

    def press(self, label: bytes) -> Status | None:
        """One label's stream, and what became of it; None where the printer took it and cannot say more.

        Raises PrinterMissing, when nothing was printed, and PrinterSilent, when nobody knows: also where one
        that answers has fallen silent.
        """
        if not self.answers or self.tongue in _MUTE:
            self.line.send(label)
            return None
        if self.tongue is Tongue.ZPL:
            said = self.line.ask(label + zebra.ASK, zebra.whole)
            status, is_told = zebra.status_of(said), zebra.whole(said)
        else:
            said = self.line.ask(label, brother.ended)
            status, is_told = brother.status_of(said), brother.ended(said)
        if not is_told:
            raise PrinterSilent(self.tongue)
        return status

    def status(self, patience_seconds: float | None = None) -> Status | None:
        """What the printer says of itself while it prints nothing, None for one that cannot say."""
        try:
            return self._asked(patience_seconds)
        except PrinterError:
            return Status((Trouble.NO_ANSWER,))

    def _asked(self, patience_seconds: float | None) -> Status | None:
        match self.tongue:
            case Tongue.ZPL:
                said = self.line.ask(zebra.ASK, zebra.whole, patience_seconds)
                return zebra.status_of(said) if said else Status((Trouble.NO_ANSWER,))
            case Tongue.BROTHER:
                said = self.line.ask(brother.ASK, brother.whole, patience_seconds)
                return brother.status_of(said) if said else Status((Trouble.NO_ANSWER,))
            case Tongue.ESCPOS | Tongue.PDF:
                return None
            case _:
                assert_never(self.tongue)


_MUTE = frozenset((Tongue.ESCPOS, Tongue.PDF))
