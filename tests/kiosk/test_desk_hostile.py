"""Whatever is scanned, pasted or typed: an answer, no crash, and nothing recorded that was not meant."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.desk import Desk
from kiosk.dialogue.state import Mode
from kiosk.kiosk import Kiosk
from stock.codes import ALPHABET, Command, command_code, material_code, quantity_code, write
from stock.events import Kind
from tests.kiosk.world import ELSEWHERE, Maker, events, kinds, open_known, piece, shelved, stocked

HOSTILE = (
    "\x00\x01\x1b[2J\x1b]0;owned\x07",
    "[/][@click=app.quit]x[/]",
    "[bold red]",
    "\u202eelif\u202c\u200b\u2066",
    "😀" * 50,
    "שלום",
    "A" * 4096,
    "9" * 4096,
    "600x" * 500,
    "1/0",
    "-5x-5",
    "1e999",
    "{0.__class__}",
    "{shown} {total}",
    "%s%n",
    "'; DROP TABLE event; --",
    '" OR NEAR(',
    "\udcff\udc80",
    "\x1d\x1d01",
    "٣٠٠x٢٠٠",
    "½x⅓",
    "𝟛𝟘𝟘x𝟚𝟘𝟘",
    "Ⅷx²",
)
_NUMBERS = st.integers(0, 10**20).map(str) | st.floats(0, 1e6).map(lambda number: f"{number:g}")
_SIZES = st.lists(_NUMBERS, min_size=1, max_size=5).map("x".join)
_SIGNS = st.sampled_from(["Ø", "mm", "cm", "m", "kg", "g", "l", "pcs", "+", ";", "?", '"', "'", ",", "."])
_TYPED = st.lists(_SIZES | _SIGNS | st.sampled_from(["plywood", "acrylic", "tube"]), max_size=6).map(" ".join)
_CODES = st.builds(
    write,
    st.sampled_from(["DRE", "BRG"]),
    st.text(ALPHABET, min_size=6, max_size=6),
)
_COMMANDS = st.sampled_from(
    [
        *map(command_code, Command),
        quantity_code(0),
        quantity_code(99_999),
        material_code(1),
        material_code(99_999),
    ]
)
ANY_TEXT = st.text(max_size=60) | st.sampled_from(HOSTILE) | _TYPED | _CODES | _COMMANDS


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    """A kiosk that holds a piece of each sort."""
    kiosk = open_known(tmp_path_factory.mktemp("busy") / "kiosk.db")
    yield kiosk
    kiosk.ledger.engine.dispose()


@pytest.fixture(scope="module")
def known(busy: Kiosk) -> list[str]:
    """Codes that mean something there."""
    sorts = [
        ("600x400x4", "plywood-birch"),
        ("Ø20x3x1000", "aluminium-profile"),
        ("2000x40x40", "pine"),
        ("Ø80", "oak"),
        ("50 pcs", "screws"),
        ("2 kg", "denim"),
        ("2 l", "paint-water"),
        ("400x400x6", "plastic-unknown"),
    ]
    return [shelved(busy, "A3"), ELSEWHERE, *(stocked(busy, typed, material) for typed, material in sorts)]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_any_scans_in_any_order_are_answered(busy: Kiosk, known: list[str], data: st.DataObject) -> None:
    desk, at = Desk(busy), 0.0
    for text in data.draw(st.lists(st.sampled_from(known) | ANY_TEXT, min_size=1, max_size=8)):
        at += data.draw(st.sampled_from([0.1, 5.0]))
        reply = desk.answer(text, at)
        assert reply.open or reply.answer.word
        assert _is_clean(reply.answer.word + reply.answer.sentence)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=st.text(max_size=80) | st.sampled_from(HOSTILE) | _TYPED)
def test_text_alone_never_records_anything(busy: Kiosk, known: list[str], text: str) -> None:
    before = len(events(busy))
    reply = Desk(busy).answer(text, 0.0)
    assert reply.answer.word
    assert len(events(busy)) == before
    assert len(known) == 10


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_after_a_take_neither_cuts_nor_crashes(kiosk: Kiosk, maker: Maker, text: str) -> None:
    code = stocked(kiosk, "600x400x4")
    maker.scans(code)
    before = kinds(kiosk)
    reply = maker.scans(text)
    assert kinds(kiosk) == before or reply.answer.word == "CUT"
    assert _is_clean(reply.answer.sentence)


def test_markup_in_a_title_is_text(kiosk: Kiosk, maker: Maker) -> None:
    code = maker.scans(command_code(Command.RECEIVE), "oak", "a[/]b\x1b{0}", "700x60x60").labels[0]
    assert piece(kiosk, code).title.startswith("a")
    assert _is_clean(piece(kiosk, code).title)


def test_a_remainder_thinner_than_a_tubes_wall_is_refused(kiosk: Kiosk, maker: Maker) -> None:
    code = stocked(kiosk, "Ø20x3x1000", "aluminium-profile")
    assert maker.scans(code, "Ø5x100").answer.word == "TOO LARGE"
    assert kinds(kiosk)[-1] == Kind.TAKEN


def test_more_remainders_than_one_event_holds_are_refused_and_the_take_stands(
    kiosk: Kiosk, maker: Maker
) -> None:
    code = stocked(kiosk, "2000x1000x4")
    reply = maker.scans(code, "+".join(["20x20"] * 33))
    assert reply.answer.word == "TOO LONG"
    assert reply.state.mode == Mode.TAKEN
    assert kinds(kiosk)[-1] == Kind.TAKEN
    assert maker.scans("900x900").answer.word == "CUT"


def _is_clean(text: str) -> bool:
    """Whether a terminal would take it for text: nothing that commands it or hides."""
    return not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in text)


def test_the_database_of_the_hostile_tests_is_sound(busy: Kiosk, known: list[str], tmp_path: Path) -> None:
    from kiosk.use_cases.keep import examine

    assert examine(busy).sound
    assert len(known) == 10
    assert tmp_path.exists()
