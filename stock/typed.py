"""Reads sizes, masses, volumes and counts as people type them, mixed with words; says why where it cannot.

A number without a unit takes the next unit to its right in its chain (`60 x 40 cm`), else it is millimetres.
Nothing is guessed between two meanings: what may mean two things is a Misread.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from stock.needs import Need
from stock.sizes import Size, SizeError
from stock.typed_parts import (
    KIND_OF,
    MOST,
    PUNCTUATION,
    UNITS,
    Kind,
    MisreadReason,
    Number,
    Part,
    Quantity,
    Stop,
    parts,
)

__all__ = ["Misread", "MisreadReason", "Typed", "read", "read_need"]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: a size in µm, a mass in mg, a volume in µl, a count, and the words that are left over.

    A length alone is the size's `long_um`, whatever it will turn out to measure. `edges_um` are the lengths
    in the order they were typed: for grain, the first and the second are not the same. What is needed may
    have a thickness from the size's to `thick_to_um`, and its length along the grain where it does not turn.
    """

    size: Size | None = None
    mass_mg: int | None = None
    volume_ul: int | None = None
    count: int | None = None
    words: str = ""
    edges_um: tuple[int, ...] = field(default=(), compare=False)
    thick_to_um: int = 0
    turns: bool = True

    @property
    def need(self) -> Need | None:
        """The part that a size means where something is looked for."""
        return Need(self.size, self.thick_to_um, self.turns) if self.size else None


@dataclass(frozen=True, slots=True)
class Misread:
    """Why a text could not be read, and the part of it that is to blame."""

    reason: MisreadReason
    fragment: str


def read(text: str) -> Typed | Misread:
    """What a maker typed; never an exception, in time linear in the text's length."""
    try:
        return _typed(list(_settled(parts(_unquoted(" ".join(text.split()))))))
    except Stop as stop:
        return Misread(stop.reason, stop.fragment)


def read_need(text: str) -> Typed | Misread:
    """What a maker typed to look for something: a size may end in a range of thicknesses (`300x200x5-7`), and
    with `=` or `grain` beside it its first number lies along the grain (`300x200x6 =`)."""
    asked, grains = _GRAIN.subn(" ", " ".join(text.split()))
    try:
        found = _typed(list(_settled(parts(_unquoted(asked.strip()), ranges=True))), turns=not grains)
    except Stop as stop:
        return Misread(stop.reason, stop.fragment)
    return found if found.size or not grains else read(text)


_GRAIN = re.compile(r"(?<!\S)(?:=|grain)(?!\S)", re.IGNORECASE)


def _unquoted(text: str) -> str:
    """The text without quotation marks around all of it, whose last would read as inches."""
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def _settled(found: Iterable[Part]) -> Iterator[Part]:
    before: Part | None = None
    for part in found:
        before = _settle(before, part)
        yield before


def _settle(before: Part | None, part: Part) -> Part:
    """A bare number is a word's (`steel 304`) or the count a text begins with; beside a quantity, unclear."""
    if isinstance(part, str):
        return part
    if isinstance(before, str):
        return part.fragment if part.kind is Kind.BARE else part
    bare = next((each for each in (before, part) if each and each.kind is Kind.BARE), None)
    if before and bare:
        raise Stop(MisreadReason.UNCLEAR, bare.fragment)
    return part


def _typed(found: Sequence[Part], *, turns: bool = True) -> Typed:
    quantities = [part for part in found if isinstance(part, Quantity)]
    lengths = [quantity for quantity in quantities if quantity.kind is Kind.LENGTH]
    size = _size(lengths, turns=turns)
    return Typed(
        size=size,
        thick_to_um=_thick_to_um(lengths, size),
        turns=turns,
        mass_mg=_one(quantities, Kind.MASS),
        volume_ul=_one(quantities, Kind.VOLUME),
        count=_one(quantities, Kind.COUNT, Kind.BARE),
        words=_words([part for part in found if isinstance(part, str)]),
        edges_um=tuple(um for quantity in lengths for um in _lengths_um(quantity)),
    )


def _words(words: Sequence[str]) -> str:
    trimmed = (word.strip(PUNCTUATION) for word in words)
    return " ".join(word for word in trimmed if any(c.isalnum() for c in word))


def _one(quantities: Sequence[Quantity], *kinds: Kind) -> int | None:
    """The one quantity of a kind in its smallest unit, None where there is none."""
    found = [quantity for quantity in quantities if quantity.kind in kinds]
    if len(found) > 1:
        raise Stop(MisreadReason.UNCLEAR, found[1].fragment)
    return _value(found[0], found[0].numbers[0], found[0].numbers[0].unit) if found else None


