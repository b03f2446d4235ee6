"""What spaces may ask of each other and send, and why not."""

from dataclasses import replace

import pytest

from stock import rules, transfers
from stock.events import Draft, Event, Kind, decode, encode
from stock.fold import Message, Standing, fold
from stock.items import Status
from stock.refusals import Decision, Reason, Refusal
from stock.slips import Slip, slip_of
from tests.stock.worlds import TODAY, TOMORROW, Kiosk, drafted, lot, played, sheet


def why(decision: Decision) -> Reason:
    """The reason of a wish that has to be refused."""
    assert isinstance(decision, Refusal), decision
    return decision.reason


def stocked(kiosk: Kiosk, **changes: object) -> Standing:
    """A sheet as it stands."""
    found = kiosk.stock.standing(kiosk.receive(replace(sheet(), **changes)))  # type: ignore[arg-type]
    assert found
    return found


def sent_from(kiosk: Kiosk, seen: Standing, own: str = "riga", to: str = "cesis") -> Slip:
    """The slip of a sheet that was sent."""
    slip = slip_of(own, played(kiosk, transfers.send(seen, own, to, TODAY)))
    assert slip
    return slip


def test_what_is_not_a_free_piece_of_this_space_is_not_sent() -> None:
    kiosk = Kiosk("0")
    seen = stocked(kiosk)
    some = kiosk.stock.standing(kiosk.receive(lot(), 5))
    held = replace(seen, state=replace(sheet(), held_until=TOMORROW))
    unknown = replace(seen, state=replace(sheet(), quarantined=True))
    assert why(transfers.send(some, "riga", "cesis", TODAY)) == Reason.NO_QUANTITY
    assert why(transfers.send(held, "riga", "cesis", TODAY)) == Reason.HELD
    assert drafted(transfers.send(held, "riga", "cesis", TODAY, held_too=True)).state
    assert why(transfers.send(unknown, "riga", "cesis", TODAY)) == Reason.IN_QUARANTINE
    assert why(transfers.send(seen, "riga", "riga", TODAY)) == Reason.OWN_SPACE
    assert why(transfers.send(seen, "", "cesis", TODAY)) == Reason.NO_SPACE
    assert why(transfers.send(None, "riga", "cesis", TODAY)) == Reason.UNKNOWN_CODE


def test_what_is_on_its_way_is_left_alone_until_it_is_back() -> None:
    kiosk = Kiosk("0")
    seen = stocked(kiosk)
    sent_from(kiosk, seen)
    away = kiosk.stock.standing(seen.item)
    for decision in (
        rules.take(away, TODAY),
        rules.weigh(away, 5),
        rules.discard(away),
        rules.put_back(away),
        transfers.send(away, "riga", "cesis", TODAY),
    ):
        assert why(decision) == Reason.SENT_AWAY
    played(kiosk, transfers.came_back(away, "cesis"))
    assert played(kiosk, rules.take(kiosk.stock.standing(seen.item), TODAY)).cv == 4


def test_a_request_and_a_denial_say_nothing_of_the_item() -> None:
    kiosk = Kiosk("0")
    seen = stocked(kiosk)
    asked = played(kiosk, transfers.request(None, "BRG000000K", "cesis", "riga"))
    played(kiosk, transfers.deny(seen.item, "cesis", "asked"))
    assert kiosk.stock.standing(seen.item) == seen
    standing = kiosk.stock.standing("BRG000000K")
    assert standing
    assert (standing.cv, standing.state) == (0, None)
    assert why(transfers.request(seen, seen.item, "cesis", "riga")) == Reason.HERE_ALREADY
    assert Message(asked.eid, Kind.HOLD_REQUESTED, "BRG000000K", "cesis") in kiosk.stock.messages


def test_who_grants_keeps_the_item_for_nobody_else() -> None:
    kiosk = Kiosk("0")
    seen = stocked(kiosk)
    played(kiosk, transfers.grant(seen, "cesis", "asked", TOMORROW, TODAY))
    kept = kiosk.stock.standing(seen.item)
    assert why(rules.take(kept, TODAY)) == Reason.HELD
    assert why(transfers.grant(kept, "liepaja", "other", TOMORROW, TODAY)) == Reason.HELD


def test_a_slip_is_good_once_also_where_the_arrival_was_undone_and_done_again() -> None:
    there, here = Kiosk("0"), Kiosk("1")
    slip = sent_from(there, stocked(there))
    arrived = played(here, transfers.arrive(None, slip, "cesis", TODAY))
    assert (arrived.cv, arrived.body["piece"]["home"]) == (slip.cv + 1, "riga")
    assert (
        why(transfers.arrive(here.stock.standing(slip.item), slip, "cesis", TODAY)) == Reason.ARRIVED_ALREADY
    )
    assert isinstance(here.undo(arrived), Event)
    again = played(here, transfers.arrive(here.stock.standing(slip.item), slip, "cesis", TODAY))
    assert again.cv == slip.cv + 3


def test_a_slip_does_not_take_the_place_of_another_piece_with_its_code() -> None:
    there, here = Kiosk("0"), Kiosk("0")
    slip = sent_from(there, stocked(there))
    own = stocked(here)
    assert own.item == slip.item
    assert why(transfers.arrive(own, slip, "cesis", TODAY)) == Reason.CODE_IN_USE


@pytest.mark.parametrize("knows", [True, False])
def test_a_slip_of_this_space_brings_its_piece_back_whatever_this_kiosk_knows_of_it(knows: bool) -> None:
    one, other = Kiosk("0"), Kiosk("1")
    seen = stocked(one)
    if knows:
        other.learn(one.events)
    slip = sent_from(one, seen)
    back = played(other, transfers.arrive(other.stock.standing(seen.item), slip, "riga", TODAY))
    assert (back.kind, back.cv, back.body["to"]) == (Kind.CAME_BACK, slip.cv + 1, "cesis")
    found = fold([*one.events, back]).standing(seen.item)
    assert found
    assert found.state
    assert found.state.status == Status.HERE


def test_a_label_that_was_renewed_leads_to_the_piece_in_the_other_space_too() -> None:
    there, here = Kiosk("0"), Kiosk("1")
    seen = stocked(there)
    played(there, rules.relabel(seen, "DRE0000099"))
    found = there.stock.standing(seen.item)
    assert found
    slip = sent_from(there, found)
    played(here, transfers.arrive(None, slip, "cesis", TODAY))
    assert [(alias.alias, alias.item) for alias in here.stock.aliases] == [("DRE0000099", seen.item)]


def test_taking_a_message_back_is_told_to_whom_it_was_addressed() -> None:
    kiosk = Kiosk("0")
    asked = played(kiosk, transfers.request(None, "BRG000000K", "cesis", "riga"))
    void = kiosk.undo(asked)
    assert isinstance(void, Event)
    assert Message(void.eid, Kind.VOIDED, "BRG000000K", "cesis") in kiosk.stock.messages
    assert kiosk.stock.voids == {asked.eid}


def test_a_lot_that_says_not_how_much_of_it_travels_has_no_slip() -> None:
    sent = Draft(Kind.SENT, "DRE0000012", lot(), extra={"to": "cesis"})
    kiosk = Kiosk("0")
    assert slip_of("riga", played(kiosk, sent)) is None
    assert slip_of("riga", decode(encode(kiosk.events[0]))) is None
