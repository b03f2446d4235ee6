"""What pieces promise about mass, form and what a cut makes of them."""

import pytest
from hypothesis import strategies as st

from stock.materials import catalogue
from stock.pieces import (
    LONGEST_UM,
    UNKNOWN_MASS,
    Form,
    Mass,
    MassSource,
    Size,
    area_um2,
    default_form,
    estimated_mass,
    inherit,
    mass_text,
    volume_um3,
)

MM = 1000
SHEET = Size.of(long_um=600 * MM, short_um=400 * MM, thick_um=4 * MM)

lengths_um = st.integers(1, LONGEST_UM)
plates = st.builds(Size.of, long_um=lengths_um, short_um=lengths_um, thick_um=lengths_um)
masses_mg = st.integers(0, 10**13)


def sheet(long_mm: int, short_mm: int, thick_mm: int = 0) -> Size:
    return Size.of(long_um=long_mm * MM, short_um=short_mm * MM, thick_um=thick_mm * MM)


def disc(diameter_mm: int, height_mm: int = 0) -> Size:
    return Size.of(diameter_um=diameter_mm * MM, thick_um=height_mm * MM)


def tube(diameter_mm: int, wall_mm: int, long_mm: int) -> Size:
    return Size.of(diameter_um=diameter_mm * MM, wall_um=wall_mm * MM, long_um=long_mm * MM)


def test_a_mass_is_unknown_exactly_where_it_has_no_figure() -> None:
    for mg, source in ((None, MassSource.MEASURED), (5, MassSource.UNKNOWN), (-1, MassSource.ESTIMATED)):
        with pytest.raises(ValueError, match="mass"):
            Mass(mg, source)
    assert UNKNOWN_MASS.mg is None


def test_birch_plywood_weighs_what_its_dimensions_and_density_say() -> None:
    plywood = catalogue().get("plywood-birch")
    assert plywood
    assert estimated_mass(Form.SHEET, SHEET, plywood.density_kg_m3) == Mass.estimated(652_800)


def test_a_round_bar_a_tube_and_a_square_tube_weigh_what_is_solid_of_them() -> None:
    rod = volume_um3(Form.BAR, disc(20, 500))
    assert rod == area_um2(disc(20)) * 500 * MM
    assert volume_um3(Form.TUBE, tube(20, 2, 500)) == (area_um2(disc(20)) - area_um2(disc(16))) * 500 * MM
    square = Size.of(long_um=1000 * MM, short_um=40 * MM, thick_um=20 * MM, wall_um=2 * MM)
    assert volume_um3(Form.TUBE, square) == (40 * 20 - 36 * 16) * 1000 * MM**3
    assert volume_um3(Form.SHEET, disc(80, 3)) == area_um2(disc(80)) * 3 * MM


def test_mass_is_unknown_until_weighed_where_a_dimension_or_the_density_is_missing() -> None:
    assert estimated_mass(Form.SHEET, SHEET, None) == UNKNOWN_MASS
    assert estimated_mass(Form.SHEET, sheet(600, 400), 680) == UNKNOWN_MASS
    assert estimated_mass(Form.TUBE, disc(20, 500), 7850) == UNKNOWN_MASS
    assert estimated_mass(Form.PART, SHEET, 680) == UNKNOWN_MASS
    assert estimated_mass(Form.SPOOL, Size(diameter_um=1750), 1240) == UNKNOWN_MASS


@pytest.mark.parametrize(
    ("size", "slug", "form"),
    [
        (SHEET, "plywood-birch", Form.SHEET),
        (sheet(100, 100, 30), "mdf", Form.SHEET),
        (sheet(2400, 200, 25), "spruce", Form.BOARD),
        (sheet(3000, 100, 50), "spruce", Form.BOARD),
        (sheet(200, 150, 120), "oak", Form.BLOCK),
        (sheet(1000, 20, 20), "aluminium-profile", Form.BAR),
        (sheet(1000, 500, 2), "steel-mild", Form.SHEET),
        (disc(20, 1000), "steel-mild", Form.BAR),
        (disc(80, 3), "acrylic", Form.SHEET),
        (tube(20, 2, 500), "steel-mild", Form.TUBE),
        (Size(diameter_um=1750), "filament-pla", Form.SPOOL),
        (sheet(5000, 1400), "cotton", Form.ROLL),
        (sheet(500, 400), "cotton", Form.PART),
        (Size(long_um=1200 * MM), "brass", Form.BAR),
        (sheet(100, 60, 20), "motors", Form.PART),
        (None, "steel-tool", Form.BAR),
        (None, "mixed-lot", Form.PART),
    ],
)
def test_the_form_is_guessed_from_dimensions_and_what_the_material_comes_in(
    size: Size | None, slug: str, form: Form
) -> None:
    material = catalogue().get(slug)
    assert material
    assert default_form(size, material.forms) is form


def test_a_remainder_takes_from_its_parent_what_was_not_typed() -> None:
    assert inherit(sheet(290, 400), SHEET) == sheet(400, 290, 4)
    assert inherit(Size(long_um=300 * MM), SHEET) == sheet(400, 300, 4)
    assert inherit(Size(long_um=300 * MM), disc(20, 1000)) == disc(20, 300)
    assert inherit(Size(long_um=300 * MM), tube(20, 2, 1000)) == tube(20, 2, 300)
    assert inherit(disc(80), SHEET) == disc(80, 4)
    assert inherit(sheet(40, 30), disc(80, 3)) == sheet(40, 30, 3)
    assert inherit(Size(long_um=900 * MM), sheet(3000, 100, 50)) == sheet(900, 100, 50)


@pytest.mark.parametrize(
    ("mg", "text"),
    [
        (0, "0 mg"),
        (750, "750 mg"),
        (1_250, "1,25 g"),
        (12_340, "12,3 g"),
        (300_000, "300 g"),
        (999_949, "999,9 g"),
        (999_950, "1 kg"),
        (2_500_000, "2,5 kg"),
        (12_345_678, "12,346 kg"),
    ],
)
def test_a_mass_is_written_in_the_unit_that_suits_it(mg: int, text: str) -> None:
    assert mass_text(mg) == text
