"""Doctor, rebuild, backup, restore, settings and the PIN at a shell."""

import sqlite3
from contextlib import closing

import pytest

from kiosk.settings import Secrets
from kiosk.use_cases.keep import PIN
from registry.spaces import Spaces
from registry.use_cases.issue_code import issue_code
from tests.kiosk.commands.shell import Shell

SHEET = ("--material", "plywood-birch", "--size", "600x400x4")


def tamper(shell: Shell, statement: str) -> None:
    """Somebody changes the database with another program."""
    with closing(sqlite3.connect(shell.database)) as connection, connection:
        assert connection.execute(statement).rowcount > 0


def test_a_sound_database_is_said_to_be_sound(shell: Shell) -> None:
    shell.code_of(*SHEET)
    said = shell.asks("doctor")
    assert (said["ok"], said["events"]) == (True, 2)
    assert shell("doctor").out == "Sound: 2 events.\n"


def test_doctor_finds_an_event_that_was_changed(shell: Shell) -> None:
    shell.code_of(*SHEET)
    tamper(shell, "UPDATE event SET line = CAST(replace(line, 'birch', 'larch') AS BLOB) WHERE seq = 2")
    said = shell.asks("doctor", code=1)
    assert (said["ok"], said["reason"]) == (False, "not-sound")
    assert said["broken"].endswith(" 2")


def test_doctor_finds_an_event_that_is_gone(shell: Shell) -> None:
    shell.code_of(*SHEET)
    shell.code_of(*SHEET)
    tamper(shell, "DELETE FROM event WHERE seq = 1")
    assert shell.asks("doctor", code=1)["broken"]


def test_stock_that_differs_from_the_log_is_found_and_rebuilt(shell: Shell) -> None:
    code = shell.code_of(*SHEET)
    tamper(shell, "UPDATE item SET body = replace(body, '600000', '900000')")
    said = shell.asks("doctor", code=1)
    assert said["different"] == [code]
    assert "kiosk rebuild" in shell("doctor").out
    assert shell.asks("rebuild")["ok"] is True
    assert shell.asks("doctor")["ok"] is True
    assert shell.asks("show", code)["item"]["size_um"]["length"] == 600_000


def test_a_file_that_is_no_database_is_a_sentence(shell: Shell) -> None:
    shell.database.write_bytes(b"no database at all, but long enough to be read as one" * 100)
    for verb in (("doctor",), ("find",), ("receive", *SHEET)):
        ran = shell(*verb)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("kiosk: The database is damaged.")


def test_a_backup_is_brought_back_and_what_was_there_is_kept(shell: Shell) -> None:
    code, file = shell.code_of(*SHEET), shell.folder / "backup.db"
    assert shell.asks("backup", str(file))["file"] == str(file)
    shell.asks("take", code)
    said = shell.asks("restore", str(file))
    assert shell.asks("show", code)["item"]["status"] == "here"
    assert shell.asks("doctor")["ok"] is True
    shell.database.unlink()
    shell.asks("restore", said["before"])
    assert shell.asks("show", code)["item"]["status"] == "taken"


def test_a_backup_is_restored_where_there_is_no_database_yet(shell: Shell) -> None:
    code, file = shell.code_of(*SHEET), shell.folder / "backup.db"
    shell.asks("backup", str(file))
    shell.database.unlink()
    assert shell.asks("restore", str(file))["before"] == ""
    assert shell.asks("show", code)["code"] == code


def test_what_is_no_backup_is_refused_and_the_database_stays(shell: Shell) -> None:
    code, file = shell.code_of(*SHEET), shell.folder / "holiday.jpg"
    file.write_bytes(b"\xff\xd8\xff" * 1000)
    assert shell.asks("restore", str(file), code=1)["ok"] is False
    assert shell.asks("restore", str(shell.folder / "missing.db"), code=1)["reason"] == "no-database"
    assert shell.asks("show", code)["item"]["status"] == "here"


def test_the_database_is_no_backup_of_itself(shell: Shell) -> None:
    for verb in ("backup", "restore"):
        assert shell.asks(verb, str(shell.database), code=1)["reason"] == "same-file"


def test_a_backup_into_a_folder_that_is_missing_is_a_sentence(shell: Shell) -> None:
    ran = shell("backup", str(shell.folder / "no" / "backup.db"))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("kiosk: ")


def test_settings_are_shown_and_changed(shell: Shell) -> None:
    assert shell.asks("settings")["settings"]["space_name"] == "Test space"
    changed = shell.asks("settings", "hold_days=7", "zone=Europe/Berlin", "printer=")["settings"]
    assert (changed["hold_days"], changed["zone"], changed["printer"]) == ("7", "Europe/Berlin", "")
    assert "hold_days=7" in shell("settings").out.splitlines()


@pytest.mark.parametrize(
    "change",
    [
        *(
            "hold_days=soon",
            "hold_days=0",
            "zone=Mars/Base",
            "language=xx",
            "label=600x29",
            "label=0x0",
            "label_link=stock.example/",
            "label_link=HTTPS://x",
        ),
        *("space_name=", "prefix=DRE", "registry_url=http://x", "nonsense=1", "no value", "layout=dvorak"),
        *("theme=pink", "idle_seconds=-1"),
    ],
)
def test_a_setting_that_cannot_be_is_a_usage_error_and_changes_nothing(shell: Shell, change: str) -> None:
    before = shell.asks("settings")
    assert shell.asks("settings", change, "sound=beep", code=2)["reason"] == "usage"
    assert shell.asks("settings") == before


def test_the_pin_is_forgotten_and_the_other_secrets_stay(shell: Shell) -> None:
    secrets = Secrets(shell.folder)
    secrets.set(PIN, "hash of a pin")
    secrets.set("token", "a token")
    assert shell.asks("pin", "reset") == {"ok": True}
    assert (secrets.get(PIN), secrets.get("token")) == ("", "a token")


def test_a_registrys_database_is_taken_for_none_of_a_kiosks_and_stays_as_it_is(shell: Shell) -> None:
    registry = shell.folder / "registry.db"
    with closing(Spaces(str(registry))) as spaces:
        issue_code(spaces, "riga")
    own, before = shell.code_of(*SHEET), registry.read_bytes()
    for words in (("find", "ply"), ("receive", *SHEET), ("settings", "space_name=x"), ("doctor",)):
        ran = shell.process(*words, "--db", str(registry), env={"LANGUAGE": "en"})
        assert (ran.code, ran.out) == (1, "")
        assert "database of a registry" in ran.err
    assert shell.asks("restore", str(registry), code=1)["reason"] == "of-registry"
    assert shell.asks("show", own)["ok"]
    assert registry.read_bytes() == before
