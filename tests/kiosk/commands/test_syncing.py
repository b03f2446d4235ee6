"""Joining and pushing at a shell, to a registry that is a process of its own."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.settings import Secrets
from registry.use_cases.revoke import revoke
from sync import connection
from tests.kiosk.commands.shell import Shell
from tests.registry.served import Served

SHEET = ("--material", "plywood-birch", "--size", "600x400x4")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A registry."""
    with Served(str(tmp_path_factory.mktemp("registry") / "registry.db")) as registry:
        yield registry


def test_a_kiosk_that_joins_gets_the_prefix_of_its_space_and_keeps_its_old_codes(
    shell: Shell, served: Served
) -> None:
    old = shell.code_of(*SHEET)
    joined = shell.asks("sync", "join", served.url, served.code("riga", "Rīga"))
    assert joined["registry_space"] == "riga"
    new = shell.code_of(*SHEET)
    assert new.startswith(joined["prefix"] + joined["first"])
    assert shell.asks("take", old)["code"] == old


def test_the_token_is_a_secret_and_in_no_answer(shell: Shell, served: Served) -> None:
    ran = shell("sync", "join", served.url, served.code("riga"), "--json")
    token = Secrets(shell.folder).get("token")
    assert token
    for words in (("settings", "--json"), ("sync", "status", "--json"), ("settings",)):
        assert token not in shell(*words).out
    assert token not in ran.out
    assert token.encode() not in shell.database.read_bytes()


def test_scans_are_pushed_once_and_a_second_push_changes_nothing(shell: Shell, served: Served) -> None:
    shell.code_of(*SHEET)
    shell.asks("sync", "join", served.url, served.code("riga"))
    assert shell.asks("sync", "status")["unsent"] == 2
    pushed = shell.asks("sync", "push")
    assert (pushed["ok"], pushed["sent"], pushed["unsent"], pushed["verified"]) == (True, 2, 0, True)
    assert shell.asks("sync", "push")["sent"] == 0
    assert shell("sync", "status").out.endswith("The registry has everything.\n")


def test_a_push_before_joining_says_what_to_do(shell: Shell) -> None:
    shell.code_of(*SHEET)
    refused = shell.asks("sync", "push", code=1)
    assert refused["reason"] == "not-joined"
    assert "kiosk sync join" in refused["sentence"]
    status = shell.asks("sync", "status")
    assert (status["joined"], status["unsent"]) == (False, 2)


def test_a_registry_that_is_down_loses_nothing(shell: Shell, served: Served, tmp_path: Path) -> None:
    shell.code_of(*SHEET)
    with Served(str(tmp_path / "short-lived.db")) as registry:
        shell.asks("sync", "join", registry.url, registry.code("riga"))
    refused = shell.asks("sync", "push", code=1)
    assert refused["reason"] == "offline"
    assert shell.asks("sync", "status")["unsent"] == 2
    shell.asks("sync", "join", served.url, served.code("riga"))
    assert shell.asks("sync", "push")["verified"] is True


def test_a_code_that_is_spent_or_wrong_joins_nothing(shell: Shell, served: Served) -> None:
    before = shell.asks("settings")
    code = served.code("riga")
    served.join("riga")
    assert shell.asks("sync", "join", served.url, "WRONG-CODE", code=1)["reason"].startswith("refused-")
    assert shell.asks("settings") == before
    shell.asks("sync", "join", served.url, code)
    assert shell.asks("sync", "join", served.url, code, code=1)["reason"].startswith("refused-")


def test_a_code_that_is_unknown_or_used_is_told_apart(shell: Shell, served: Served) -> None:
    code = served.code("told")
    shell.asks("sync", "join", served.url, code)
    used = shell.asks("sync", "join", served.url, code, code=1)["sentence"]
    unknown = shell.asks("sync", "join", served.url, "2222-2222-2222-2222", code=1)["sentence"]
    assert ("used already" in used, "does not know this code" in unknown) == (True, True)
    for typed in ("", " ", "2" * 65):
        assert shell.asks("sync", "join", served.url, typed, code=1)["sentence"] == unknown


def test_a_kiosk_takes_its_stock_into_another_space_only_where_somebody_says_so(
    shell: Shell, served: Served
) -> None:
    shell.code_of(*SHEET)
    shell.asks("sync", "join", served.url, served.code("first"))
    shell.asks("sync", "push")
    code = served.code("second")
    refused = shell.asks("sync", "join", served.url, code, code=1)
    assert (refused["reason"], "--move" in refused["sentence"]) == ("refused-code", True)
    assert shell.asks("settings")["settings"]["registry_space"] == "first"
    assert shell.asks("sync", "push")["ok"] is True
    assert shell.asks("sync", "join", served.url, code, "--move")["registry_space"] == "second"


def test_two_machines_that_run_from_copies_of_one_card_can_both_go_on(
    shell: Shell, served: Served, tmp_path: Path
) -> None:
    first = shell.asks("sync", "join", served.url, served.code("copied"))
    copy = Shell(tmp_path / "copy")
    shutil.copytree(shell.folder, copy.folder, ignore=shutil.ignore_patterns("copy"))
    second = copy.asks("sync", "join", served.url, served.code("copied"), "--another")
    assert second["kiosk_id"] != first["kiosk_id"]
    assert second["first"] != first["first"]
    for each in (shell, copy):
        each.code_of(*SHEET)
        assert each.asks("sync", "push")["ok"] is True


