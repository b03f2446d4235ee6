"""How a piece divides at a cut, to the integer: parent = parts + remainders + waste, in area or length and in
mass."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from stock.outlines import Outline
from stock.pieces import UNKNOWN_MASS, Form, Mass, MassSource, face_um2, inherit, solid_um3
from stock.sizes import Size, fits

MOST_PARTS = 40
"""So many sizes of parts stand in an event; of more only their sum does."""

Parts = tuple[tuple[Size, int], ...]
"""Sizes, and how many of each."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A size, and the outline inside it of what is no rectangle."""

    size: Size
    outline: Outline | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """What is known of a cut besides what is left: the parts that were cut, and whether its edges are
    charred, as a laser leaves them. Without parts whatever is not left was taken."""

    parts: Parts = ()
    charred: bool = False


UNTOLD = Work()
"""Nothing is known but what is left."""


@dataclass(frozen=True, slots=True)
class CutMasses:
    """What a cut makes of a mass: parent = taken + remainders + waste, exactly, where they are known."""

    taken: Mass
    remainders: tuple[Mass, ...]
    waste_mg: int


@dataclass(frozen=True, slots=True)
class Shares:
    """What a cut makes of a whole, in one measure: whole = taken + remainders + waste."""

    taken: int
    remainders: tuple[int, ...]
    waste: int

    @property
    def weights(self) -> list[int]:
        """All of them, in that order."""
        return [self.taken, *self.remainders, self.waste]


def apportioned(whole: int, weights: Sequence[int]) -> list[int]:
    """The whole in shares by weight, exactly: rounded down, and one more for the largest fractions, the first
    of equals first (largest-remainder rounding)."""
    total = sum(weights)
    shares = [whole * weight // total for weight in weights]
    fractions = [whole * weight % total for weight in weights]
    by_fraction = sorted(range(len(weights)), key=lambda at: (-fractions[at], at))
    for at in by_fraction[: whole - sum(shares)]:
        shares[at] += 1
    return shares


def remainders_fit(parent: Shape, remainders: Sequence[Shape]) -> bool:
    """Whether each remainder fits inside the parent and all of them together are no larger than it."""
    left = [_completed(shape, parent) for shape in remainders]
    if not all(_inside(shape.size, parent.size) for shape in left):
        return False
    measure = _measure(left, parent)
    return measure is None or sum(map(measure, left)) <= measure(parent)


def possible_parts(parent: Shape, remainders: Sequence[Shape], parts: Parts) -> Parts:
    """The parts, where they can have been cut beside what is left; else none: then not all of them were."""
    each = [Shape(size) for size, count in parts for _ in range(count)]
    return parts if remainders_fit(parent, [*remainders, *each]) else ()


def cut_masses(
    mass: Mass, parent: Shape, remainders: Sequence[Shape], waste_mg: int = 0, parts: Parts = ()
) -> CutMasses | None:
    """The masses after a cut of a piece; None where remainders, parts and waste outweigh it.

    With parts the waste is what is left over; without, what was taken is, less `waste_mg`. All share by
    volume, area or length, whichever all shapes determine; else all are unknown.
    """
    measure = _measure([*remainders, *(Shape(size) for size, _ in parts)], parent)
    if mass.mg is None or not (measure or not (remainders or parts)):
        return CutMasses(UNKNOWN_MASS, (UNKNOWN_MASS,) * len(remainders), waste_mg)
    shares = _shares(measure, parent, remainders, parts) if measure else Shares(1, (), 0)
    if min(shares.weights) < 0:
        return None
    taken_mg, *rest, left_mg = apportioned(mass.mg, shares.weights)
    if not 0 <= waste_mg <= taken_mg:
        return None
    taken = Mass(taken_mg - waste_mg, MassSource.ESTIMATED if remainders or parts else mass.source)
    return CutMasses(taken, tuple(map(Mass.estimated, rest)), left_mg + waste_mg)


def cut_extra(form: Form, parent: Shape, remainders: Sequence[Shape], parts: Parts) -> dict[str, Any]:
    """What an event says of the parts of a cut: their sizes and how many, the area (of a bar the length) that
    was taken with them, and what was wasted; nothing without parts."""
    key, measure = ("um", _length_um) if form in _BARS or not _face_um2(parent) else ("um2", _face_um2)
    if not parts or not measure(parent):
        return {}
    shares = _shares(measure, parent, remainders, parts)
    if min(shares.weights) < 0:
        return {}
    extra: dict[str, Any] = {f"taken_{key}": shares.taken, f"waste_{key}": shares.waste}
    listed = [[size.long_um, size.short_um, count] for size, count in parts]
    return {"parts": listed} | extra if len(listed) <= MOST_PARTS else extra


_Measure = Callable[[Shape], int]
_BARS = frozenset({Form.BAR, Form.TUBE})


def _shares(measure: _Measure, parent: Shape, remainders: Sequence[Shape], parts: Parts) -> Shares:
    """In one measure; below zero where the parent is too small for all of them."""
    left = tuple(measure(_completed(shape, parent)) for shape in remainders)
    taken = sum(measure(_completed(Shape(size), parent)) * count for size, count in parts)
    over = measure(parent) - sum(left) - taken
    return Shares(taken, left, over) if parts else Shares(over, left, 0)


def _completed(shape: Shape, parent: Shape) -> Shape:
    return replace(shape, size=inherit(shape.size, parent.size))


def _inside(part: Size, parent: Size) -> bool:
    """Whether the part fits; where all edges are known, in any position, as a strip may lie on its edge."""
    edges = [size.dimensions_um[:3] for size in (part, parent)]
    if part.diameter_um or parent.diameter_um or not all(map(all, edges)):
        return fits(part, parent)
    return all(a <= b for a, b in zip(*map(sorted, edges), strict=True))


def _measure(shapes: Sequence[Shape], parent: Shape) -> _Measure | None:
    """The first measure that the parent and all shapes, completed from it, have."""
    all_of_them = [parent, *(_completed(shape, parent) for shape in shapes)]
    return next((each for each in (_volume_um3, _face_um2, _length_um) if all(map(each, all_of_them))), None)


def _volume_um3(shape: Shape) -> int:
    return solid_um3(shape.size, shape.outline)


def _face_um2(shape: Shape) -> int:
    return face_um2(shape.size, shape.outline)


def _length_um(shape: Shape) -> int:
    return shape.size.long_um
