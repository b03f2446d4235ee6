"""What the screen shows after a scan, page by page, on a real database."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.answers.band import Tone
from kiosk.kiosk import Kiosk
from kiosk.language import LANGUAGES, spoken
from kiosk.screens.card import CardBody
from kiosk.screens.help import HelpBody
from kiosk.screens.lists import HitsBody
from kiosk.screens.receipt import ReceiptBody
from kiosk.screens.start_view import StartBody
from kiosk.settings import SECRETS
from kiosk.themes import CONTRAST, WORKSHOP
from kiosk.use_cases.blanks import issue
from ledger import letterbox
from stock.codes import Command, command_code, quantity_code
from stock.events import Event, Kind, encode
from stock.items import Status, state_body
from tests.kiosk.app.house import Talk, shown_in
from tests.kiosk.world import ELSEWHERE, PREFIX, kinds, piece, shelved, stocked
from tests.registry.wires import AT, PIECE

HELP, STAFF, BACK, UNDO = (command_code(c) for c in (Command.HELP, Command.STAFF, Command.BACK, Command.UNDO))
THEME, LANGUAGE, NEXT = (command_code(c) for c in (Command.THEME, Command.LANGUAGE, Command.NEXT))
RECEIVE = command_code(Command.RECEIVE)


def test_it_begins_with_what_to_do(talk: Talk) -> None:
    scene = talk.opens()
    assert (scene.answer.word, scene.calm, scene.mode.word) == ("READY", True, "READY")
    assert "Scan a label" in shown_in(scene)


def test_a_taken_piece_is_shown_with_its_size_and_its_code(kiosk: Kiosk, talk: Talk) -> None:
    code = stocked(kiosk, "600x400x4")
    scene = talk.says(code)
    assert scene.answer.word == "TAKEN"
    assert isinstance(scene.body, CardBody)
    assert f"{code[:3]} {code[3:9]} {code[9:]}" in shown_in(scene)
    assert "LASER: YES" in shown_in(scene)


def test_a_search_names_the_shelf_of_the_smallest_piece_first(kiosk: Kiosk, talk: Talk) -> None:
    stocked(kiosk, "900x900x4")
    small = stocked(kiosk, "310x210x4", shelf=shelved(kiosk, "B7"))
    scene = talk.says("plywood 300x200")
    assert isinstance(scene.body, HitsBody)
    lines = shown_in(scene).splitlines()
    assert small[3:9] in lines[1]
    assert "█▀▄ ▀▀█" in lines[0]
    assert "310 × 210 × 4 mm" in lines[4]
    assert "900 × 900 × 4 mm" in lines[5]


def test_a_receipt_shows_what_is_still_asked(kiosk: Kiosk, talk: Talk) -> None:
    scene = talk.says(issue(kiosk, 1)[0], "birch plywood")
    assert isinstance(scene.body, ReceiptBody)
    assert "Birch plywood" in shown_in(scene)
    assert "?" in shown_in(scene)
    assert scene.mode.word == "RECEIVING"


def test_a_new_piece_without_a_label_gets_one_printed(talk: Talk) -> None:
    talk.says(RECEIVE, "birch plywood 600x400x4")
    assert len(talk.paper.codes) == 1


def test_help_stays_until_the_next_scan_which_counts(kiosk: Kiosk, talk: Talk) -> None:
    code = stocked(kiosk, "600x400x4")
    assert isinstance(talk.says(HELP).body, HelpBody)
    assert talk.says(code).answer.word == "TAKEN"
    assert piece(kiosk, code).status == Status.TAKEN


def test_help_gives_way_to_what_was_there_when_the_next_scan_shows_nothing(kiosk: Kiosk, talk: Talk) -> None:
    stocked(kiosk, "600x400x4")
    talk.says("plywood", HELP)
    assert isinstance(talk.says("DRE7K3PX40").body, HitsBody)


def test_the_language_changes_at_once_and_is_kept(talk: Talk) -> None:
    scene = talk.says(LANGUAGE)
    assert (spoken(), scene.look.language) == ("lv", "lv")
    assert talk.opens().look.language == "lv"
    talk.says(*[LANGUAGE] * (len(LANGUAGES) - 1))
    assert spoken() == "en"


def test_the_colours_change_and_are_kept(talk: Talk) -> None:
    assert talk.says(THEME).look.theme == CONTRAST
    assert talk.opens().look.theme == CONTRAST
    assert talk.says(THEME).look.theme == WORKSHOP


def test_next_turns_the_page_of_what_is_shown(kiosk: Kiosk, talk: Talk) -> None:
    stocked(kiosk, "600x400x4")
    before = talk.says("plywood")
    scene = talk.says(NEXT)
    assert scene.next_page
    assert scene.body == before.body
    assert not talk.says("plywood").next_page


def test_after_a_restart_the_last_three_scans_are_shown(kiosk: Kiosk, talk: Talk, tmp_path: Path) -> None:
    codes = [stocked(kiosk, f"{300 + number}x200x4") for number in range(4)]
    talk.says(*codes[1:])
    again = Talk(tmp_path / "kiosk.db")
    shown = shown_in(again.opens())
    again.conversation.close()
    places = [shown.find(code[3:9]) for code in codes]
    assert places[0] == -1
    assert places[3] < places[2] < places[1]
    assert shown.count("taken") == 3


def test_nobody_there_means_the_start_again(kiosk: Kiosk, talk: Talk) -> None:
    talk.says(stocked(kiosk, "600x400x4"))
    scene = talk.conversation.idle()
    assert isinstance(scene.body, StartBody)
    assert (scene.mode.word, scene.calm) == ("READY", True)


def test_figures_count_what_is_here_and_what_waits(kiosk: Kiosk, talk: Talk) -> None:
    stocked(kiosk, "600x400x4")
    stocked(kiosk, "600x400x4", "plastic-unknown")
    figures = talk.conversation.figures()
    assert figures is not None
    assert (figures.here, figures.quarantined) == (2, 1)
    assert figures.unsynced > 0


class TestPin:
    """The door to the staff pages."""

    def test_the_first_one_chooses_it_twice(self, talk: Talk) -> None:
        assert talk.says(STAFF).masked
        assert talk.says("1234", "4321").answer.word == "NOT THE SAME"
        assert talk.says("1234", "1234").answer.word == "STAFF"

    def test_it_is_kept_hashed_and_outside_the_database(self, talk: Talk, tmp_path: Path) -> None:
        talk.says(STAFF, "7319", "7319")
        kept = tmp_path / SECRETS
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert "7319" not in kept.read_text(encoding="utf-8")
        assert b"7319" not in (tmp_path / "kiosk.db").read_bytes()

    def test_it_is_asked_for_ever_after(self, talk: Talk) -> None:
        talk.says(STAFF, "1234", "1234", BACK)
        assert talk.says(STAFF).answer.word == "PIN"
        assert talk.says("1234").answer.word == "STAFF"

    def test_a_wrong_one_waits_longer_each_time(self, talk: Talk) -> None:
        talk.says(STAFF, "1234", "1234", BACK, STAFF)
        for _ in range(5):
            assert talk.says("9999").answer.word == "WRONG PIN"
        assert talk.says("1234").answer.word == "WAIT"
        next(talk.clock)
        assert talk.says("1234").answer.word == "STAFF"

    @pytest.mark.parametrize("typed", ["123", "12345678", "１２３４"])
    def test_a_pin_has_four_to_seven_digits(self, talk: Talk, typed: str) -> None:
        assert talk.says(STAFF, typed).answer.word == "NEW PIN"

    def test_a_scan_at_the_door_counts_as_always(self, kiosk: Kiosk, talk: Talk) -> None:
        code = stocked(kiosk, "600x400x4")
        scene = talk.says(STAFF, code)
        assert (scene.answer.word, scene.masked) == ("TAKEN", False)
        assert talk.says(UNDO).answer.word == "UNDONE"

    def test_escape_leads_back_to_the_start(self, talk: Talk) -> None:
        scene = talk.says(STAFF, BACK)
        assert (scene.answer.word, scene.masked) == ("READY", False)


def staff(talk: Talk, *texts: str) -> str:
    """The band's word after these texts, typed in the staff menu."""
    return talk.says(STAFF, "1234", "1234", *texts).answer.word


