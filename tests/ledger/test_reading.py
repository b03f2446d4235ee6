"""What a ledger answers: who bears a code, what happened last, what to see to, who did it, settings."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ledger import private
from ledger.engine import reading, writing
from ledger.health import Health, examine, rebuild
from ledger.intake import marks
from ledger.ledger import Ledger
from ledger.outbox import KeptLog, acknowledge, holding, unsent
from ledger.peek import stored_setting
from ledger.reading import Totals
from stock.events import FIRST_HASH, Child, Draft, Event, Kind
from stock.fold import Shelf
from stock.items import Status
from tests.ledger.conftest import Opener
from tests.ledger.opened import (
    append,
    append_at_once,
    lines,
    new_space,
    next_run,
    received,
    received_lot,
    texts,
)
from tests.stock.worlds import NOW, lot, sheet

CODE, OTHER, NEW = "DRE0000012", "DRE0000023", "DRE0000034"


def resolved(ledger: Ledger, code: str) -> str:
    """The item behind a code; "" for none."""
    with ledger.reading() as stock:
        found = stock.resolve(code)
    return found.item if found and found.state and found.state.status != Status.VOID else ""


def is_free(ledger: Ledger, code: str) -> bool:
    """Whether nothing bears the code."""
    with ledger.reading() as stock:
        return stock.is_free(code)


def voided(event: Event) -> Draft:
    """An event is taken back, and its item with it."""
    return Draft(Kind.VOIDED, event.item, replace(sheet(), status=Status.VOID), extra={"voids": event.eid})


def aliased(item: str, alias: str) -> Draft:
    """A foreign code leads to an item."""
    return Draft(Kind.ALIASED, item, sheet(), extra={"alias": alias})


def relabelled(item: str, code: str) -> Draft:
    """An item gets a new label."""
    return Draft(Kind.RELABELLED, item, replace(sheet(), label=code), extra={"code": code})


def test_a_code_is_free_until_something_bears_it(ledger: Ledger) -> None:
    codes = [CODE, OTHER, NEW, "DRE000BBBN", "ean:4006381333931", "DRE0000045"]
    assert all(is_free(ledger, code) for code in codes)
    append(
        ledger,
        received(CODE),
        relabelled(CODE, OTHER),
        Draft(Kind.ISSUED, extra={"codes": [NEW]}),
        Draft(Kind.SHELVED, "DRE000BBBN", extra={"name": "Wall"}),
        aliased(CODE, "ean:4006381333931"),
    )
    assert [code for code in codes if is_free(ledger, code)] == ["DRE0000045"]
    with ledger.reading() as stock:
        assert [code for code in codes if stock.is_blank(code)] == [NEW]
        assert [code for code in codes if stock.shelf(code)] == ["DRE000BBBN"]


def test_former_new_and_foreign_codes_lead_to_the_item(ledger: Ledger) -> None:
    append(ledger, received(CODE), relabelled(CODE, OTHER), relabelled(CODE, NEW), aliased(CODE, "code:A1"))
    assert [resolved(ledger, code) for code in (CODE, OTHER, NEW, "code:A1", "code:A2")] == [CODE] * 4 + [""]


def test_an_alias_that_was_taken_back_leads_nowhere(ledger: Ledger) -> None:
    *_, alias = append(ledger, received(CODE), aliased(CODE, "code:A1"))
    append(ledger, Draft(Kind.VOIDED, CODE, sheet(), extra={"voids": alias.eid}))
    assert (resolved(ledger, "code:A1"), is_free(ledger, "code:A1")) == ("", True)
    append(ledger, aliased(CODE, "code:A1"))
    assert resolved(ledger, "code:A1") == CODE


def test_of_two_items_with_one_foreign_code_the_one_that_is_here_comes_first(ledger: Ledger) -> None:
    append(ledger, received(CODE), received(OTHER), aliased(CODE, "ean:1"), aliased(OTHER, "ean:1"))
    assert resolved(ledger, "ean:1") == CODE
    append(ledger, Draft(Kind.TAKEN, CODE, replace(sheet(), status=Status.TAKEN)))
    assert resolved(ledger, "ean:1") == OTHER
    append(ledger, Draft(Kind.TAKEN, OTHER, replace(sheet(), status=Status.TAKEN)))
    assert resolved(ledger, "ean:1") == CODE


def test_an_item_whose_receipt_was_taken_back_leads_nowhere(ledger: Ledger) -> None:
    receipt, *_ = append(
        ledger, received(CODE), received(OTHER), aliased(CODE, "ean:1"), aliased(OTHER, "ean:1")
    )
    append(ledger, voided(receipt))
    assert (resolved(ledger, CODE), resolved(ledger, "ean:1")) == ("", OTHER)


def test_the_last_three_things_recorded_are_known_after_a_restart_and_no_beginning_of_a_log_is_one(
    ledger: Ledger,
) -> None:
    append(ledger, received(CODE), received(OTHER))
    for number in range(3):
        append(next_run(ledger), received(f"DRE000010{number}"))
    with next_run(ledger).reading() as stock:
        assert texts(stock.recent(3)) == [(Kind.RECEIVED, f"DRE000010{number}") for number in (2, 1, 0)]
        assert [event.item for event in stock.recent(4)][-1] == OTHER
        assert len(stock.recent(99)) == 5


def test_what_others_recorded_is_not_what_was_last_done_here(shared: Engine) -> None:
    ledger, other = new_space(shared), new_space(shared)
    append(ledger, received(CODE))
    append(other, received(OTHER))
    mark = marks(other)[0]
    ledger.store(mark.log, 1, FIRST_HASH, [line.line for line in lines(other)])
    with ledger.reading() as stock:
        assert texts(stock.recent(3)) == [(Kind.RECEIVED, CODE)]
        undoable = stock.undoable()
        assert stock.unsynced() == 2
        assert [seen.item for seen in stock.items()] == [CODE, OTHER]
    assert undoable
    assert undoable.event.item == CODE


def test_what_can_be_undone_is_the_last_thing_that_was_not(ledger: Ledger) -> None:
    first, second, *_ = append(
        ledger, received(CODE), received(OTHER), Draft(Kind.ISSUED, extra={"codes": [NEW]})
    )
    assert _undoable(ledger) == second.eid
    append(ledger, voided(second))
    assert _undoable(ledger) == first.eid
    append(ledger, voided(first))
    assert _undoable(ledger) == ""


def _undoable(ledger: Ledger) -> str:
    with ledger.reading() as stock:
        found = stock.undoable()
    return found.event.eid if found else ""


def test_an_items_history_is_in_the_order_of_its_counter(ledger: Ledger) -> None:
    events = append(ledger, received_lot(CODE, 9), received(OTHER), *[Draft(Kind.TAKEN, CODE, lot(), -2)] * 2)
    with ledger.reading() as stock:
        history = stock.history(CODE)
        assert [(entry.cv, entry.kind, entry.delta) for entry in history] == [
            (1, Kind.RECEIVED, 9),
            (2, Kind.TAKEN, -2),
            (3, Kind.TAKEN, -2),
        ]
        assert stock.events_of(CODE) == [events[0], *events[2:]]
        assert stock.event(events[1].eid) == events[1]
        assert stock.event("nothing") is None
        assert (stock.history(NEW), stock.events_of(NEW)) == ([], [])


def test_a_cut_piece_knows_its_children_but_not_one_that_was_taken_back(ledger: Ledger) -> None:
    child = replace(sheet(long_mm=100), parent=CODE)
    cut = Draft(
        Kind.CUT, CODE, replace(sheet(), status=Status.CUT), children=(Child(OTHER, child), Child(NEW, child))
    )
    append(ledger, received(CODE), cut)
    with ledger.reading() as stock:
        assert [seen.item for seen in stock.children(CODE)] == [OTHER, NEW]
        assert stock.children(OTHER) == []
    append(ledger, Draft(Kind.VOIDED, NEW, replace(child, status=Status.VOID), extra={"voids": "no event"}))
    with ledger.reading() as stock:
        assert [seen.item for seen in stock.children(CODE)] == [OTHER]


def test_shelves_are_listed_by_name_with_what_lies_on_them(ledger: Ledger) -> None:
    on_wall = replace(sheet(), shelf="DRE000BBBN")
    append(
        ledger,
        Draft(Kind.SHELVED, "DRE000CCCK", extra={"name": "Yard"}),
        Draft(Kind.SHELVED, "DRE000BBBN", extra={"name": "Zoo"}),
        Draft(Kind.SHELVED, "DRE000BBBN", extra={"name": "Wall"}),
        received(OTHER, on_wall),
        received(CODE, replace(on_wall, quarantined=True)),
        received(NEW, replace(on_wall, status=Status.TAKEN)),
    )
    with ledger.reading() as stock:
        assert [(shelf.name, shelf.cv) for shelf in stock.shelves()] == [("Wall", 2), ("Yard", 1)]
        assert isinstance(stock.shelf("DRE000CCCK"), Shelf)
        assert [seen.item for seen in stock.on_shelf("DRE000BBBN")] == [OTHER, CODE]
        assert [seen.item for seen in stock.on_shelf("DRE000BBBN", 1)] == [OTHER]
        assert [seen.item for seen in stock.quarantined()] == [CODE]
        assert stock.on_shelf("DRE000CCCK") == []


def test_figures_count_what_is_here_what_waits_and_what_a_person_must_see_to(ledger: Ledger) -> None:
    append(
        ledger,
        received(CODE),
        received(OTHER, replace(sheet(), quarantined=True)),
        received(NEW, replace(sheet(), status=Status.TAKEN)),
        received_lot("DRE0000045", 3),
        received_lot("DRE0000056", 3),
        Draft(Kind.TAKEN, "DRE0000056", lot(), -3),
        Draft(Kind.COUNTED, "DRE0000045", lot(), -4),
    )
    with ledger.reading() as stock:
        assert stock.totals() == Totals(here=2, quarantined=1, exceptions=1)
        assert stock.exceptions() == ["DRE0000045"]


def test_items_are_listed_by_code_a_page_at_a_time(ledger: Ledger) -> None:
    append_at_once(ledger, *(received(code) for code in (NEW, CODE, OTHER)))
    with ledger.reading() as stock:
        assert [seen.item for seen in stock.items(limit=2)] == [CODE, OTHER]
        assert [seen.item for seen in stock.items(after=OTHER)] == [NEW]


def test_what_the_registry_holds_is_not_unsent(ledger: Ledger) -> None:
    append(ledger, received(CODE), received(OTHER))
    assert (unsent(ledger).events, unsent(ledger).since) == (3, NOW)
    acknowledge(ledger, ledger.current_log, 2)
    assert unsent(ledger).events == 1
    acknowledge(ledger, ledger.current_log, 3)
    assert (unsent(ledger).events, unsent(ledger).since) == (0, "")
    mark = marks(ledger)[0]
    assert holding(ledger).logs == [KeptLog(mark, mark, closed=False)]
    later = next_run(ledger)
    acknowledge(later, ledger.current_log, 3)
    assert holding(later).logs == [KeptLog(mark, mark, closed=True)]
    append(ledger, received(NEW))
    assert (holding(later).logs[0].closed, unsent(later).events) == (False, 1)


def test_who_did_it_is_known_here_alone_until_it_is_erased_and_the_chain_stays_whole(ledger: Ledger) -> None:
    with ledger.transaction() as change:
        events = [
            change.append(received(code), who=who)
            for code, who in ((CODE, "Ilze"), (OTHER, "Juris"), (NEW, ""))
        ]
    assert _doers(ledger, events) == ["Ilze", "Juris", ""]
    before = marks(ledger)
    assert not any(b"Ilze" in line.line for line in lines(ledger))
    with writing(ledger.engine) as connection:
        assert private.forget(connection, ledger.space, "Ilze") == 1
        assert private.forget(connection, ledger.space, "Ilze") == 0
    assert _doers(ledger, events) == ["", "Juris", ""]
    assert marks(ledger) == before
    assert rebuild(ledger) == 3
    assert examine(ledger) == Health(4)
    assert _doers(ledger, events) == ["", "Juris", ""]


def _doers(ledger: Ledger, events: list[Event]) -> list[str]:
    with reading(ledger.engine) as connection:
        return [private.who_did(connection, ledger.space, event.eid) for event in events]


def test_settings_are_changed_one_by_one_and_kept(own: Engine) -> None:
    ledger = new_space(own)
    with ledger.transaction() as change:
        change.set(space_name="Rīga", colour="red")
        change.set(colour="'; DROP TABLE setting; --", hold_days="7")
    with ledger.transaction() as change:
        change.set(hold_days="9")
        assert change.settings()["hold_days"] == "9"
    kept = {"space_name": "Rīga", "colour": "'; DROP TABLE setting; --", "hold_days": "9"}
    assert _settings(next_run(ledger)) == kept
    with pytest.raises(ZeroDivisionError):
        _set_and_fail(ledger)
    assert _settings(ledger) == kept, "what failed set nothing"


def _settings(ledger: Ledger) -> dict[str, str]:
    with ledger.reading() as stock:
        return stock.settings()


def _set_and_fail(ledger: Ledger) -> None:
    with ledger.transaction() as change:
        change.set(space_name="Elsewhere")
        raise ZeroDivisionError


def test_a_setting_is_read_before_the_ledger_is_opened(path: Path, opened: Opener) -> None:
    assert stored_setting(path, "language") == ""
    with opened(path).transaction() as change:
        change.set(language="lv")
    assert (stored_setting(path, "language"), stored_setting(path, "colour")) == ("lv", "")
    path.write_bytes(b"nonsense" * 100)
    assert stored_setting(path, "language") == ""
