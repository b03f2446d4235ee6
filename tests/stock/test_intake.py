"""From what a maker typed to what is received: a piece or a lot, how much of it, and what it weighs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stock.intake import Intake, received
from stock.items import Lot, Origin, Piece
from stock.materials import Material, catalogue
from stock.pieces import UNKNOWN_MASS, Form, Mass, MassSource, Size, Unit, estimated_mass
from stock.typed import Typed, read
from tests.stock.worlds import TODAY


def material(slug: str) -> Material:
    found = catalogue().get(slug)
    assert found, slug
    return found


def typed(text: str) -> Typed:
    found = read(text)
    assert isinstance(found, Typed), found
    return found


def piece(text: str, slug: str = "plywood-birch", intake: Intake | None = None) -> Piece:
    state, quantity = received((intake or Intake()).typed(typed(text)), material(slug), TODAY)
    assert isinstance(state, Piece)
    assert quantity == 0
    return state


def lot(text: str, slug: str = "screws") -> tuple[Lot, int]:
    state, quantity = received(Intake().typed(typed(text)), material(slug), TODAY)
    assert isinstance(state, Lot)
    return state, quantity


def test_a_typed_size_makes_a_piece_with_an_estimated_mass() -> None:
    sheet = piece("600x400x4")
    assert (sheet.size, sheet.form) == (Size(600_000, 400_000, 4_000), Form.SHEET)
    assert sheet.mass == Mass.estimated(600 * 400 * 4 * 680 // 1000)
    assert (sheet.material, sheet.since) == ("plywood-birch", TODAY)


def test_a_typed_weight_beside_a_size_is_measured() -> None:
    assert piece("600x400x4 0,7 kg").mass == Mass.measured(700_000)


def test_a_material_without_density_weighs_nothing_known() -> None:
    assert piece("600x400x4", "foamboard").mass == UNKNOWN_MASS


@pytest.mark.parametrize(
    ("text", "unit", "quantity"),
    [
        ("12 pcs", Unit.PIECES, 12),
        ("2.5 kg", Unit.MILLIGRAMS, 2_500_000),
        ("1,5 l", Unit.MICROLITRES, 1_500_000),
        ("1 pcs", Unit.PIECES, 1),
    ],
)
def test_a_count_a_weight_or_a_volume_makes_a_lot(text: str, unit: Unit, quantity: int) -> None:
    state, found = lot(text)
    assert (state.unit, found, state.since) == (unit, quantity, TODAY)


def test_several_things_of_one_size_are_a_lot_that_is_called_by_its_size() -> None:
    state, quantity = lot("5 pcs 600x400x4", "plywood-birch")
    assert (state.unit, quantity, state.title) == (Unit.PIECES, 5, "600 × 400 × 4 mm")


def test_one_thing_of_a_size_is_a_piece() -> None:
    assert piece("1 pcs 600x400x4").size == Size(600_000, 400_000, 4_000)


def test_a_weighed_spool_is_a_piece() -> None:
    spools = [each for each in catalogue().all() if each.forms[:1] == (Form.SPOOL,)]
    assert spools
    for spool in spools:
        assert piece("1 kg", spool.slug).mass == Mass.measured(1_000_000)


def test_a_weighed_thing_whose_form_is_known_is_a_piece() -> None:
    block = piece("3 kg", "screws", Intake(form=Form.BLOCK))
    assert (block.form, block.mass.source) == (Form.BLOCK, MassSource.MEASURED)


def test_what_is_typed_later_adds_to_what_was_typed_before() -> None:
    intake = Intake().typed(typed("600x400x4")).typed(typed("700 g"))
    assert (intake.size, intake.mass_mg) == (Size(600_000, 400_000, 4_000), 700_000)
    assert intake.typed(typed("500x400x4")).size == Size(500_000, 400_000, 4_000)
    assert intake.typed(Typed()) == intake


@pytest.mark.parametrize("text", ["600x400x4", "12 pcs", "2 kg", "1 l"])
def test_anything_typed_makes_an_intake_measured(text: str) -> None:
    assert Intake().typed(typed(text)).measured
    assert not Intake(material="screws", title="box").measured


def test_shelf_origin_and_title_go_with_what_is_received() -> None:
    intake = Intake(shelf="S1", origin=Origin.BOUGHT, title="from the theatre")
    for text in ("600x400x4", "12 pcs"):
        state, _ = received(intake.typed(typed(text)), material("plywood-birch"), TODAY)
        assert (state.shelf, state.origin, state.title) == ("S1", Origin.BOUGHT, "from the theatre")


def test_a_thing_without_any_measure_is_a_piece_of_unknown_mass() -> None:
    state, quantity = received(Intake(), material("plywood-birch"), TODAY)
    assert isinstance(state, Piece)
    assert (state.size, state.mass, quantity) == (Size(), UNKNOWN_MASS, 0)


@given(
    st.sampled_from(catalogue().all()),
    st.none() | st.builds(Size.of, long_um=st.integers(1, 10**7), short_um=st.integers(1, 10**7)),
    st.none() | st.integers(0, 10**10),
    st.none() | st.integers(1, 10**6),
)
def test_what_is_received_is_a_lot_with_a_quantity_or_a_piece_with_the_mass_that_is_known(
    what: Material, size: Size | None, mass_mg: int | None, count: int | None
) -> None:
    intake = Intake(size=size, mass_mg=mass_mg, count=count)
    state, quantity = received(intake, what, TODAY)
    assert state.material == what.slug
    if isinstance(state, Lot):
        assert quantity == (mass_mg if count is None else count)
    elif mass_mg is not None:
        assert state.mass == Mass.measured(mass_mg)
    else:
        assert state.mass == estimated_mass(state.form, state.size, what.density_kg_m3)