def _value(quantity: Quantity, number: Number, unit: str) -> int:
    """The number in the smallest unit of its kind."""
    kind = KIND_OF[unit]
    whole, _, fraction = number.digits.replace(",", ".").partition(".")
    if fraction and kind in {Kind.COUNT, Kind.BARE}:
        raise Stop(MisreadReason.UNCLEAR, quantity.fragment)
    whole, fraction = whole.lstrip("0"), fraction.rstrip("0")
    if len(whole) > 12:
        raise Stop(MisreadReason.TOO_LARGE, quantity.fragment)
    value, rest = divmod(int(whole + fraction[:9].ljust(9, "0")) * UNITS[kind][unit], 10**9)
    if rest or len(fraction) > 9:
        raise Stop(MisreadReason.TOO_PRECISE, quantity.fragment)
    if not 0 < value <= MOST[kind]:
        raise Stop(MisreadReason.TOO_LARGE if value else MisreadReason.ZERO, quantity.fragment)
    return value


def _thick_to_um(lengths: Sequence[Quantity], size: Size | None) -> int:
    """The end of a range of thicknesses, 0 where there is none. Only the last number has one, and only as the
    thickness."""
    ranges = [(quantity, number) for quantity in lengths for number in quantity.numbers if number.to]
    if not ranges or size is None:
        return 0
    quantity, number = ranges[0]
    to_um = _length_um(quantity, replace(number, digits=number.to), number.unit)
    from_um = _lengths_um(quantity)[-1]
    is_last = len(ranges) == 1 and number is quantity.numbers[-1]
    if not (is_last and 0 < from_um == size.thick_um < to_um):
        raise Stop(MisreadReason.UNCLEAR, quantity.fragment)
    return to_um


def _size(lengths: Sequence[Quantity], *, turns: bool) -> Size | None:
    """The size of one chain, of one length alone, or of a chain and the thickness beside it."""
    chains = [quantity for quantity in lengths if quantity.is_chain]
    alone = [quantity for quantity in lengths if not quantity.is_chain]
    for several in (chains, alone):
        if len(several) > 1:
            raise Stop(MisreadReason.UNCLEAR, several[1].fragment)
    numbers = [number for quantity in (*chains, *alone) for number in quantity.numbers]
    if len(numbers) > 3:
        raise Stop(MisreadReason.TOO_MANY_DIMENSIONS, lengths[0].fragment)
    edges_um = [um for quantity in (*chains, *alone) for um in _lengths_um(quantity)]
    try:
        return _shaped(edges_um, [number.is_round for number in numbers], turns=turns) if lengths else None
    except SizeError:
        raise Stop(MisreadReason.UNCLEAR, lengths[0].fragment) from None


def _lengths_um(quantity: Quantity) -> list[int]:
    """Each number in µm, 0 for `?`; a unit counts for the numbers to its left that have none."""
    lengths, unit = [], ""
    for number in reversed(quantity.numbers):
        unit = number.unit or unit
        lengths.append(0 if number.digits == "?" else _length_um(quantity, number, unit))
    return lengths[::-1]


_THOUSANDS = re.compile(r"0*[1-9][0-9]{0,2}[.,][0-9]{3}")


def _length_um(quantity: Quantity, number: Number, unit: str) -> int:
    """The number in µm; `1,200` without any unit may be a metre and more or a millimetre and more."""
    if unit and KIND_OF[unit] is not Kind.LENGTH:
        raise Stop(MisreadReason.UNCLEAR, quantity.fragment)
    if not unit and _THOUSANDS.fullmatch(number.digits):
        raise Stop(MisreadReason.UNCLEAR, number.digits)
    return _value(quantity, number, unit or "mm")


def _shaped(edges_um: Sequence[int], is_round: Sequence[bool], *, turns: bool) -> Size:
    if sum(is_round) > 1 or not any(edges_um):
        raise SizeError("no size, or two diameters")
    if not turns:
        return _along(is_round, *edges_um)
    if not any(is_round):
        return _rectangle(*edges_um)
    at = is_round.index(True)
    return _round(edges_um[at], sorted([*edges_um[:at], *edges_um[at + 1 :]]))


def _along(is_round: Sequence[bool], first: int, second: int = 0, third: int = 0) -> Size:
    """Length along the grain, width, and a thickness that is less than both: nothing is put in order."""
    if any(is_round) or not (first and second) or not third < min(first, second):
        raise SizeError("what has a grain is a length, a width and a thickness")
    return Size(first, second, third)


def _rectangle(first: int, second: int = 0, third: int = 0) -> Size:
    """Length, width and thickness; thickness first where the first is the least, as timber is sold."""
    if 0 < first < second and first < third:
        return Size.of(long_um=third, short_um=second, thick_um=first)
    return Size.of(long_um=first, short_um=second, thick_um=third)


def _round(diameter_um: int, others: Sequence[int]) -> Size:
    """A disc or a rod by its height; of two further numbers the lesser is a tube's wall."""
    if not diameter_um:
        raise SizeError("a round thing without a diameter")
    wall_um, height_um = others if len(others) == 2 else (0, sum(others))
    if len(others) == 2 and not wall_um:
        wall_um, height_um = height_um, 0
    return Size.of(diameter_um=diameter_um, wall_um=wall_um, long_um=height_um)
