"""Why something gives no outline: one error, with its reason and the facts that a sentence needs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum

INSTALL = "pip install 'makerspace-kiosk[outlines]'"


class Why(StrEnum):
    """Why there is no outline."""

    NO_LIBRARY = "no library"
    UNKNOWN_FILE = "unknown file"
    TOO_LARGE_FILE = "too large file"
    UNREADABLE = "unreadable"
    TOO_MUCH = "too much"
    EMPTY = "empty"
    NO_UNIT = "no unit"
    NONSENSE_SIZE = "nonsense size"
    OPEN = "open"
    CROSSING = "crossing"
    NO_CORNERS = "no corners"
    NOTCH_TOO_LARGE = "notch too large"
    PART_OUTSIDE = "part outside"
    NOTHING_LEFT = "nothing left"
    FEW_MARKERS = "few markers"
    BOARD_BENT = "board bent"
    NO_OFFCUT = "no offcut"
    OVER_THE_EDGE = "over the edge"


class NoOutline(ValueError):
    """Something gives no outline; `facts` say of what and where, lengths in µm."""

    def __init__(self, why: Why, **facts: object) -> None:
        super().__init__(f"{why} {facts}" if facts else str(why))
        self.why = why
        self.facts: Mapping[str, object] = facts


@contextmanager
def libraries() -> Iterator[None]:
    """A missing library as the one error that says what to install."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise NoOutline(Why.NO_LIBRARY, library=error.name or "", install=INSTALL) from error
