"""The use cases: one wish, one transaction, nothing half-done."""

import pytest

from kiosk.kiosk import Kiosk
from kiosk.use_cases.blanks import issue
from kiosk.use_cases.cut import cut
from kiosk.use_cases.find import find
from kiosk.use_cases.hold import hold, unhold
from kiosk.use_cases.move import move
from kiosk.use_cases.quarantine import quarantine, release, waiting
from kiosk.use_cases.receive import receive
from kiosk.use_cases.recent import recent
from kiosk.use_cases.shelves import LONGEST_NAME, add_shelf, shelves
from kiosk.use_cases.show import show
from kiosk.use_cases.take import take
from kiosk.use_cases.undo import undo
from kiosk.use_cases.weigh import weigh
from stock.codes import LabelCode, read
from stock.events import Kind
from stock.fold import Shelf
from stock.intake import Intake
from stock.items import Status
from stock.needs import Need
from stock.pieces import Size
from stock.refusals import Reason, Refusal
from tests.kiosk.world import PREFIX, TODAY, events, kinds, piece, recorded, shelved, standing, stocked

HALF = Size.of(long_um=300_000, short_um=400_000)
TOO_LARGE = Size.of(long_um=900_000, short_um=400_000)


def reason(outcome: object) -> Reason:
    """Why it was refused."""
    assert isinstance(outcome, Refusal)
    return outcome.reason


def test_a_refusal_writes_nothing_not_even_the_log_that_would_begin(kiosk: Kiosk) -> None:
    assert reason(take(kiosk, "DRE7K3PX4N")) == Reason.UNKNOWN_CODE
    assert kinds(kiosk) == []
    assert kiosk.ledger.current_log == ""


def test_a_cut_instead_of_a_take_voids_the_take_and_cuts_in_one_transaction(kiosk: Kiosk) -> None:
    code = stocked(kiosk, "600x400x4")
    taken = recorded(take(kiosk, code)).event.eid
    done = recorded(cut(kiosk, code, [HALF], instead_of=taken))
    latest, voided = events(kiosk)[:2]
    assert (latest.kind, voided.kind, voided.body["voids"]) == (Kind.CUT, Kind.VOIDED, taken)
    assert done.standing.state is not None
    assert done.standing.state.status == Status.CUT


def test_a_cut_that_is_refused_leaves_the_take_it_would_have_replaced(kiosk: Kiosk) -> None:
    code = stocked(kiosk, "600x400x4")
    taken = recorded(take(kiosk, code)).event.eid
    before = len(events(kiosk))
    assert reason(cut(kiosk, code, [TOO_LARGE], instead_of=taken)) == Reason.DOES_NOT_FIT
    assert len(events(kiosk)) == before
    assert piece(kiosk, code).status == Status.TAKEN


def test_a_held_piece_that_was_taken_all_the_same_can_be_cut(kiosk: Kiosk) -> None:
    code = stocked(kiosk, "600x400x4")
    recorded(hold(kiosk, code))
    assert reason(cut(kiosk, code, [HALF])) == Reason.HELD
    taken = recorded(take(kiosk, code, held_too=True)).event.eid
    assert recorded(cut(kiosk, code, [HALF], instead_of=taken)).children


def test_a_larger_amount_replaces_a_smaller_one_against_what_there_was_before(kiosk: Kiosk) -> None:
    code = stocked(kiosk, "10 pcs", "screws")
    first = recorded(take(kiosk, code, 1)).event.eid
    assert recorded(take(kiosk, code, 10, instead_of=first)).standing.quantity == 0
    second = events(kiosk)[0].eid
    assert reason(take(kiosk, code, 11, instead_of=second)) == Reason.NOT_ENOUGH
    assert standing(kiosk, code).quantity == 0


def test_what_was_undone_already_is_not_replaced_again(kiosk: Kiosk) -> None:
    code = stocked(kiosk, "600x400x4")
    taken = recorded(take(kiosk, code)).event.eid
    recorded(undo(kiosk))
    assert reason(cut(kiosk, code, [HALF], instead_of=taken)) == Reason.NOTHING_TO_UNDO


def test_remainders_take_the_codes_of_blanks_first(kiosk: Kiosk) -> None:
    code, (blank,) = stocked(kiosk, "600x400x4"), issue(kiosk, 1)
    done = recorded(cut(kiosk, code, [HALF, Size.of(long_um=100_000, short_um=90_000)], blanks=[blank]))
    assert done.children[0].item == blank
    assert done.label_for == (done.children[1].item,)


def test_a_blank_whose_receipt_was_undone_can_be_used_for_a_remainder(kiosk: Kiosk) -> None:
    (blank,) = issue(kiosk, 1)
    recorded(receive(kiosk, Intake(code=blank, material="oak")))
    recorded(undo(kiosk))
    done = recorded(cut(kiosk, stocked(kiosk, "600x400x4"), [HALF], blanks=[blank]))
    assert done.children[0].item == blank


def test_blanks_that_are_stuck_on_something_are_refused_before_anything_is_cut(kiosk: Kiosk) -> None:
    code, other, shelf = stocked(kiosk, "600x400x4"), stocked(kiosk, "600x400x4"), shelved(kiosk, "A3")
    for used in (other, shelf):
        assert reason(cut(kiosk, code, [HALF], blanks=[used])) == Reason.CODE_IN_USE
    assert piece(kiosk, code).status == Status.HERE


