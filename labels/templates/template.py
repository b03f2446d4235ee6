"""A template: which words stand on a kind of label, in which order, how large, and which go first."""

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from typing import get_type_hints

from labels.kinds import LABELS, Kind
from labels.symbol import Symbology
from paper.typeface import Face


class Shows(StrEnum):
    """How a block shows its fields."""

    WORDS = "words"
    """One text, the fields joined."""
    LINES = "lines"
    """A line each."""
    BADGES = "badges"
    """Framed, with a sign before them."""
    WRITING = "writing"
    """A line each to write on."""


@dataclass(frozen=True, slots=True)
class Part:
    """A block; `largest` and `least` are percent of the room there is, the lowest `rank` is left out first.

    `text` stands for fields that every label of the kind would say alike.
    """

    shows: Shows
    fields: tuple[str, ...]
    text: str
    face: Face
    largest: int
    least: int
    lines: int
    rank: int


@dataclass(frozen=True, slots=True)
class Template:
    """What stands on a kind of label beside its code; `symbology` is for the scanners a space has."""

    kind: Kind
    symbology: Symbology
    parts: tuple[Part, ...]


LASER = "laser"
"""A field that is a sign; its words are in `laser_words`."""


@cache
def texts_of(kind: Kind) -> frozenset[str]:
    """The fields of a kind's labels that are a text."""
    return frozenset(name for name, type_ in _fields(kind).items() if type_ is str) - {"code", "laser_words"}


@cache
def lists_of(kind: Kind) -> frozenset[str]:
    """The fields of a kind's labels that are many texts."""
    return frozenset(name for name, type_ in _fields(kind).items() if type_ == tuple[str, ...])


@cache
def signs_of(kind: Kind) -> frozenset[str]:
    """The fields of a kind's labels that are shown with a sign."""
    return frozenset(_fields(kind)) & {LASER, "hazards"}


def _fields(kind: Kind) -> dict[str, object]:
    hints = get_type_hints(LABELS[kind])
    return {field.name: hints[field.name] for field in fields(LABELS[kind])}
