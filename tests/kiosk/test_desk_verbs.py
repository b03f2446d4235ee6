"""Commands at the desk: each verb with the item in focus, and before its code is scanned."""

from dataclasses import replace

import pytest

from kiosk.answers.band import Tone
from kiosk.desk import ShelfList
from kiosk.dialogue.state import Mode
from kiosk.dialogue.wishes import Open, Screen
from kiosk.kiosk import Kiosk
from kiosk.use_cases.find import Hits
from kiosk.use_cases.quarantine import quarantine
from kiosk.use_cases.show import Card
from kiosk.use_cases.transfer import send
from ledger import letterbox
from stock.codes import LAYOUT_TEST, Command, command_code, quantity_code
from stock.events import Event, Kind, encode
from stock.items import Status, state_body
from stock.slips import Slip, write_slip
from tests.kiosk.world import ELSEWHERE, Maker, kinds, piece, recorded, shelved, standing, stocked
from tests.registry.wires import AT, PIECE

UNDO, DONE = command_code(Command.UNDO), command_code(Command.DONE)


def test_a_verb_without_an_item_asks_for_one(maker: Maker) -> None:
    for command in (Command.TAKE, Command.CUT, Command.RETURN, Command.MOVE, Command.COUNT, Command.DISCARD):
        reply = maker.scans(command_code(command))
        assert reply.answer.tone == Tone.ATTENTION
        assert reply.answer.sentence == "Scan the piece."
        assert (reply.state.mode, reply.state.verb) == (Mode.ASKED, command)


