"""The dialogue's laws, on states and scans alone: no clock, no ledger."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.dialogue.receiving import match_words
from kiosk.dialogue.state import BlankSeen, ItemSeen, Mode, Seen, ShelfSeen, State, StrangerSeen, fresh, idle
from kiosk.dialogue.step import REPEAT_SECONDS, step
from kiosk.dialogue.texts import LONGEST, read_amount
from kiosk.dialogue.wishes import Asked, Cut, PutBack, Receive, Remark, Say, Take
from kiosk.words import material_names
from stock.codes import Command, CommandCode, Damaged, LabelCode, Nothing, Scan, Text
from stock.fold import Shelf, Standing
from stock.intake import Intake
from stock.items import Lot, Origin, Piece, Status
from stock.pieces import UNKNOWN_MASS, Form, Size, Unit
from stock.typed import Typed

CODE, BLANK, SHELF = "DRE7K3PX4N", "DRE7000007", "DRE70000S1"
SHEET = Piece(
    material="oak",
    form=Form.BOARD,
    size=Size.of(long_um=600_000, short_um=400_000, thick_um=4_000),
    mass=UNKNOWN_MASS,
    origin=Origin.DONATION,
)
SCREWS = Lot(material="screws", unit=Unit.PIECES, origin=Origin.BOUGHT)


def seen(state: Piece | Lot = SHEET, code: str = CODE, *, held: bool = False) -> ItemSeen:
    """An item that a code names."""
    return ItemSeen(Standing(code, 1, "e", state, 50 if isinstance(state, Lot) else 0), held)


def after(state: State, *scans: tuple[Scan, Seen]) -> tuple[State, Asked]:
    """The state after scans ten seconds apart, and what the last one asked for."""
    at, asked = max(state.last_at, 0.0), None
    for scan, named in scans:
        at += 10
        state, asked = step(state, scan, named, at, material_names())
    assert asked is not None
    return state, asked


RECEIPT: dict[str, tuple[Scan, Seen]] = {
    "blank": (LabelCode(BLANK), BlankSeen(BLANK)),
    "material": (Text("birch plywood"), None),
    "size": (Text("600x400x4"), None),
    "shelf": (LabelCode(SHELF), ShelfSeen(Shelf(SHELF, "A3", 1, "s"))),
    "origin": (CommandCode(Command.BOUGHT), None),
}


@pytest.mark.parametrize("order", list(permutations(RECEIPT)))
def test_a_receipt_is_the_same_in_whatever_order_it_is_said(order: tuple[str, ...]) -> None:
    state, _ = after(State(), (CommandCode(Command.RECEIVE), None))
    said = []
    for name in order:
        said.append(name)
        state, asked = after(state, RECEIPT[name])
        if isinstance(asked, Receive):
            break
    intake = asked.intake if isinstance(asked, Receive) else Intake()
    assert {"material", "size"} <= set(said)
    assert intake == Intake(
        code=BLANK if "blank" in said else "",
        material="plywood-birch",
        size=Size.of(long_um=600_000, short_um=400_000, thick_um=4_000),
        shelf=SHELF if "shelf" in said else "",
        origin=Origin.BOUGHT if "origin" in said else Origin.DONATION,
    )


@given(st.floats(0, 4), st.floats(0, 1e9))
def test_a_pieces_code_is_repeated_exactly_within_two_seconds(pause: float, start: float) -> None:
    state, _ = step(State(), LabelCode(CODE), seen(), start, {})
    later = start + pause
    _, asked = step(state, LabelCode(CODE), seen(), later, {})
    is_repeated = isinstance(asked, Say) and asked.remark == Remark.REPEATED
    assert is_repeated == (later - start < REPEAT_SECONDS)


def test_a_damaged_scan_or_an_empty_one_between_does_not_make_a_bounce_a_scan() -> None:
    for between in (Damaged("DRE7K3PX4X"), Nothing()):
        state, _ = step(State(), LabelCode(CODE), seen(), 0.0, {})
        state, _ = step(state, between, None, 0.5, {})
        _, asked = step(state, LabelCode(CODE), seen(), 1.0, {})
        assert asked == Say(Remark.REPEATED, CODE)


def test_a_lots_code_is_never_repeated() -> None:
    state, _ = step(State(), LabelCode(CODE), seen(SCREWS), 0.0, {})
    _, asked = step(state, LabelCode(CODE), seen(SCREWS), 0.1, {})
    assert asked == Take(CODE, 1)


def test_what_lies_on_the_shelf_is_taken_and_what_is_taken_comes_back() -> None:
    taken = replace(SHEET, status=Status.TAKEN)
    assert after(State(), (LabelCode(CODE), seen()))[1] == Take(CODE)
    assert after(State(), (LabelCode(CODE), seen(taken)))[1] == PutBack(CODE)


def test_remainders_are_wished_for_instead_of_the_take() -> None:
    state = State(mode=Mode.TAKEN, item=CODE, eid="taken-event")
    _, asked = after(state, (Text("300x400 + 10x20 cm"), None))
    sizes = (Size.of(long_um=400_000, short_um=300_000), Size.of(long_um=200_000, short_um=100_000))
    assert asked == Cut(CODE, sizes, instead_of="taken-event")


def test_nobody_there_ends_every_mode_and_keeps_what_was_scanned() -> None:
    for mode in Mode:
        state = State(mode=mode, item=CODE, eid="e", intake=Intake(material="oak"), last=CODE, last_at=5.0)
        assert idle(state) == State(last=CODE, last_at=5.0)


def test_beginning_anew_keeps_where_things_come_from() -> None:
    state = State(mode=Mode.PLACED, item=CODE, intake=Intake(origin=Origin.OFFCUT, material="oak"))
    assert fresh(state) == State(intake=Intake(origin=Origin.OFFCUT))


def test_a_text_longer_than_anybody_types_is_not_even_read() -> None:
    assert after(State(), (Text("9x" * LONGEST), None))[1] == Say(Remark.TOO_LONG)


def test_a_label_of_another_space_is_a_start_only_while_receiving() -> None:
    stranger = (LabelCode("BRG000000K"), StrangerSeen("BRG000000K", "BRG"))
    assert after(State(), stranger)[1] == Say(Remark.OTHER_SPACE, "BRG")
    state, _ = after(State(), (CommandCode(Command.RECEIVE), None), stranger)
    assert state.intake.alias == "BRG000000K"


@pytest.mark.parametrize(
    ("words", "slug", "rest"),
    [
        ("birch plywood", "plywood-birch", ""),
        ("birch plywood from the theatre", "plywood-birch", "from the theatre"),
        ("theatre wall birch plywood", "plywood-birch", "theatre wall"),
        ("BIRCH PLYWOOD", "plywood-birch", ""),
    ],
)
def test_the_longest_run_of_words_that_names_a_material_names_it(words: str, slug: str, rest: str) -> None:
    found, left = match_words(words, material_names())
    assert ([material.slug for material in found], left) == ([slug], rest)


@pytest.mark.parametrize("text", ["0", "00", "0 g", "0,0 l", "0 pcs", " 0 "])
def test_none_is_an_amount_in_every_unit(text: str) -> None:
    assert read_amount(text) == Typed(count=0, mass_mg=0, volume_ul=0)


@pytest.mark.parametrize("text", ["0x0", "0.5 kg", "10", "0 0", "0-1"])
def test_what_only_begins_with_a_nought_is_not_none(text: str) -> None:
    assert read_amount(text) != Typed(count=0, mass_mg=0, volume_ul=0)
