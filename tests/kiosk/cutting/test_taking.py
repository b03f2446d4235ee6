"""Taking a plan, confirming it, dropping it, and taking it back: one transaction each, nothing half-done."""

from dataclasses import replace

import pytest

from cutting import kept_plans
from cutting.kept_plans import Group
from cutting.terms import Mode, Offer
from kiosk.kiosk import Kiosk
from kiosk.use_cases.confirm_cut import confirm_cut, confirm_plan
from kiosk.use_cases.discard import discard
from kiosk.use_cases.drop_plan import drop_plan
from kiosk.use_cases.hold import hold, unhold
from kiosk.use_cases.move import move
from kiosk.use_cases.plans import Stage, due, plan, plans
from kiosk.use_cases.receive import receive
from kiosk.use_cases.take import take
from kiosk.use_cases.take_plan import take_plan
from kiosk.use_cases.undo import undo
from kiosk.use_cases.undo_plan import undo_plan
from stock.events import Kind
from stock.intake import Intake
from stock.items import Origin, Status
from stock.pieces import Size, area_um2
from stock.refusals import Reason, Refusal
from tests.kiosk.cutting.planned import LATER, LEFT, MM, TOMORROW, group, offer, on, planned_sheet, taken
from tests.kiosk.test_use_cases import reason
from tests.kiosk.world import events, kinds, piece, recorded, shelved, standing, stocked


def test_a_plan_that_is_taken_holds_its_pieces_until_tomorrow(kiosk: Kiosk) -> None:
    code, left = planned_sheet(kiosk)
    assert piece(kiosk, code).held_until == TOMORROW
    assert kinds(kiosk)[-2:] == [Kind.HELD, Kind.ISSUED]
    with kiosk.ledger.reading() as reading:
        assert reading.is_blank(left)
        assert not reading.is_free(left)
    assert reason(take(kiosk, code)) == Reason.HELD


def test_what_is_kept_of_a_plan_is_what_was_planned(kiosk: Kiosk) -> None:
    made = group(offer(stocked(kiosk, "600x400x4")), mode=Mode.FREE)
    number = taken(kiosk, made).number
    found = plan(kiosk, number)
    assert found
    assert found.kept.groups == (made,)
    assert kept_plans.read(kept_plans.write(found.kept)) == found.kept
    assert [state.size for _code, state in found.kept.sheets[0].expected] == list(LEFT)


@pytest.mark.parametrize("what", ["held", "taken", "thrown away", "smaller", "unknown"])
def test_a_plan_whose_pieces_are_not_all_as_they_were_is_not_taken_at_all(kiosk: Kiosk, what: str) -> None:
    good, bad = (stocked(kiosk, "600x400x4") for _ in range(2))
    offers = [offer(good), offer(bad if what != "unknown" else "DRE7K3PX4N")]
    match what:
        case "held":
            recorded(hold(kiosk, bad))
        case "taken":
            recorded(take(kiosk, bad))
        case "thrown away":
            recorded(discard(kiosk, bad))
        case "smaller":
            offers[1] = replace(offers[1], long_um=601 * MM)
        case _:
            pass
    before = len(events(kiosk))
    assert reason(take_plan(kiosk, [group(*offers)])) == Reason.PLAN_STALE
    assert len(events(kiosk)) == before
    assert plans(kiosk) == []
    assert piece(kiosk, good).held_until == ""


def test_no_layouts_are_no_plan(kiosk: Kiosk) -> None:
    assert reason(take_plan(kiosk, [group()])) == Reason.NO_PLAN


def test_a_cut_as_planned_makes_the_remainders_under_the_codes_of_their_labels(kiosk: Kiosk) -> None:
    code, left = planned_sheet(kiosk)
    done = recorded(confirm_cut(kiosk, left))
    assert [child.item for child in done.children] == [left]
    assert done.label_for == ()
    child, parent = piece(kiosk, left), piece(kiosk, code)
    assert (child.size, child.parent, child.origin, child.status) == (
        LEFT[0],
        code,
        Origin.OFFCUT,
        Status.HERE,
    )
    assert parent.status == Status.CUT
    body = done.event.body
    assert body["parts"] == [[300 * MM, 200 * MM, 1], [290 * MM, 197 * MM, 1]]
    assert body["taken_um2"] + area_um2(child.size) + body["waste_um2"] == area_um2(parent.size)
    assert body["taken_mg"] + (child.mass.mg or 0) + body["waste_mg"] == parent.mass.mg
    assert not child.charred


