"""Copies of neighbours' stock at a shell: filled, followed, found in offline, and dropped."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.language import speak
from kiosk.settings import Secrets
from kiosk.start import open_kiosk
from kiosk.use_cases.mirror import copies
from kiosk.use_cases.push import push_and_follow
from ledger import mirror
from tests.kiosk.commands.shell import Shell
from tests.registry.served import Served

SHEET = ("--material", "plywood-birch", "--size", "600x400x4")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A registry of this test's own."""
    with Served(str(tmp_path / "registry.db")) as registry:
        yield registry


@pytest.fixture
def spaces(served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Shell, Shell]]:
    """The shells of two spaces that have joined one registry."""
    monkeypatch.setenv("LANGUAGE", "en")
    yield _joined(served, tmp_path / "riga", "Riga"), _joined(served, tmp_path / "cesis", "Cesis")
    speak("en")


def test_neither_the_own_space_nor_one_that_is_not_there_is_copied(
    spaces: tuple[Shell, Shell],
) -> None:
    riga, _ = spaces
    assert riga.asks("mirror", "add", "riga", code=1)["reason"] == "own-space"
    refused = riga.asks("mirror", "add", "nosuch", code=1)
    assert (refused["reason"], refused["spaces"]) == ("no-space", ["cesis", "riga"])
    assert riga.asks("mirror", "list")["copies"] == []


def test_what_a_neighbour_has_is_found_after_the_own_pieces_with_its_name_and_the_copys_age(
    spaces: tuple[Shell, Shell], served: Served
) -> None:
    riga, cesis = spaces
    code, taken = riga.code_of(*SHEET), riga.code_of(*SHEET)
    riga.asks("receive", "--material", "screws", "--count", "40", "--title", "M4 long")
    riga.asks("receive", "--material", "plastic-unknown", "--size", "600x400x4")
    riga.asks("sync", "push")
    (copy,) = cesis.asks("mirror", "add", "riga")["copies"]
    assert (copy["space"], copy["name"], copy["items"]) == ("riga", "Riga", 3)
    assert copy["at"]
    riga.asks("take", taken)
    riga.asks("sync", "push")
    assert cesis.asks("mirror", "refresh")["copies"][0]["items"] == 2
    own = cesis.code_of(*SHEET)
    served.kill()
    found = cesis.asks("find", "plywood", "--fits", "500x300", "--near")
    assert [item["code"] for item in found["items"]] == [own]
    assert [(item["code"], item["space_name"]) for item in found["near"]] == [(code, "Riga")]
    assert "near" not in cesis.asks("find", "plywood")
    assert [(item["title"], item["quantity"]) for item in cesis.asks("find", "m4", "--near")["near"]] == [
        ("M4 long", 40)
    ]
    lines = cesis("find", "plywood", "--near").out.splitlines()
    assert own[3:9] in lines[0]
    assert lines[1].endswith("Riga (riga), 0 min ago")


def test_a_copy_that_is_dropped_or_out_of_reach_blocks_nothing(
    spaces: tuple[Shell, Shell], served: Served
) -> None:
    riga, cesis = spaces
    code = riga.code_of(*SHEET)
    riga.asks("sync", "push")
    cesis.asks("mirror", "add", "riga")
    served.kill()
    assert cesis.asks("mirror", "refresh", code=1)["reason"] == "offline"
    assert [item["code"] for item in cesis.asks("find", "plywood", "--near")["near"]] == [code]
    cesis.asks("mirror", "drop", "riga")
    assert cesis.asks("find", "plywood", "--near")["near"] == []
    assert cesis.asks("mirror", "list")["copies"] == []
    assert cesis.asks("mirror", "drop", "riga", code=1)["reason"] == "no-copy"


