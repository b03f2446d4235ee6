"""What is allowed and what is not, one sentence a rule, with the reason that a maker hears."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stock import rules
from stock.events import Kind
from stock.fold import Standing
from stock.items import Lot, Piece, State, Status
from stock.materials import catalogue
from stock.pieces import Mass, Size, Unit
from stock.refusals import Decision, Reason, Refusal
from tests.stock.worlds import MM, SHELVES, TODAY, TOMORROW, drafted, lot, sheet

YESTERDAY = "2026-11-22"
UNIDENTIFIED = [each.slug for each in catalogue().all() if catalogue().quarantined(each.slug)]
BIG = 10**12


def seen(state: State | None, quantity: int = 0) -> Standing:
    return Standing("A", 1, "e1", state, quantity)


def reason(decision: Decision) -> Reason:
    assert isinstance(decision, Refusal), decision
    return decision.reason


def piece_after(decision: Decision) -> Piece:
    state = drafted(decision).state
    assert isinstance(state, Piece)
    return state


def offcut(long_mm: int, code: str = "B") -> tuple[str, Size]:
    return code, Size(long_um=long_mm * MM)


WISHES: dict[str, Callable[[Standing | None], Decision]] = {
    "take": lambda found: rules.take(found, TODAY, 1),
    "cut": lambda found: rules.cut(found, [offcut(100)], TODAY),
    "put back": lambda found: rules.put_back(found, 1),
    "move": lambda found: rules.move(found, SHELVES[0]),
    "count": lambda found: rules.count(found, 3),
    "hold": lambda found: rules.hold(found, TOMORROW, TODAY),
    "unhold": lambda found: rules.unhold(found, TODAY),
    "discard": rules.discard,
    "quarantine": rules.quarantine,
    "release": lambda found: rules.release(found, "mdf", "datasheet"),
    "correct": lambda found: rules.correct(found, sheet("mdf")),
    "weigh": lambda found: rules.weigh(found, 7),
    "alias": lambda found: rules.alias(found, "code:X-12345"),
    "relabel": lambda found: rules.relabel(found, "B"),
    "resolve": lambda found: rules.resolve(found, 1),
}
OF_WHAT_IS_HERE = ("take", "move", "count", "hold", "unhold", "discard", "quarantine", "release")


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("found", [None, seen(None), seen(replace(sheet(), status=Status.VOID))])
def test_nothing_can_be_done_with_an_unknown_or_undone_code(wish: str, found: Standing | None) -> None:
    assert reason(WISHES[wish](found)) == Reason.UNKNOWN_CODE


@pytest.mark.parametrize("wish", OF_WHAT_IS_HERE)
def test_what_was_taken_has_to_come_back_first(wish: str) -> None:
    assert reason(WISHES[wish](seen(replace(sheet(), status=Status.TAKEN)))) == Reason.TAKEN_ALREADY


@pytest.mark.parametrize("wish", [*OF_WHAT_IS_HERE, "cut", "put back"])
@pytest.mark.parametrize("status", [Status.CUT, Status.DISCARDED])
def test_what_was_cut_up_or_thrown_away_is_gone(wish: str, status: Status) -> None:
    assert reason(WISHES[wish](seen(replace(sheet(), status=status)))) == Reason.GONE


def test_a_received_piece_is_here_under_its_code() -> None:
    draft = drafted(rules.receive(None, "A", replace(sheet(), title="  from the theatre "), alias="gtin:1"))
    assert (draft.kind, draft.item, draft.delta) == (Kind.RECEIVED, "A", 0)
    assert draft.state == replace(sheet(), title="from the theatre")
    assert draft.extra == {"alias": "gtin:1"}


@pytest.mark.parametrize("status", [Status.HERE, Status.TAKEN, Status.CUT, Status.DISCARDED])
def test_a_code_that_was_used_is_not_used_again(status: Status) -> None:
    found = seen(replace(sheet(), status=status))
    assert rules.receive(found, "A", sheet()) == Refusal(Reason.CODE_IN_USE, {"code": "A"})


def test_a_code_whose_receipt_was_undone_may_be_used_again() -> None:
    assert drafted(rules.receive(seen(replace(sheet(), status=Status.VOID)), "A", sheet())).item == "A"


@pytest.mark.parametrize("slug", ["", "unobtainium"])
def test_a_material_that_the_catalogue_does_not_have_is_refused(slug: str) -> None:
    unknown = Refusal(Reason.UNKNOWN_MATERIAL, {"material": slug})
    assert rules.receive(None, "A", sheet(slug)) == unknown
    assert rules.correct(seen(sheet()), sheet(slug)) == unknown
    assert rules.release(seen(replace(sheet(), quarantined=True)), slug, "datasheet") == unknown


@pytest.mark.parametrize("quantity", [0, -1])
def test_a_lot_is_received_taken_and_brought_back_with_a_quantity(quantity: int) -> None:
    assert reason(rules.receive(None, "A", lot(), quantity)) == Reason.NO_QUANTITY
    assert reason(rules.take(seen(lot(), 5), TODAY, quantity)) == Reason.NO_QUANTITY
    assert reason(rules.put_back(seen(lot(), 5), quantity)) == Reason.NO_QUANTITY


@given(st.integers(1, BIG), st.integers(1, BIG))
def test_a_kiosk_takes_no_more_of_a_lot_than_it_sees(there: int, wanted: int) -> None:
    decision = rules.take(seen(lot(), there), TODAY, wanted)
    if wanted > there:
        assert decision == Refusal(Reason.NOT_ENOUGH, {"left": there, "unit": Unit.PIECES})
    else:
        assert drafted(decision).delta == -wanted


def test_a_taken_piece_is_taken_and_no_longer_held() -> None:
    held = replace(sheet(), held_until=TOMORROW, shelf="S1")
    taken = rules.take(seen(held), TODAY, held_too=True)
    assert piece_after(taken) == replace(sheet(), status=Status.TAKEN, shelf="S1")
    assert drafted(taken).kind == Kind.TAKEN


@pytest.mark.parametrize("until", [TODAY, TOMORROW])
@pytest.mark.parametrize("state", [sheet(), lot()])
def test_what_is_held_is_taken_or_cut_only_when_asked_twice(state: State, until: str) -> None:
    found, held = seen(replace(state, held_until=until), 5), Refusal(Reason.HELD, {"until": until})
    assert rules.take(found, TODAY, 1) == held
    assert drafted(rules.take(found, TODAY, 1, held_too=True)).kind == Kind.TAKEN
    if isinstance(state, Piece):
        assert rules.cut(found, [offcut(100)], TODAY) == held
        assert drafted(rules.cut(found, [offcut(100)], TODAY, held_too=True)).kind == Kind.CUT


def test_a_hold_ends_with_its_day() -> None:
    found = seen(replace(sheet(), held_until=YESTERDAY))
    assert piece_after(rules.take(found, TODAY)).status == Status.TAKEN
    assert reason(rules.unhold(found, TODAY)) == Reason.NOT_HELD
    assert piece_after(rules.hold(found, TOMORROW, TODAY)).held_until == TOMORROW


def test_what_is_held_is_not_held_for_another_and_can_be_freed() -> None:
    held = seen(piece_after(rules.hold(seen(sheet()), TOMORROW, TODAY)))
    assert rules.hold(held, TOMORROW, TODAY) == Refusal(Reason.HELD, {"until": TOMORROW})
    assert piece_after(rules.unhold(held, TODAY)) == sheet()
    assert reason(rules.unhold(seen(sheet()), TODAY)) == Reason.NOT_HELD


def test_a_piece_that_was_taken_comes_back_to_its_shelf() -> None:
    taken = replace(sheet(), status=Status.TAKEN, shelf="S1")
    assert piece_after(rules.put_back(seen(taken))) == replace(taken, status=Status.HERE)
    assert reason(rules.put_back(seen(sheet()))) == Reason.HERE_ALREADY


def test_some_of_a_lot_comes_back() -> None:
    assert drafted(rules.put_back(seen(lot(), 5), 3)).delta == 3


def test_an_item_moves_to_a_shelf_that_is_known_and_another() -> None:
    assert piece_after(rules.move(seen(sheet()), SHELVES[0])).shelf == SHELVES[0].code
    assert reason(rules.move(seen(sheet()), None)) == Reason.UNKNOWN_SHELF
    assert (
        reason(rules.move(seen(replace(sheet(), shelf=SHELVES[0].code)), SHELVES[0])) == Reason.HERE_ALREADY
    )


@given(st.integers(-BIG, BIG), st.integers(0, BIG))
def test_a_count_is_the_difference_from_what_was_seen(there: int, counted: int) -> None:
    assert drafted(rules.count(seen(lot(), there), counted)).delta == counted - there


def test_only_a_lot_is_counted_and_never_below_nothing() -> None:
    assert reason(rules.count(seen(sheet()), 3)) == Reason.NOT_A_LOT
    assert reason(rules.count(seen(lot(), 3), -1)) == Reason.NO_QUANTITY


def test_what_is_thrown_away_is_thrown_away_whole() -> None:
    draft = drafted(rules.discard(seen(lot(), 5)))
    assert (draft.kind, draft.delta) == (Kind.DISCARDED, -5)
    assert draft.state == replace(lot(), status=Status.DISCARDED)


@pytest.mark.parametrize("slug", UNIDENTIFIED)
@pytest.mark.parametrize("make", [sheet, lot])
def test_unidentified_material_waits_in_quarantine_and_cannot_be_used(
    slug: str, make: Callable[[str], State]
) -> None:
    state = drafted(rules.receive(None, "A", make(slug), 5)).state
    assert state
    assert state.quarantined
    assert reason(rules.take(seen(state, 5), TODAY, 1, held_too=True)) == Reason.IN_QUARANTINE
    cut = reason(rules.cut(seen(state), [offcut(100)], TODAY, held_too=True))
    assert cut == (Reason.IN_QUARANTINE if isinstance(state, Piece) else Reason.NOT_A_PIECE)


@pytest.mark.parametrize("slug", UNIDENTIFIED)
def test_quarantine_ends_only_as_a_known_material(slug: str) -> None:
    found = seen(replace(sheet(slug), quarantined=True))
    assert reason(rules.release(found, slug, "datasheet")) == Reason.UNKNOWN_MATERIAL
    assert piece_after(rules.release(found, "acrylic-cast", "datasheet")) == sheet("acrylic-cast")


@pytest.mark.parametrize("proof", ["", "  ", "\t"])
def test_quarantine_ends_only_with_a_proof(proof: str) -> None:
    found = seen(replace(sheet("unknown"), quarantined=True))
    assert reason(rules.release(found, "mdf", proof)) == Reason.NO_PROOF
    assert drafted(rules.release(found, "mdf", f" burn test {proof}")).extra == {"proof": "burn test"}


def test_a_correction_never_ends_quarantine_and_may_begin_it() -> None:
    waiting = seen(replace(sheet("unknown"), quarantined=True))
    assert piece_after(rules.correct(waiting, sheet("mdf"))) == replace(sheet("mdf"), quarantined=True)
    assert piece_after(rules.correct(seen(sheet()), sheet("unknown"))).quarantined


def test_staff_put_an_item_into_quarantine_once() -> None:
    waiting = piece_after(rules.quarantine(seen(sheet())))
    assert waiting == replace(sheet(), quarantined=True)
    assert reason(rules.quarantine(seen(waiting))) == Reason.IN_QUARANTINE
    assert reason(rules.release(seen(sheet()), "mdf", "datasheet")) == Reason.NOT_IN_QUARANTINE


def test_a_piece_stays_a_piece_and_a_lot_keeps_its_unit() -> None:
    assert reason(rules.correct(seen(sheet()), lot())) == Reason.NOT_A_LOT
    assert reason(rules.correct(seen(lot()), lot(unit=Unit.MILLIGRAMS))) == Reason.NOT_A_LOT
    assert reason(rules.correct(seen(lot()), sheet())) == Reason.NOT_A_PIECE
    assert drafted(rules.correct(seen(lot(), 5), lot("bolts-nuts"))).delta == 0


def test_a_piece_is_weighed_and_a_lot_is_not() -> None:
    assert piece_after(rules.weigh(seen(sheet(mass_mg=None)), 7)).mass == Mass.measured(7)
    assert reason(rules.weigh(seen(lot()), 7)) == Reason.NOT_A_PIECE


def test_a_new_label_and_a_foreign_code_lead_to_the_item() -> None:
    relabelled = drafted(rules.relabel(seen(sheet()), "B"))
    assert (relabelled.state, relabelled.extra) == (replace(sheet(), label="B"), {"code": "B"})
    aliased = drafted(rules.alias(seen(sheet()), "gtin:1"))
    assert (aliased.state, aliased.extra) == (sheet(), {"alias": "gtin:1"})


@given(st.text(max_size=400))
def test_a_title_is_cut_to_what_fits(title: str) -> None:
    kept = piece_after(rules.receive(None, "A", replace(sheet(), title=title))).title
    assert title.strip().startswith(kept)
    assert len(kept) == min(len(title.strip()), rules.LONGEST_TITLE)


def test_a_person_settles_a_clash_as_the_item_stands() -> None:
    draft = drafted(rules.resolve(seen(lot(), 5), 4))
    assert (draft.kind, draft.state, draft.delta, draft.extra) == (Kind.RESOLVED, lot(), 0, {"of": 4})


@given(st.sampled_from(sorted(WISHES)), st.sampled_from(Status), st.booleans(), st.booleans())
def test_no_wish_makes_a_lot_of_a_piece_or_gives_an_item_another_code(
    wish: str, status: Status, piece: bool, unsafe: bool
) -> None:
    state: State = replace(sheet() if piece else lot(), status=status, quarantined=unsafe)
    decision = WISHES[wish](seen(state, 0 if piece else 5))
    if not isinstance(decision, Refusal):
        assert isinstance(decision.state, Piece if piece else Lot)
        assert decision.item == "A"


def test_a_lot_that_was_thrown_away_does_not_come_back() -> None:
    gone = seen(replace(lot(), status=Status.DISCARDED))
    assert reason(rules.put_back(gone, 5)) == Reason.GONE
