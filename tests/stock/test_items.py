"""What an event says of an item: its complete state, read back as it was written, or no state at all."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stock.events import Draft, Event, Kind, Malformed, Touch, decode, encode, event_of, touches
from stock.items import Lot, Piece, State, Status, state_body
from stock.pieces import Form, Unit
from tests.stock.worlds import MM, NOW, lot, sheet

PIECE = state_body(sheet())["piece"]
LOT = state_body(lot())["lot"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"piece": None},
        {"piece": []},
        {"piece": {}},
        {"piece": PIECE | {"form": "cloud"}},
        {"piece": PIECE | {"status": ["here"]}},
        {"piece": PIECE | {"material": 7}},
        {"piece": PIECE | {"material": "x" * 65}},
        {"piece": PIECE | {"mass_mg": True}},
        {"piece": PIECE | {"mass_mg": -1}},
        {"piece": PIECE | {"mass": "unknown"}},
        {"piece": PIECE | {"size_um": {"l": "600"}}},
        {"piece": PIECE | {"size_um": {"l": True}}},
        {"piece": PIECE | {"size_um": {"l": -1}}},
        {"piece": PIECE | {"quarantined": True}},
        {"piece": PIECE | {"shelf": None}},
        {"lot": LOT | {"unit": "crates"}},
        {"lot": LOT, "delta": True},
        {"lot": LOT, "delta": "5"},
        {"lot": LOT, "delta": 10**12 + 1},
        {"piece": PIECE, "children": 5},
        {"piece": PIECE, "children": ["B"]},
        {"piece": PIECE, "children": [{"cv": 1}]},
        {"piece": PIECE, "children": [{"item": "B"}]},
        {"piece": PIECE, "children": [{"item": "", "cv": 1}]},
        {"piece": PIECE, "children": [{"item": "B", "cv": True}]},
        {"piece": PIECE, "children": [{"item": "B", "cv": -1}]},
    ],
)
def test_an_event_whose_body_is_no_state_touches_nothing(wrong: dict[str, Any]) -> None:
    with pytest.raises(Malformed, match="no state in a 'taken' event"):
        list(touches(Event("a1", "taken", NOW, "DRE", 1, wrong)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"children": [{"item": "DRE", "cv": 2}]},
        {"children": [{"item": "B", "cv": 1}, {"item": "B", "cv": 2}]},
        {"children": [{"item": "B", "cv": 10**9 + 1}]},
    ],
)
def test_an_event_with_an_item_twice_or_an_absurd_counter_touches_nothing(wrong: dict[str, Any]) -> None:
    with pytest.raises(Malformed, match="twice, or a counter"):
        list(touches(Event("a1", "taken", NOW, "DRE", 1, wrong)))


def test_a_counter_that_nobody_counts_to_touches_nothing() -> None:
    with pytest.raises(Malformed, match="twice, or a counter"):
        list(touches(Event("a1", "taken", NOW, "DRE", 10**9 + 1)))


short = st.text("abc ā", max_size=9)
masses = st.none() | st.integers(0, 2**60)
pieces = st.builds(
    lambda mass_mg, long_mm, texts, status, form, unsafe: Piece(
        material=texts[0],
        form=form,
        size=sheet(long_mm=long_mm).size,
        mass=sheet(mass_mg=mass_mg).mass,
        origin=sheet().origin,
        status=status,
        shelf=texts[1],
        parent=texts[2],
        title=texts[3],
        held_until=texts[4],
        quarantined=unsafe,
        label=texts[5],
        since=texts[6],
        charred=not unsafe,
    ),
    masses,
    st.integers(0, 90_000),
    st.tuples(*[short] * 7),
    st.sampled_from(Status),
    st.sampled_from(Form),
    st.booleans(),
)
lots = st.builds(
    lambda unit, status, texts, unsafe: Lot(
        material=texts[0],
        unit=unit,
        origin=lot().origin,
        status=status,
        shelf=texts[1],
        title=texts[2],
        held_until=texts[3],
        quarantined=unsafe,
        label=texts[4],
        since=texts[5],
    ),
    st.sampled_from(Unit),
    st.sampled_from(Status),
    st.tuples(*[short] * 6),
    st.booleans(),
)


@given(pieces | lots, st.integers(-(10**12), 10**12))
def test_a_state_is_read_back_as_it_was_written(state: State, delta: int) -> None:
    event = event_of(Draft(Kind.MOVED, "A", state, delta), "a1", NOW, {"A": 2})
    assert list(touches(decode(encode(event)))) == [Touch("A", 3, state, delta)]


def test_what_an_event_says_has_short_keys_and_leaves_defaults_out() -> None:
    assert state_body(sheet()) == {
        "piece": {
            "form": "sheet",
            "material": "plywood-birch",
            "origin": "donation",
            "status": "here",
            "since": "2026-11-23",
            "size_um": {"l": 600 * MM, "s": 400 * MM, "t": 4 * MM},
            "mass_mg": 3_000_001,
            "mass": "measured",
        }
    }