def test_discard_then_a_code_throws_it_away(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    assert maker.scans(command_code(Command.DISCARD), code).answer.word == "THROWN AWAY"
    assert piece(kiosk, code).status == Status.DISCARDED


def test_a_piece_that_is_away_is_not_thrown_away(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    assert maker.scans(code, command_code(Command.DISCARD)).answer.word == "NOT HERE"


def test_a_card_is_shown_and_its_verbs_follow(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    reply = maker.scans(command_code(Command.SHOW), code)
    assert isinstance(reply.shown, Card)
    assert reply.answer.word == "THIS IS"
    assert maker.scans(command_code(Command.TAKE)).answer.word == "TAKEN"
    assert maker.scans(command_code(Command.RETURN)).answer.word == "BACK"


def test_cut_asks_for_what_is_left(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    reply = maker.scans(command_code(Command.CUT), code)
    assert (reply.answer.word, reply.state.mode) == ("CUT", Mode.AMOUNT)
    assert maker.scans("a lot of it").answer.word == "CUT"
    assert maker.scans("290x400").answer.word == "CUT"
    assert piece(kiosk, code).status == Status.CUT


def test_move_takes_the_shelf_before_or_after_the_piece(kiosk: Kiosk, maker: Maker) -> None:
    first, second = stocked(kiosk, "600x400x4"), stocked(kiosk, "500x300x4")
    shelf = shelved(kiosk, "A3")
    move = command_code(Command.MOVE)
    assert maker.scans(move, first).answer.sentence == "Where to? Scan the shelf."
    assert maker.scans(shelf).answer.word == "MOVED"
    assert maker.scans(DONE, move, shelf, second).answer.word == "MOVED"
    assert {piece(kiosk, code).shelf for code in (first, second)} == {shelf}


def test_a_shelf_once_scanned_takes_everything_that_follows_until_done(kiosk: Kiosk, maker: Maker) -> None:
    codes = [stocked(kiosk, "600x400x4") for _ in range(3)]
    shelf = shelved(kiosk, "A3")
    maker.scans(command_code(Command.MOVE), shelf, *codes, DONE)
    assert [piece(kiosk, code).shelf for code in codes] == [shelf] * 3
    assert maker.scans(codes[0]).answer.word == "TAKEN"


def test_a_lot_is_counted_down_to_nothing(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "50 pcs", "screws")
    reply = maker.scans(command_code(Command.COUNT), code)
    assert reply.answer.word == "HOW MUCH?"
    assert maker.scans("43").answer.word == "COUNTED"
    assert standing(kiosk, code).quantity == 43
    maker.scans(command_code(Command.COUNT), "0")
    assert standing(kiosk, code).quantity == 0


def test_a_count_can_be_scanned_from_the_sheet(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "50 pcs", "screws")
    maker.scans(command_code(Command.COUNT), code, quantity_code(20))
    assert standing(kiosk, code).quantity == 20


def test_one_of_a_counted_lot_goes_and_an_amount_replaces_it(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "50 pcs", "screws")
    reply = maker.scans(code)
    assert "1 piece." in reply.answer.sentence
    assert "49 pieces left" in reply.answer.sentence
    assert "8 pieces." in maker.scans("8").answer.sentence
    assert standing(kiosk, code).quantity == 42
    maker.scans(UNDO)
    assert standing(kiosk, code).quantity == 50


def test_a_scanned_number_after_a_take_replaces_the_amount(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "50 pcs", "screws")
    maker.scans(code, quantity_code(5))
    assert standing(kiosk, code).quantity == 45


def test_more_than_there_is_can_be_typed_again(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "5 pcs", "screws")
    reply = maker.scans(code, "8")
    assert (reply.answer.tone, reply.answer.word) == (Tone.ATTENTION, "TOO MUCH")
    assert "Only 5 pieces left" in reply.answer.sentence
    assert maker.scans("3").answer.word == "TAKEN"
    assert standing(kiosk, code).quantity == 2


def test_the_last_of_a_lot_can_go_and_no_more(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "1 pcs", "screws")
    assert maker.scans(code).answer.word == "TAKEN"
    assert maker.scans(code).answer.word == "TOO MUCH"


@pytest.mark.parametrize(
    ("received", "amount", "wrong", "left"),
    [
        (("2.5 kg", "denim"), "300 g", "3 pcs", 2_200_000),
        (("2 l", "paint-water"), "0.5 l", "300 g", 1_500_000),
        (("20 pcs", "bolts-nuts"), "6", "2 kg", 14),
    ],
)
def test_each_lot_is_taken_in_its_own_unit(
    maker: Maker, received: tuple[str, str], amount: str, wrong: str, left: int
) -> None:
    code = stocked(maker.kiosk, *received)
    reply = maker.scans(code, wrong)
    assert (reply.answer.tone, reply.answer.word) == (Tone.ATTENTION, "HOW MUCH?")
    assert maker.scans(amount).answer.word == "TAKEN"
    assert standing(maker.kiosk, code).quantity == left


def test_a_lot_in_focus_is_taken_like_one_that_is_scanned(kiosk: Kiosk, maker: Maker) -> None:
    screws, denim = stocked(kiosk, "50 pcs", "screws"), stocked(kiosk, "2 kg", "denim")
    show, take = command_code(Command.SHOW), command_code(Command.TAKE)
    assert maker.scans(show, screws, take).answer.word == "TAKEN"
    assert maker.scans(DONE, show, denim, take).answer.word == "HOW MUCH?"
    assert maker.scans("500 g").answer.word == "TAKEN"
    assert (standing(kiosk, screws).quantity, standing(kiosk, denim).quantity) == (49, 1_500_000)


def test_some_of_a_lot_comes_back(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "50 pcs", "screws")
    maker.scans(code, "20", command_code(Command.RETURN), "5")
    assert standing(kiosk, code).quantity == 35


def test_a_size_typed_after_taking_of_a_lot_looks_for_a_piece(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "50 pcs", "screws")
    stocked(kiosk, "600x400x4")
    assert maker.scans(code, "300x200").answer.word == "FOUND"


def test_undo_takes_everything_back_in_turn(kiosk: Kiosk, maker: Maker) -> None:
    shelf = shelved(kiosk, "A3")
    code = stocked(kiosk, "600x400x4")
    maker.scans(command_code(Command.MOVE), shelf, code, DONE, code)
    words = [maker.scans(UNDO).answer.sentence.split(":")[0] for _ in range(3)]
    assert words == ["taken", "moved", "received"]
    reply = maker.scans(UNDO)
    assert (reply.answer.tone, reply.answer.word) == (Tone.NO, "NOTHING")
    assert piece(kiosk, code).status == Status.VOID


def test_a_cut_cannot_be_undone_once_its_piece_moved_on(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    remainder = maker.scans(code, "290x400").labels[0]
    maker.scans(remainder, UNDO, UNDO)
    assert piece(kiosk, code).status == Status.HERE


def test_a_label_is_printed_again_but_not_of_what_is_gone(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    label = command_code(Command.LABEL)
    assert maker.scans(label, code).labels == (code,)
    maker.scans(command_code(Command.DISCARD))
    reply = maker.scans(label, code)
    assert (reply.answer.word, reply.labels) == ("GONE", ())


def test_a_shelf_shows_what_lies_on_it(kiosk: Kiosk, maker: Maker) -> None:
    shelf = shelved(kiosk, "A3")
    code = stocked(kiosk, "600x400x4", shelf=shelf)
    reply = maker.scans(shelf)
    assert reply.answer.sentence == "1 item here."
    assert isinstance(reply.shown, ShelfList)
    assert [item.item for item in reply.shown.items] == [code]


def test_find_lists_the_smallest_piece_that_is_large_enough_first(kiosk: Kiosk, maker: Maker) -> None:
    large, small = stocked(kiosk, "1200x600x4"), stocked(kiosk, "310x210x4")
    stocked(kiosk, "100x100x4")
    reply = maker.scans("plywood 200x300x4")
    assert reply.answer.sentence == "2 pieces."
    assert isinstance(reply.shown, Hits)
    assert [item.item for item in reply.shown.found.items] == [small, large]


def test_find_says_when_there_is_nothing(maker: Maker) -> None:
    reply = maker.scans("plywood 300x200")
    assert (reply.answer.tone, reply.answer.word) == (Tone.ATTENTION, "NOTHING")


def test_commands_open_screens_and_change_nothing(kiosk: Kiosk, maker: Maker) -> None:
    commands = (Command.HELP, Command.STAFF, Command.LANGUAGE, Command.THEME, Command.NEXT, Command.NEST)
    opened = [maker.scans(command_code(command)).open for command in (*commands, Command.PLANS)]
    assert opened == [Open(screen) for screen in Screen if screen is not Screen.OUTLINE]
    assert kinds(kiosk) == []


def test_a_screen_opened_on_the_way_does_not_lose_the_way(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    maker.scans(code, command_code(Command.HELP))
    assert maker.scans("290x400").answer.word == "CUT"


def test_what_staff_set_apart_is_refused_aloud(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    recorded(quarantine(kiosk, code))
    reply = maker.scans(code)
    assert (reply.answer.tone, reply.answer.word) == (Tone.NO, "QUARANTINE")
    assert piece(kiosk, code).status == Status.HERE


def test_a_damaged_code_says_so_and_does_nothing(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    reply = maker.scans(wrong)
    assert (reply.answer.tone, reply.answer.word) == (Tone.NO, "DAMAGED")
    assert piece(kiosk, code).status == Status.HERE


def test_a_number_alone_means_nothing_and_says_so(maker: Maker) -> None:
    assert maker.scans("7").answer.word == "NOT NOW"
    assert maker.scans(quantity_code(7)).answer.word == "NOT NOW"


def test_the_layout_test_says_how_the_scanner_types(maker: Maker) -> None:
    assert maker.scans(LAYOUT_TEST).answer.tone == Tone.DONE
    assert maker.scans("àààT à&é\"'(-è_ç !M)°§:").answer.tone == Tone.ATTENTION


def test_an_expired_hold_holds_nobody_back_and_can_be_made_again(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    hold = command_code(Command.HOLD)
    maker.scans(hold, code)
    later = Maker(_years_later(kiosk))
    assert later.scans(code).answer.word == "TAKEN"
    later.scans(UNDO)
    assert later.scans(hold, code).answer.word == "HELD"


def _years_later(kiosk: Kiosk) -> Kiosk:
    return Kiosk(kiosk.ledger, kiosk.settings, lambda: "2028-01-01", kiosk.draw)


def test_the_scan_of_a_slip_is_an_arrival_and_the_next_shelf_is_its_place(kiosk: Kiosk, maker: Maker) -> None:
    shelf = shelved(kiosk, "A1")
    slip = Slip("cesis", "riga", "cesis", ELSEWHERE, 3, replace(PIECE, status=Status.SENT))
    assert maker.scans(write_slip(slip).lower()).answer.word == "ARRIVED"
    assert maker.scans(shelf).answer.word == "MOVED"
    found = piece(kiosk, ELSEWHERE)
    assert (found.status, found.shelf, found.home) == (Status.HERE, shelf, "cesis")
    assert standing(kiosk, ELSEWHERE).cv == 5
    assert maker.scans(write_slip(slip)).answer.word == "ONCE"
    assert maker.scans(write_slip(slip)[:-1]).answer.word == "DAMAGED"


def test_the_scan_of_what_was_sent_brings_it_back(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "600x400x4")
    maker.kiosk = replace(kiosk, settings=replace(kiosk.settings, registry_space="riga"))
    recorded(send(maker.kiosk, code, "cesis"))
    assert maker.scans(code).answer.word == "BACK"
    assert piece(kiosk, code).status == Status.HERE
    assert kinds(kiosk)[-1] == "came_back"
    assert maker.scans(UNDO).answer.word == "UNDONE"
    assert piece(kiosk, code).status == Status.SENT


def test_the_scan_of_a_piece_that_was_announced_is_its_arrival(kiosk: Kiosk, maker: Maker) -> None:
    _told(kiosk, Event("e1", Kind.SENT, AT, ELSEWHERE, 3, _SENT))
    assert maker.scans(ELSEWHERE).answer.word == "ARRIVED"
    assert standing(kiosk, ELSEWHERE).cv == 4


def test_what_comes_home_without_its_slip_counts_on_from_what_the_other_space_told(
    kiosk: Kiosk, maker: Maker
) -> None:
    code = stocked(kiosk, "600x400x4")
    maker.kiosk = replace(kiosk, settings=replace(kiosk.settings, registry_space="riga"))
    recorded(send(maker.kiosk, code, "cesis"))
    _told(kiosk, Event("e1", Kind.SENT, AT, code, 7, _SENT))
    assert maker.scans(code).answer.word == "BACK"
    assert standing(kiosk, code).cv == 8


_SENT = state_body(replace(PIECE, status=Status.SENT)) | {"to": "riga"}


def _told(kiosk: Kiosk, event: Event) -> None:
    """Another space told this one."""
    letterbox.keep(kiosk.ledger, [("cesis", encode(event))], "place", "told")
