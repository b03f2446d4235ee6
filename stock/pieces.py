"""What a piece measures and weighs, in whole numbers: µm, µm², µm³, mg."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from stock.outlines import Outline
from stock.sizes import LONGEST_UM, Size, SizeError, area_um2, decimal_text, disc_um2, fits, size_text

__all__ = [
    "LONGEST_UM",
    "UNKNOWN_MASS",
    "Form",
    "Mass",
    "MassSource",
    "Size",
    "SizeError",
    "Unit",
    "area_um2",
    "default_form",
    "estimated_mass",
    "face_um2",
    "fits",
    "inherit",
    "mass_text",
    "size_text",
    "solid_um3",
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
    return solid_um3(size, outline) or None


def face_um2(size: Size, outline: Outline | None = None) -> int:
    """The true face in µm²: inside the outline where there is one, else as `area_um2` has it."""
    return outline.area_um2 if outline else area_um2(size)


def solid_um3(size: Size, outline: Outline | None = None) -> int:
    """The volume that the dimensions, or an outline, determine, in µm³; 0 where they do not."""
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


def mass_text(mg: int, decimal: str = ",") -> str:
    """The mass in the unit that suits it, to less than a hundredth: `2,5 kg`, `300 g`, `1,25 g`, `750 mg`."""
    if mg < 1000:
        return f"{mg} mg"
    if mg < 999_950:
        return f"{decimal_text(mg, 1000, 3 if mg < 10_000 else 1, decimal)} g"
    return f"{decimal_text(mg, 1_000_000, 3, decimal)} kg"
