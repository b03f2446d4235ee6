"""Two spaces at their shells: a request, an answer, a piece on its way with a slip, and home again."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kiosk.language import speak
from labels.reading import opened, read
from tests.kiosk.commands.shell import Shell
from tests.registry.served import Served

SHEET = ("--material", "plywood-birch", "--size", "600x400x4")
_numbers = count(1)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A registry."""
    with Served(str(tmp_path_factory.mktemp("registry") / "registry.db")) as registry:
        yield registry


@pytest.fixture
def spaces(served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Shell, Shell]]:
    """The shells of two spaces that have joined one registry."""
    monkeypatch.setenv("LANGUAGE", "en")
    yield _joined(served, tmp_path / "a"), _joined(served, tmp_path / "b")
    speak("en")


def test_a_piece_is_asked_for_kept_sent_and_taken_in(spaces: tuple[Shell, Shell], tmp_path: Path) -> None:
    holder, asker = spaces
    code = holder.code_of(*SHEET)
    asker.asks("request", code, "--space", _space(holder))
    _sync(asker, holder)
    (letter,) = holder.asks("inbox")["letters"]
    assert (letter["space"], letter["kind"], letter["item"], letter["open"]) == (
        _space(asker),
        "hold_requested",
        code,
        True,
    )
    assert holder.asks("grant", code)["item"]["held_until"]
    assert not holder.asks("inbox")["letters"][0]["open"]
    assert _refused(holder, "take", code) == "held"
    _sync(holder, asker)
    assert [letter["kind"] for letter in asker.asks("inbox")["letters"]] == ["hold_granted"]
    slip = tmp_path / "slip.png"
    sent = holder.asks("send", code, "--to", _space(asker), "--output", str(slip))
    assert sent["item"]["status"] == "sent"
    assert sent["slip"] in read(opened(slip))
    arrived = asker.asks("arrive", sent["slip"])
    assert (arrived["code"], arrived["item"]["status"], arrived["item"]["size_um"]) == (
        code,
        "here",
        sent["item"]["size_um"],
    )
    assert _refused(asker, "arrive", sent["slip"]) == "arrived-already"
    _sync(asker, holder)
    assert holder.asks("inbox")["letters"][0]["kind"] == "arrived"


def test_a_space_that_the_registry_does_not_know_is_neither_asked_nor_sent_to(
    spaces: tuple[Shell, Shell],
) -> None:
    holder, other = spaces
    code = holder.code_of(*SHEET)
    for words in (("request", code, "--space", "nosuch"), ("send", code, "--to", "nosuch")):
        refused = holder.asks(*words, code=1)
        assert refused["reason"] == "no-space"
        assert _space(other) in refused["spaces"]
        assert _space(other) in refused["sentence"]
    assert holder.asks("take", code)["code"] == code
    assert holder.asks("accounts")["spaces"] == []


