"""What can be wrong with a plan."""

from dataclasses import dataclass
from enum import StrEnum


class Wrong(StrEnum):
    """One kind of fault, as the checker names it."""

    COUNT = "count"
    """Parts placed and missing are not the parts that were asked for."""
    OFFER = "offer"
    """An offer that is not there, or opened more often than it is there."""
    IDLE = "idle"
    """An offer is opened for nothing."""
    SIZE = "size"
    """A part of another size, or turned where its grain forbids it."""
    OUTSIDE = "outside"
    """Beyond the offer, or in its trim."""
    OVERLAP = "overlap"
    """Two things in one place."""
    TOO_CLOSE = "too close"
    """Less than the kerf between two things, or less than the gap between two parts."""
    CUT = "cut"
    """A cut through what is not there, or beside it, or where the tool makes none."""
    NOT_CUT_OUT = "not cut out"
    """A part or a remainder that the cuts do not leave."""
    FORGOTTEN = "forgotten"
    """Something that the cuts leave and the plan does not know of."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, on which offer (its code), with which line of the cut list; 0 where it is no part."""

    wrong: Wrong
    code: str = ""
    number: int = 0
