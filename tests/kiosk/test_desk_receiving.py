"""Receiving at the desk, in any order."""

from itertools import permutations

import pytest

from kiosk.answers.band import Tone
from kiosk.desk import Choices
from kiosk.dialogue.state import Mode
from kiosk.kiosk import Kiosk
from kiosk.use_cases.blanks import issue
from stock.codes import Command, command_code, material_code
from stock.events import Kind
from stock.items import Origin
from stock.materials import catalogue
from stock.pieces import MassSource, Unit
from tests.kiosk.world import ELSEWHERE, Maker, kinds, lot, piece, shelved, standing, stocked

RECEIVE, YES = command_code(Command.RECEIVE), command_code(Command.YES)
EAN = "4006381333931"


def blank(kiosk: Kiosk) -> str:
    """A label that is printed already."""
    return issue(kiosk, 1)[0]


def test_a_blank_a_material_and_a_size_make_a_piece(kiosk: Kiosk, maker: Maker) -> None:
    code = blank(kiosk)
    reply = maker.scans(code)
    assert (reply.answer.tone, reply.answer.word) == (Tone.ATTENTION, "NEW LABEL")
    reply = maker.scans("birch plywood 600x400x4")
    assert (reply.answer.tone, reply.answer.word) == (Tone.DONE, "RECEIVED")
    assert piece(kiosk, code).material == "plywood-birch"
    assert piece(kiosk, code).mass.source == MassSource.ESTIMATED
    assert reply.labels == ()


def test_without_a_blank_the_new_piece_asks_for_a_label(kiosk: Kiosk, maker: Maker) -> None:
    reply = maker.scans(RECEIVE, "birch plywood 600x400x4")
    assert reply.labels == (standing(kiosk, reply.labels[0]).item,)
    assert reply.labels[0].startswith("DRE7")


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_label_material_and_size_may_come_in_any_order(
    kiosk: Kiosk, maker: Maker, order: tuple[int, ...]
) -> None:
    code = blank(kiosk)
    said = (code, "birch plywood", "600x400x4")
    reply = maker.scans(RECEIVE, *(said[place] for place in order))
    assert reply.answer.word == ("RECEIVED" if order[-1] else "NEW LABEL")
    assert len(kinds(kiosk)) == 2


def test_a_material_from_the_command_sheet_begins_a_receipt(maker: Maker) -> None:
    oak = catalogue().get("oak")
    assert oak is not None
    assert maker.scans(material_code(oak.number)).state.intake.material == "oak"
    assert maker.scans("1100x150x27").answer.word == "RECEIVED"


def test_words_that_mean_several_materials_are_chosen_by_number(kiosk: Kiosk, maker: Maker) -> None:
    reply = maker.scans(RECEIVE, "acrylic 300x200x3")
    assert isinstance(reply.shown, Choices)
    assert reply.answer.word == "WHICH?"
    number = reply.shown.slugs.index("acrylic-cast") + 1
    reply = maker.scans(str(number))
    assert reply.answer.word == "RECEIVED"
    assert piece(kiosk, reply.labels[0]).material == "acrylic-cast"


def test_a_number_that_is_no_choice_chooses_nothing(maker: Maker) -> None:
    maker.scans(RECEIVE, "acrylic")
    reply = maker.scans("88")
    assert reply.answer.word == "WHICH?"
    assert reply.state.intake.count is None


def test_a_count_makes_a_lot(kiosk: Kiosk, maker: Maker) -> None:
    code = blank(kiosk)
    reply = maker.scans(code, "screws", "1", "50 pcs")
    assert "50 pieces" in reply.answer.sentence
    assert (lot(kiosk, code).unit, standing(kiosk, code).quantity) == (Unit.PIECES, 50)


def test_a_weight_makes_a_lot_of_what_has_no_size(kiosk: Kiosk, maker: Maker) -> None:
    code = blank(kiosk)
    maker.scans(code, "denim 2.5 kg")
    assert (lot(kiosk, code).unit, standing(kiosk, code).quantity) == (Unit.MILLIGRAMS, 2_500_000)


def test_a_piece_without_a_size_is_received_with_a_yes(maker: Maker) -> None:
    reply = maker.scans(RECEIVE, "oak")
    assert "press F8" in reply.answer.sentence
    reply = maker.scans(YES)
    assert reply.answer.word == "RECEIVED"


