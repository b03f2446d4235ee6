"""A kiosk changes its token by itself, and whatever ends in the middle of that, it is never locked out."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.settings import Secrets
from kiosk.use_cases import token as tokens
from kiosk.use_cases.token import EARLIER, SINCE, TOKEN, TRIED
from sync import asking, connection
from sync.client import Client, Registration
from sync.connection import Request
from sync.errors import Refused
from sync.replies import Reply
from sync.wire import HelloRequest, Problem
from tests.kiosk.commands.shell import Shell
from tests.registry.served import Served

LONG_AGO = "2020-01-01T00:00:00+00:00"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HELLO = HelloRequest(vec="0" * 64)
PROBLEM = Problem(status=404)
_numbers = count(1)


class Killed(BaseException):
    """The process ended here."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A registry."""
    with Served(str(tmp_path_factory.mktemp("registry") / "registry.db")) as registry:
        yield registry


@pytest.fixture
def joined(shell: Shell, served: Served) -> Shell:
    """The shell of a kiosk that has joined."""
    shell.asks("sync", "join", served.url, served.code("riga"))
    return shell


def secrets(shell: Shell) -> Secrets:
    """What the kiosk keeps for itself."""
    return Secrets(shell.folder)


def enrolled(served: Served, kept: Secrets) -> Registration:
    """Where a kiosk is enrolled, as its file says now."""
    return Registration(served.url, kept.get(TOKEN).split(".")[0], kept.get(TOKEN), kept.get(EARLIER))


def opens(served: Served, token: str) -> bool:
    """Whether a token opens the space. One that was not used yet was used then."""
    try:
        with Client(Registration(served.url, token.split(".", maxsplit=1)[0], token)) as client:
            client.hello(HELLO)
    except Refused:
        return False
    return True


def renewed(served: Served, kept: Secrets) -> None:
    """Change the token once."""
    found = enrolled(served, kept)
    with Client(found) as client:
        tokens.renew(kept, found, client)


def test_a_token_that_is_old_is_changed_with_the_next_round_and_a_young_one_is_not(
    joined: Shell, served: Served
) -> None:
    first = secrets(joined).get(TOKEN)
    joined.asks("sync", "push")
    assert secrets(joined).get(TOKEN) == first
    secrets(joined).set(SINCE, LONG_AGO)
    assert joined.asks("sync", "push")["verified"]
    second = secrets(joined).get(TOKEN)
    assert second != first
    assert secrets(joined).get(SINCE) > LONG_AGO
    assert not opens(served, first)
    assert opens(served, second)


def test_a_token_of_an_earlier_version_has_no_date_and_is_changed(joined: Shell) -> None:
    first = secrets(joined).get(TOKEN)
    secrets(joined).set(SINCE, "")
    joined.asks("sync", "push")
    assert secrets(joined).get(TOKEN) != first


def test_somebody_at_a_shell_changes_it_and_no_token_is_in_any_answer(joined: Shell, served: Served) -> None:
    first = secrets(joined).get(TOKEN)
    ran = joined("sync", "token", "--json")
    assert (ran.code, ran.json["ok"]) == (0, True)
    assert ran.json["token_since"] == joined.asks("sync", "status")["token_since"]
    assert not opens(served, first)
    second = secrets(joined).get(TOKEN)
    for words in (("sync", "status"), ("sync", "token"), ("settings",)):
        out = joined(*words)
        assert not {first, second} & set((out.out + out.err).split())
    assert second.encode() not in joined.database.read_bytes()
    assert not any(token in line for line in served.journal for token in (first, second))