class TestStaff:
    """The staff pages."""

    def test_an_item_leaves_quarantine_with_a_material_and_a_proof(self, kiosk: Kiosk, talk: Talk) -> None:
        code = stocked(kiosk, "600x400x4", "plastic-unknown")
        assert staff(talk, "1", "1") == "WHAT IS IT?"
        assert talk.says("polypropylene").answer.word == "PROOF?"
        assert talk.says("mark on the back: PP 05").answer.word == "RELEASED"
        assert (piece(kiosk, code).quarantined, talk.paper.codes) == (False, [code])

    def test_nothing_leaves_quarantine_without_a_proof(self, kiosk: Kiosk, talk: Talk) -> None:
        code = stocked(kiosk, "600x400x4", "plastic-unknown")
        assert staff(talk, "1", "1", "polypropylene", "") == "PROOF?"
        assert piece(kiosk, code).quarantined

    def test_its_label_chooses_an_item_in_quarantine(self, kiosk: Kiosk, talk: Talk) -> None:
        stocked(kiosk, "600x400x4", "plastic-unknown")
        other = stocked(kiosk, "300x400x4", "plastic-unknown")
        assert staff(talk, "1", other) == "WHAT IS IT?"
        assert f"{other[3:9]}" in shown_in(talk.says("nonsense"))

    def test_words_that_mean_several_materials_are_asked_again(self, kiosk: Kiosk, talk: Talk) -> None:
        stocked(kiosk, "600x400x4", "plastic-unknown")
        assert staff(talk, "1", "1", "acrylic") == "WHICH?"
        assert talk.says("1").answer.word == "PROOF?"

    def test_a_shelf_is_named_and_its_label_printed(self, kiosk: Kiosk, talk: Talk) -> None:
        assert staff(talk, "3", "Rack 12 left") == "SHELF"
        with kiosk.ledger.reading() as reading:
            (shelf,) = reading.shelves()
        assert (shelf.name, talk.paper.codes) == ("Rack 12 left", [shelf.code])

    def test_a_shelf_may_take_a_label_that_is_there_already(self, kiosk: Kiosk, talk: Talk) -> None:
        (blank,) = issue(kiosk, 1)
        assert staff(talk, "3", blank, "A1") == "SHELF"
        with kiosk.ledger.reading() as reading:
            assert [shelf.code for shelf in reading.shelves()] == [blank]
        assert talk.paper.codes == []

    def test_new_labels_are_issued_and_printed(self, kiosk: Kiosk, talk: Talk) -> None:
        assert staff(talk, "4", "24") == "LABELS"
        (order,) = talk.paper.orders
        assert len(order.labels) == 24
        with kiosk.ledger.reading() as reading:
            assert all(reading.is_blank(label.code) for label in order.labels)

    def test_nobody_prints_a_million_labels(self, talk: Talk) -> None:
        assert staff(talk, "4", "99999") == "HOW MANY?"
        assert talk.paper.orders == []

    def test_a_new_label_is_shown_before_any_is_printed(self, talk: Talk) -> None:
        assert staff(talk, "4") == "HOW MANY?"
        assert f"{PREFIX}700000" in shown_in(talk.says("99999"))

    def test_the_command_sheet_is_printed(self, talk: Talk) -> None:
        assert staff(talk, "5") == "LABELS"
        (order,) = talk.paper.orders
        assert order.file == "commands.pdf"


