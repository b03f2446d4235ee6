"""Words find what is on the shelves, in both languages, and no text that somebody types ever fails."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ledger.ledger import Ledger
from ledger.search import Found, Wanted
from ledger.words import Words
from stock.events import Draft, Kind
from stock.items import State, Status
from stock.needs import Need
from stock.pieces import Size
from tests.ledger.conftest import Opener
from tests.ledger.opened import append, append_at_once, received, received_lot
from tests.stock.worlds import MM, lot, sheet

NAMES = {
    "plywood-birch": "Birch plywood Bērza saplāksnis",
    "mdf": "MDF board MDF plāksne",
    "textile": "Textile Audums",
    "screws": "Screws Skrūves",
}


def words_of(state: State) -> str:
    """The names of an item's material in two languages, and its title."""
    return f"{NAMES[state.material]} {state.title}"


@pytest.fixture
def kiosk(path: Path, opened: Opener) -> Ledger:
    """A kiosk with four items."""
    ledger = opened(path, Words(words_of))
    append_at_once(
        ledger,
        received("DRE0000012", sheet()),
        received("DRE0000023", sheet("mdf", long_mm=300)),
        received("DRE0000034", sheet("textile")),
        received_lot("DRE0000045", 5),
    )
    return ledger


def find(kiosk: Ledger, words: str = "", need: Size | None = None, *materials: str) -> Found:
    """What is found."""
    with kiosk.reading() as stock:
        return stock.find(Wanted(words, materials or None, Need(need) if need else None))


def codes(found: Found) -> list[str]:
    """The codes of what was found."""
    return [seen.item for seen in found.items]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("plywood", ["DRE0000012"]),
        ("PLYWOOD birch", ["DRE0000012"]),
        ("ply", ["DRE0000012"]),
        ("saplāksnis", ["DRE0000012"]),
        ("BĒRZA", ["DRE0000012"]),
        ("berza sapl", ["DRE0000012"]),
        ("be\u0304rza", ["DRE0000012"]),
        ("skruves", ["DRE0000045"]),
        ("audums", ["DRE0000034"]),
        ("mdf", ["DRE0000023"]),
        ("plywood mdf", []),
        ("p", []),
        ("wood", []),
        ("glass", []),
    ],
)
def test_a_word_in_either_language_finds_what_begins_so(
    kiosk: Ledger, words: str, expected: list[str]
) -> None:
    found = find(kiosk, words)
    assert codes(found) == expected
    assert (found.total, found.more) == (len(expected), False)


def test_without_words_everything_on_the_shelves_is_found_the_smallest_first(kiosk: Ledger) -> None:
    assert codes(find(kiosk)) == ["DRE0000045", "DRE0000023", "DRE0000012", "DRE0000034"]


def test_words_material_and_size_all_count(kiosk: Ledger) -> None:
    need = Size(400 * MM, 400 * MM)
    assert codes(find(kiosk, "", need)) == ["DRE0000012", "DRE0000034"]
    assert codes(find(kiosk, "", need, "textile", "mdf")) == ["DRE0000034"]
    assert codes(find(kiosk, "", None, "textile", "mdf")) == ["DRE0000023", "DRE0000034"]
    assert codes(find(kiosk, "plywood", need, "textile")) == []
    assert codes(find(kiosk, "plywood", need)) == ["DRE0000012"]
    with kiosk.reading() as stock:
        assert not stock.find(Wanted(materials=())).items


@pytest.mark.parametrize("status", [Status.TAKEN, Status.CUT, Status.DISCARDED, Status.VOID])
def test_what_left_the_shelf_is_not_found_and_is_again_when_it_is_back(kiosk: Ledger, status: Status) -> None:
    append(kiosk, Draft(Kind.TAKEN, "DRE0000012", replace(sheet(), status=status)))
    assert codes(find(kiosk, "plywood")) == []
    assert "DRE0000012" not in codes(find(kiosk))
    append(kiosk, Draft(Kind.RETURNED, "DRE0000012", sheet()))
    assert codes(find(kiosk, "plywood")) == ["DRE0000012"]


def test_what_waits_in_quarantine_and_what_is_used_up_is_not_found(kiosk: Ledger) -> None:
    waiting = replace(sheet(), quarantined=True)
    append(kiosk, Draft(Kind.QUARANTINED, "DRE0000012", waiting), Draft(Kind.TAKEN, "DRE0000045", lot(), -5))
    assert codes(find(kiosk)) == ["DRE0000023", "DRE0000034"]
    assert codes(find(kiosk, "plywood")) == codes(find(kiosk, "screws")) == []


