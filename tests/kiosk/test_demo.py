"""The demo stock: 200 things as a space has them."""

from collections import Counter
from pathlib import Path

import pytest

from kiosk.demo import fill, make_demo
from kiosk.demo_codes import SLIP, demo_codes
from kiosk.demo_goods import SHELVES
from kiosk.kiosk import Kiosk
from kiosk.language import speak
from kiosk.start import open_kiosk
from kiosk.use_cases.keep import examine
from kiosk.use_cases.transfer import arrive
from labels.kinds import TransferLabel
from labels.printing.queue import Queue
from stock.fold import Standing
from stock.items import Lot, Piece, Status
from stock.materials import catalogue
from tests.kiosk.world import TODAY, open_known, recorded, stocked


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Kiosk:
    """A kiosk with the demo stock."""
    kiosk = open_known(tmp_path_factory.mktemp("demo") / "kiosk.db")
    fill(kiosk)
    return kiosk


def items(kiosk: Kiosk) -> list[Standing]:
    """Everything ever received."""
    with kiosk.ledger.reading() as reading:
        return reading.items(limit=1000)


def here(kiosk: Kiosk) -> list[Standing]:
    """Everything that is there."""
    return [item for item in items(kiosk) if item.state and item.state.status == Status.HERE]


def test_two_hundred_pieces_and_lots_are_there(filled: Kiosk) -> None:
    assert len(here(filled)) == 200
    assert len([item for item in here(filled) if isinstance(item.state, Lot)]) >= 10


def test_they_are_of_many_materials_and_lie_on_every_shelf(filled: Kiosk) -> None:
    states = [item.state for item in here(filled) if item.state]
    assert len({state.material for state in states}) >= 25
    assert all(catalogue().get(state.material) for state in states)
    with filled.ledger.reading() as reading:
        names = {shelf.code: shelf.name for shelf in reading.shelves()}
    assert {names[state.shelf] for state in states} == set(SHELVES)


def test_offcuts_were_really_cut_from_a_parent(filled: Kiosk) -> None:
    cut = {item.item for item in items(filled) if item.state and item.state.status == Status.CUT}
    parents = [
        item.state.parent for item in here(filled) if isinstance(item.state, Piece) and item.state.parent
    ]
    assert Counter(parents) == dict.fromkeys(cut, 2)
    assert len(cut) == 24


def test_some_are_taken_one_is_held_and_what_nobody_could_name_waits(filled: Kiosk) -> None:
    states = [item.state for item in items(filled) if item.state]
    assert sum(state.status == Status.TAKEN for state in states) == 6
    assert [state.held_until > TODAY for state in states if state.held_until] == [True]
    waiting = {state.material for state in states if state.quarantined}
    assert waiting == {"plastic-unknown"}


def test_it_came_in_over_the_last_half_year_and_nothing_in_the_future(filled: Kiosk) -> None:
    days = {item.state.since for item in items(filled) if item.state}
    assert len(days) > 100
    assert min(days) > "2026-05"
    assert max(days) <= TODAY


def test_the_database_is_sound(filled: Kiosk) -> None:
    assert examine(filled).sound


def test_it_is_the_same_stock_every_time(filled: Kiosk, tmp_path: Path) -> None:
    again = open_known(tmp_path / "again.db")
    fill(again)
    assert [(item.item, item.state) for item in items(again)] == [
        (item.item, item.state) for item in items(filled)
    ]
    again.ledger.engine.dispose()


def test_a_kiosk_that_holds_something_is_left_alone(kiosk: Kiosk) -> None:
    stocked(kiosk, "600x400x4")
    assert fill(kiosk) == 1
    assert len(items(kiosk)) == 1


def test_the_demo_has_a_database_and_a_page_of_codes_of_its_own(tmp_path: Path) -> None:
    database = tmp_path / "demo.db"
    make_demo(database, "lv")
    made = database.read_bytes()
    (waiting,) = Queue(tmp_path / "queue").waiting()
    assert Queue(tmp_path / "queue").order(waiting.number).file == "demo-codes.pdf"
    make_demo(database, "en")
    assert database.read_bytes() == made
    demo = open_kiosk(database)
    speak("en")
    assert (demo.settings.is_set_up, demo.settings.language, len(here(demo))) == (True, "lv", 200)
    assert all(item.item.startswith("TST") for item in items(demo))
    demo.ledger.engine.dispose()


def test_the_page_of_codes_bears_a_slip_that_can_be_tried_also_before_there_is_a_shelf(
    kiosk: Kiosk,
) -> None:
    stocked(kiosk, "600x400x4")
    (slip,) = (label.slip for label in demo_codes(kiosk).labels if isinstance(label, TransferLabel))
    assert recorded(arrive(kiosk, slip)).standing.item == SLIP.item
