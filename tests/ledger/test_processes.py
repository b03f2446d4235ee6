"""Several processes write one ledger, and processes that are killed in the middle of it."""

import signal
from contextlib import ExitStack
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from ledger.engine import open_engine
from ledger.health import Health, back_up, examine
from ledger.ledger import Ledger
from ledger.opening import open_space, prepare
from ledger.words import Words
from stock.events import Kind, decode
from tests.ledger.conftest import Opener
from tests.ledger.derived import folded, stored
from tests.ledger.opened import append, lines, new_source, new_space, open_kiosk, received_lot
from tests.ledger.writers import (
    ABOUT_TO,
    all_said,
    prepare_and_receive,
    receive_for_ever,
    started,
    take_until_gone,
)

KILLS = 20
_EXAMINED_EVERY = 5


def test_two_processes_never_take_more_than_there_is_and_lose_nothing(url: str) -> None:
    engine = open_engine(url)
    prepare(engine)
    ledger = new_space(engine)
    append(ledger, received_lot("LOT", 40))
    with ExitStack() as stack:
        pipes = [stack.enter_context(started(take_until_gone, url, ledger.space, "LOT"))[1] for _ in range(2)]
        _go(pipes)
        took = [len(list(all_said(pipe))) for pipe in pipes]
    assert sum(took) == 40
    assert stored(ledger).standings["LOT"].quantity == 0
    _assert_whole(ledger, 40)
    engine.dispose()


def _go(pipes: list[Connection]) -> None:
    """Let processes act once all are ready."""
    assert {pipe.recv() for pipe in pipes} == {"ready"}
    for pipe in pipes:
        pipe.send("go")


def _assert_whole(ledger: Ledger, takes: int) -> None:
    kinds = [decode(line.line).kind for line in lines(ledger)]
    assert kinds.count(Kind.TAKEN) == takes
    assert examine(ledger) == Health(len(kinds))
    assert stored(ledger) == folded(ledger)
    assert not stored(ledger).clashes


def test_two_processes_may_make_the_same_new_database(url: str) -> None:
    codes = ["DRE0000012", "DRE0000023", "DRE0000034"]
    with ExitStack() as stack:
        pipes = [stack.enter_context(started(prepare_and_receive, url, "riga", code))[1] for code in codes]
        _go(pipes)
        assert [list(all_said(pipe)) for pipe in pipes] == [[code] for code in codes]
    engine = open_engine(url)
    ledger = open_space(engine, "riga", new_source(), Words())
    assert sorted(stored(ledger).standings) == codes
    assert examine(ledger) == Health(6)
    engine.dispose()


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], list[Health]]:
    """A ledger whose writers were killed, one after the other; what they had said was done; what the doctor
    found in between."""
    path, done, found = tmp_path_factory.mktemp("killed") / "kiosk.db", list[str](), list[Health]()
    kiosk = open_kiosk(path)
    append(kiosk, received_lot("LOT", 1))
    kiosk.engine.dispose()
    for kill in range(KILLS):
        done += _killed_after(path, 4 * kill + 1)
        if kill % _EXAMINED_EVERY == 0:
            found.append(_health(path))
    return path, done, found


def _killed_after(path: Path, words: int) -> list[str]:
    """What a writer did that was killed right after so many words: about to do something, or just done."""
    with started(receive_for_ever, path) as (process, heard):
        said = [str(heard.recv()) for _ in range(words)]
        process.kill()
        process.join()
        assert process.exitcode == -signal.SIGKILL
        said += all_said(heard)
    return [word for word in said if word != ABOUT_TO]


def _health(path: Path) -> Health:
    kiosk = open_kiosk(path)
    found = examine(kiosk)
    kiosk.engine.dispose()
    return found


def test_what_was_acknowledged_before_a_kill_is_there_afterwards(
    killed: tuple[Path, list[str], list[Health]], opened: Opener
) -> None:
    path, done, _ = killed
    kiosk = opened(path)
    codes = set(stored(kiosk).standings) - {"LOT"}
    assert len(done) == len(set(done)) > KILLS
    assert set(done) <= codes
    assert len(codes - set(done)) <= KILLS, "only what was under way at a kill may be there unsaid"


def test_after_kills_no_transaction_is_there_by_half_and_the_chain_is_whole(
    killed: tuple[Path, list[str], list[Health]], opened: Opener
) -> None:
    path, _, found = killed
    assert found
    assert all(health.sound for health in found)
    kiosk = opened(path)
    pieces = len(stored(kiosk).standings) - 1
    kinds = [decode(line.line).kind for line in lines(kiosk)]
    assert kinds.count(Kind.RECEIVED) == kinds.count(Kind.COUNTED) + 1 == pieces + 1
    assert stored(kiosk).standings["LOT"].quantity == pieces + 1
    assert stored(kiosk) == folded(kiosk)
    assert examine(kiosk) == Health(len(kinds))


def test_a_backup_of_a_database_that_is_being_written_is_whole(
    path: Path, tmp_path: Path, opened: Opener
) -> None:
    append(opened(path), received_lot("LOT", 1))
    with started(receive_for_ever, path) as (_, heard):
        done: list[str] = []
        for number in range(3):
            done += _next_done(heard, 3)
            backup = tmp_path / f"backup{number}.db"
            back_up(path, backup)
            copy = opened(backup)
            assert set(done) <= set(stored(copy).standings)
            assert stored(copy) == folded(copy)
            assert examine(copy).sound
        done += _next_done(heard, 3)
    assert set(done) <= set(stored(opened(path)).standings)


def _next_done(heard: Connection, number: int) -> list[str]:
    """The next things that were done."""
    words = all_said(heard)
    done = (word for word in words if word != ABOUT_TO)
    return [next(done) for _ in range(number)]


def test_the_doctor_finds_nothing_wrong_with_a_database_that_is_being_written(
    path: Path, opened: Opener
) -> None:
    kiosk = opened(path)
    append(kiosk, received_lot("LOT", 1))
    with started(receive_for_ever, path) as (_, heard):
        for _ in range(5):
            _next_done(heard, 2)
            assert examine(kiosk).sound
