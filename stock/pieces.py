"""What a piece measures and weighs, in whole numbers: µm, µm², µm³, mg."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import Self

from stock.outlines import Outline
from stock.sizes import LONGEST_UM, Size, SizeError, area_um2, decimal_text, disc_um2, fits, size_text

__all__ = [
    "LONGEST_UM",
    "UNKNOWN_MASS",
    "CutMasses",
    "Form",
    "Mass",
    "MassSource",
    "Size",
    "SizeError",
    "Unit",
    "area_um2",
    "cut_masses",
    "default_form",
    "estimated_mass",
    "face_um2",
    "fits",
    "inherit",
    "mass_text",
    "remainders_fit",
    "share_mg",
    "size_text",
    "volume_um3",
]

_UM3_KG_M3_PER_MG = 10**12
_SLENDER = 4
_ROLLED_UM = 3_000_000


class Form(StrEnum):
    """The shape a material comes in."""

    SHEET = "sheet"
    BOARD = "board"
    BAR = "bar"
    TUBE = "tube"
    ROLL = "roll"
    BLOCK = "block"
    SPOOL = "spool"
    PART = "part"


class Unit(StrEnum):
    """What a lot is counted in."""

    PIECES = "pieces"
    MILLIGRAMS = "milligrams"
    MICROLITRES = "microlitres"


class MassSource(StrEnum):
    """Where a mass comes from."""

    MEASURED = "measured"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Mass:
    """A mass in mg and how it is known; None exactly where it is unknown until weighed."""

    mg: int | None
    source: MassSource

    def __post_init__(self) -> None:
        if (self.mg is None) != (self.source is MassSource.UNKNOWN):
            raise ValueError("a mass is unknown exactly where it has no figure")
        if self.mg is not None and self.mg < 0:
            raise ValueError("a mass is below 0 mg")

    @classmethod
    def measured(cls, mg: int) -> Self:
        """A mass from a scale."""
        return cls(mg, MassSource.MEASURED)

    @classmethod
    def estimated(cls, mg: int) -> Self:
        """A mass that was worked out."""
        return cls(mg, MassSource.ESTIMATED)


UNKNOWN_MASS = Mass(None, MassSource.UNKNOWN)


def volume_um3(form: Form, size: Size, outline: Outline | None = None) -> int | None:
    """The material's volume in µm³, rounded down; None where form and dimensions do not determine it."""
    if form in {Form.PART, Form.SPOOL} or (form is Form.TUBE and not size.wall_um):
        return None
    return _solid_um3(size, outline) or None


def face_um2(size: Size, outline: Outline | None = None) -> int:
    """The true face in µm²: inside the outline where there is one, else as `area_um2` has it."""
    return outline.area_um2 if outline else area_um2(size)


def _solid_um3(size: Size, outline: Outline | None = None) -> int:
    if outline:
        return outline.area_um2 * size.thick_um
    if size.wall_um:
        return _ring_um2(size) * size.height_um if size.diameter_um else _profile_um2(size) * size.long_um
    return area_um2(size) * (size.height_um if size.diameter_um else size.thick_um)


def _ring_um2(size: Size) -> int:
    return disc_um2(size.diameter_um) - disc_um2(size.diameter_um - 2 * size.wall_um)


def _profile_um2(size: Size) -> int:
    """The cross-section of a rectangular tube; 0 where its width or thickness is not known."""
    inner = max(size.short_um - 2 * size.wall_um, 0) * max(size.thick_um - 2 * size.wall_um, 0)
    return size.short_um * size.thick_um - inner if size.short_um and size.thick_um else 0