def test_what_a_laser_leaves_is_charred(kiosk: Kiosk) -> None:
    code, left = planned_sheet(kiosk, Mode.FREE)
    recorded(confirm_cut(kiosk, code))
    assert piece(kiosk, left).charred


def test_what_is_really_left_takes_the_printed_codes_and_asks_for_new_labels(kiosk: Kiosk) -> None:
    code, left = planned_sheet(kiosk)
    sizes = [Size.of(long_um=100 * MM, short_um=90 * MM), Size.of(long_um=390 * MM, short_um=290 * MM)]
    done = recorded(confirm_cut(kiosk, code, sizes))
    large, small = done.children
    assert large.item == left
    assert piece(kiosk, left).size.long_um == 390 * MM
    assert done.label_for == (left, small.item)


def test_more_is_left_where_not_all_was_cut(kiosk: Kiosk) -> None:
    code, left = planned_sheet(kiosk)
    done = recorded(confirm_cut(kiosk, code, [Size.of(long_um=600 * MM, short_um=300 * MM)]))
    assert "parts" not in done.event.body
    assert piece(kiosk, left).mass.mg == (piece(kiosk, code).mass.mg or 0) * 3 // 4


def test_nothing_may_be_left_and_never_more_than_there_was(kiosk: Kiosk) -> None:
    code, left = planned_sheet(kiosk)
    huge = [Size.of(long_um=601 * MM, short_um=400 * MM)]
    assert reason(confirm_cut(kiosk, code, huge)) == Reason.DOES_NOT_FIT
    assert recorded(confirm_cut(kiosk, code, [])).children == ()
    assert reason(confirm_cut(kiosk, left)) == Reason.CUT_ALREADY


def test_a_bar_is_cut_by_length(kiosk: Kiosk) -> None:
    code = stocked(kiosk, "2000x40x20", "aluminium-profile")
    (sheet,) = taken(kiosk, group(Offer(code, 2000 * MM), mode=Mode.BARS)).kept.sheets
    body = recorded(confirm_cut(kiosk, code)).event.body
    assert (body["taken_um"], body["waste_um"]) == (1400 * MM, 6 * MM)
    assert piece(kiosk, sheet.codes[0]).size == Size.of(long_um=594 * MM, short_um=40 * MM, thick_um=20 * MM)


def test_a_new_full_sheet_comes_in_when_it_is_cut(kiosk: Kiosk) -> None:
    made = taken(kiosk, group(offer("", is_full=True)))
    (sheet,) = made.kept.sheets
    assert kinds(kiosk)[-1] == Kind.ISSUED
    recorded(confirm_cut(kiosk, sheet.codes[0]))
    assert kinds(kiosk)[-2:] == [Kind.RECEIVED, Kind.CUT]
    assert (piece(kiosk, sheet.code).origin, piece(kiosk, sheet.codes[0]).parent) == (
        Origin.BOUGHT,
        sheet.code,
    )
    assert not isinstance(undo_plan(kiosk, made.number), Refusal)
    assert piece(kiosk, sheet.code).status == Status.VOID


def test_a_planned_code_is_never_received_as_something_else(kiosk: Kiosk) -> None:
    _code, left = planned_sheet(kiosk)
    blank = Intake(material="mdf", code=left, size=LEFT[0])
    assert reason(receive(kiosk, blank)) == Reason.CODE_IN_USE
    drop_plan(kiosk, 1)
    assert reason(receive(kiosk, blank)) == Reason.CODE_IN_USE


def test_a_plan_of_yesterday_is_asked_about_until_somebody_says_what_became_of_it(kiosk: Kiosk) -> None:
    code, _left = planned_sheet(kiosk)
    assert due(kiosk) == []
    (asked,) = due(on(TOMORROW, kiosk))
    recorded(take(on(LATER, kiosk), code))
    assert [each.number for each in due(on(LATER, kiosk))] == [asked.number]
    assert not isinstance(confirm_plan(on(LATER, kiosk), asked.number), Refusal)
    assert due(on(LATER, kiosk)) == []
    assert reason(confirm_plan(kiosk, asked.number)) == Reason.CUT_ALREADY


