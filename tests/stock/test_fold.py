"""The fold is one of a set of events: neither their order nor their repetition nor any clock matters."""

import hashlib
from dataclasses import replace
from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stock import rules
from stock.events import Draft, Event, Kind, decode, encode, event_of
from stock.fold import Alias, Shelf, Stock, fold, negative
from stock.items import Status, state_body
from stock.refusals import Reason, Refusal
from tests.stock.worlds import (
    NOW,
    SHELVES,
    TODAY,
    Kiosk,
    Wish,
    World,
    lone_wishes,
    lot,
    played,
    sheet,
    wishes,
)

randoms = st.randoms(use_true_random=False)


def shuffled(events: list[Event], chance: Random) -> list[Event]:
    """All of the events in another order, some of them more than once."""
    again = events + [event for event in events if chance.random() < 0.5]
    chance.shuffle(again)
    return again


@given(wishes, randoms)
def test_a_world_folds_to_the_same_stock_in_any_order_and_any_number_of_times(
    wished: list[Wish], chance: Random
) -> None:
    events = World().play(wished)
    assert fold(shuffled(events, chance)) == fold(events)


@given(wishes, randoms)
def test_two_kiosks_that_met_see_the_same(wished: list[Wish], chance: Random) -> None:
    world = World()
    events = world.play(wished)
    world.meet()
    assert world.kiosks[0].stock == world.kiosks[1].stock == fold(shuffled(events, chance))


items = st.sampled_from(["A", "B"])
eids = st.sampled_from([f"e{number}" for number in range(4)])
counters = st.integers(0, 3)
states = st.sampled_from([state_body(lot()), state_body(lot()), state_body(sheet()), {}, {"piece": {}}])
odd_bodies = st.builds(
    lambda state, fields, children: state | fields | ({"children": children} if children else {}),
    states,
    st.fixed_dictionaries(
        {},
        optional={
            "delta": st.integers(-5, 5) | st.just("5"),
            "voids": eids | st.just(7),
            "alias": items,
            "code": items,
            "of": counters | st.just("1"),
            "codes": st.lists(items, max_size=2) | st.just("AB"),
            "name": items,
        },
    ),
    st.lists(
        st.builds(lambda item, cv, state: {"item": item, "cv": cv} | state, items, counters, states),
        max_size=2,
    ),
)
odd_events = st.lists(
    st.builds(
        Event,
        eids,
        st.sampled_from([*Kind, Kind.VOIDED, Kind.VOIDED, Kind.TAKEN, Kind.TAKEN, "invented"]),
        st.just(NOW),
        items | items | st.just(""),
        counters,
        odd_bodies,
    ),
    max_size=4,
    unique_by=lambda event: event.eid,
)


@settings(max_examples=300)
@given(odd_events, randoms)
def test_events_that_no_rule_made_fold_to_the_same_stock_too(events: list[Event], chance: Random) -> None:
    assert fold(shuffled(events, chance)) == fold(events)


def test_a_void_that_names_itself_takes_nothing_back() -> None:
    itself = Event("e1", Kind.VOIDED, NOW, "A", 1, state_body(lot()) | {"delta": 5, "voids": "e1"})
    other = Event("e2", Kind.VOIDED, NOW, "A", 2, state_body(lot()) | {"voids": "e1"})
    for events in permutations([itself, other]):
        assert fold(events).standings["A"].quantity == 0


@given(wishes)
def test_what_is_folded_is_what_stands_in_the_lines(wished: list[Wish]) -> None:
    events = World().play(wished)
    assert fold(decode(encode(event)) for event in events) == fold(events)


@given(lone_wishes)
def test_one_kiosk_alone_never_takes_more_than_there_is_and_never_clashes(wished: list[Wish]) -> None:
    world = World()
    world.play(wished)
    stock = world.kiosks[0].stock
    assert negative(stock.standings) == []
    assert stock.clashes == set()


