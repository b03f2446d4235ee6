"""Taking, bringing back and cutting at the desk."""

import pytest

from kiosk.answers.band import Tone
from kiosk.desk import ShelfList
from kiosk.dialogue.state import Mode
from kiosk.kiosk import Kiosk
from kiosk.use_cases.show import Card
from stock.codes import Command, command_code, quantity_code
from stock.events import Kind
from stock.items import Status
from stock.pieces import Size
from tests.kiosk.world import Maker, kinds, piece, shelved, standing, stocked

YES, UNDO = command_code(Command.YES), command_code(Command.UNDO)


def test_one_scan_takes_a_whole_piece(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    reply = maker.scans(code)
    assert (reply.answer.tone, reply.answer.word) == (Tone.DONE, "TAKEN")
    assert "Birch plywood 600 × 400 × 4 mm" in reply.answer.sentence
    assert piece(kiosk, code).status == Status.TAKEN
    assert reply.state.mode == Mode.TAKEN


def test_the_next_scan_of_a_taken_piece_brings_it_back(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    reply = maker.scans(code, code)
    assert (reply.answer.tone, reply.answer.word) == (Tone.DONE, "BACK")
    assert piece(kiosk, code).status == Status.HERE


@pytest.mark.parametrize("after", [0.0, 0.4, 1.99])
def test_the_same_piece_within_two_seconds_counts_once_and_is_said(
    kiosk: Kiosk, maker: Maker, after: float
) -> None:
    code = stocked(kiosk, "600x400x4")
    maker.scans(code)
    reply = maker.scans(code, after=after)
    assert (reply.answer.tone, reply.answer.word) == (Tone.ATTENTION, "ONCE")
    assert piece(kiosk, code).status == Status.TAKEN


def test_the_same_piece_after_two_seconds_counts_again(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    maker.scans(code)
    assert maker.scans(code, after=2.0).answer.word == "BACK"


def test_two_pieces_in_quick_turns_all_count(kiosk: Kiosk, maker: Maker) -> None:
    one, other = stocked(kiosk, "600x400x4"), stocked(kiosk, "500x300x4")
    words = [maker.scans(code, after=0.1).answer.word for code in (one, other, one, other)]
    assert words == ["TAKEN", "TAKEN", "BACK", "BACK"]


def test_a_lot_scanned_in_quick_turns_counts_every_time(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "10 pcs", "screws")
    maker.scans(code, code, code, after=0.1)
    assert standing(kiosk, code).quantity == 7


def test_undo_scanned_twice_undoes_twice(kiosk: Kiosk, maker: Maker) -> None:
    one, other = stocked(kiosk, "600x400x4"), stocked(kiosk, "500x300x4")
    maker.scans(one, other)
    maker.scans(UNDO, UNDO, after=0.1)
    assert {piece(kiosk, code).status for code in (one, other)} == {Status.HERE}


def test_a_piece_undone_can_be_scanned_again_at_once(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    assert maker.scans(code, UNDO, code, after=0.5).answer.word == "TAKEN"


def test_a_held_piece_is_refused_until_it_is_scanned_again(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    maker.scans(command_code(Command.HOLD), code)
    reply = maker.scans(code)
    assert (reply.answer.tone, reply.answer.word) == (Tone.ATTENTION, "HELD")
    assert "2026-12-07" in reply.answer.sentence
    assert piece(kiosk, code).status == Status.HERE
    assert maker.scans(code).answer.word == "TAKEN"


def test_a_held_piece_goes_with_a_yes_and_stays_with_another_scan(kiosk: Kiosk, maker: Maker) -> None:
    held, other = stocked(kiosk, "600x400x4"), stocked(kiosk, "500x300x4")
    maker.scans(command_code(Command.HOLD), held, held)
    maker.scans(other)
    assert maker.scans(YES).answer.word == "READY"
    assert piece(kiosk, held).status == Status.HERE
    assert maker.scans(held, YES).answer.word == "TAKEN"


def test_a_held_piece_is_cut_after_a_yes(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    maker.scans(command_code(Command.HOLD), code, command_code(Command.CUT))
    assert maker.scans("290x400").answer.word == "HELD"
    assert maker.scans(YES).answer.word == "TAKEN"
    assert maker.scans("290x400").answer.word == "CUT"


def test_hold_frees_what_is_held_and_holds_what_is_free(kiosk: Kiosk, maker: Maker) -> None:
    code, hold = stocked(kiosk, "600x400x4"), command_code(Command.HOLD)
    words = [maker.scans(hold, code).answer.word, maker.scans(hold).answer.word]
    assert [*words, maker.scans(hold).answer.word] == ["HELD", "FREE", "HELD"]


def test_a_typed_size_after_a_take_is_what_remains_and_both_are_one_step(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    reply = maker.scans(code, "290x400")
    assert (reply.answer.tone, reply.answer.word) == (Tone.DONE, "CUT")
    assert "Birch plywood 400 × 290 × 4 mm" in reply.answer.sentence
    assert len(reply.labels) == 1
    assert piece(kiosk, code).status == Status.CUT
    remainder = piece(kiosk, reply.labels[0])
    assert (remainder.parent, remainder.status) == (code, Status.HERE)
    assert remainder.size == Size.of(long_um=400_000, short_um=290_000, thick_um=4_000)
    assert kinds(kiosk)[-3:] == [Kind.TAKEN, Kind.VOIDED, Kind.CUT]


def test_one_undo_takes_back_the_cut_that_replaced_a_take(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    remainder = maker.scans(code, "290x400").labels[0]
    reply = maker.scans(UNDO)
    assert reply.answer.word == "UNDONE"
    assert piece(kiosk, code).status == Status.HERE
    assert piece(kiosk, remainder).status == Status.VOID
    assert isinstance(reply.shown, Card)
    assert reply.shown.standing.item == code


def test_a_cut_that_does_not_fit_leaves_the_piece_taken(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    reply = maker.scans(code, "700x400")
    assert (reply.answer.tone, reply.answer.word) == (Tone.ATTENTION, "TOO LARGE")
    assert piece(kiosk, code).status == Status.TAKEN
    assert maker.scans("300x400").answer.word == "CUT"


def test_several_remainders_are_typed_with_a_plus(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    reply = maker.scans(code, "290x400 + 100x200")
    assert len(reply.labels) == 2
    assert "2 pieces are back" in reply.answer.sentence


def test_what_remains_of_a_bar_is_its_length_alone(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "2000x40x40", "aluminium-profile")
    reply = maker.scans(code, "850")
    assert piece(kiosk, reply.labels[0]).size == Size.of(long_um=850_000, short_um=40_000, thick_um=40_000)


def test_a_number_from_the_command_sheet_is_never_a_length(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    maker.scans(code, quantity_code(3))
    assert piece(kiosk, code).status == Status.TAKEN


def test_a_piece_brought_back_smaller_is_cut_to_what_is_left(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    reply = maker.scans(code, code, "300x400")
    assert reply.answer.word == "CUT"
    assert piece(kiosk, reply.labels[0]).status == Status.HERE


def test_a_piece_taken_in_an_earlier_session_is_not_cut_by_a_size(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    maker.scans(code)
    maker.desk.idle()
    assert maker.scans("290x400").answer.word in ("FOUND", "NOTHING")
    assert piece(kiosk, code).status == Status.TAKEN


def test_words_after_a_take_look_for_something_else(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    stocked(kiosk, "300x200x3", "acrylic-cast")
    assert maker.scans(code, "acrylic").answer.word == "FOUND"
    assert piece(kiosk, code).status == Status.TAKEN


def test_a_piece_that_is_cut_up_is_gone_and_leads_to_what_is_left(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    maker.scans(code, "290x400")
    reply = maker.scans(code)
    assert (reply.answer.tone, reply.answer.word) == (Tone.ATTENTION, "CUT UP")
    assert isinstance(reply.shown, Card)
    assert len(reply.shown.children) == 1
    assert maker.scans(command_code(Command.TAKE)).answer.word == "GONE"


def test_a_shelf_after_a_return_moves_the_piece_there(kiosk: Kiosk, maker: Maker) -> None:
    code, shelf = stocked(kiosk, "600x400x4"), shelved(kiosk, "A3")
    assert maker.scans(code, code, shelf).answer.word == "MOVED"
    assert piece(kiosk, code).shelf == shelf


def test_a_shelf_after_a_take_is_shown_and_moves_nothing(kiosk: Kiosk, maker: Maker) -> None:
    code, shelf = stocked(kiosk, "600x400x4"), shelved(kiosk, "A3")
    reply = maker.scans(code, shelf)
    assert reply.answer.word == "SHELF A3"
    assert isinstance(reply.shown, ShelfList)
    assert not piece(kiosk, code).shelf