def test_a_plan_that_was_not_cut_frees_its_pieces(kiosk: Kiosk) -> None:
    code, left = planned_sheet(kiosk)
    dropped = drop_plan(on(TOMORROW, kiosk), 1)
    assert not isinstance(dropped, Refusal)
    assert (dropped.closed, dropped.stages) == (True, (Stage.CLOSED,))
    assert piece(kiosk, code).held_until == ""
    assert due(on(TOMORROW, kiosk)) == []
    assert reason(confirm_cut(kiosk, left)) == Reason.PLAN_CLOSED
    assert reason(drop_plan(kiosk, 1)) == Reason.PLAN_CLOSED


def test_a_hold_of_somebody_else_stays_when_a_plan_is_dropped(kiosk: Kiosk) -> None:
    code, _left = planned_sheet(kiosk)
    recorded(unhold(kiosk, code))
    recorded(hold(kiosk, code, LATER))
    assert not isinstance(drop_plan(on(TOMORROW, kiosk), 1), Refusal)
    assert piece(kiosk, code).held_until == LATER


def test_a_piece_that_was_cut_otherwise_is_no_longer_waited_for(kiosk: Kiosk) -> None:
    code, _left = planned_sheet(kiosk)
    recorded(discard(kiosk, code))
    assert due(on(TOMORROW, kiosk)) == []
    assert reason(confirm_cut(kiosk, code)) == Reason.PLAN_STALE


def test_undo_after_taking_a_plan_takes_all_of_it_back(kiosk: Kiosk) -> None:
    codes = [stocked(kiosk, "600x400x4") for _ in range(2)]
    made = taken(kiosk, group(*map(offer, codes)))
    assert recorded(undo(kiosk)).plan == made.number
    assert [piece(kiosk, code).held_until for code in codes] == ["", ""]
    assert [each.closed for each in plans(kiosk)] == [True]
    assert reason(undo_plan(kiosk, made.number)) == Reason.NOTHING_TO_UNDO


def test_undo_after_a_cut_takes_one_cut_back_and_the_plan_waits_for_it_again(kiosk: Kiosk) -> None:
    code, left = planned_sheet(kiosk)
    recorded(confirm_cut(kiosk, left))
    assert recorded(undo(kiosk)).undone == Kind.CUT
    assert (piece(kiosk, code).status, piece(kiosk, code).held_until) == (Status.HERE, TOMORROW)
    assert standing(kiosk, left).state.status == Status.VOID  # type: ignore[union-attr]
    assert len(due(on(TOMORROW, kiosk))) == 1
    assert recorded(confirm_cut(kiosk, left)).children[0].item == left


def test_a_whole_plan_is_undone_with_its_cuts(kiosk: Kiosk) -> None:
    codes = [stocked(kiosk, "600x400x4") for _ in range(2)]
    made = taken(kiosk, group(*map(offer, codes)))
    recorded(confirm_cut(kiosk, codes[0]))
    undone = undo_plan(kiosk, made.number)
    assert not isinstance(undone, Refusal)
    assert len(undone) == 3
    assert [(piece(kiosk, code).status, piece(kiosk, code).held_until) for code in codes] == [
        (Status.HERE, "")
    ] * 2


def test_a_plan_of_which_something_was_changed_since_is_not_undone_at_all(kiosk: Kiosk) -> None:
    codes = [stocked(kiosk, "600x400x4") for _ in range(2)]
    made = taken(kiosk, group(*map(offer, codes)))
    cut = recorded(confirm_cut(kiosk, codes[0]))
    recorded(move(kiosk, cut.children[0].item, shelved(kiosk, "B7")))
    before = len(events(kiosk))
    undone = undo_plan(kiosk, made.number)
    assert isinstance(undone, Refusal)
    assert (undone.reason, undone.facts) == (Reason.PLAN_CHANGED, {"code": cut.children[0].item})
    assert len(events(kiosk)) == before


def test_plans_of_several_materials_are_taken_together_or_not_at_all(kiosk: Kiosk) -> None:
    one, other = stocked(kiosk, "600x400x4"), stocked(kiosk, "600x400x4", "mdf")
    groups: list[Group] = [group(offer(one)), replace(group(offer(other)), material="mdf")]
    made = taken(kiosk, *groups)
    assert [sheet.code for sheet in made.kept.sheets] == [one, other]
    assert len(set(made.kept.codes)) == 4
    assert reason(take_plan(kiosk, groups)) == Reason.PLAN_STALE
