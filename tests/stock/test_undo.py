"""Undo: what was done is taken back exactly, unless something builds on it."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from stock import rules
from stock.events import Event, Kind, touches
from stock.fold import fold
from stock.items import Status
from stock.refusals import Reason, Refusal
from stock.undo import UNDOABLE, Place, undo
from tests.stock.worlds import (
    NOW,
    SHELVES,
    TODAY,
    TOMORROW,
    Kiosk,
    Wish,
    World,
    lone_wishes,
    lot,
    outcome,
    played,
    sheet,
)

_UNSEEN = {Kind.ALIASED, Kind.COUNTED, Kind.CORRECTED, Kind.HOLD_REQUESTED, Kind.HOLD_DENIED}
"""They may leave everything as it looked."""


def undone(kiosk: Kiosk, event: Event) -> Event:
    void = kiosk.undo(event)
    assert isinstance(void, Event), void
    return void


def refused(kiosk: Kiosk, event: Event) -> Reason:
    refusal = kiosk.undo(event)
    assert isinstance(refusal, Refusal), refusal
    return refusal.reason


def state_of(kiosk: Kiosk, code: str) -> tuple[Status | None, str, int]:
    state, quantity = outcome(kiosk.stock.standing(code))
    return (state.status, state.shelf, quantity) if state else (None, "", quantity)


@given(lone_wishes, lone_wishes.filter(bool))
def test_undo_of_the_last_event_leaves_everything_as_it_was(before: list[Wish], wished: list[Wish]) -> None:
    world = World()
    world.play(before)
    kiosk = world.kiosks[0]
    seen, event = kiosk.outcomes(), world.wish(wished[0])
    assume(isinstance(event, Event))
    assert isinstance(event, Event)
    assert kiosk.outcomes() != seen or event.kind in _UNSEEN
    undone(kiosk, event)
    assert kiosk.outcomes() == seen
    assert kiosk.stock == fold(reversed(kiosk.events))


@given(lone_wishes)
def test_everything_can_be_undone_one_event_after_the_other(wished: list[Wish]) -> None:
    world = World()
    kiosk = world.kiosks[0]
    begun, seen = len(kiosk.events), [kiosk.outcomes()]
    seen += [kiosk.outcomes() for wish in wished if isinstance(world.wish(wish), Event)]
    for event, before in zip(kiosk.events[: begun - 1 : -1], seen[-2::-1], strict=True):
        undone(kiosk, event)
        assert kiosk.outcomes() == before


@given(lone_wishes, st.integers(0, 99))
def test_an_undo_at_any_time_is_of_the_whole_event_or_refused(wished: list[Wish], which: int) -> None:
    world = World()
    world.play(wished)
    kiosk = world.kiosks[0]
    event, known = kiosk.events[which % len(kiosk.events)], len(kiosk.events)
    void = kiosk.undo(event)
    if isinstance(void, Refusal):
        assert void.reason == Reason.CHANGED_SINCE
        assert len(kiosk.events) == known
    else:
        assert {touch.item for touch in touches(void)} == {touch.item for touch in touches(event)}
        assert all(standing.quantity >= 0 for standing in kiosk.stock.standings.values())
        assert refused(kiosk, event) == Reason.NOTHING_TO_UNDO


def test_an_undone_receipt_leaves_a_code_that_may_be_used_again() -> None:
    kiosk = Kiosk("0")
    code = kiosk.receive(lot(), 10)
    undone(kiosk, kiosk.events[0])
    assert kiosk.stock.standings[code].quantity == 0
    assert rules.take(kiosk.stock.standing(code), TODAY, 1) == Refusal(Reason.UNKNOWN_CODE)
    again = played(kiosk, rules.receive(kiosk.stock.standing(code), code, sheet()))
    assert state_of(kiosk, code) == (Status.HERE, "", 0)
    undone(kiosk, again)
    assert state_of(kiosk, code) == (None, "", 0)


def test_an_undo_cannot_be_undone() -> None:
    kiosk = Kiosk("0")
    code = kiosk.receive(sheet())
    void = undone(kiosk, played(kiosk, rules.take(kiosk.stock.standing(code), TODAY)))
    assert refused(kiosk, void) == Reason.CANNOT_UNDO


def test_what_no_undo_takes_back_is_refused() -> None:
    kiosk = Kiosk("0")
    code = kiosk.receive(sheet())
    assert refused(kiosk, played(kiosk, rules.resolve(kiosk.stock.standing(code), 1))) == Reason.CANNOT_UNDO
    assert not UNDOABLE & {Kind.GENESIS, Kind.ISSUED, Kind.SHELVED, Kind.VOIDED, Kind.ERASED, Kind.RESOLVED}


def test_undo_with_nothing_done_is_refused() -> None:
    assert undo(None, {}, voided=False) == Refusal(Reason.NOTHING_TO_UNDO)


@pytest.mark.parametrize("kind", sorted(set(Kind) - UNDOABLE))
def test_an_event_of_a_kind_that_stays_cannot_be_undone(kind: Kind) -> None:
    kiosk = Kiosk("0")
    code = kiosk.receive(sheet())
    standing = kiosk.stock.standings[code]
    event = Event("e1", kind, NOW, code, 2)
    assert undo(event, {code: Place(standing, None, "e1")}, voided=False) == Refusal(Reason.CANNOT_UNDO)


def test_an_event_of_items_that_are_not_known_cannot_be_undone() -> None:
    assert undo(Event("e1", Kind.TAKEN, NOW, "A", 2), {}, voided=False) == Refusal(Reason.CANNOT_UNDO)


def test_an_earlier_event_cannot_be_undone_before_the_later_one() -> None:
    kiosk = Kiosk("0")
    code = kiosk.receive(sheet())
    first = played(kiosk, rules.move(kiosk.stock.standing(code), SHELVES[0]))
    second = played(kiosk, rules.move(kiosk.stock.standing(code), SHELVES[1]))
    assert refused(kiosk, first) == Reason.CHANGED_SINCE
    undone(kiosk, second)
    assert state_of(kiosk, code) == (Status.HERE, SHELVES[0].code, 0)
    undone(kiosk, first)
    assert state_of(kiosk, code) == (Status.HERE, "", 0)


def test_something_new_after_an_undo_stands_on_what_was_restored() -> None:
    kiosk = Kiosk("0")
    code = kiosk.receive(sheet())
    undone(kiosk, played(kiosk, rules.move(kiosk.stock.standing(code), SHELVES[0])))
    taken = played(kiosk, rules.take(kiosk.stock.standing(code), TODAY))
    assert state_of(kiosk, code) == (Status.TAKEN, "", 0)
    undone(kiosk, taken)
    assert state_of(kiosk, code) == (Status.HERE, "", 0)


def test_an_undone_cut_brings_the_sheet_back_and_takes_the_offcuts_away() -> None:
    kiosk = Kiosk("0")
    code = kiosk.receive(sheet())
    offcuts = [kiosk.fresh_code(), kiosk.fresh_code()]
    sizes = [(offcut, sheet(long_mm=100).size) for offcut in offcuts]
    cut = played(kiosk, rules.cut(kiosk.stock.standing(code), sizes, TODAY))
    assert [state_of(kiosk, each)[0] for each in (code, *offcuts)] == [Status.CUT, Status.HERE, Status.HERE]
    undone(kiosk, cut)
    assert kiosk.stock.standings[code].state == sheet()
    assert [state_of(kiosk, each)[0] for each in offcuts] == [None, None]


def test_a_cut_is_not_undone_once_an_offcut_went_on_and_is_when_it_came_back() -> None:
    kiosk = Kiosk("0")
    code, offcut = kiosk.receive(sheet()), kiosk.fresh_code()
    cut = played(kiosk, rules.cut(kiosk.stock.standing(code), [(offcut, sheet(long_mm=100).size)], TODAY))
    moved = played(kiosk, rules.move(kiosk.stock.standing(offcut), SHELVES[0]))
    assert refused(kiosk, cut) == Reason.CHANGED_SINCE
    undone(kiosk, moved)
    undone(kiosk, cut)
    assert (state_of(kiosk, code)[0], state_of(kiosk, offcut)[0]) == (Status.HERE, None)


def test_what_was_taken_of_a_lot_is_given_back_in_any_order() -> None:
    kiosk = Kiosk("0")
    code = kiosk.receive(lot(), 10)
    first = played(kiosk, rules.take(kiosk.stock.standing(code), TODAY, 3))
    played(kiosk, rules.take(kiosk.stock.standing(code), TODAY, 4))
    played(kiosk, rules.move(kiosk.stock.standing(code), SHELVES[0]))
    undone(kiosk, first)
    assert state_of(kiosk, code) == (Status.HERE, SHELVES[0].code, 6)


def test_a_return_is_not_undone_once_the_things_were_taken_again() -> None:
    kiosk = Kiosk("0")
    code = kiosk.receive(lot(), 1)
    returned = played(kiosk, rules.put_back(kiosk.stock.standing(code), 5))
    played(kiosk, rules.take(kiosk.stock.standing(code), TODAY, 4))
    assert refused(kiosk, returned) == Reason.CHANGED_SINCE
    assert state_of(kiosk, code)[2] == 2


def test_a_lots_receipt_is_not_undone_once_some_was_taken() -> None:
    kiosk = Kiosk("0")
    code = kiosk.receive(lot(), 10)
    played(kiosk, rules.take(kiosk.stock.standing(code), TODAY, 3))
    assert refused(kiosk, kiosk.events[0]) == Reason.CHANGED_SINCE


def test_an_undone_discard_brings_hold_and_quantity_back() -> None:
    kiosk = Kiosk("0")
    code = kiosk.receive(lot(), 10)
    played(kiosk, rules.hold(kiosk.stock.standing(code), TOMORROW, TODAY))
    gone = played(kiosk, rules.discard(kiosk.stock.standing(code)))
    assert state_of(kiosk, code) == (Status.DISCARDED, "", 0)
    undone(kiosk, gone)
    assert outcome(kiosk.stock.standing(code)) == (replace(lot(), held_until=TOMORROW), 10)


def test_two_kiosks_that_undo_one_event_give_it_back_once() -> None:
    world = World()
    code = world.kiosks[0].receive(lot(), 10)
    taken = played(world.kiosks[0], rules.take(world.kiosks[0].stock.standing(code), TODAY, 4))
    world.meet()
    for kiosk in world.kiosks:
        undone(kiosk, taken)
    world.meet()
    assert [kiosk.stock.standings[code].quantity for kiosk in world.kiosks] == [10, 10]