class TestRequests:
    """Requests of other spaces in the staff menu."""

    def test_what_was_asked_for_is_kept_or_denied(self, kiosk: Kiosk, talk: Talk) -> None:
        assert staff(talk, "7") == "INBOX"
        kept, denied = stocked(kiosk, "600x400x4"), stocked(kiosk, "600x400x4")
        _told(kiosk, Event("e1", Kind.HOLD_REQUESTED, AT, kept, 1, {"to": "riga"}))
        _told(kiosk, Event("e2", Kind.HOLD_REQUESTED, AT, denied, 1, {"to": "riga"}))
        assert "cesis asks for" in shown_in(talk.says(BACK, BACK, STAFF, "1234", "7"))
        assert [talk.says("1").answer.word, talk.says("1").answer.word] == ["KEEP IT?", "KEPT"]
        assert [talk.says("1").answer.word, talk.says("2").answer.word] == ["KEEP IT?", "DENIED"]
        assert piece(kiosk, kept).held_until
        assert not piece(kiosk, denied).held_until
        assert kinds(kiosk)[-2:] == ["hold_granted", "hold_denied"]
        assert talk.says(BACK).answer.word == "STAFF"

    def test_what_is_on_its_way_waits_for_its_slip(self, kiosk: Kiosk, talk: Talk) -> None:
        sent = state_body(replace(PIECE, status=Status.SENT)) | {"to": "riga"}
        _told(kiosk, Event("e1", Kind.SENT, AT, ELSEWHERE, 3, sent))
        assert staff(talk, "7", "1") == "INBOX"
        assert talk.says(ELSEWHERE).answer.word == "ARRIVED"


def _told(kiosk: Kiosk, event: Event) -> None:
    """Another space told this one."""
    letterbox.keep(kiosk.ledger, [("cesis", encode(event))], "place", "told")


