"""Cutting a plan at the desk: which scan says that it was cut, and that none is taken for another."""

import pytest

from kiosk.answers.band import Tone
from kiosk.dialogue.state import Mode
from kiosk.dialogue.step import AWAITED_SECONDS
from kiosk.kiosk import Kiosk
from kiosk.use_cases.drop_plan import drop_plan
from kiosk.use_cases.hold import unhold
from kiosk.use_cases.plans import Planned
from kiosk.use_cases.show import Card
from stock.codes import Command, command_code
from stock.events import Kind
from stock.items import Status
from tests.kiosk.cutting.planned import planned_sheet, two_left
from tests.kiosk.world import Maker, kinds, piece, recorded, shelved

YES, UNDO, LABEL, SHOW, CUT, BACK, TAKE = (
    command_code(each)
    for each in (
        Command.YES,
        Command.UNDO,
        Command.LABEL,
        Command.SHOW,
        Command.CUT,
        Command.BACK,
        Command.TAKE,
    )
)


def test_a_planned_piece_shows_how_it_is_cut_and_its_second_scan_says_that_it_was(kiosk: Kiosk) -> None:
    code, left = planned_sheet(kiosk)
    maker, before = Maker(kiosk), kinds(kiosk)
    reply = maker.scans(code)
    assert (reply.answer.word, reply.state.mode) == ("PLANNED", Mode.PLANNED)
    assert isinstance(reply.shown, Planned)
    assert kinds(kiosk) == before
    reply = maker.scans(code)
    assert (reply.answer.word, reply.labels) == ("CUT", ())
    assert (piece(kiosk, code).status, piece(kiosk, left).status) == (Status.CUT, Status.HERE)
    assert maker.scans(shelved(kiosk, "B7")).answer.word == "MOVED"
    assert piece(kiosk, left).shelf


def test_a_trigger_that_bounces_confirms_nothing(kiosk: Kiosk) -> None:
    code, left = planned_sheet(kiosk)
    maker = Maker(kiosk)
    maker.scans(code)
    assert maker.scans(code, after=0.5).answer.word == "ONCE"
    assert piece(kiosk, code).status == Status.HERE
    assert maker.scans(left).answer.word == "CUT"
    assert maker.scans(left, after=0.5).answer.word == "ONCE"
    assert piece(kiosk, left).status == Status.HERE


def test_yes_is_enough_and_so_is_the_cut_key_with_what_is_left(kiosk: Kiosk) -> None:
    code, _left = planned_sheet(kiosk)
    assert Maker(kiosk).scans(code, YES).answer.word == "CUT"
    other, left = planned_sheet(kiosk)
    reply = Maker(kiosk).scans(other, CUT, "380x290 + 100x90")
    assert (reply.answer.word, reply.labels[0], len(reply.labels)) == ("CUT", left, 2)


def test_a_zero_says_that_nothing_is_left(kiosk: Kiosk) -> None:
    code, _left = planned_sheet(kiosk)
    reply = Maker(kiosk).scans(code, "0")
    assert (reply.answer.word, reply.answer.sentence) == ("CUT", "Nothing of it is left.")


def test_a_typing_mistake_may_be_typed_again(kiosk: Kiosk) -> None:
    code, _left = planned_sheet(kiosk)
    maker = Maker(kiosk)
    assert maker.scans(code, "900x900").answer.word == "TOO LARGE"
    assert maker.scans("390x290").answer.word == "CUT"


def test_the_first_scan_of_each_label_sticks_it_on_and_the_next_one_takes(kiosk: Kiosk) -> None:
    _code, (large, small) = two_left(kiosk)
    assert Maker(kiosk).scans(large).answer.word == "CUT"
    maker = Maker(kiosk)
    assert maker.scans(small).answer.word == "BACK"
    assert [piece(kiosk, each).status for each in (large, small)] == [Status.HERE] * 2
    assert maker.scans(shelved(kiosk, "B7")).answer.word == "MOVED"
    assert piece(kiosk, small).shelf
    assert [maker.scans(each).answer.word for each in (small, large)] == ["TAKEN", "TAKEN"]


