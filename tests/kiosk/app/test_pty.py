"""The kiosk as a process in a real terminal."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.kiosk import Kiosk
from stock.codes import spaced
from stock.items import Status
from tests.kiosk.app.terminal import Terminal, kiosk_on_a_terminal
from tests.kiosk.world import kinds, piece, stocked


def is_taken(screen: str, code: str) -> bool:
    """Whether the screen says that this one was taken."""
    return "TAKEN" in screen and spaced(code) in screen and "Recorded last" not in screen


def test_the_first_start_asks_three_things_and_never_again(tmp_path: Path) -> None:
    database = str(tmp_path / "new.db")
    with kiosk_on_a_terminal("--db", database, home=tmp_path) as terminal:
        terminal.shows("FIRST START", "Latviešu")
        terminal.types("1\r")
        terminal.shows("What is your space called?")
        terminal.types("Hangar 3\r")
        terminal.shows("Begin with a demo stock")
        terminal.types("1\r")
        terminal.shows("READY", "Hangar 3")
    with kiosk_on_a_terminal("--db", database, home=tmp_path) as terminal:
        assert "FIRST START" not in terminal.shows("READY", "Hangar 3", "0 items here")


def test_the_demo_begins_with_two_hundred_pieces(tmp_path: Path) -> None:
    with kiosk_on_a_terminal("--demo", home=tmp_path) as terminal:
        terminal.shows("READY", "Demo", "200 items here")


def test_a_burst_written_before_the_first_picture_is_answered_in_order(kiosk: Kiosk, tmp_path: Path) -> None:
    codes = [stocked(kiosk, f"{300 + number}x200x4") for number in range(20)]
    with kiosk_on_a_terminal("--db", str(tmp_path / "kiosk.db"), home=tmp_path) as terminal:
        terminal.types("".join(f"{code}\r" for code in codes))
        terminal.until(lambda screen: is_taken(screen, codes[-1]))
    assert {piece(kiosk, code).status for code in codes} == {Status.TAKEN}
    assert kinds(kiosk)[-20:] == ["taken"] * 20


def test_a_bracketed_paste_is_a_scan_a_line(kiosk: Kiosk, tmp_path: Path) -> None:
    codes = [stocked(kiosk, f"{300 + number}x200x4") for number in range(50)]
    with kiosk_on_a_terminal("--db", str(tmp_path / "kiosk.db"), home=tmp_path) as terminal:
        terminal.shows("READY")
        terminal.types("\x1b[200~" + "\n".join(codes) + "\x1b[201~")
        terminal.until(lambda screen: is_taken(screen, codes[-1]))
    assert {piece(kiosk, code).status for code in codes} == {Status.TAKEN}


def test_after_a_power_cut_the_last_three_scans_are_shown(kiosk: Kiosk, tmp_path: Path) -> None:
    codes = [stocked(kiosk, f"{300 + number}x200x4") for number in range(3)]
    with kiosk_on_a_terminal("--db", str(tmp_path / "kiosk.db"), home=tmp_path) as terminal:
        terminal.types("".join(f"{code}\r" for code in codes))
        terminal.until(lambda screen: is_taken(screen, codes[-1]))
        os.kill(terminal.process, signal.SIGKILL)
        terminal.exit_code()
    with kiosk_on_a_terminal("--db", str(tmp_path / "kiosk.db"), home=tmp_path) as terminal:
        screen = terminal.shows("Recorded last")
        assert [spaced(code) in screen for code in codes] == [True] * 3


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_leaves_the_terminal_as_it_was(
    kiosk: Kiosk, tmp_path: Path, number: int
) -> None:
    assert kinds(kiosk) == []
    with kiosk_on_a_terminal("--db", str(tmp_path / "kiosk.db"), home=tmp_path) as terminal:
        terminal.shows("READY", "0 items here")
        os.kill(terminal.process, number)
        assert terminal.exit_code() == 0
        assert b"\x1b[?1049l" in terminal.raw


def test_it_ends_with_its_terminal(kiosk: Kiosk, tmp_path: Path) -> None:
    assert kinds(kiosk) == []
    with kiosk_on_a_terminal("--db", str(tmp_path / "kiosk.db"), home=tmp_path) as terminal:
        terminal.shows("READY", "0 items here")
        terminal.hang_up()
        assert terminal.exit_code() == 0


def test_staff_leave_it_behind_their_pin(kiosk: Kiosk, tmp_path: Path) -> None:
    assert kinds(kiosk) == []
    with kiosk_on_a_terminal("--db", str(tmp_path / "kiosk.db"), home=tmp_path) as terminal:
        terminal.shows("READY")
        terminal.types("\x1b[24~\x1b[24~\x1b[15~")
        terminal.shows("Choose one of 4 to 7 digits")
        terminal.types("1234\r1234\r")
        terminal.shows("Leave the kiosk")
        terminal.types("9\r")
        assert terminal.exit_code() == 0


def test_control_keys_and_stray_bytes_do_not_end_it(kiosk: Kiosk, tmp_path: Path) -> None:
    code = stocked(kiosk, "600x400x4")
    with kiosk_on_a_terminal("--db", str(tmp_path / "kiosk.db"), home=tmp_path) as terminal:
        terminal.shows("READY")
        terminal.types(b"\x03\x11\x10\x1a\x1c\x04\x00\xff\xfe\x80\r")
        terminal.types(b"\x1b[48;1;1;1;1t\x1b[O\x1b[1;1R")
        terminal.types(f"{code}\r")
        terminal.shows(spaced(code), "TAKEN")


def test_a_name_full_of_commands_does_not_command_the_terminal(kiosk: Kiosk, tmp_path: Path) -> None:
    code = stocked(kiosk, "600x400x4", title="\u202e[@click=app.quit]x[/]\u2066")
    with kiosk_on_a_terminal("--db", str(tmp_path / "kiosk.db"), home=tmp_path) as terminal:
        terminal.shows("READY")
        terminal.types(f"{code}\r")
        terminal.shows(spaced(code), "[@click=app.quit]")
        terminal.types(b"\x1b[200~a\x1b]0;owned\x07\x1b[31mb \xc2\x9b2Jc\n\x1b[201~")
        terminal.until(lambda screen: spaced(code) not in screen)
        assert b"]0;owned\x07" not in terminal.raw
        assert "\x9b2J".encode() not in terminal.raw
        assert "\u202e".encode() not in terminal.raw


@pytest.fixture(scope="module")
def patient(tmp_path_factory: pytest.TempPathFactory) -> object:
    """One kiosk that many odd scans are made at."""
    home = tmp_path_factory.mktemp("patient")
    with kiosk_on_a_terminal("--demo", home=home) as terminal:
        terminal.shows("READY", "200 items here")
        yield terminal


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.binary(min_size=1, max_size=80).filter(lambda data: not data.startswith(b"\x1b")))
def test_any_bytes_may_be_scanned_and_the_next_scan_still_counts(patient: Terminal, data: bytes) -> None:
    patient.types(data + b"\r\x1b[200~\x1b[201~")
    patient.types("plywood 300x200\r")
    patient.shows("FOUND")
    patient.types("zzzzz\r")
    patient.until(lambda screen: "FOUND" not in screen or "No piece like that" in screen)


@pytest.mark.parametrize(
    ("loaded", "unneeded"),
    [
        ("kiosk.app", ("sqlalchemy", "sqlmodel", "pydantic", "labels", "kiosk.desk")),
        (
            "kiosk.screens.opening, kiosk.screens.conversation",
            ("httpx", "fastapi", "PIL", "fpdf", "qrcode", "psycopg", "sqlalchemy.dialects.postgresql"),
        ),
    ],
    ids=["the first picture", "an open kiosk"],
)
def test_nothing_is_loaded_before_it_is_needed(loaded: str, unneeded: tuple[str, ...]) -> None:
    program = f"import sys, {loaded}; print([name for name in {unneeded} if name in sys.modules])"
    command = [sys.executable, "-c", program]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
