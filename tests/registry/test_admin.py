"""The administrator's commands, as a shell runs them."""

import contextlib
import json
import re
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.accounts import NotEnrolled
from ledger.ledger import Source
from ledger.opening import open_file
from ledger.search import Words
from registry.admin import main
from registry.spaces import Spaces
from registry.use_cases.enrol import enrol
from registry.use_cases.issue_code import issue_code
from sync.push import join
from sync.wire import EnrolAnswer, EnrolRequest
from tests.registry.served import Served, administer


@pytest.fixture
def database(tmp_path: Path) -> str:
    """Where a new database may be made."""
    return str(tmp_path / "registry.db")


Answer = tuple[int, str, str]
Command = Callable[..., Answer]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """A command, run within this process: its exit code, output and errors."""
    monkeypatch.setenv("LANGUAGE", "en")

    def run(*arguments: str) -> Answer:
        try:
            code = main(arguments)
        except SystemExit as ended:
            code = int(str(ended.code))
        return code, *capsys.readouterr()

    return run


def test_a_code_is_printed_and_lets_a_kiosk_into_a_space_that_is_listed_then(database: str) -> None:
    code, output, errors = administer("enrol", "riga", "--name", "Rīgas darbnīca", "--database", database)
    assert (code, errors) == (0, "")
    found = re.match(r"\w{4}-\w{4}-\w{4}-\w{4}", output)
    assert found
    with Served(database) as served:
        joined = join(served.url, found[0])
        assert joined.kiosk in administer("spaces", "--database", database)[1]
        assert served.terminate() == 0


def test_spaces_and_their_kiosks_are_listed_as_json_too(command: Command, database: str) -> None:
    command("enrol", "riga", "--name", "Rīgas darbnīca", "--zone", "Europe/Riga", "--database", database)
    (space,) = json.loads(command("spaces", "--database", database, "--json")[1])
    assert (space["space"], space["name"], space["zone"]) == ("riga", "Rīgas darbnīca", "Europe/Riga")
    assert (space["items"], space["kiosks"]) == (0, [])


def test_a_kiosk_is_revoked_by_its_id(command: Command, database: str) -> None:
    with contextlib.closing(Spaces(database)) as spaces:
        enrolled = enrol(spaces, EnrolRequest(code=issue_code(spaces, "riga").code))
    assert isinstance(enrolled, EnrolAnswer)
    assert command("revoke", "riga", enrolled.kiosk, "--database", database)[0] == 0
    (space,) = json.loads(command("spaces", "--database", database, "--json")[1])
    assert space["kiosks"][0]["revoked"]
    assert command("revoke", "riga", "nobody", "--database", database) == (
        1,
        "",
        "There is no such kiosk in riga. To see them: registry spaces\n",
    )


def test_a_space_keeps_its_prefix_and_each_code_is_new(command: Command, database: str) -> None:
    first, second = (
        json.loads(command("enrol", "riga", "--database", database, "--json")[1]) for _ in range(2)
    )
    assert first["prefix"] == second["prefix"]
    assert first["code"] != second["code"]