def test_two_kiosks_may_take_more_of_a_lot_than_there_was_and_it_is_reported() -> None:
    world = World()
    code = world.kiosks[0].receive(lot(), 10)
    world.meet()
    for kiosk in world.kiosks:
        played(kiosk, rules.take(kiosk.stock.standing(code), TODAY, 7))
        refused = kiosk.do(rules.take(kiosk.stock.standing(code), TODAY, 7))
        assert refused == Refusal(Reason.NOT_ENOUGH, {"left": 3, "unit": lot().unit})
    world.meet()
    for kiosk in world.kiosks:
        assert kiosk.stock.standings[code].quantity == -4
        assert negative(kiosk.stock.standings) == [code]
        assert kiosk.stock.clashes == set()


def apart(first: str, second: str) -> tuple[str, list[Event], Event, Event]:
    """A sheet that two kiosks move to two shelves without knowing of each other."""
    world = World((Kiosk(first), Kiosk(second)))
    code = world.kiosks[0].receive(sheet())
    world.meet()
    here = played(world.kiosks[0], rules.move(world.kiosks[0].stock.standing(code), SHELVES[0]))
    there = played(world.kiosks[1], rules.move(world.kiosks[1].stock.standing(code), SHELVES[1]))
    return code, [*world.kiosks[0].events[:-1], here, there], here, there


@pytest.mark.parametrize("names", [("0", "1"), ("1", "0"), ("B", "C"), ("C", "B"), ("D", "E"), ("T", "V")])
def test_of_two_events_with_one_counter_the_hash_of_the_id_decides_and_a_clash_is_kept(
    names: tuple[str, str],
) -> None:
    code, events, here, there = apart(*names)
    assert here.cv == there.cv == 2
    winner = max(here, there, key=lambda event: hashlib.sha256(event.eid.encode()).digest())
    for stock in (fold(events), fold(events[::-1])):
        assert stock.standings[code].eid == winner.eid
        assert stock.clashes == {(code, 2)}


def test_a_clash_of_a_piece_is_settled_by_a_person() -> None:
    code, events, *_ = apart("0", "1")
    kiosk = Kiosk("0")
    kiosk.learn(events)
    played(kiosk, rules.resolve(kiosk.stock.standing(code), 2))
    assert kiosk.stock.settled == kiosk.stock.clashes == {(code, 2)}


def test_when_two_cuts_of_one_sheet_collide_the_offcuts_of_both_stay() -> None:
    world = World()
    code = world.kiosks[0].receive(sheet())
    world.meet()
    offcuts = []
    for kiosk in world.kiosks:
        offcuts.append(kiosk.fresh_code())
        played(kiosk, rules.cut(kiosk.stock.standing(code), [(offcuts[-1], sheet(long_mm=100).size)], TODAY))
    world.meet()
    for stock in (kiosk.stock for kiosk in world.kiosks):
        states = [stock.standings[offcut].state for offcut in offcuts]
        assert all(state and state.status == Status.HERE for state in states)
        assert stock.clashes == {(code, 2)}


def test_a_later_counter_wins_whatever_the_clocks_say() -> None:
    clocks = ("2031-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z", "1970-01-01T00:00:00.000Z")
    moved = [
        Event(f"e{cv}", Kind.MOVED, at, "A", cv, state_body(replace(sheet(), shelf=f"S{cv}")))
        for cv, at in enumerate(clocks, start=1)
    ]
    for events in permutations(moved):
        state = fold(events).standings["A"].state
        assert state
        assert state.shelf == "S3"


@given(st.lists(st.sampled_from(["void", "again"]), min_size=1, max_size=5), randoms)
def test_any_number_of_voids_of_one_event_count_once(voids: list[str], chance: Random) -> None:
    kiosk = Kiosk("0")
    code = kiosk.receive(lot(), 10)
    taken = played(kiosk, rules.take(kiosk.stock.standing(code), TODAY, 4))
    draft = Draft(Kind.VOIDED, code, lot(), extra={"voids": taken.eid})
    events = kiosk.events + [event_of(draft, f"{void}-{at}", NOW, {code: 2}) for at, void in enumerate(voids)]
    assert fold(shuffled(events, chance)).standings[code].quantity == 10