def test_a_corrected_item_is_found_by_its_new_words_alone(kiosk: Ledger) -> None:
    append(kiosk, Draft(Kind.CORRECTED, "DRE0000012", sheet("mdf")))
    assert codes(find(kiosk, "plywood")) == []
    assert sorted(codes(find(kiosk, "mdf"))) == ["DRE0000012", "DRE0000023"]


def test_what_a_failed_transaction_received_is_found_nowhere(kiosk: Ledger) -> None:
    with pytest.raises(ZeroDivisionError):
        _receive_and_fail(kiosk)
    assert codes(find(kiosk, "plywood")) == ["DRE0000012"]


def _receive_and_fail(kiosk: Ledger) -> None:
    with kiosk.transaction() as change:
        change.append(received("DRE0000056"))
        raise ZeroDivisionError


def test_a_word_that_nearly_everything_has_shows_the_newest_and_counts_no_further(
    kiosk: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, number in (("SHOWN", 3), ("COUNTED", 5), ("RANKED", 5)):
        monkeypatch.setattr(f"ledger.search.{name}", number)
    append_at_once(kiosk, *(received(f"DRE00001{number}") for number in range(10, 20)))
    found = find(kiosk, "plywood")
    assert codes(found) == ["DRE0000119", "DRE0000118", "DRE0000117"]
    assert (found.total, found.more) == (5, True)
    everything = find(kiosk)
    assert (len(everything.items), everything.total, everything.more) == (3, 5, True)


def test_the_best_of_few_comes_first_and_the_newest_of_many(
    kiosk: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    repeated = replace(sheet(), title="plywood plywood plywood plywood")
    append(kiosk, received("DRE0000100", repeated), received("DRE0000101"))
    assert codes(find(kiosk, "plywood"))[0] == "DRE0000100"
    monkeypatch.setattr("ledger.search.RANKED", 2)
    assert codes(find(kiosk, "plywood")) == ["DRE0000101", "DRE0000100", "DRE0000012"]


def test_where_one_of_the_words_is_everywhere_the_newest_comes_first(
    kiosk: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(kiosk, received("DRE0000100", replace(sheet(), title="cherry cherry cherry cherry")))
    append(kiosk, received("DRE0000101", replace(sheet(), title="cherry")))
    assert codes(find(kiosk, "plywood cherry")) == ["DRE0000100", "DRE0000101"]
    monkeypatch.setattr("ledger.search.RANKED", 2)
    assert codes(find(kiosk, "plywood cherry")) == ["DRE0000101", "DRE0000100"]
    assert codes(find(kiosk, "cherry")) == ["DRE0000100", "DRE0000101"]


HOSTILE = [
    *('"', "'", '""', "*", "(", ")", "^", ":", "-", "--", "{", "\\", "\x00", "a\x00b", "\ud800", "’"),
    *("AND", "OR", "NOT", "NEAR", "a AND", "NOT a", "NEAR(a b)", "words:a", "rowid", '"a', "a*", "^a", "a+b"),
    *("'; DROP TABLE event; --", "%", "_", "?", ":match", "[/", "\x1b[2J", "\u202eabc", "🪵", "x" * 4096),
    *("a " * 2048, '"' * 4096, "ē" * 4096, "ℵ", "²", "ǆ", "\u0301", "_a_"),
]


def test_hostile_words_find_or_find_not_and_never_fail(kiosk: Ledger) -> None:
    for words in HOSTILE:
        for need in (None, Size(10 * MM, 10 * MM)):
            assert find(kiosk, words, need).total <= 4, words
    assert codes(find(kiosk, "plywood")) == ["DRE0000012"]


@given(words=st.text(max_size=60))
@example(words='plywood" OR "mdf')
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_text_may_be_searched_for(kiosk: Ledger, words: str) -> None:
    assert find(kiosk, words).total <= 4


def test_quotes_and_operators_are_no_part_of_the_words(kiosk: Ledger) -> None:
    assert codes(find(kiosk, '"plywood" (birch)')) == ["DRE0000012"]
    assert codes(find(kiosk, "plywood NOT birch")) == []
    assert codes(find(kiosk, "plywood OR mdf")) == []
