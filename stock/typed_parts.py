"""The quantities and words in typed text: what is a number, a unit, a chain, and what only looks like one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from stock.sizes import LONGEST_UM

HEAVIEST_MG = 10 * 10**9
LARGEST_UL = 10 * 10**9
MOST_PIECES = 1_000_000
_LONGEST_FRAGMENT = 40


class MisreadReason(StrEnum):
    """Why a typed text could not be read."""

    ZERO = "zero"
    NEGATIVE = "negative"
    TOO_LARGE = "too-large"
    TOO_PRECISE = "too-precise"
    TOO_MANY_DIMENSIONS = "too-many-dimensions"
    INCOMPLETE = "incomplete"
    UNKNOWN_UNIT = "unknown-unit"
    UNCLEAR = "unclear"


class Stop(Exception):
    """Carries the first misreading, and the part of the text to blame, out of the reader."""

    def __init__(self, reason: MisreadReason, fragment: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fragment = fragment.strip()[:_LONGEST_FRAGMENT]


class Kind(StrEnum):
    """What a number counts; a bare one has no unit."""

    LENGTH = "length"
    MASS = "mass"
    VOLUME = "volume"
    COUNT = "count"
    BARE = "bare"


def _units(text: str) -> dict[str, int]:
    pairs = (entry.split("=") for entry in text.split())
    return {unit: int(scale) for unit, scale in pairs}


UNITS: Mapping[Kind, Mapping[str, int]] = {
    Kind.LENGTH: _units(
        'mm=1000 cm=10000 dm=100000 m=1000000 μm=1 um=1 "=25400 ″=25400 inch=25400 inches=25400'
    ),
    Kind.MASS: _units("mg=1 g=1000 gr=1000 kg=1000000 t=1000000000"),
    Kind.VOLUME: _units("μl=1 ul=1 ml=1000 cl=10000 dl=100000 l=1000000"),
    Kind.COUNT: _units("pcs=1 pc=1 piece=1 pieces=1 gab=1 gabals=1 gabali=1 vnt=1 tk=1 stk=1 szt=1 ks=1"),
    Kind.BARE: {"": 1},
}
MOST: Mapping[Kind, int] = {
    Kind.LENGTH: LONGEST_UM,
    Kind.MASS: HEAVIEST_MG,
    Kind.VOLUME: LARGEST_UL,
    Kind.COUNT: MOST_PIECES,
    Kind.BARE: MOST_PIECES,
}
KIND_OF: Mapping[str, Kind] = {unit: kind for kind, units in UNITS.items() for unit in units}
_FOREIGN = {"in", "ft", "feet", "'", "′", "yd", "lb", "lbs", "oz", "gal", "gsm", "%", "°", "g/m", "kg/m"}
_FOREIGN |= {"g/m2", "g/m²", "mm2", "cm2", "m2", "mm²", "cm²", "m²", "mm3", "cm3", "m3", "cm³", "m³"}

_X = r"[x×✕*хχ]"
_ROUND = r"(?:[øØ⌀∅φф]|(?:diameter|diam|dia|d)[.=:]?) ?"
_NUMBER = re.compile(rf"(?P<round>{_ROUND})?(?P<digits>[0-9]+(?:[.,][0-9]+)?|\?)", re.IGNORECASE)
_LINK = re.compile(rf" ?{_X} ?(?={_ROUND}[0-9]|[0-9?])", re.IGNORECASE)
_UNIT = re.compile(
    rf" ?(?P<unit>[^\W\d_]+?(?:/m)?[23²³]?|[\"″'′%°])(?=$|[^\w/²³]|{_X} ?(?:[0-9?]|{_ROUND}[0-9]))",
    re.IGNORECASE,
)
_RANGE = re.compile(r" ?(?:[-−–]|\.\.) ?(?P<to>[0-9]+(?:[.,][0-9]+)?)")
_WORD = re.compile(rf"[^ ,;:=()\[\]]+(?:(?<=[0-9])(?: {_X} ?[0-9]+(?:[.,][0-9]+)?)+)?", re.IGNORECASE)
_BEFORE = {
    MisreadReason.NEGATIVE: re.compile(r"[-−–][0-9]+"),
    MisreadReason.UNCLEAR: re.compile(r"\.[0-9]+"),
    MisreadReason.INCOMPLETE: re.compile(rf"{_X} ?[0-9]+", re.IGNORECASE),
}
_AFTER = {
    MisreadReason.UNCLEAR: re.compile(r"[.,][0-9]+| ?[-−–+/⁄] ?[0-9]+"),
    MisreadReason.INCOMPLETE: re.compile(rf" ?{_X}(?!\w)", re.IGNORECASE),
}
PUNCTUATION = ",;:.()[]{}<>|!?~≈='\"“”„‘’«»…·•"


@dataclass(frozen=True, slots=True)
class Number:
    """Digits as typed (`?` for what is not known) and the unit that stands beside them; `to` ends a range."""

    digits: str
    unit: str
    is_round: bool
    to: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """Numbers joined by ×, or one number alone, and the text they were read from."""

    numbers: tuple[Number, ...]
    fragment: str

    @property
    def is_chain(self) -> bool:
        """Whether it can only be a size."""
        return len(self.numbers) > 1 or self.numbers[0].is_round

    @property
    def kind(self) -> Kind:
        """What it counts."""
        return Kind.LENGTH if self.is_chain else KIND_OF[self.numbers[0].unit]


Part = Quantity | str


def parts(text: str, *, ranges: bool = False) -> Iterator[Part]:
    """The quantities and words of a text whose white space is single blanks; later numbers of a chain may be
    ranges where these are allowed. Raises Stop."""
    at = 0
    while at < len(text):
        _refuse(_BEFORE, text, at, at)
        quantity = _quantity(text, at, ranges=ranges)
        if quantity:
            yield quantity
        word = None if quantity else _WORD.match(text, at)
        if word and text[at] not in PUNCTUATION:
            yield word[0]
            at = word.end()
        else:
            at += len(quantity.fragment) if quantity else 1


def _refuse(signs: Mapping[MisreadReason, re.Pattern[str]], text: str, start: int, at: int) -> None:
    for reason, sign in signs.items():
        if found := sign.match(text, at):
            raise Stop(reason, text[start : found.end()])


def _quantity(text: str, start: int, *, ranges: bool) -> Quantity | None:
    """The quantity that begins there; None where a word does, as in `3D-print`."""
    numbers, at = _numbers(text, start, ranges=ranges)
    if not numbers or (len(numbers) == 1 and numbers[0].digits == "?"):
        return None
    _refuse(_AFTER, text, start, at)
    if at == len(text) or text[at] == " " or text[at] in PUNCTUATION:
        return Quantity(tuple(numbers), text[start:at])
    if len(numbers) == 1:
        return None
    raise Stop(MisreadReason.UNKNOWN_UNIT, text[start : at + 3])


def _numbers(text: str, start: int, *, ranges: bool) -> tuple[list[Number], int]:
    """The numbers chained from there on, and where they end."""
    numbers: list[Number] = []
    at = start
    while found := _NUMBER.match(text, at):
        to = _RANGE.match(text, found.end()) if ranges and numbers and not found["round"] else None
        end = to.end() if to else found.end()
        unit = _unit(text, end, start, lone=not numbers and not found["round"])
        told = (found["digits"], unit.strip().casefold(), bool(found["round"]))
        numbers.append(Number(*told, to["to"] if to else ""))
        at = end + len(unit)
        link = _LINK.match(text, at)
        if not link:
            break
        at = link.end()
    return numbers, at


def _unit(text: str, at: int, start: int, *, lone: bool) -> str:
    """The unit there, with its blank; after a chain `PC` is not pieces but a word, as for polycarbonate."""
    found = _UNIT.match(text, at)
    unit = found["unit"].casefold() if found else ""
    if found and unit in _FOREIGN:
        raise Stop(MisreadReason.UNKNOWN_UNIT, text[start : found.end()])
    kind = KIND_OF.get(unit, Kind.BARE)
    if not found or kind is Kind.BARE or (kind is Kind.COUNT and not lone):
        return ""
    return found[0]