def estimated_mass(form: Form, size: Size, density_kg_m3: int | None, outline: Outline | None = None) -> Mass:
    """The mass by volume and density, to the nearest mg; unknown where either is missing."""
    volume = volume_um3(form, size, outline)
    if volume is None or density_kg_m3 is None:
        return UNKNOWN_MASS
    return Mass.estimated((volume * density_kg_m3 + _UM3_KG_M3_PER_MG // 2) // _UM3_KG_M3_PER_MG)


def default_form(size: Size | None, forms: Sequence[Form] = ()) -> Form:
    """The likeliest form of a piece with these dimensions, of the forms its material comes in."""
    if size is None or not any(size.dimensions_um):
        return forms[0] if forms else Form.PART
    likely = _likely_forms(size)
    return next((form for form in likely if form in forms), Form.PART if Form.PART in forms else likely[0])


_FLAT = (Form.SHEET, Form.BOARD)


def _likely_forms(size: Size) -> tuple[Form, ...]:
    """The forms such dimensions may have, the likeliest first."""
    if size.wall_um:
        return (Form.TUBE,)
    if size.diameter_um:
        return _round_forms(size)
    if not size.short_um:
        return (Form.BAR, Form.TUBE, Form.ROLL, *_FLAT) if size.long_um else _FLAT
    if size.long_um < _SLENDER * size.thick_um:
        return (Form.BLOCK, *_FLAT[::-1], Form.BAR)
    if size.short_um < _SLENDER * size.thick_um:
        return (Form.BAR, *_FLAT[::-1], Form.BLOCK)
    return (*_FLAT, Form.ROLL) if size.long_um >= _ROLLED_UM else _FLAT


def _round_forms(size: Size) -> tuple[Form, ...]:
    if size.long_um:
        return (Form.BAR, Form.TUBE, Form.ROLL)
    return _FLAT if size.thick_um else (Form.SPOOL, Form.BAR, *_FLAT, Form.BLOCK)


def share_mg(parent_mg: int, part_area: int, parent_area: int) -> int:
    """A part's share of its parent's mass by area, rounded down: all parts never outweigh the parent."""
    return parent_mg * part_area // parent_area


def inherit(remainder: Size, parent: Size) -> Size:
    """The remainder with what was not typed taken from its parent: thickness, diameter, a bar's width."""
    wall_um = remainder.wall_um or parent.wall_um
    if remainder.diameter_um or (parent.diameter_um and not remainder.short_um):
        diameter_um = remainder.diameter_um or parent.diameter_um
        parent_um = parent.height_um if parent.diameter_um else parent.thick_um
        return Size.of(long_um=remainder.height_um or parent_um, diameter_um=diameter_um, wall_um=wall_um)
    return Size.of(
        long_um=remainder.long_um or parent.long_um,
        short_um=remainder.short_um or parent.short_um,
        thick_um=remainder.thick_um or parent.thick_um,
        wall_um=wall_um,
    )


@dataclass(frozen=True, slots=True)
class CutMasses:
    """What a cut makes of a mass: parent = taken + remainders + waste, exactly, where they are known."""

    taken: Mass
    remainders: tuple[Mass, ...]
    waste_mg: int


Outlines = tuple[Outline | None, Sequence[Outline | None]]
"""The outline of a parent, and those of its remainders in their order; none given are none."""
_NO_OUTLINES: Outlines = (None, ())


def remainders_fit(parent: Size, remainders: Sequence[Size], outlines: Outlines = _NO_OUTLINES) -> bool:
    """Whether each remainder fits inside the parent and all of them together are no larger than it."""
    sizes = [inherit(size, parent) for size in remainders]
    if not all(_inside(size, parent) for size in sizes):
        return False
    parts, whole = _extents(sizes, parent, outlines)
    return sum(parts) <= whole


def cut_masses(
    parent: Mass,
    parent_size: Size,
    remainders: Sequence[Size],
    waste_mg: int = 0,
    outlines: Outlines = _NO_OUTLINES,
) -> CutMasses | None:
    """The masses after a cut, taken being the rest; None where remainders and waste outweigh the parent.

    Remainders share by volume, area or length, whichever all sizes determine; else all are unknown.
    """
    parts, whole = _extents([inherit(size, parent_size) for size in remainders], parent_size, outlines)
    if parent.mg is None or (remainders and not whole):
        return CutMasses(UNKNOWN_MASS, (UNKNOWN_MASS,) * len(remainders), waste_mg)
    shares = [share_mg(parent.mg, part, whole) for part in parts]
    taken_mg = parent.mg - sum(shares) - waste_mg
    if taken_mg < 0 or waste_mg < 0:
        return None
    taken = Mass(taken_mg, MassSource.ESTIMATED if remainders else parent.source)
    return CutMasses(taken, tuple(Mass.estimated(mg) for mg in shares), waste_mg)


def _inside(part: Size, parent: Size) -> bool:
    """Whether the part fits; where all edges are known, in any position, as a strip may lie on its edge."""
    edges = [size.dimensions_um[:3] for size in (part, parent)]
    if part.diameter_um or parent.diameter_um or not all(map(all, edges)):
        return fits(part, parent)
    return all(a <= b for a, b in zip(*map(sorted, edges), strict=True))


def _extents(parts: Sequence[Size], parent: Size, outlines: Outlines) -> tuple[list[int], int]:
    """How large the parts and the parent are in the first measure all of them have; whole 0 where none is."""
    outer, inner = outlines
    shapes = list(zip_longest(parts, inner))
    for extent in (_solid_um3, face_um2, _length_um):
        whole, extents = extent(parent, outer), [extent(*shape) for shape in shapes]
        if whole and all(extents):
            return extents, whole
    return [0] * len(parts), 0


def _length_um(size: Size, _outline: Outline | None) -> int:
    return size.long_um


def mass_text(mg: int, decimal: str = ",") -> str:
    """The mass in the unit that suits it, to less than a hundredth: `2,5 kg`, `300 g`, `1,25 g`, `750 mg`."""
    if mg < 1000:
        return f"{mg} mg"
    if mg < 999_950:
        return f"{decimal_text(mg, 1000, 3 if mg < 10_000 else 1, decimal)} g"
    return f"{decimal_text(mg, 1_000_000, 3, decimal)} kg"
