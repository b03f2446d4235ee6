"""The administrator looks after the database: doctor, rebuild and backup."""

import json
import sqlite3
from pathlib import Path

import pytest

from registry.spaces import Spaces
from registry.use_cases.issue_code import issue_code
from registry.use_cases.list_items import list_items
from registry.use_cases.take_events import take_events
from stock.items import Status
from sync.wire import EventsHeader
from tests.registry.served import administer
from tests.registry.wires import Log


@pytest.fixture
def filled(database: str) -> str:
    """A database with two spaces, one of them with two pieces."""
    spaces = Spaces(database)
    issue_code(spaces, "riga")
    issue_code(spaces, "tartu")
    log = Log()
    log.receive("DRE0000012", "DRE0000023")
    take_events(spaces, "riga", EventsHeader(log=log.id, first=1, prev="0" * 64), log.lines)
    spaces.close()
    return database


def test_doctor_finds_a_sound_database_sound(filled: str) -> None:
    code, output, _ = administer("doctor", "--database", filled, "--json")
    assert code == 0
    assert [(found["space"], found["sound"], found["events"]) for found in json.loads(output)] == [
        ("riga", True, 3),
        ("tartu", True, 0),
    ]


def test_doctor_names_rows_that_the_log_does_not_say_and_rebuild_mends_them(tmp_path: Path) -> None:
    database = str(tmp_path / "registry.db")
    _fill(database)
    with sqlite3.connect(database) as connection:
        connection.execute("DELETE FROM item WHERE item = 'DRE0000012'")
    connection.close()
    code, output, _ = administer("doctor", "riga", "--database", database)
    assert (code, "registry rebuild riga" in output) == (1, True)
    assert administer("rebuild", "riga", "--database", database)[0] == 0
    assert administer("doctor", "--database", database)[0] == 0


def test_doctor_names_where_a_log_was_changed(tmp_path: Path) -> None:
    database = str(tmp_path / "registry.db")
    log = _fill(database)
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE event SET line = ? WHERE seq = 2", (log.lines[2],))
    connection.close()
    code, output, _ = administer("doctor", "--database", database)
    assert (code, f"changed at {log.id} 2" in output) == (1, True)


@pytest.mark.parametrize("verb", ["doctor", "rebuild"])
def test_a_space_that_there_is_not_is_a_sentence(filled: str, verb: str) -> None:
    code, _, errors = administer(verb, "nowhere", "--database", filled)
    assert (code, errors) == (1, "There is no space nowhere.\n")


def test_a_copy_of_a_file_is_a_database_that_serves(tmp_path: Path) -> None:
    database, copy = str(tmp_path / "registry.db"), tmp_path / "copy.db"
    _fill(database)
    assert administer("backup", str(copy), "--database", database)[0] == 0
    spaces = Spaces(str(copy))
    assert len(list_items(spaces, "riga", "", 500, Status.HERE).items) == 2
    spaces.close()


def test_a_copy_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    database = str(tmp_path / "registry.db")
    _fill(database)
    code, _, errors = administer("backup", str(tmp_path / "nowhere" / "copy.db"), "--database", database)
    assert code == 1
    assert "no such folder" in errors


def test_a_database_server_is_copied_by_its_own_tools(postgres_url: str, tmp_path: Path) -> None:
    code, _, errors = administer("backup", str(tmp_path / "copy"), "--database", postgres_url)
    assert (code, "pg_dump" in errors) == (1, True)


def _fill(database: str) -> Log:
    spaces, log = Spaces(database), Log()
    issue_code(spaces, "riga")
    log.receive("DRE0000012", "DRE0000023")
    take_events(spaces, "riga", EventsHeader(log=log.id, first=1, prev="0" * 64), log.lines)
    spaces.close()
    return log