def test_the_file_stays_its_owners_alone(joined: Shell) -> None:
    joined.asks("sync", "token")
    assert (joined.folder / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_a_command_before_joining_says_what_to_do(shell: Shell) -> None:
    shell.asks("settings", "space_name=Test")
    assert shell.asks("sync", "token", code=1)["reason"] == "not-joined"


def _dies_asking(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(tokens, "further_token", _killed)


def _dies_with_the_answer(patch: pytest.MonkeyPatch) -> None:
    ask = connection.Connection.ask

    def lost(self: connection.Connection, request: Request) -> Reply:
        ask(self, request)
        raise Killed

    patch.setattr(connection.Connection, "ask", lost)


def _dies_writing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("kiosk.settings.os.fsync", _killed)


def _dies_replacing(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("pathlib.Path.replace", _killed)


def _dies_before_it_uses_it(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(tokens, "index", _killed)


def _dies_having_used_it(patch: pytest.MonkeyPatch) -> None:
    index = asking.index

    def lost(client: Client, cursor: str, limit: int) -> None:
        index(client, cursor, limit)
        raise Killed

    patch.setattr(tokens, "index", lost)


def _killed(*_arguments: object, **_names: object) -> None:
    raise Killed


@pytest.mark.parametrize(
    "dies",
    [
        _dies_asking,
        _dies_with_the_answer,
        _dies_writing,
        _dies_replacing,
        _dies_before_it_uses_it,
        _dies_having_used_it,
    ],
)
@pytest.mark.parametrize("times", [1, 3])
def test_a_kiosk_that_is_killed_at_any_step_opens_its_space_and_changes_its_token_the_next_time(
    joined: Shell, served: Served, dies: Callable[[pytest.MonkeyPatch], None], times: int
) -> None:
    kept = secrets(joined)
    first = kept.get(TOKEN)
    for _ in range(times):
        with pytest.MonkeyPatch.context() as patch:
            dies(patch)
            with pytest.raises(Killed):
                renewed(served, kept)
    kept.set(SINCE, LONG_AGO)
    assert joined.asks("sync", "push")["verified"]
    assert kept.get(TOKEN) != first
    assert opens(served, kept.get(TOKEN))
    assert not opens(served, first)


def test_a_registry_that_was_restored_from_a_backup_is_opened_with_the_token_before(
    shell: Shell, tmp_path: Path
) -> None:
    database = tmp_path / "restored.db"
    with Served(str(database)) as registry:
        shell.asks("sync", "join", registry.url, registry.code("riga"))
        registry.terminate()
        backup = database.read_bytes()
        registry.start()
        shell.asks("sync", "token")
        lost = secrets(shell).get(TOKEN)
        registry.terminate()
        database.write_bytes(backup)
        registry.start()
        assert not opens(registry, lost)
        assert shell.asks("sync", "push")["verified"]
        assert opens(registry, secrets(shell).get(TOKEN))


def test_a_registry_that_changes_no_tokens_is_asked_once_a_day(
    joined: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Client] = []

    def refused(client: Client) -> str:
        asked.append(client)
        raise Refused(PROBLEM)

    monkeypatch.setattr(tokens, "further_token", refused)
    monkeypatch.setattr(tokens, "_now", lambda: NOON)
    secrets(joined).set(SINCE, LONG_AGO)
    for _ in range(3):
        assert joined.asks("sync", "push")["verified"]
    assert len(asked) == 1
    secrets(joined).set(TRIED, "2020-01-01")
    joined.asks("sync", "push")
    assert len(asked) == 2


def test_a_disk_that_is_full_leaves_the_present_token(
    joined: Shell, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = secrets(joined).get(TOKEN)
    secrets(joined).set(SINCE, LONG_AGO)

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("kiosk.settings.os.fsync", full)
        assert joined.asks("sync", "push")["verified"]
    assert secrets(joined).get(TOKEN) == first
    assert opens(served, first)


def test_a_kiosk_that_joins_while_its_token_changes_has_the_token_it_joined_with(
    joined: Shell, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, ask = secrets(joined), asking.further_token

    def meanwhile(client: Client) -> str:
        token = ask(client)
        joined.asks("sync", "join", served.url, served.code("riga"))
        return token

    monkeypatch.setattr(tokens, "further_token", meanwhile)
    renewed(served, kept)
    assert kept.get(EARLIER) == ""
    assert opens(served, kept.get(TOKEN))


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(order=st.permutations([0, 0, 0, 1, 1, 1]), ends=st.integers(1, 6))
def test_two_processes_that_change_it_at_once_leave_one_that_works(
    served: Served, tmp_path: Path, order: list[int], ends: int
) -> None:
    kept = Secrets(tmp_path)
    tokens.keep_token(kept, served.join(f"pair-{next(_numbers)}").token)
    both = [_steps(served, kept), _steps(served, kept)]
    for which in order[:ends]:
        next(both[which], None)
    with Client(enrolled(served, kept)) as client:
        client.hello(HELLO)
        tokens.renew_when_old(kept, enrolled(served, kept), client)
        assert client.token in (kept.get(TOKEN), kept.get(EARLIER))
    with Client(enrolled(served, kept)) as client:
        client.hello(HELLO)


def _steps(served: Served, kept: Secrets) -> Iterator[None]:
    """The three steps of a change, one at a time: ask, keep, use. Either may be refused."""
    found = enrolled(served, kept)
    try:
        with Client(found) as client:
            new, shown = asking.further_token(client), client.token
    except Refused:
        return
    yield
    is_kept = kept.change({TOKEN: new, EARLIER: shown}, where={TOKEN: found.token})
    yield
    if is_kept:
        opens(served, new)
    yield


def test_secrets_that_are_changed_from_several_threads_are_all_kept(tmp_path: Path) -> None:
    def change(name: str) -> None:
        for number in range(20):
            Secrets(tmp_path).set(name, str(number))

    threads = [Thread(target=change, args=[name]) for name in ("pin", "token", "other")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = json.loads((tmp_path / "secrets.json").read_text())
    assert kept == {"pin": "19", "token": "19", "other": "19"}