def test_a_kiosk_that_was_put_out_says_so_until_it_has_joined_again(shell: Shell, served: Served) -> None:
    kiosk = shell.asks("sync", "join", served.url, served.code("put-out"))["kiosk_id"]
    assert shell.asks("sync", "status")["refused_since"] == ""
    revoke(served.spaces, "put-out", kiosk)
    assert shell.asks("sync", "push", code=1)["reason"] == "refused-not-enrolled"
    assert shell.asks("sync", "status")["refused_since"]
    assert "does not know this kiosk any more, since" in shell("sync", "status").out
    shell.asks("sync", "join", served.url, served.code("put-out"))
    assert shell.asks("sync", "status")["refused_since"] == ""


def test_an_address_at_which_there_is_no_registry_is_told_apart_from_one_that_is_away(
    shell: Shell, served: Served
) -> None:
    code = served.code("astray")
    reasons = {
        served.url.replace("http:", "https:"): ("insecure", "begins with http"),
        f"{served.url}/elsewhere": ("refused-other", "Something else than a registry"),
    }
    for url, (reason, words) in reasons.items():
        refused = shell.asks("sync", "join", url, code, code=1)
        assert (refused["reason"], words in refused["sentence"]) == (reason, True)


@pytest.mark.parametrize(
    ("name", "value"),
    [("ALL_PROXY", "socks5://127.0.0.1:9"), ("ALL_PROXY", "foo://x"), ("SSL_CERT_FILE", "/no")],
)
def test_a_proxy_or_certificates_that_cannot_be_used_are_a_sentence(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    connection._certificates.cache_clear()
    refused = shell.asks("sync", "join", "http://registry.invalid", "2222-2222-2222-2222", code=1)
    connection._certificates.cache_clear()
    assert (refused["reason"], name in refused["sentence"]) == ("misdirected", True)


@pytest.mark.parametrize(
    ("address", "reason"),
    [("no address", "bad-address"), ("ftp://x", "bad-address"), ("http://127.0.0.1:9", "offline")],
)
def test_an_address_that_is_none_is_a_sentence(shell: Shell, address: str, reason: str) -> None:
    refused = shell.asks("sync", "join", address, "CODE", code=1)
    assert refused["reason"] == reason
    assert refused["sentence"]


def test_what_another_kiosk_of_the_space_did_is_fetched_and_both_are_the_same(
    shell: Shell, served: Served, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = Shell(tmp_path / "other")
    codes = []
    for each in (shell, other):
        each.asks("sync", "join", served.url, served.code("fetched"))
        codes.append(each.code_of(*SHEET))
        each.asks("sync", "push")
    assert shell.asks("sync", "pull")["fetched"] == 2
    assert shell.asks("show", codes[1])["code"] == codes[1]
    assert shell.asks("take", codes[1])["code"] == codes[1]
    assert shell.asks("sync", "verify")["ok"] is True
    assert other.asks("sync", "pull")["fetched"] == 2
    assert other.asks("sync", "verify")["verified"] is True
    assert "hold the same events" in other("sync", "verify").out


def test_what_is_sent_and_not_compared_is_not_called_verified(shell: Shell, served: Served) -> None:
    shell.code_of(*SHEET)
    shell.asks("sync", "join", served.url, served.code("behind"))
    assert shell.asks("sync", "status")["verified"] is False
    assert shell.asks("sync", "push")["verified"] is True
    assert shell.asks("sync", "status")["verified"] is True
    _shift_version(served, 1)
    shell.code_of(*SHEET)
    pushed = shell.asks("sync", "push")
    assert (pushed["ok"], pushed["unsent"], pushed["verified"]) == (True, 0, False)
    status = shell.asks("sync", "status")
    assert (status["verified"], status["uncompared_since"]) == (False, pushed["uncompared_since"])
    assert "it has not told its stock" in shell("sync", "status").out
    assert shell.asks("sync", "verify", code=1)["ok"] is False
    assert shell.asks("sync", "verify", code=1)["uncompared_since"] == status["uncompared_since"]
    _shift_version(served, -1)
    assert shell.asks("sync", "verify")["ok"] is True
    assert shell.asks("sync", "status")["verified"] is True
    assert shell("sync", "status").out.endswith("The registry has everything.\n")


def _shift_version(served: Served, by: int) -> None:
    """The rows that the registry derived become those of another version of the fold, which it does not add
    to."""
    with closing(sqlite3.connect(served.database)) as connection:
        connection.execute("UPDATE fold SET version = version + ? WHERE space_id = 'behind'", (by,))
        connection.commit()


def test_an_alarm_stays_until_somebody_verifies(shell: Shell, served: Served) -> None:
    shell.code_of(*SHEET)
    shell.asks("sync", "join", served.url, served.code("alarmed"))
    shell.asks("sync", "push")
    with closing(sqlite3.connect(shell.database)) as connection:
        connection.execute("UPDATE fold SET state = ?", (bytes(32),))
        connection.commit()
    assert shell.asks("sync", "push", code=1)["troubles"][0]["kind"] == "state"
    assert shell.asks("sync", "status")["alarms"][0]["kind"] == "state"
    assert shell.asks("sync", "verify")["ok"] is True
    assert shell.asks("sync", "status")["alarms"] == []
    assert shell.asks("sync", "push")["troubles"] == []