def test_after_the_registry_was_restored_a_copy_is_read_anew(
    spaces: tuple[Shell, Shell], served: Served
) -> None:
    riga, cesis = spaces
    code = riga.code_of(*SHEET)
    riga.asks("sync", "push")
    cesis.asks("mirror", "add", "riga")
    served.kill()
    for name in ("registry.db", "registry.db-journal"):
        (Path(served.database).parent / name).unlink(missing_ok=True)
    served.start()
    riga.asks("sync", "join", served.url, _code(served, "riga"))
    cesis.asks("sync", "join", served.url, _code(served, "cesis"))
    riga.asks("take", code)
    other = riga.code_of(*SHEET)
    riga.asks("sync", "push")
    cesis.asks("mirror", "refresh")
    assert [item["code"] for item in cesis.asks("find", "plywood", "--near")["near"]] == [other]


def test_a_space_that_the_registry_does_not_know_any_more_is_forgotten(
    spaces: tuple[Shell, Shell], served: Served
) -> None:
    riga, cesis = spaces
    riga.code_of(*SHEET)
    riga.asks("sync", "push")
    cesis.asks("mirror", "add", "riga")
    served.kill()
    for name in ("registry.db", "registry.db-journal"):
        (Path(served.database).parent / name).unlink(missing_ok=True)
    served.start()
    cesis.asks("sync", "join", served.url, _code(served, "cesis"))
    assert cesis.asks("mirror", "refresh")["copies"] == []


def test_a_round_brings_an_old_copy_up_to_date_and_leaves_a_fresh_one(spaces: tuple[Shell, Shell]) -> None:
    riga, cesis = spaces
    riga.code_of(*SHEET)
    riga.asks("sync", "push")
    cesis.asks("mirror", "add", "riga")
    riga.code_of(*SHEET)
    riga.asks("sync", "push")
    assert _after_round(cesis) == 1
    with closing(sqlite3.connect(cesis.database)) as database, database:
        database.execute("UPDATE neighbour SET at = '2020-01-01T00:00:00Z'")
    assert _after_round(cesis) == 2


def test_a_space_that_the_registry_does_not_know_is_not_copied(spaces: tuple[Shell, Shell]) -> None:
    assert spaces[0].asks("mirror", "add", "nowhere", code=1)["reason"] == "no-space"
    assert spaces[0].asks("mirror", "list")["copies"] == []


def test_copies_are_bounded(
    spaces: tuple[Shell, Shell], served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    riga, cesis = spaces
    for _ in range(3):
        riga.code_of(*SHEET)
    riga.asks("sync", "push")
    monkeypatch.setattr(mirror, "MOST_ITEMS", 2)
    assert cesis.asks("mirror", "add", "riga", code=1)["reason"] == "too-many-items"
    assert cesis.asks("find", "plywood", "--near")["near"] == []
    monkeypatch.setattr(mirror, "MOST_SPACES", 1)
    served.code("tartu")
    assert cesis.asks("mirror", "add", "tartu", code=1)["reason"] == "too-many-spaces"
    monkeypatch.undo()


def _after_round(shell: Shell) -> int:
    """How many items the one copy holds after a round as the terminal has them."""
    kiosk = open_kiosk(shell.database)
    push_and_follow(kiosk, Secrets(shell.folder))
    (copy,) = copies(kiosk)
    kiosk.ledger.engine.dispose()
    return copy.items


def _joined(served: Served, folder: Path, name: str) -> Shell:
    folder.mkdir()
    shell = Shell(folder)
    shell.asks("settings", "space_name=Test space")
    shell.asks("sync", "join", served.url, served.code(name.lower(), name))
    return shell


def _code(served: Served, space: str) -> str:
    """A code of the database that is there now."""
    if served._spaces:
        served._spaces.close()
        served._spaces = None
    return served.code(space)


def test_a_shell_names_a_space_with_the_id_that_commands_need(spaces: tuple[Shell, Shell]) -> None:
    riga, cesis = spaces
    code = riga.code_of(*SHEET)
    riga.asks("sync", "push")
    cesis.asks("mirror", "add", "riga")
    cesis.asks("request", code, "--space", "riga")
    cesis.asks("sync", "push")
    riga.asks("sync", "push")
    riga.asks("grant", code)
    riga.asks("sync", "push")
    cesis.asks("sync", "push")
    assert "Riga (riga) keeps" in cesis("inbox").out
    title, way = cesis("accounts").out.splitlines()
    assert title.startswith("Riga (riga)")
    assert "Riga keeps" in way
