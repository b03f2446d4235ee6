"""Every view fits its place, in every language, with whatever texts people give their things."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kiosk.answers.band import Answer, Tone
from kiosk.answers.refused import REFUSALS
from kiosk.dialogue.state import Mode, State
from kiosk.language import LANGUAGES, _, speak
from kiosk.screens.card import CardBody
from kiosk.screens.choices import ChoicesBody
from kiosk.screens.help import TEXTS, HelpBody
from kiosk.screens.lists import HitsBody, ItemsBody
from kiosk.screens.modes import mode_sign
from kiosk.screens.receipt import ReceiptBody
from kiosk.screens.scene import Body, Figures, ModeSign
from kiosk.screens.staff import ENTRIES
from kiosk.screens.start_view import LastScan, StartBody
from kiosk.themes import WORKSHOP, palette
from kiosk.use_cases.find import Hits
from kiosk.use_cases.show import Card
from kiosk.widgets.band import HEIGHT, LARGE_HEIGHT, band_lines
from kiosk.widgets.big import big, is_big, large
from kiosk.widgets.header import header_line
from kiosk.widgets.key_bar import MORE_KEY, PAGES, bar_lines, key_at
from kiosk.widgets.lines import Lines
from kiosk.widgets.scan_line import scan_line
from kiosk.widgets.spans import Line, Span, fit, line, line_width, wrap
from kiosk.widgets.status import status_line
from kiosk.words import COMMANDS
from ledger.search import Found
from stock.commands import Command
from stock.fold import Entry, Shelf, Standing
from stock.intake import Intake
from stock.items import Lot, Origin, Piece
from stock.materials import catalogue
from stock.outlines import Outline
from stock.pieces import Form, Mass, Size, Unit
from stock.refusals import Reason
from tests.kiosk.app.house import text_of

HOSTILE = (
    "[/] [bold]x[/bold] [@click=app.quit]y[/]",
    "\x1b[31mred\x1b]0;title\x07",
    "\u202eright to left\u2066 שלום",
    "👩‍🔬🇱🇻 e\u0301\u0301\u0301",
    "漢字かな交じり文" * 20,
    "x" * 4096,
    "\x00\x9b\u200b\ufeff\n\t\r",
    "",
)
SIZES = ((80, 13), (120, 29), (200, 50))
TOO_SMALL = ((40, 8), (20, 3), (1, 1), (0, 0))
CODE = "DRE7K3PX4N"


def piece(title: str, *, long_um: int = 99_999_999, material: str = "plywood-birch") -> Piece:
    """A piece as large as they come."""
    return Piece(
        material=material,
        form=Form.SHEET,
        size=Size(long_um=long_um, short_um=12_345_678, thick_um=18_250),
        mass=Mass.estimated(2_345_678),
        origin=Origin.DONATION,
        title=title,
        held_until="2026-12-24",
        quarantined=True,
        since="2020-01-01",
    )


def bodies(text: str) -> Iterator[Body]:
    """Every body there is, with this text wherever somebody else's text can be."""
    shelf = Shelf(CODE, text, 1, "e")
    one = Standing(CODE, 2, "e", piece(text))
    lot = Standing(
        CODE, 1, "f", Lot(material=text, unit=Unit.PIECES, origin=Origin.OFFCUT, title=text), 10**9
    )
    entries = tuple(Entry(CODE, n, "e", "received", "2026-11-23T10:00:00.000Z") for n in range(9))
    items = (one, lot) * 100
    yield CardBody(Card(one, shelf, (lot,), (one, lot), entries, to_check=True), "2026-11-23", "UTC")
    yield CardBody(Card(lot, shelf), "2026-11-23", "UTC")
    yield HitsBody(Hits(Found(items, 1000, more=True), {"": shelf}))
    yield HitsBody(Hits(Found((), 0), {}))
    yield ItemsBody(items, "2026-11-23", text)
    yield ReceiptBody(Intake(code=CODE, material="pvc", size=piece(text).size, count=99), shelf)
    yield ReceiptBody(Intake(alias=f"code:{text}", material=text))
    yield ChoicesBody((text,) * 99, (text,) * 9)
    yield ChoicesBody(tuple(_(entry.text) for entry in ENTRIES))
    yield StartBody((LastScan(text, text, text, text),) * 3)
    yield HelpBody()


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language in turn."""
    speak(request.param)
    yield request.param
    speak("en")


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_body_fits_its_place(text: str, width: int, height: int) -> None:
    for body in bodies(text):
        lines = body.lines(width, height, min(7, max(0, body.rows - 1)))
        assert len(lines) <= height, body
        assert [line_width(each) for each in lines if line_width(each) > width] == [], body


@pytest.mark.parametrize(("width", "height"), TOO_SMALL)
def test_a_terminal_that_is_too_small_shows_what_fits(width: int, height: int) -> None:
    for text in HOSTILE:
        for body in bodies(text):
            body.lines(width, height, 0)
    assert line_width(header_line("Test space", mode_sign(State()), "12:34", width)) >= 0
    assert len(bar_lines(0, width)) == len(bar_lines(0, 80))


@given(st.text(max_size=300))
def test_no_text_of_anybody_reaches_the_terminal_as_a_command(text: str) -> None:
    class Shown(Lines):
        def lines(self, width: int, height: int) -> list[Line]:  # noqa: ARG002
            return [line(text), (Span(text), Span(text))]

    strips = [Shown(palette(WORKSHOP))._painted(each, 60) for each in Shown(palette(WORKSHOP)).lines(60, 2)]
    for strip in strips:
        assert cell_len(strip.text) == 60
        assert not any(unicodedata.category(letter) in {"Cc", "Cf", "Zl", "Zp"} for letter in strip.text)
    assert all(segment.style and not segment.style.meta for strip in strips for segment in strip)


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("text", HOSTILE)
def test_the_band_fits_any_answer(text: str) -> None:
    for word, sentence in ((text, text), ("TAKEN", text), (text, "")):
        for width, height in ((80, HEIGHT), (160, LARGE_HEIGHT)):
            lines = band_lines(Answer(Tone.NO, word, sentence), "✖", width, height)
            assert len(lines) < height
            assert max(line_width(each) for each in lines) <= width


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("reason", REFUSALS)
def test_no_refusal_is_cut_short(reason: Reason) -> None:
    word, sentence = (_(text) for text in REFUSALS[reason])
    facts = {"code": "DRE 7K3PX4 N", "piece": "DRE 7K3PX4 N", "plan": "100"}
    full = sentence.format(until="2026-12-24", left="1000 pieces", **facts)
    shown = text_of(band_lines(Answer(Tone.NO, word, full), "✖", 80, HEIGHT))
    assert "…" not in shown


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("verb", Command)
def test_the_mode_is_in_sight_beside_any_name(mode: Mode, verb: Command) -> None:
    sign = mode_sign(State(mode=mode, verb=verb))
    header = header_line("A makerspace with a long name " * 3, sign, "12:34", 80)
    assert line_width(header) == 80
    assert sign.word in header[0].text
    assert "12:34" in text_of([header])


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("page", range(len(PAGES)))
def test_the_function_keys_are_never_cut_short(page: int) -> None:
    keys, names = bar_lines(page, 80)
    assert line_width(names) <= 80
    shown = text_of([names])
    assert [name for name in (_(COMMANDS[c]) for c in PAGES[page].values()) if name not in shown] == []
    assert [key for key in (*PAGES[page], "f8", "f9", MORE_KEY) if key.upper() not in text_of([keys])] == []


@pytest.mark.usefixtures("language")
def test_a_touch_finds_the_key_it_is_on() -> None:
    keys = text_of(bar_lines(0, 80)[:1])
    for key in (*PAGES[0], "f8", "f9", MORE_KEY):
        assert key_at(0, 80, keys.index(key.upper())) == key
    assert key_at(0, 400, 399) == ""


@pytest.mark.usefixtures("language")
def test_the_staff_menu_and_the_help_are_never_cut_short() -> None:
    menu = text_of(
        ChoicesBody(tuple(_(entry.text) for entry in ENTRIES), ("9999",) * len(ENTRIES)).lines(80, 13, 0)
    )
    assert "…" not in menu + text_of(HelpBody().lines(80, 13, 0))
    assert len(HelpBody().lines(80, 13, 0)) == 2 * len(TEXTS) - 1


@pytest.mark.usefixtures("language")
def test_the_start_is_never_cut_short() -> None:
    scan = LastScan("23.11. 10:02", "taken", "Birch plywood 1250 × 1250 × 18 mm", "DRE 7K3PX4 N")
    assert "…" not in text_of(StartBody((scan,) * 3).lines(80, 13, 0))


@pytest.mark.usefixtures("language")
def test_every_material_has_room_on_its_card() -> None:
    for material in catalogue().all():
        card = Card(Standing(CODE, 1, "e", piece("", long_um=600_000, material=material.slug)))
        shown = text_of(CardBody(card, "2026-11-23", "UTC").lines(80, 13, 0))
        assert "LASER" in shown or "LĀZER" in shown.upper()


def test_nothing_in_quarantine_fits_a_laser() -> None:
    for is_waiting, sign in ((True, "✖ LASER: NO"), (False, "✔ LASER: YES")):
        card = Card(Standing(CODE, 1, "e", replace(piece(""), quarantined=is_waiting)))
        assert sign in text_of(CardBody(card, "2026-11-23", "UTC").lines(80, 13, 0))


def test_a_piece_that_is_no_rectangle_shows_its_shape_where_there_is_room() -> None:
    ring = ((0, 0), (600_000, 0), (600_000, 250_000), (400_000, 250_000), (400_000, 400_000), (0, 400_000))
    size = Size(long_um=600_000, short_um=400_000, thick_um=6_000)
    card = Card(Standing(CODE, 1, "e", replace(piece(""), size=size, outline=Outline((ring,)))))
    shape = "████████▄▄▄▄"
    assert shape in text_of(CardBody(card, "2026-11-23", "UTC").lines(80, 14, 0))
    assert "█" * 24 in text_of(CardBody(card, "2026-11-23", "UTC").lines(80, 30, 0))
    assert shape not in text_of(CardBody(card, "2026-11-23", "UTC").lines(80, 10, 0))


@pytest.mark.usefixtures("language")
def test_the_status_bar_says_what_waits_for_staff() -> None:
    notes = [Span("LABEL FILE: label-DRE7K3PX4N.pdf"), Span("1,234 not sent yet")]
    shown = status_line(Figures(123_456, 2, 3), notes, 80)
    assert line_width(shown) <= 80
    assert "5" in shown[-1].text
    assert shown[-1].text.startswith("!")


@pytest.mark.parametrize("text", HOSTILE)
def test_the_scan_line_shows_the_end_of_what_is_typed(text: str) -> None:
    shown = scan_line(f"{text}end", 3, 80)
    assert line_width(shown) == 80
    assert "end" in text_of([shown])


@given(st.text(max_size=200), st.integers(0, 90), st.integers(1, 5))
def test_fitting_and_wrapping_never_exceed_their_width(text: str, width: int, rows: int) -> None:
    assert cell_len(fit(text, width)) <= width
    wrapped = wrap(text, width, rows)
    assert len(wrapped) <= rows
    assert all(cell_len(row) <= width for row in wrapped)


def test_latvian_letters_are_big_without_their_marks() -> None:
    assert is_big("Plaukts āčēģīķļņšūž 12")
    assert big("ĀŽ") == big("AZ")


@given(st.text(max_size=40))
def test_any_text_has_a_big_form_of_even_rows(text: str) -> None:
    for rows in (big(text), large(text)):
        assert len({cell_len(row) for row in rows}) == 1


def test_a_long_age_and_an_impossible_day_are_shown_somehow() -> None:
    standing = Standing(CODE, 1, "e", replace(piece(""), since="no day"))
    assert CODE[3:9] in text_of(ItemsBody((standing,), "2026-11-23").lines(80, 13, 0))


def test_a_mode_without_a_word_leaves_the_clock_in_place() -> None:
    assert text_of([header_line("", ModeSign(""), "12:34", 80)]).rstrip().endswith("12:34")
