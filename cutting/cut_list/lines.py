"""What a cut list says, and why a line of it says nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from stock.sizes import Size
from stock.typed import MisreadReason

MOST_LINES = 5_000
MOST_PARTS = 5_000
LONGEST_LINE = 400
LONGEST_TITLE = 80

Materials = Callable[[str], tuple[str, ...]]
"""The slugs of the materials that words mean, the best first; none where they mean nothing."""


class Reason(StrEnum):
    """Why a line, or the whole of a cut list (line 0), says nothing."""

    MISREAD = "misread"
    NO_SIZE = "no-size"
    NO_COUNT = "no-count"
    NO_THICKNESS = "no-thickness"
    NO_MATERIAL = "no-material"
    UNKNOWN_MATERIAL = "unknown-material"
    TOO_LONG = "too-long"
    TOO_MANY_LINES = "too-many-lines"
    TOO_MANY_PARTS = "too-many-parts"
    TOO_LARGE = "too-large"
    NOT_TEXT = "not-text"
    NO_COLUMNS = "no-columns"
    NO_LIBRARY = "no-library"
    NO_DRAWING = "no-drawing"
    NO_OUTLINES = "no-outlines"
    HUGE_OUTLINE = "huge-outline"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Line:
    """`count` equal parts, read from line `number`. The size is as written: `long_um` is what was written
    first, and lies along the grain where `keeps_grain`. `materials` are slugs, any of which will do."""

    number: int
    count: int
    size: Size
    materials: tuple[str, ...] = ()
    title: str = ""
    keeps_grain: bool = False

    @property
    def is_disc(self) -> bool:
        """Whether its parts are round, and cut from the square around them."""
        return bool(self.size.diameter_um and not self.size.long_um)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why the line of that number was not read, the text to blame, and how a size in it was misread."""

    number: int
    reason: Reason
    text: str = ""
    misread: MisreadReason | None = None


@dataclass(frozen=True, slots=True)
class CutList:
    """What was read, in the order of the lines, and what was not."""

    lines: tuple[Line, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Defaults:
    """What counts where a line does not say it: its materials, its thickness, and whether it keeps its
    grain."""

    materials: tuple[str, ...] = ()
    thick_um: int = 0
    keeps_grain: bool = False


@dataclass(slots=True)
class Found:
    """Lines and faults while a list is read."""

    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    parts: int = 0

    def add(self, found: Line | Fault) -> bool:
        """Keep it; False where no more lines are read."""
        if len(self.lines) + len(self.faults) >= MOST_LINES:
            self.faults.append(Fault(found.number, Reason.TOO_MANY_LINES))
            return False
        if isinstance(found, Fault):
            self.faults.append(found)
            return True
        if self.parts + found.count > MOST_PARTS:
            self.faults.append(Fault(found.number, Reason.TOO_MANY_PARTS))
            return True
        self.parts += found.count
        self.lines.append(found)
        return True

    def whole(self) -> CutList:
        """All of it; a list without any line is a fault of its own."""
        if not (self.lines or self.faults):
            return whole_fault(Reason.EMPTY)
        return CutList(tuple(self.lines), tuple(self.faults))


def whole_fault(reason: Reason, text: str = "") -> CutList:
    """A cut list of which nothing could be read."""
    return CutList(faults=(Fault(0, reason, text[:LONGEST_LINE]),))