@pytest.mark.parametrize("again", [YES, ""])
def test_labels_are_stuck_on_after_the_piece_itself_said_that_it_was_cut_and_then_take(
    kiosk: Kiosk, again: str
) -> None:
    code, left = two_left(kiosk)
    maker = Maker(kiosk)
    assert maker.scans(code, again or code).answer.word == "CUT"
    before = kinds(kiosk)
    maker.desk.idle()
    assert [maker.scans(each).answer.word for each in left] == ["BACK", "BACK"]
    assert (kinds(kiosk), piece(kiosk, left[0]).status) == (before, Status.HERE)
    assert [maker.scans(each).answer.word for each in left] == ["TAKEN", "TAKEN"]
    assert maker.scans(left[0]).answer.word == "BACK"
    assert maker.scans(left[0]).answer.word == "TAKEN"


def test_pieces_that_are_cut_one_after_the_other_await_all_of_their_labels(kiosk: Kiosk) -> None:
    (one, left), (other, right) = planned_sheet(kiosk), planned_sheet(kiosk)
    maker = Maker(kiosk)
    maker.scans(one, YES, other, YES)
    assert [maker.scans(each).answer.word for each in (left, right)] == ["BACK", "BACK"]


def test_labels_of_a_cut_that_was_confirmed_a_while_ago_or_elsewhere_take_at_once(kiosk: Kiosk) -> None:
    code, (large, small) = two_left(kiosk)
    maker = Maker(kiosk)
    maker.scans(code, YES)
    assert Maker(kiosk).scans(large).answer.word == "TAKEN"
    assert maker.scans(small, after=AWAITED_SECONDS + 1).answer.word == "TAKEN"


def test_a_key_still_takes_a_remainder_whose_label_is_awaited(kiosk: Kiosk) -> None:
    code, (large, small) = two_left(kiosk)
    maker = Maker(kiosk)
    maker.scans(code, YES)
    assert maker.scans(BACK, TAKE, large).answer.word == "TAKEN"
    assert [maker.scans(large).answer.word for _ in range(2)] == ["BACK", "TAKEN"]
    assert maker.scans(small).answer.word == "BACK"
    assert piece(kiosk, small).status == Status.HERE


def test_a_cut_that_was_taken_back_and_said_again_by_a_label_awaits_that_one_no_more(kiosk: Kiosk) -> None:
    code, left = planned_sheet(kiosk)
    maker = Maker(kiosk)
    maker.scans(code, YES, UNDO)
    assert [maker.scans(left).answer.word for _ in range(2)] == ["CUT", "TAKEN"]


def test_a_cut_piece_leads_to_what_it_was_cut_into(kiosk: Kiosk) -> None:
    code, left = planned_sheet(kiosk)
    reply = Maker(kiosk).scans(code, YES, code)
    assert (reply.answer.tone, reply.answer.word) == (Tone.ATTENTION, "CUT UP")
    assert isinstance(reply.shown, Card)
    assert [child.item for child in reply.shown.children] == [left]


def test_a_label_of_what_was_never_cut_says_so(kiosk: Kiosk) -> None:
    code, left = planned_sheet(kiosk)
    maker = Maker(kiosk)
    recorded(unhold(kiosk, code))
    drop_plan(kiosk, 1)
    assert maker.scans(left).answer.word == "NEVER CUT"
    assert maker.scans(code).answer.word == "TAKEN"
    other, unused = planned_sheet(kiosk)
    maker.scans(other, "0")
    assert maker.scans(unused).answer.word == "NEVER CUT"


def test_undo_takes_the_whole_plan_back_right_after_it_was_taken(kiosk: Kiosk) -> None:
    code, _left = planned_sheet(kiosk)
    reply = Maker(kiosk).scans(UNDO)
    assert (reply.answer.word, kinds(kiosk)[-1]) == ("UNDONE", Kind.VOIDED)
    assert Maker(kiosk).scans(code).answer.word == "TAKEN"


def test_the_keys_still_mean_what_they_say(kiosk: Kiosk) -> None:
    code, left = planned_sheet(kiosk)
    maker = Maker(kiosk)
    assert maker.scans(LABEL, left).labels == (left,)
    assert isinstance(maker.scans(SHOW, left).shown, Planned)
    assert isinstance(maker.scans(SHOW, code).shown, Card)
    assert maker.scans(code, BACK).answer.word == "READY"
    assert maker.scans(code, TAKE).answer.word == "HELD"
    assert maker.scans(YES).answer.word == "TAKEN"
    assert maker.scans(code).answer.word == "BACK"