def test_issued_blanks_are_this_kiosks_and_never_issued_again(kiosk: Kiosk) -> None:
    first, second = issue(kiosk, 250), issue(kiosk, 250)
    assert len({*first, *second}) == 500
    assert all(isinstance(read(code), LabelCode) and code.startswith(PREFIX + "7") for code in first)
    assert kinds(kiosk) == [Kind.ISSUED] * 4


def test_nothing_is_received_on_a_shelf_that_is_not_there_or_under_its_code(kiosk: Kiosk) -> None:
    shelf = shelved(kiosk, "A3")
    assert reason(receive(kiosk, Intake(material="oak", shelf="DRE7K3PX4N"))) == Reason.UNKNOWN_SHELF
    assert reason(receive(kiosk, Intake(material="oak", code=shelf))) == Reason.CODE_IN_USE
    assert reason(receive(kiosk, Intake(material="unobtainium"))) == Reason.UNKNOWN_MATERIAL


def test_a_hold_lasts_as_many_days_as_the_settings_say_and_the_last_one_counts(kiosk: Kiosk) -> None:
    code = stocked(kiosk, "600x400x4")
    assert recorded(hold(kiosk, code)).event.kind == Kind.HELD
    assert piece(kiosk, code).held_until == "2026-12-07"
    recorded(unhold(kiosk, code))
    recorded(hold(kiosk, code, TODAY))
    assert reason(take(kiosk, code)) == Reason.HELD


def test_only_staff_with_a_proof_release_what_nobody_could_name(kiosk: Kiosk) -> None:
    code = stocked(kiosk, "600x400x4", "plastic-unknown")
    assert [item.item for item in waiting(kiosk)] == [code]
    assert reason(release(kiosk, code, "plastic-unknown", "a guess")) == Reason.UNKNOWN_MATERIAL
    assert reason(release(kiosk, code, "hips", "  ")) == Reason.NO_PROOF
    recorded(release(kiosk, code, "hips", "data sheet"))
    assert waiting(kiosk) == []
    recorded(quarantine(kiosk, code))
    assert reason(quarantine(kiosk, code)) == Reason.IN_QUARANTINE


def test_a_shelf_with_the_same_name_is_that_shelf(kiosk: Kiosk) -> None:
    shelf = add_shelf(kiosk, "Wall  A3")
    assert add_shelf(kiosk, " wall a3 ") == shelf
    long = add_shelf(kiosk, "x" * 99)
    assert isinstance(long, Shelf)
    assert len(long.name) == LONGEST_NAME
    assert len(shelves(kiosk)) == 2


def test_undo_names_the_kind_of_what_it_took_back(kiosk: Kiosk) -> None:
    code = stocked(kiosk, "600x400x4")
    recorded(move(kiosk, code, shelved(kiosk, "A3")))
    recorded(weigh(kiosk, code, 700_000))
    assert [recorded(undo(kiosk)).undone for _ in range(3)] == [Kind.CORRECTED, Kind.MOVED, Kind.RECEIVED]
    assert reason(undo(kiosk)) == Reason.NOTHING_TO_UNDO


def test_recent_scans_are_shown_without_what_nobody_scanned(kiosk: Kiosk) -> None:
    code = stocked(kiosk, "600x400x4")
    issue(kiosk, 3)
    recorded(take(kiosk, code))
    assert [event.kind for event in recent(kiosk)] == [Kind.TAKEN, Kind.RECEIVED]


def test_a_card_shows_the_lineage_in_both_directions(kiosk: Kiosk) -> None:
    code = stocked(kiosk, "600x400x4")
    child = recorded(cut(kiosk, code, [HALF])).children[0].item
    grandchild = recorded(cut(kiosk, child, [Size.of(long_um=90_000, short_um=90_000)])).children[0].item
    card = show(kiosk, grandchild)
    assert card is not None
    assert [parent.item for parent in card.parents] == [child, code]
    above = show(kiosk, code)
    assert above is not None
    assert [piece.item for piece in above.children] == [child]
    assert show(kiosk, "DRE7K3PX4N") is None


@pytest.mark.parametrize(
    ("words", "need", "found"),
    [
        ("", Size.of(long_um=300_000, short_um=250_000), ["small", "large"]),
        ("", Size.of(long_um=250_000, short_um=500_000), ["large"]),
        ("birch", None, ["small", "large"]),
        ("plywood", Size.of(long_um=10_000, short_um=10_000, thick_um=4_000), ["small", "large"]),
        ("Table top", None, ["oak"]),
        ("oak birch", None, []),
    ],
)
def test_find_by_words_and_by_least_size(
    kiosk: Kiosk, words: str, need: Size | None, found: list[str]
) -> None:
    codes = {
        stocked(kiosk, "1200x600x4"): "large",
        stocked(kiosk, "310x260x4"): "small",
        stocked(kiosk, "200x200x20", "oak", title="Table top"): "oak",
    }
    hits = find(kiosk, words, Need(need) if need else None)
    names = [codes[item.item] for item in hits.found.items]
    assert (names if need else sorted(names)) == (found if need else sorted(found))
