"""What pieces promise about mass, form and what a cut makes of them."""

import pytest
from hypothesis import given
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
    cut_masses,
    default_form,
    estimated_mass,
    inherit,
    mass_text,
    remainders_fit,
    share_mg,
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


def test_remainders_fit_only_when_each_does_and_all_of_them_together_do() -> None:
    assert remainders_fit(SHEET, [sheet(300, 400), sheet(300, 400)])
    assert not remainders_fit(SHEET, [sheet(301, 400), sheet(300, 400)])
    assert not remainders_fit(SHEET, [sheet(601, 1)])
    assert remainders_fit(disc(20, 1000), [Size(long_um=600 * MM), Size(long_um=400 * MM)])
    assert not remainders_fit(disc(20, 1000), [Size(long_um=600 * MM), Size(long_um=401 * MM)])
    assert remainders_fit(SHEET, [])


def test_a_strip_of_thick_stock_fits_though_it_lies_on_its_edge() -> None:
    assert remainders_fit(sheet(600, 400, 18), [sheet(10, 10)])


def test_a_remainder_weighs_its_share_and_the_rest_was_taken() -> None:
    masses = cut_masses(Mass.measured(652_800), SHEET, [sheet(300, 400)], 1000)
    assert masses
    assert masses.remainders == (Mass.estimated(326_400),)
    assert masses.taken == Mass.estimated(325_400)


def test_a_rods_remainders_share_by_length() -> None:
    masses = cut_masses(Mass.measured(1000), disc(20, 1000), [Size(long_um=300 * MM)], 0)
    assert masses
    assert masses.remainders == (Mass.estimated(300),)


def test_a_whole_piece_that_was_weighed_stays_weighed_when_nothing_remains() -> None:
    masses = cut_masses(Mass.measured(1000), SHEET, [], 0)
    assert masses
    assert masses.taken == Mass.measured(1000)


def test_of_a_piece_of_unknown_mass_or_size_everything_stays_unknown() -> None:
    for mass, size in ((UNKNOWN_MASS, SHEET), (Mass.measured(1000), Size())):
        masses = cut_masses(mass, size, [sheet(300, 400)], 0)
        assert masses
        assert (masses.taken, masses.remainders) == (UNKNOWN_MASS, (UNKNOWN_MASS,))


def test_remainders_and_waste_that_outweigh_the_piece_are_refused() -> None:
    assert cut_masses(Mass.measured(1000), SHEET, [sheet(300, 400)], 501) is None
    assert cut_masses(Mass.measured(1000), SHEET, [SHEET, SHEET], 0) is None
    assert cut_masses(Mass.measured(1000), SHEET, [], -1) is None


@given(masses_mg, plates, st.lists(st.integers(1, 10**6), max_size=8), st.integers(0, 10**13))
def test_mass_is_conserved_at_every_cut(parent_mg: int, parent: Size, cuts: list[int], waste_mg: int) -> None:
    remainders = [
        Size.of(long_um=max(parent.long_um * cut // 10**6, 1), short_um=parent.short_um) for cut in cuts
    ]
    masses = cut_masses(Mass.measured(parent_mg), parent, remainders, waste_mg)
    if masses is None:
        assert waste_mg > 0 or not remainders_fit(parent, remainders)
        return
    known = [mass.mg for mass in (masses.taken, *masses.remainders) if mass.mg is not None]
    assert len(known) == 1 + len(remainders)
    assert sum(known) + masses.waste_mg == parent_mg
    assert min(known) >= 0


@given(masses_mg, st.lists(st.integers(1, 10**12), min_size=1, max_size=20))
def test_the_shares_of_all_parts_never_outweigh_the_parent(parent_mg: int, areas: list[int]) -> None:
    shares = [share_mg(parent_mg, area, sum(areas)) for area in areas]
    assert parent_mg - len(areas) < sum(shares) <= parent_mg


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