def test_a_port_in_use_is_a_sentence(command: Command, database: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, output, errors = command("serve", "--port", port, "--database", database)
    assert (code, output) == (1, "")
    assert f"Port {port} at 127.0.0.1 is in use." in errors


def test_an_address_of_another_machine_is_a_sentence(command: Command, database: str) -> None:
    code, _, errors = command("serve", "--host", "192.0.2.1", "--port", "0", "--database", database)
    assert (code, "is no address of this machine" in errors) == (1, True)


@pytest.mark.parametrize(
    "newer",
    [
        "UPDATE accounts_version SET version_num = '9999'",
        "UPDATE alembic_version SET version_num = '9999'",
    ],
)
def test_a_database_of_a_newer_version_is_a_sentence_and_stays_as_it_is(
    command: Command, database: str, newer: str
) -> None:
    command("enrol", "riga", "--database", database)
    _execute(database, newer)
    before = Path(database).read_bytes()
    code, _, errors = command("spaces", "--database", database)
    assert (code, "newer version" in errors) == (1, True)
    assert Path(database).read_bytes() == before


def test_a_file_that_is_no_database_is_a_sentence(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear registry, " * 100, encoding="ascii")
    code, _, errors = command("spaces", "--database", str(file))
    assert (code, "is no database of a registry" in errors) == (1, True)


def test_a_folder_that_is_not_there_is_a_sentence(command: Command, tmp_path: Path) -> None:
    code, _, errors = command("spaces", "--database", str(tmp_path / "nowhere" / "registry.db"))
    assert (code, "there is no such folder" in errors) == (1, True)


def test_a_database_server_that_is_away_is_a_sentence_without_its_password(
    command: Command, tmp_path: Path
) -> None:
    code, _, errors = command("spaces", "--database", f"postgresql://riga:hush@/registry?host={tmp_path}")
    assert (code, "does not answer" in errors, "hush" in errors) == (1, True, False)


@pytest.mark.parametrize("database_url", ["mysql://a/b", "://", "http://a", "sqlite://"])
def test_what_is_no_database_is_a_sentence(command: Command, database_url: str) -> None:
    code, _, errors = command("spaces", "--database", database_url)
    assert (code, "neither a file nor" in errors) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("dance",),
        ("enrol",),
        ("enrol", "Riga"),
        ("enrol", "../riga"),
        ("enrol", "riga", "--zone", "Mars/Olympus"),
        ("serve", "--port", "65536"),
    ],
)
def test_a_command_that_is_not_understood_ends_with_two(command: Command, arguments: tuple[str, ...]) -> None:
    code, output, errors = command(*arguments)
    assert (code, output) == (2, "")
    assert "usage:" in errors