def test_what_nobody_has_identified_waits_in_quarantine(maker: Maker) -> None:
    reply = maker.scans(RECEIVE, "unknown plastic 500x300x4")
    assert (reply.answer.tone, reply.answer.word) == (Tone.ATTENTION, "QUARANTINE")
    code = reply.labels[0]
    reply = maker.scans(code)
    assert (reply.answer.tone, reply.answer.word) == (Tone.NO, "QUARANTINE")


def test_the_origin_stays_for_the_next_receipts_of_a_session(kiosk: Kiosk, maker: Maker) -> None:
    shelf = shelved(kiosk, "A3")
    maker.scans(RECEIVE, command_code(Command.BOUGHT), "oak 900x90x20", shelf)
    second = maker.scans(RECEIVE, "oak 800x90x20").labels[0]
    assert piece(kiosk, second).origin == Origin.BOUGHT
    maker.desk.idle()
    third = maker.scans(RECEIVE, "oak 700x90x20").labels[0]
    assert piece(kiosk, third).origin == Origin.DONATION


def test_a_shelf_after_a_receipt_puts_the_piece_there(kiosk: Kiosk, maker: Maker) -> None:
    shelf = shelved(kiosk, "A3")
    code = maker.scans(RECEIVE, "oak 900x90x20").labels[0]
    assert maker.scans(shelf).answer.word == "MOVED"
    assert piece(kiosk, code).shelf == shelf


def test_a_weight_after_a_receipt_is_what_the_scales_say(kiosk: Kiosk, maker: Maker) -> None:
    code = maker.scans(RECEIVE, "oak 900x90x20").labels[0]
    assert maker.scans("1.2 kg").answer.word == "WEIGHED"
    assert (piece(kiosk, code).mass.mg, piece(kiosk, code).mass.source) == (1_200_000, MassSource.MEASURED)


def test_a_foreign_code_asks_what_it_is_and_leads_to_the_piece_afterwards(maker: Maker) -> None:
    assert maker.scans(EAN).answer.word == "NEW CODE"
    code = maker.scans("oak 900x90x20").labels[0]
    assert maker.scans(EAN).answer.word == "TAKEN"
    assert maker.scans(code).answer.word == "BACK"


def test_another_spaces_label_is_kept_when_it_is_received(maker: Maker) -> None:
    reply = maker.scans(ELSEWHERE)
    assert reply.answer.word == "OTHER SPACE"
    assert "BRG" in reply.answer.sentence
    assert maker.scans(RECEIVE, ELSEWHERE, "oak 900x90x20").answer.word == "RECEIVED"
    assert maker.scans(ELSEWHERE).answer.word == "TAKEN"


def test_words_that_are_no_material_are_the_title_once_the_material_is_known(
    kiosk: Kiosk, maker: Maker
) -> None:
    code = maker.scans(RECEIVE, "oak", "Table leg", "700x60x60").labels[0]
    assert piece(kiosk, code).title == "Table leg"


def test_a_material_typed_again_replaces_the_one_before(kiosk: Kiosk, maker: Maker) -> None:
    code = maker.scans(RECEIVE, "oak", "beech", "700x60x60").labels[0]
    assert piece(kiosk, code).material == "beech"


def test_words_that_mean_no_material_are_said_to_be_unknown(maker: Maker) -> None:
    reply = maker.scans(RECEIVE, "unobtainium")
    assert (reply.answer.tone, reply.answer.word) == (Tone.NO, "UNKNOWN")
    assert "unobtainium" in reply.answer.sentence
    assert reply.state.mode == Mode.RECEIVING


def test_done_stops_a_receipt_of_which_nothing_is_known(kiosk: Kiosk, maker: Maker) -> None:
    code = blank(kiosk)
    assert maker.scans(code, command_code(Command.DONE)).answer.word == "READY"
    assert kinds(kiosk) == [Kind.ISSUED]


def test_a_label_whose_receipt_was_undone_is_a_blank_again(kiosk: Kiosk, maker: Maker) -> None:
    code = blank(kiosk)
    maker.scans(code, "oak 900x90x20", command_code(Command.UNDO))
    assert maker.scans(code).answer.word == "NEW LABEL"
    assert maker.scans("beech 900x90x20").answer.word == "RECEIVED"
    assert piece(kiosk, code).material == "beech"


def test_a_label_of_this_space_that_is_lost_from_the_books_is_a_blank(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    maker.scans(command_code(Command.UNDO))
    assert maker.scans(code).answer.word == "NEW LABEL"
