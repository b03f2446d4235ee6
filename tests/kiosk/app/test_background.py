"""What works beside the screen: sounds, the fault log, labels, the line to the registry."""

import stat
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest

from kiosk.answers.band import Tone
from kiosk.kiosk import Kiosk
from kiosk.labels_out import PrintedLabels
from kiosk.registry_line import RegistryLine
from kiosk.registry_line import _note as note_of
from kiosk.screens.faults import FILE, note_fault
from kiosk.screens.opening import open_house
from kiosk.settings import Secrets
from kiosk.sounds import APART_SECONDS, Sounds
from kiosk.use_cases.blanks import issue
from kiosk.use_cases.command_sheet import command_sheet
from kiosk.use_cases.labels import blanks_order, face_of
from kiosk.widgets.spans import Role
from labels.printing.printer import Printer, write_printer
from labels.status.printer import Tongue
from ledger.outbox import Unsent
from sync.states import (
    Delay,
    Matter,
    NeedsPerson,
    State,
    Trouble,
    TroubleKind,
    Unknown,
    Verified,
    Waiting,
)
from sync.worker import Worker
from tests.kiosk.world import piece, stocked

PATIENCE_SECONDS = 60


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until something is so."""
    deadline = monotonic() + PATIENCE_SECONDS
    while not condition():
        assert monotonic() < deadline
        sleep(0.005)


class Bell:
    """A bell that remembers when it rang."""

    def __init__(self) -> None:
        self.rang: list[float] = []

    def ring(self) -> None:
        """Ring now."""
        self.rang.append(0.0)

    def later(self, seconds: float, ring: Callable[[], object]) -> None:
        """Ring later: noted at once."""
        ring()
        self.rang[-1] = seconds


@pytest.mark.parametrize(("tone", "times"), [(Tone.DONE, 1), (Tone.ATTENTION, 2), (Tone.NO, 3)])
def test_each_kind_of_answer_has_a_number_of_bells(tone: Tone, times: int) -> None:
    bell = Bell()
    Sounds(bell.ring, bell.later).play(tone, "")
    assert bell.rang == [number * APART_SECONDS for number in range(times)]


def test_a_command_may_play_the_sound_instead(tmp_path: Path) -> None:
    bell, heard = Bell(), tmp_path / "heard"
    sounds = Sounds(bell.ring, bell.later)
    sounds.play(Tone.NO, f"sh -c 'echo $0 > {heard}'")
    wait_for(lambda: all(player.poll() == 0 for player in sounds._playing))
    assert heard.read_text(encoding="utf-8") == "no\n"
    assert bell.rang == []


@pytest.mark.parametrize("command", ["/no/such/player", "unclosed 'quote"])
def test_a_command_that_cannot_be_run_is_replaced_by_bells(command: str) -> None:
    bell = Bell()
    Sounds(bell.ring, bell.later).play(Tone.DONE, command)
    assert bell.rang == [0.0]


def failure(text: str) -> ValueError:
    """An error that was raised, and quotes a text."""
    try:
        int(text)
    except ValueError as error:
        return error
    raise AssertionError(text)


def test_the_fault_log_says_where_and_never_what_was_scanned(tmp_path: Path) -> None:
    note_fault(tmp_path, failure("Anna's badge"))
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert "ValueError" in text
    assert " failure\n" in text
    assert "Anna" not in text


def test_the_fault_log_does_not_grow_for_ever(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("x" * 1_000_000, encoding="utf-8")
    note_fault(tmp_path, failure("again"))
    assert (tmp_path / FILE).stat().st_size < 300_000


def test_a_folder_that_may_not_be_written_has_no_fault_log(tmp_path: Path) -> None:
    note_fault(tmp_path / "missing", failure("again"))
    assert not (tmp_path / "missing").exists()


class TestLabels:
    """Labels become files where there is no printer."""

    def test_the_status_says_in_which_file_a_label_is(self, kiosk: Kiosk, tmp_path: Path) -> None:
        code = stocked(kiosk, "600x400x4")
        changes: list[int] = []
        labels = PrintedLabels(kiosk, tmp_path, lambda: changes.append(1))
        labels.items(kiosk, [code])
        wait_for(lambda: len(changes) == 2)
        labels.close()
        note = labels.note()
        assert note is not None
        assert f"label-{code}.pdf" in note.text
        assert (tmp_path / "labels" / f"label-{code}.pdf").read_bytes().startswith(b"%PDF")
        with kiosk.ledger.reading() as reading:
            assert reading.printed_face(code) == face_of(piece(kiosk, code))

    def test_new_labels_and_the_command_sheet_are_files_too(self, kiosk: Kiosk, tmp_path: Path) -> None:
        changes: list[int] = []
        labels = PrintedLabels(kiosk, tmp_path, lambda: changes.append(1))
        labels.order(blanks_order(kiosk.settings, issue(kiosk, 2)))
        labels.order(command_sheet(kiosk))
        wait_for(lambda: len(changes) == 4)
        labels.close()
        assert {path.name for path in (tmp_path / "labels").iterdir()} == {
            "labels-blanks.pdf",
            "commands.pdf",
        }

    def test_a_folder_that_cannot_be_written_is_said(self, kiosk: Kiosk, tmp_path: Path) -> None:
        (tmp_path / "labels").write_text("in the way", encoding="utf-8")
        changes: list[int] = []
        labels = PrintedLabels(kiosk, tmp_path, lambda: changes.append(1))
        labels.items(kiosk, [stocked(kiosk, "600x400x4")])
        wait_for(lambda: len(changes) == 2)
        labels.close()
        note = labels.note()
        assert note is not None
        assert (note.role, note.text[0]) == (Role.STATUS_CAUTION, "!")

    def test_printers_are_asked_for_beside_the_screen(self, kiosk: Kiosk, tmp_path: Path) -> None:
        write_printer(tmp_path / "printers", Printer("zebra", "tcp://127.0.0.1:9", Tongue.ZPL))
        labels = PrintedLabels(kiosk, tmp_path, lambda: None)
        assert labels.printers() is None
        labels.look_for_printers()
        wait_for(lambda: labels.printers() is not None)
        labels.close()
        assert "zebra" in (labels.printers() or ())


class TestRegistry:
    """The line to the registry."""

    def test_a_kiosk_that_joined_none_says_so(self, kiosk: Kiosk, tmp_path: Path) -> None:
        line = RegistryLine(Secrets(tmp_path), lambda: None)
        line.follow(kiosk)
        line.nudge()
        note = line.note(7)
        line.close()
        assert note is not None
        assert note.text == "no registry"

    @pytest.mark.parametrize(
        ("state", "unsynced", "text", "role"),
        [
            (Unknown(), 0, "asking the registry", Role.TEXT),
            (Verified("2026-11-23T10:02:11.120Z"), 0, "✔ registry has it all", Role.TEXT),
            (Verified("2026-11-23T10:02:11.120Z"), 2, "2 not sent yet", Role.TEXT),
            (Waiting(Delay.OFFLINE, 3, ""), 1, "3 not sent yet", Role.TEXT),
            (
                Waiting(Delay.OFFLINE, 3, "2026-01-02T10:02:11.120Z"),
                1,
                "! 3 not sent yet since 2026-01-02",
                Role.STATUS_CAUTION,
            ),
            (Waiting(Delay.OFFLINE, 0, "2026-01-02T10:02:11.120Z"), 2, "2 not sent yet", Role.TEXT),
            (Waiting(Delay.UNCOMPARED, 0, ""), 2, "2 not sent yet", Role.TEXT),
            (Waiting(Delay.UNCOMPARED, 0, ""), 0, "sent, not compared yet", Role.TEXT),
            (
                Waiting(Delay.OTHER_FOLD, 0, "2026-01-02T10:02:11.120Z"),
                0,
                "! sent, not compared yet since 2026-01-02",
                Role.STATUS_CAUTION,
            ),
            (
                NeedsPerson(Matter.TROUBLE, (Trouble(TroubleKind.BAD_LINE, "a", 2),)),
                1,
                "! sync needs staff: kiosk sync verify",
                Role.STATUS_CAUTION,
            ),
        ],
    )
    def test_the_status_bar_says_verified_waiting_or_needs_a_person(
        self, state: State, unsynced: int, text: str, role: Role
    ) -> None:
        worker = Worker(lambda: None, lambda: Unsent(0, ""), lambda: "", lambda: 0.5)
        worker.state = state
        note = note_of(worker, unsynced)
        assert (note.text, note.role) == (text, role)

    def test_one_that_joins_later_begins_to_send(self, kiosk: Kiosk, tmp_path: Path) -> None:
        changes: list[int] = []
        house = open_house(tmp_path / "kiosk.db", lambda: changes.append(1))
        house.change(registry_url="http://127.0.0.1:9", registry_space="3f" * 16)
        wait_for(lambda: bool(changes))
        note = house.sync.note(3)
        assert note is not None
        assert "3" in note.text
        house.close()
        assert kiosk.settings.registry_url == ""


def test_the_staff_pin_is_kept_where_only_its_owner_reads_it(kiosk: Kiosk, tmp_path: Path) -> None:
    house = open_house(tmp_path / "kiosk.db", lambda: None)
    house.secrets.set("pin", "x")
    house.close()
    (kept,) = [path for path in tmp_path.iterdir() if path.suffix == ".json"]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert kiosk.settings.space_name
