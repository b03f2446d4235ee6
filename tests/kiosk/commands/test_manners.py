"""How the command line behaves: usage, help, exit codes, JSON and text apart, and never a traceback."""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest

from kiosk.commands import main
from kiosk.commands.parser import Parser, Verbs
from kiosk.commands.verbs import declare
from tests.kiosk.commands.shell import SCRIPT, Shell

SHEET = ("--material", "plywood-birch", "--size", "600x400x4")


def verbs_of(
    parser: argparse.ArgumentParser, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every verb below a level of the grammar, and what carries it out."""
    if run := parser.get_default("run"):
        yield path, str(run)
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from verbs_of(below, (*path, name))


def every_verb() -> dict[tuple[str, ...], str]:
    """Every verb of the command line."""
    parser = Parser(prog="kiosk")
    declare(Verbs(parser))
    return dict(verbs_of(parser))


def test_every_verb_has_something_behind_it() -> None:
    for run in every_verb().values():
        module, _, function = run.partition(":")
        assert callable(getattr(import_module(f"kiosk.commands.{module}"), function))


def test_the_verbs_of_the_screen_are_all_there() -> None:
    verbs = {" ".join(path) for path in every_verb()}
    screen = "receive take cut return move count discard hold unhold weigh quarantine release undo show find"
    assert set(screen.split()) <= verbs
    assert {
        "labels print",
        "labels blanks",
        "labels commands",
        "sync join",
        "sync push",
        "pin reset",
    } <= verbs


@pytest.mark.parametrize("path", sorted(every_verb()), ids=" ".join)
def test_every_verb_explains_itself(shell: Shell, path: tuple[str, ...]) -> None:
    ran = shell(*path, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"usage: kiosk {' '.join(path)} [-h]")


def test_the_database_may_be_named_before_and_after_the_verb(shell: Shell) -> None:
    code = shell.code_of(*SHEET)
    for words in (("--db", "{}", "show", code), ("show", "--db={}", code), ("show", code, "--db", "{}")):
        named = [word.replace("{}", str(shell.database)) for word in words]
        assert main(named) == 0


@pytest.mark.parametrize(
    "words",
    [
        ("banana",),
        ("take",),
        ("take", "A", "B"),
        ("receive", "--material", "oak", "--size", "banana"),
        ("receive", "--material", "oak", "--size", "0x0"),
        ("receive", "--material", "oak", "--mass", "600x400"),
        ("receive", "--material", "oak", "--count", "0"),
        ("receive", "--material", "oak", "--volume", "3 kg"),
        ("receive", "--material", "oak", "--origin", "stolen"),
        ("count", "DRE7K3PX4N", "many"),
        ("hold", "DRE7K3PX4N", "--until", "tomorrow"),
        ("labels",),
        ("labels", "print"),
        ("labels", "print", "A", "--skip", "-1"),
        ("labels", "print", "A", "--output", "x.foo"),
        ("labels", "printers", "add", "zebra"),
        ("labels", "printers", "calibrate", "zebra", "--right", "far"),
        ("labels", "notices", "A", "--day", "soon"),
        ("labels", "blanks", "--count", "-1"),
        ("pin",),
        ("find", "--nonsense"),
        ("--fits",),
        ("settings", "nothing"),
    ],
    ids=" ".join,
)
def test_what_is_no_command_ends_with_two_and_shows_the_usage(shell: Shell, words: tuple[str, ...]) -> None:
    before = shell.database.read_bytes()
    ran = shell(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("usage: kiosk")
    said = shell(*words, "--json")
    assert (said.code, said.err, said.json["ok"], said.json["reason"]) == (2, "", False, "usage")
    assert shell.database.read_bytes() == before


def test_a_size_that_cannot_be_read_says_why(shell: Shell) -> None:
    said = shell.asks("receive", "--material", "oak", "--size", "600x400x4x9", code=2)
    assert "More than three sides" in said["sentence"]


def test_without_a_verb_and_a_terminal_it_says_so() -> None:
    done = subprocess.run([SCRIPT], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "kiosk: The kiosk needs a terminal. Without one, name a command: kiosk --help\n"


def test_a_mistyped_database_is_not_made(shell: Shell) -> None:
    missing = shell.folder / "missing.db"
    for verb in (("find",), ("take", "DRE7K3PX4N"), ("doctor",), ("backup", "x.db"), ("undo",)):
        assert main([*verb, "--db", str(missing)]) == 1
    assert not missing.exists()


def test_a_folder_is_no_database(shell: Shell) -> None:
    assert main(["receive", *SHEET, "--db", str(shell.folder)]) == 1


def test_a_folder_that_is_missing_is_a_sentence(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["receive", *SHEET, "--db", str(shell.folder / "no" / "kiosk.db")]) == 1
    assert capsys.readouterr().err.startswith("kiosk: ")


def test_a_database_of_a_newer_version_is_a_sentence_and_stays_as_it_is(shell: Shell) -> None:
    with closing(sqlite3.connect(shell.database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = shell.database.read_bytes()
    refused = shell.asks("receive", *SHEET, code=1)
    assert refused["reason"] == "newer"
    assert "Update the program" in refused["sentence"]
    assert shell.database.read_bytes() == before


def test_a_locked_database_is_a_sentence_and_nothing_is_written(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.engine.BUSY_SECONDS", 0)
    with closing(sqlite3.connect(shell.database, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        refused = shell.asks("receive", *SHEET, code=1)
    assert refused["reason"] == "busy"
    assert shell.asks("find")["items"] == []


def test_more_remainders_than_one_event_holds_are_a_sentence(shell: Shell) -> None:
    code = shell.code_of("--material", "oak", "--size", "2000x1000x4")
    many = [word for _ in range(60) for word in ("--remains", "20x20")]
    assert shell.asks("cut", code, *many, code=1)["reason"] == "too-long"
    assert shell.asks("show", code)["item"]["status"] == "here"


def test_hostile_words_are_answered(shell: Shell) -> None:
    for word in ("\x1b[2J", "[/]", "😀", "A" * 5000, "\udcff", "%s", "{0}", "' OR 1=1 --", '"', "*", "NEAR("):
        assert shell("take", word).code == 1
        assert shell("find", word).code == 0
        assert "\x1b" not in shell("take", word).err
    title = shell.asks("receive", *SHEET, "--title", "\x1b[31mred\u202e")["item"]["title"]
    assert title == "[31mred"


def test_an_interrupted_command_ends_as_a_shell_expects(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kiosk.commands.import_module", interrupted)
    assert shell("find").code == 130


def test_a_reader_that_goes_away_is_no_error() -> None:
    process = subprocess.Popen([SCRIPT, "materials"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), said) == (141, b"")


def test_an_answer_that_cannot_be_written_is_a_failure_and_no_traceback() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([SCRIPT, "materials"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"kiosk: ")
    assert done.stderr.count(b"\n") == 1


def test_help_answers_before_anything_heavy_is_loaded() -> None:
    program = (
        "import sys; from kiosk.commands import main; main(['--help']);"
        "print([name for name in ('sqlalchemy', 'sqlmodel', 'PIL', 'textual') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminals_character_set_is_no_reason_to_fail(shell: Shell, encoding: str) -> None:
    code = shell.code_of("--material", "oak", "--size", "600x400x4", "--title", "Galda virsma žāvēta")
    env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    ran = shell.process("show", code, "--db", str(shell.database), env=env | {"LC_ALL": "C"})
    assert (ran.code, ran.err) == (0, "")
    done = subprocess.run(
        [SCRIPT, "show", code, "--json", "--db", str(shell.database)],
        capture_output=True,
        check=True,
        env=os.environ | env,
    )
    assert json.loads(done.stdout)["item"]["title"] == "Galda virsma žāvēta"


def test_help_errors_and_answers_come_in_the_kiosks_language(shell: Shell) -> None:
    shell.asks("settings", "language=lv")
    assert shell("take", "--help").out.startswith("lietojums: kiosk take [-h]")
    assert shell("take").err.endswith("kiosk: trūkst argumentu: KODS\n")
    assert shell("receive", *SHEET).out.startswith("PIEŅEMTS  ")
    assert shell("take", "DRE7K3PX4N").err == "kiosk: Nekam šeit nav šāda koda.\n"
    assert shell.asks("receive", *SHEET)["item"]["material_name"] == "Bērza saplāksnis"


def test_the_version_is_told(shell: Shell) -> None:
    ran = shell("--version")
    assert ran.code == 0
    assert ran.out.strip()