def test_where_the_registry_is_away_a_piece_is_sent_and_it_is_said_that_nobody_checked_the_space(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    with Served(str(tmp_path / "registry.db")) as away:
        holder = _joined(away, tmp_path / "lonely")
    code = holder.code_of(*SHEET)
    ran = holder("send", code, "--to", "cesis")
    assert (ran.code, "nobody checked" in ran.err) == (0, True)
    speak("en")


def test_a_piece_that_was_announced_is_taken_in_by_its_code_too(spaces: tuple[Shell, Shell]) -> None:
    holder, other = spaces
    code = holder.code_of(*SHEET)
    assert _refused(other, "arrive", code) == "no-slip"
    holder.asks("send", code, "--to", _space(other))
    _sync(holder, other)
    assert other.asks("arrive", code)["item"]["status"] == "here"


def test_what_comes_back_is_here_again_and_its_slip_is_used_up(spaces: tuple[Shell, Shell]) -> None:
    holder, other = spaces
    code = holder.code_of(*SHEET)
    sent = holder.asks("send", code, "--to", _space(other))
    assert _refused(holder, "take", code) == "sent-away"
    assert holder.asks("came-back", code)["item"]["status"] == "here"
    assert _refused(holder, "came-back", code) == "here-already"
    assert _refused(holder, "arrive", sent["slip"]) == "arrived-already"
    _sync(holder, other)
    letters = other.asks("inbox")["letters"]
    assert {(letter["kind"], letter["open"]) for letter in letters} == {("came_back", False), ("sent", False)}


def test_a_piece_comes_home_under_its_own_code(spaces: tuple[Shell, Shell]) -> None:
    holder, other = spaces
    code = holder.code_of(*SHEET)
    out = holder.asks("send", code, "--to", _space(other))
    other.asks("arrive", out["slip"])
    back = other.asks("send", code, "--to", _space(holder))
    home = holder.asks("arrive", back["slip"])
    assert (home["code"], home["item"]["status"]) == (code, "here")
    assert holder.asks("take", code)["item"]["status"] == "taken"


def test_a_request_is_denied_or_taken_back_and_both_sides_hear_of_it(spaces: tuple[Shell, Shell]) -> None:
    holder, asker = spaces
    code = holder.code_of(*SHEET)
    asker.asks("request", code, "--space", _space(holder))
    assert _refused(asker, "request", code, "--space", _space(holder)) == "asked-already"
    asker.asks("undo")
    asker.asks("request", code, "--space", _space(holder))
    _sync(asker, holder)
    assert len(holder.asks("inbox")["letters"]) == 1
    holder.asks("deny", code)
    assert _refused(holder, "grant", code) == "no-request"
    _sync(holder, asker)
    assert [letter["kind"] for letter in asker.asks("inbox")["letters"]] == ["hold_denied"]


def test_sending_by_mistake_is_undone(spaces: tuple[Shell, Shell]) -> None:
    holder, other = spaces
    code = holder.code_of(*SHEET)
    holder.asks("send", code, "--to", _space(other))
    assert holder.asks("undo")["item"]["status"] == "here"
    _sync(holder, other)
    assert other.asks("inbox")["letters"] == []


def test_some_of_a_lot_travels_under_a_code_of_its_own_and_nothing_is_lost(
    spaces: tuple[Shell, Shell],
) -> None:
    holder, asker = spaces
    lot = holder.code_of("--material", "screws", "--count", "50")
    asker.asks("request", lot, "--space", _space(holder), "--amount", "12")
    _sync(asker, holder)
    assert _refused(holder, "send", lot, "--to", _space(asker)) == "no-quantity"
    sent = holder.asks("send", lot, "--to", _space(asker), "--amount", "12")
    assert (sent["code"] != lot, sent["item"]["status"]) == (True, "sent")
    assert holder.asks("show", lot)["item"]["quantity"] == 38
    assert not holder.asks("inbox")["letters"][0]["open"]
    arrived = asker.asks("arrive", sent["slip"])
    assert (arrived["code"], arrived["item"]["quantity"]) == (sent["code"], 12)
    assert arrived["labels"] == [sent["code"]]
    assert asker.asks("take", sent["code"], "--amount", "2")["item"]["quantity"] == 10
    back = asker.asks("send", sent["code"], "--to", _space(holder), "--amount", "10")
    assert holder.asks("arrive", back["slip"])["item"]["quantity"] == 10
    _sync(asker, holder, asker)
    for shell in spaces:
        (found,) = shell.asks("accounts")["spaces"]
        assert (found["given"], found["received"], found["balance"], found["under_way"]) == (1, 1, 0, [])


def test_what_has_arrived_elsewhere_was_sent_for_good(spaces: tuple[Shell, Shell]) -> None:
    holder, asker = spaces
    lot = holder.code_of("--material", "screws", "--count", "50")
    sent = holder.asks("send", lot, "--to", _space(asker), "--amount", "12")
    asker.asks("arrive", sent["slip"])
    _sync(asker, holder)
    assert _refused(holder, "undo", "--event", sent["event"]["eid"]) == "changed-since"
    assert holder.asks("show", lot)["item"]["quantity"] == 38


def test_accounts_say_what_is_under_way_and_since_when(spaces: tuple[Shell, Shell]) -> None:
    holder, asker = spaces
    assert holder.asks("accounts") == {"ok": True, "spaces": [], "disputed": []}
    code = holder.code_of(*SHEET)
    sent = holder.asks("send", code, "--to", _space(asker))
    _sync(holder, asker)
    for shell in spaces:
        (found,) = shell.asks("accounts")["spaces"]
        (way,) = found["under_way"]
        assert (way["kind"], way["code"], way["from"], way["to"], way["since"]) == (
            "sent",
            code,
            _space(holder),
            _space(asker),
            sent["event"]["at"],
        )
    assert "is on its way here from" in asker("accounts").out


def test_two_spaces_that_both_have_it_are_told_so(spaces: tuple[Shell, Shell]) -> None:
    holder, asker = spaces
    code = holder.code_of(*SHEET)
    asker.asks("arrive", holder.asks("send", code, "--to", _space(asker))["slip"])
    holder.asks("came-back", code)
    _sync(asker, holder, asker)
    for shell in spaces:
        assert shell.asks("accounts")["disputed"] == [{"home": _space(holder), "code": code}]


def test_a_kiosk_that_never_joined_sends_nothing_but_takes_in_what_comes(
    spaces: tuple[Shell, Shell], shell: Shell
) -> None:
    holder, other = spaces
    own = shell.code_of(*SHEET)
    assert _refused(shell, "send", own, "--to", _space(other)) == "no-space"
    slip = holder.asks("send", holder.code_of(*SHEET), "--to", _space(other))["slip"]
    assert shell.asks("arrive", slip)["item"]["status"] == "here"
    wrong = slip[:-1] + ("0" if slip[-1] != "0" else "1")
    assert _refused(shell, "arrive", wrong) == "damaged-code"


def _joined(served: Served, folder: Path) -> Shell:
    folder.mkdir()
    shell = Shell(folder)
    shell.asks("settings", "space_name=Test space")
    shell.asks("sync", "join", served.url, served.code(f"space-{next(_numbers)}"))
    return shell


def _space(shell: Shell) -> str:
    return str(shell.asks("settings")["settings"]["registry_space"])


def _sync(*shells: Shell) -> None:
    for shell in shells:
        assert shell.asks("sync", "push")["verified"]


def _refused(shell: Shell, *words: str) -> Any:
    ran = shell(*words, "--json")
    assert ran.code == 1
    return ran.json["reason"]
