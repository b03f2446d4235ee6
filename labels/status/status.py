"""What a printer says of itself, whatever its language."""

from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """Why a printer does not print."""

    PAPER_OUT = "paper out"
    RIBBON_OUT = "ribbon out"
    WRONG_PAPER = "wrong paper"
    OPEN = "open"
    PAUSED = "paused"
    JAM = "jam"
    CUTTER = "cutter"
    TOO_HOT = "too hot"
    TOO_COLD = "too cold"
    POWER = "power"
    MEMORY = "memory"
    CANCELLED = "cancelled"
    BUSY = "busy"
    BROKEN = "broken"
    OFF = "off"
    NO_ANSWER = "no answer"
    NOT_UNDERSTOOD = "not understood"


@dataclass(frozen=True, slots=True)
class Status:
    """`waiting` labels are with the printer, not on paper yet; `paper_mm` is width and length or 0."""

    troubles: tuple[Trouble, ...] = ()
    waiting: int = 0
    paper_mm: tuple[int, int] = (0, 0)

    @property
    def done(self) -> bool:
        """Whether everything the printer was given is on paper."""
        return not self.troubles and not self.waiting


UNREADABLE = Status((Trouble.NOT_UNDERSTOOD,))