def test_a_void_of_a_void_brings_nothing_back() -> None:
    kiosk = Kiosk("0")
    code = kiosk.receive(lot(), 10)
    taken = played(kiosk, rules.take(kiosk.stock.standing(code), TODAY, 4))
    void = event_of(Draft(Kind.VOIDED, code, lot(), extra={"voids": taken.eid}), "v1", NOW, {code: 2})
    second = event_of(Draft(Kind.VOIDED, code, lot(), extra={"voids": "v1"}), "v2", NOW, {code: 3})
    for events in permutations([*kiosk.events, void, second]):
        assert fold(events).standings[code].quantity == 10


def test_a_void_takes_back_what_the_event_added_to_another_item() -> None:
    counted = Event("e1", Kind.COUNTED, NOW, "A", 1, state_body(lot()) | {"delta": 5})
    void = Event("e2", Kind.VOIDED, NOW, "B", 1, state_body(sheet()) | {"voids": "e1"})
    for events in permutations([counted, void]):
        assert fold(events).standings["A"].quantity == 0


def test_an_unknown_kind_and_a_body_that_is_no_state_change_nothing() -> None:
    stock = Stock()
    for event in (
        Event("e1", "teleported", NOW, "A", 1, state_body(sheet())),
        Event("e2", Kind.TAKEN, NOW, "A", 2, {"piece": {"form": "cloud"}}),
        Event("e3", Kind.GENESIS, NOW, "", 0, {"log": "x"}),
    ):
        stock.fold(event)
    assert stock == Stock()


def test_the_last_name_of_a_shelf_counts() -> None:
    names = [Event(f"e{cv}", Kind.SHELVED, NOW, "S", cv, {"name": f"Wall {cv}"}) for cv in (1, 2)]
    for events in permutations(names):
        assert fold(events).shelves == {"S": Shelf("S", "Wall 2", 2, "e2")}


def test_issued_blanks_and_aliases_are_collected() -> None:
    kiosk = Kiosk("0")
    code = kiosk.receive(sheet())
    played(kiosk, Draft(Kind.ISSUED, extra={"codes": ["B1", "B2"]}))
    aliased = played(kiosk, rules.alias(kiosk.stock.standing(code), "url:https://donor.example/1"))
    relabelled = played(kiosk, rules.relabel(kiosk.stock.standing(code), "B1"))
    assert kiosk.stock.blanks == {"B1", "B2"}
    assert kiosk.stock.aliases == {
        Alias("url:https://donor.example/1", code, aliased.eid),
        Alias("B1", code, relabelled.eid),
    }


def test_the_same_counter_of_a_piece_and_a_lot_is_a_clash_and_of_two_lots_is_none() -> None:
    bodies = {"a": state_body(lot()), "b": state_body(lot()), "c": state_body(sheet())}
    events = [Event(eid, Kind.COUNTED, NOW, "A", 1, body) for eid, body in bodies.items()]
    assert fold(events[:2]).clashes == set()
    for order in permutations(events):
        assert fold(order).clashes == {("A", 1)}


@given(wishes)
def test_mass_is_conserved_at_every_cut_of_a_world(wished: list[Wish]) -> None:
    for event in World().play(wished):
        if event.kind == Kind.CUT:
            assert_conserved(event)


def assert_conserved(event: Event) -> None:
    children = event.body.get("children", [])
    known = [child["piece"]["mass_mg"] for child in children if "mass_mg" in child["piece"]]
    parent = event.body["piece"].get("mass_mg")
    if parent is None:
        assert known == []
        assert "taken_mg" not in event.body
    else:
        assert len(known) == len(children)
        assert parent == event.body.get("taken_mg", 0) + sum(known) + event.body.get("waste_mg", 0)
