"""What a label says. Every text comes in ready for its reader: translated, dates and sizes formatted."""

from dataclasses import dataclass
from enum import StrEnum


class Laser(StrEnum):
    """Whether a material may be laser cut; each level has a sign of its own shape."""

    YES = "yes"
    CAUTION = "caution"
    NO = "no"


@dataclass(frozen=True, slots=True)
class PieceLabel:
    """A piece or lot. Size and material are what a reader looks for; no text here is about a person."""

    code: str
    material: str
    size: str = ""
    mass: str = ""
    free_from: str = ""
    laser: Laser | None = None
    laser_words: str = ""
    hazards: tuple[str, ...] = ()
    title: str = ""
    shelf: str = ""
    space: str = ""


@dataclass(frozen=True, slots=True)
class BlankLabel:
    """An unused code; `captions` get a line each to write on."""

    code: str
    title: str = ""
    captions: tuple[str, ...] = ()
    space: str = ""


@dataclass(frozen=True, slots=True)
class CommandLabel:
    """A command, a quantity or a material on the command sheet; `hint` is a smaller second line."""

    code: str
    words: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ShelfLabel:
    """A place with a code."""

    code: str
    name: str
    space: str = ""


Label = PieceLabel | BlankLabel | CommandLabel | ShelfLabel