def test_without_a_database_named_there_is_one_in_the_users_data_folder(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    command("enrol", "riga")
    assert "riga" in command("spaces")[1]
    assert [file.name for file in tmp_path.rglob("*.db")] == ["registry.db"]


def test_a_copy_is_put_back_and_what_was_there_is_kept(
    command: Command, database: str, tmp_path: Path
) -> None:
    copy = str(tmp_path / "copy.db")
    command("enrol", "riga", "--database", database)
    command("backup", copy, "--database", database)
    command("enrol", "cesis", "--database", database)
    answer = json.loads(command("restore", copy, "--database", database, "--json")[1])
    assert [space["space"] for space in _spaces(command, database)] == ["riga"]
    assert [space["space"] for space in _spaces(command, answer["before"])] == ["cesis", "riga"]
    assert command("doctor", "--database", database)[0] == 0


def test_a_copy_is_not_put_back_under_a_registry_that_serves(
    command: Command, database: str, tmp_path: Path
) -> None:
    copy = str(tmp_path / "copy.db")
    with Served(database) as served:
        served.join("riga")
        command("backup", copy, "--database", database)
        code, output, errors = command("restore", copy, "--database", database)
        assert (code, output, "Stop it first" in errors) == (1, "", True)
        assert served.terminate() == 0
    assert command("restore", copy, "--database", database)[0] == 0


def test_neither_a_kiosks_backup_nor_any_other_file_is_put_back(
    command: Command, database: str, tmp_path: Path
) -> None:
    command("enrol", "riga", "--database", database)
    kiosk, letter = tmp_path / "kiosk.db", tmp_path / "letter.txt"
    open_file(kiosk, Source(lambda: "", lambda: ""), Words(str)).engine.dispose()
    letter.write_text("Dear registry, " * 100, encoding="ascii")
    for file in (kiosk, letter, tmp_path / "none.db", Path(database)):
        code, output, errors = command("restore", str(file), "--database", database)
        assert (code, output, bool(errors)) == (1, "", True)
    assert command("backup", database, "--database", database)[0] == 1
    assert [space["space"] for space in _spaces(command, database)] == ["riga"]


@pytest.mark.parametrize("name", ["E\x1b[31mvil", "two\nlines", "turned\u202e", "x" * 61])
def test_a_name_that_could_command_a_terminal_is_refused(command: Command, database: str, name: str) -> None:
    for arguments in (("enrol", "riga", "--name", name), ("rename", "riga", name)):
        code, output, errors = command(*arguments, "--database", database)
        assert (code, output) == (2, "")
        assert "one line of up to 60 visible characters" in errors


def test_a_space_is_renamed_and_keeps_its_id_and_its_prefix(command: Command, database: str) -> None:
    command("enrol", "riga", "--name", "Riga", "--database", database)
    (before,) = _spaces(command, database)
    assert command("rename", "riga", "Rīga", "--database", database)[0] == 0
    (after,) = _spaces(command, database)
    assert after == before | {"name": "Rīga"}
    code, output, errors = command("rename", "rigga", "Rīga", "--database", database)
    assert (code, output, errors) == (1, "", "There is no space rigga.\n")


def test_a_code_that_nobody_used_is_taken_back_and_lets_nobody_in(command: Command, database: str) -> None:
    with contextlib.closing(Spaces(database)) as spaces:
        used, unused, others = (issue_code(spaces, space).code for space in ("riga", "riga", "cesis"))
        assert isinstance(enrol(spaces, EnrolRequest(code=used)), EnrolAnswer)
        listed = json.loads(command("codes", "riga", "--database", database, "--json")[1])
        assert len(listed["unused"]) == 1
        assert command("codes", "riga", "--withdraw", "--database", database)[0] == 0
        assert enrol(spaces, EnrolRequest(code=unused)) is NotEnrolled.UNKNOWN
        assert isinstance(enrol(spaces, EnrolRequest(code=others)), EnrolAnswer)
    assert "no code" in command("codes", "riga", "--database", database)[1]
    assert command("codes", "rigga", "--withdraw", "--database", database)[0] == 1
    (_cesis, riga) = json.loads(command("spaces", "--database", database, "--json")[1])
    assert [each["revoked"] for each in riga["kiosks"]] == [""]


def test_a_space_that_has_another_name_gets_no_code_under_a_new_one(command: Command, database: str) -> None:
    command("enrol", "riga", "--name", "Rīga", "--database", database)
    code, output, errors = command("enrol", "riga", "--name", "Riga", "--database", database)
    assert (code, output) == (1, "")
    assert "has another name or zone already" in errors
    assert command("enrol", "riga", "--name", "Rīga", "--database", database)[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("spaces",),
        ("doctor",),
        ("rebuild",),
        ("revoke", "riga", "k"),
        ("rename", "riga", "Rīga"),
        ("codes", "riga"),
        ("backup", "copy.db"),
    ],
)
def test_a_path_that_is_mistyped_is_no_empty_registry(
    command: Command, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    code, output, errors = command(*arguments, "--database", str(tmp_path / "typo.db"))
    assert (code, output) == (1, "")
    assert "There is no registry in" in errors
    assert not list(tmp_path.iterdir())


def test_what_is_wrong_with_the_copy_is_not_said_of_the_database(
    command: Command, database: str, tmp_path: Path
) -> None:
    for named in (str(tmp_path / "none.db"), f"postgresql://riga:hush@/x?host={tmp_path}"):
        arguments = ("serve", "--port", "0", "--database", database, "--read-database", named)
        code, _, errors = command(*arguments)
        assert (code, "--read-database " in errors, database in errors) == (1, True, False)
        assert "hush" not in errors
    assert not (tmp_path / "none.db").exists()


def test_a_password_among_a_urls_options_is_not_repeated(command: Command, tmp_path: Path) -> None:
    code, _, errors = command("spaces", "--database", f"postgresql://riga@/x?host={tmp_path}&password=hush")
    assert (code, "does not answer" in errors, "hush" in errors) == (1, True, False)


@pytest.mark.parametrize("arguments", [("spaces",), ("serve", "--port", "0"), ("enrol", "riga")])
def test_a_kiosks_database_is_not_taken_for_a_registrys_and_stays_as_it_is(
    command: Command, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    kiosk = tmp_path / "kiosk.db"
    open_file(kiosk, Source(lambda: "", lambda: ""), Words(str)).engine.dispose()
    before = kiosk.read_bytes()
    code, output, errors = command(*arguments, "--database", str(kiosk))
    assert (code, output) == (1, "")
    assert "is no database of a registry" in errors
    assert kiosk.read_bytes() == before


def test_the_version_and_what_counts_by_itself_are_told(command: Command) -> None:
    code, output, _ = command("--version")
    assert (code, bool(re.fullmatch(r"[\w.]+\n", output))) == (0, True)
    usual = command("serve", "--help")[1]
    assert all(value in usual for value in ("(8484)", "(1200)", "(1000000)", "registry.db"))


def _execute(database: str, statement: str) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute(statement)
    connection.close()


def _spaces(command: Command, database: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(command("spaces", "--database", database, "--json")[1])
    return found
