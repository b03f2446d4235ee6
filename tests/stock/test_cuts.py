"""What may be cut into what, and where the mass goes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stock import rules
from stock.cuts import Work
from stock.items import Origin, Piece, Status
from stock.pieces import UNKNOWN_MASS, Mass, Size
from stock.refusals import Reason, Refusal
from tests.stock.test_rules import YESTERDAY, offcut, reason, seen
from tests.stock.worlds import MM, TODAY, drafted, lot, sheet


def test_an_offcut_is_a_new_piece_of_its_parent() -> None:
    parent = replace(sheet(), shelf="S1", held_until=YESTERDAY, label="L", title="stage", since="2020-01-01")
    draft = drafted(rules.cut(seen(parent), [offcut(150)], TODAY))
    assert draft.state == replace(parent, status=Status.CUT, held_until="")
    (child,) = draft.children
    size = Size.of(long_um=150 * MM, short_um=400 * MM, thick_um=4 * MM)
    expected = replace(parent, size=size, mass=Mass.estimated(750_000), parent="A")
    assert child.state == replace(expected, origin=Origin.OFFCUT, label="", held_until="", since=TODAY)


def test_a_piece_on_somebodys_bench_may_be_cut() -> None:
    taken = replace(sheet(), status=Status.TAKEN)
    assert (
        drafted(rules.cut(seen(taken), [offcut(100)], TODAY)).children[0].state
        == drafted(rules.cut(seen(sheet()), [offcut(100)], TODAY)).children[0].state
    )


def test_only_a_piece_with_a_size_is_cut_into_what_fits_in_it() -> None:
    assert reason(rules.cut(seen(lot(), 5), [offcut(100)], TODAY)) == Reason.NOT_A_PIECE
    assert reason(rules.cut(seen(replace(sheet(), size=Size())), [offcut(100)], TODAY)) == Reason.NO_SIZE
    assert reason(rules.cut(seen(sheet()), [offcut(601)], TODAY)) == Reason.DOES_NOT_FIT
    assert reason(rules.cut(seen(sheet()), [offcut(400), offcut(201, "C")], TODAY)) == Reason.DOES_NOT_FIT
    assert reason(rules.cut(seen(sheet()), [offcut(600)], TODAY, waste_mg=2)) == Reason.DOES_NOT_FIT


@pytest.mark.parametrize("codes", [["A"], ["B", "B"], ["B", "C", "A"]])
def test_each_offcut_has_a_code_of_its_own(codes: list[str]) -> None:
    decision = rules.cut(seen(sheet()), [offcut(50, code) for code in codes], TODAY)
    assert reason(decision) == Reason.CODE_IN_USE


remainders = st.lists(st.integers(1, 300), max_size=4)


@given(st.integers(0, 10**10), remainders, st.integers(0, 10**6))
def test_mass_is_conserved_at_a_cut_to_the_milligram(mass_mg: int, lengths: list[int], waste_mg: int) -> None:
    sizes = [offcut(length, f"B{at}") for at, length in enumerate(lengths)]
    decision = rules.cut(seen(sheet(mass_mg=mass_mg)), sizes, TODAY, waste_mg)
    if isinstance(decision, Refusal):
        assert decision.reason == Reason.DOES_NOT_FIT
        assert sum(lengths) > 600 or waste_mg > mass_mg * (600 - sum(lengths)) // 600
        return
    masses = [child.state.mass.mg for child in decision.children if isinstance(child.state, Piece)]
    known = [mass for mass in masses if mass is not None]
    assert len(known) == len(lengths)
    assert decision.extra.get("taken_mg", 0) + sum(known) + decision.extra.get("waste_mg", 0) == mass_mg


@given(remainders.filter(lambda lengths: sum(lengths) <= 600), st.integers(0, 10**6))
def test_a_cut_of_an_unknown_mass_leaves_unknown_masses(lengths: list[int], waste_mg: int) -> None:
    sizes = [offcut(length, f"B{at}") for at, length in enumerate(lengths)]
    draft = drafted(rules.cut(seen(sheet(mass_mg=None)), sizes, TODAY, waste_mg))
    assert [child.state.mass for child in draft.children if isinstance(child.state, Piece)] == [
        UNKNOWN_MASS for _ in lengths
    ]
    assert "taken_mg" not in draft.extra


def test_a_planned_cut_says_what_was_made_and_a_piece_is_charred_from_then_on() -> None:
    work = Work(((Size(300 * MM, 200 * MM), 2),), charred=True)
    draft = drafted(rules.cut(seen(sheet()), [("B", Size(390 * MM, 194 * MM))], TODAY, work=work))
    assert draft.extra["parts"] == [[300 * MM, 200 * MM, 2]]
    child = draft.children[0].state
    assert isinstance(child, Piece)
    assert child.charred
    later = drafted(rules.cut(seen(child), [("C", Size(100 * MM, 100 * MM))], TODAY)).children[0].state
    assert isinstance(later, Piece)
    assert later.charred


def test_parts_that_were_not_all_cut_are_not_noted() -> None:
    work = Work(((Size(300 * MM, 200 * MM), 4),))
    draft = drafted(rules.cut(seen(sheet()), [offcut(100)], TODAY, work=work))
    assert "parts" not in draft.extra
    assert draft.extra["taken_mg"] == 2_500_001