class TestLeaving:
    """The last choice of the staff menu."""

    def test_the_menu_is_left_by_leaving_the_kiosk(self, talk: Talk) -> None:
        assert talk.says(STAFF, "1234", "1234", "9").leaves

    def test_a_number_may_be_scanned(self, talk: Talk) -> None:
        assert staff(talk, quantity_code(4)) == "HOW MANY?"

    @pytest.mark.parametrize("page", [(), ("1",), ("2",), ("6",), ("7",), ("8",)])
    def test_a_number_that_is_not_on_a_page_leaves_it_as_it_is(
        self, talk: Talk, page: tuple[str, ...]
    ) -> None:
        before = talk.says(STAFF, "1234", "1234", *page)
        for number in ("99", "0", "1234567", quantity_code(50)):
            scene = talk.says(number)
            assert (scene.answer.word, scene.body) == ("NO NUMBER", before.body)
        assert talk.says(*[BACK] * (len(page) + 1)).answer.word == "READY"

    @pytest.mark.parametrize("where", [[], ["1"], ["1", "1"], ["3"], ["4"], ["6"]])
    def test_a_scan_closes_any_page_and_counts(self, kiosk: Kiosk, talk: Talk, where: list[str]) -> None:
        stocked(kiosk, "600x400x4", "plastic-unknown")
        code = stocked(kiosk, "600x400x4")
        staff(talk, *where)
        assert talk.says(code).answer.word == "TAKEN"
        assert talk.says(STAFF).answer.word == "PIN"

    def test_escape_leads_back_page_by_page(self, kiosk: Kiosk, talk: Talk) -> None:
        stocked(kiosk, "600x400x4", "plastic-unknown")
        words = [talk.says(text).answer.word for text in (STAFF, "1234", "1234", "1", "1", BACK, BACK, BACK)]
        assert words[-4:] == ["WHAT IS IT?", "QUARANTINE", "STAFF", "READY"]


class TestFirstStart:
    """Three questions, and never again."""

    @pytest.fixture
    def new(self, tmp_path: Path) -> Talk:
        """A kiosk that nobody has opened yet."""
        return Talk(tmp_path / "new.db")

    def test_three_answers_begin_it(self, new: Talk) -> None:
        assert new.opens().answer.word == "LANGUAGE"
        assert new.says("1").answer.word == "NAME"
        assert new.says("Hangar 3").answer.word == "STOCK"
        scene = new.says("1")
        assert (scene.answer.word, scene.look.space_name) == ("READY", "Hangar 3")
        new.conversation.close()
        assert Talk(new.database).opens().answer.word == "READY"

    def test_the_language_is_used_from_the_first_answer_on(self, new: Talk) -> None:
        new.opens()
        new.says("2", "Angārs", "1")
        assert spoken() == "lv"
        assert new.opens().look.language == "lv"
        new.conversation.close()

    def test_it_may_begin_with_something_to_try(self, new: Talk) -> None:
        new.opens()
        new.says("1", "Hangar 3", "2")
        figures = new.conversation.figures()
        assert figures is not None
        assert figures.here == 200
        new.conversation.close()

    @pytest.mark.parametrize("before", [(), ("1",), ("1", "Hangar 3")])
    def test_a_scan_is_refused_aloud_and_asked_again(self, new: Talk, before: tuple[str, ...]) -> None:
        new.opens()
        for text in before:
            new.says(text)
        scene = new.says("DRE7K3PX4N" if not before else command_code(Command.TAKE))
        assert scene.answer.tone in (Tone.NO, Tone.ATTENTION)
        assert not scene.look.space_name
        new.conversation.close()

    def test_what_is_not_finished_is_asked_again(self, new: Talk) -> None:
        new.opens()
        new.says("1", "Hangar 3")
        assert new.conversation.idle().answer.word == "STOCK"
        new.conversation.close()
        again = Talk(new.database)
        assert again.opens().answer.word == "LANGUAGE"
        again.conversation.close()


class TestTrouble:
    """A database that cannot be used."""

    def test_a_missing_folder_is_said_and_tried_again_with_the_next_scan(self, tmp_path: Path) -> None:
        folder = tmp_path / "stick"
        lost = Talk(folder / "kiosk.db")
        assert lost.opens().answer.tone == Tone.NO
        assert "folder is missing" in lost.says("plywood").answer.sentence
        folder.mkdir()
        assert lost.says("plywood").answer.word == "LANGUAGE"
        lost.conversation.close()

    def test_a_damaged_database_is_said(self, tmp_path: Path) -> None:
        path = tmp_path / "kiosk.db"
        path.write_bytes(b"no database at all " * 999)
        assert "damaged" in Talk(path).opens().answer.sentence
