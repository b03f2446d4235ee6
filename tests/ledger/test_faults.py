"""What a person has to see to: a full disk, a file that may not be written, a lock, a broken file.

Each is a reason, leaves nothing half-written, and the ledger works again once it is over.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, event, text

from ledger.engine import open_engine
from ledger.errors import Busy, Damaged, DiskFull, LedgerError, ReadOnly, Unreachable
from ledger.health import Health, examine
from ledger.ledger import Ledger
from ledger.opening import prepare
from ledger.reasons import reason
from ledger.words import Words
from tests.ledger.conftest import Opener
from tests.ledger.derived import stored
from tests.ledger.opened import append, lines, new_source, new_space, open_kiosk, received

NOBODY = 65534


@contextmanager
def as_a_plain_user() -> Iterator[None]:
    """File permissions count; for root they do not."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that a plain user reaches, and may not write."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
        Path(name).chmod(0o755)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a lock."""
    monkeypatch.setattr("ledger.engine.BUSY_SECONDS", 0)
    monkeypatch.setattr("ledger.backup.BUSY_SECONDS", 0)


def test_a_full_disk_refuses_the_scan_and_takes_it_once_there_is_room(path: Path, opened: Opener) -> None:
    kiosk = opened(path)
    append(kiosk, received("DRE0000012"))
    kiosk.engine.dispose()
    with _room_for(1):
        before, known = lines(kiosk), stored(kiosk)
        with pytest.raises(DiskFull):
            _append_until_it_fails(kiosk)
        written = len(lines(kiosk)) - len(before)
        assert len(stored(kiosk).standings) == len(known.standings) + written
        assert examine(kiosk).sound
    kiosk.engine.dispose()
    append(kiosk, received("DRE0099999"))
    assert examine(kiosk) == Health(len(before) + written + 1)


def test_a_full_disk_makes_no_database(path: Path) -> None:
    with _room_for(3), pytest.raises(DiskFull):
        open_kiosk(path)
    kiosk = open_kiosk(path)
    append(kiosk, received("DRE0000012"))
    assert examine(kiosk) == Health(2)
    kiosk.engine.dispose()


def test_a_file_that_may_not_be_written_is_read_and_refuses_the_scan(folder: Path, opened: Opener) -> None:
    file = folder / "kiosk.db"
    append(opened(file), received("DRE0000012"))
    file.chmod(0o444)
    with as_a_plain_user():
        kiosk = opened(file)
        with pytest.raises(ReadOnly):
            append(kiosk, received("DRE0000023"))
        with kiosk.reading() as stock:
            assert [seen.item for seen in stock.items()] == ["DRE0000012"]
        assert examine(kiosk) == Health(2)
        kiosk.engine.dispose()
    file.chmod(0o644)
    append(kiosk, received("DRE0000023"))
    assert examine(kiosk) == Health(4)


def test_a_folder_that_may_not_be_written_gets_no_database(folder: Path, opened: Opener) -> None:
    folder.chmod(0o555)
    with as_a_plain_user(), pytest.raises(ReadOnly):
        open_kiosk(folder / "kiosk.db")
    folder.chmod(0o755)
    assert list(folder.iterdir()) == []
    append(opened(folder / "kiosk.db"), received("DRE0000012"))


@pytest.mark.usefixtures("impatient")
def test_a_file_that_another_program_locked_refuses_the_scan(path: Path, opened: Opener) -> None:
    kiosk = opened(path)
    append(kiosk, received("DRE0000012"))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Busy):
            append(kiosk, received("DRE0000023"))
        with pytest.raises(Busy):
            lines(kiosk)
        with pytest.raises(Busy):
            opened(path)
        other.execute("ROLLBACK")
    append(kiosk, received("DRE0000023"))
    assert examine(kiosk) == Health(3)


@pytest.mark.usefixtures("impatient")
def test_a_reader_that_stays_in_the_file_refuses_the_scan_and_nothing_is_half_written(
    path: Path, opened: Opener
) -> None:
    kiosk = opened(path)
    append(kiosk, received("DRE0000012"))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM event").fetchone()
        with pytest.raises(Busy):
            append(kiosk, received("DRE0000023"))
        assert [line.seq for line in lines(kiosk)] == [1, 2]
        other.execute("ROLLBACK")
    append(kiosk, received("DRE0000023"))
    assert examine(kiosk) == Health(3)


def test_a_space_that_another_program_locked_refuses_the_scan(postgres_url: str) -> None:
    separator = "&" if "?" in postgres_url else "?"
    engine = open_engine(f"{postgres_url}{separator}options=-c%20lock_timeout%3D50")
    ledger = _prepared(engine)
    append(ledger, received("DRE0000012"))
    with engine.connect() as other:
        other.execute(text("SELECT * FROM space FOR UPDATE")).all()
        with pytest.raises(Busy):
            append(ledger, received("DRE0000023"))
        assert len(lines(ledger)) == 2
    append(ledger, received("DRE0000023"))
    assert examine(ledger) == Health(3)
    engine.dispose()


def test_a_server_that_only_reads_refuses_the_scan(postgres_url: str) -> None:
    writable = open_engine(postgres_url)
    ledger = _prepared(writable)
    append(ledger, received("DRE0000012"))
    separator = "&" if "?" in postgres_url else "?"
    read_only = open_engine(f"{postgres_url}{separator}options=-c%20default_transaction_read_only%3Don")
    standby = Ledger(read_only, new_source(), Words(), ledger.space)
    with pytest.raises(ReadOnly):
        append(standby, received("DRE0000023"))
    assert examine(standby) == Health(2)
    append(ledger, received("DRE0000023"))
    for engine in (writable, read_only):
        engine.dispose()


@pytest.mark.parametrize("left", [0.1, 0.5, 0.9])
def test_a_file_that_was_cut_short_is_damaged(path: Path, left: float) -> None:
    kiosk = open_kiosk(path)
    append(kiosk, *(received(f"DRE00000{number}") for number in range(10, 30)))
    kiosk.engine.dispose()
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * left)])
    assert _health(path).damage
    path.write_bytes(whole)
    assert _health(path) == Health(21)


def test_a_file_with_a_page_of_nonsense_is_damaged(path: Path) -> None:
    kiosk = open_kiosk(path)
    append(kiosk, *(received(f"DRE00000{number}") for number in range(10, 30)))
    kiosk.engine.dispose()
    whole = path.read_bytes()
    for page in range(4096, len(whole), 4096):
        path.write_bytes(whole[:page] + b"\xa5" * 4096 + whole[page + 4096 :])
        found = _health(path)
        assert not found.sound, f"page {page // 4096 + 1}"


def test_a_file_that_is_gone_while_the_program_runs_is_no_silence(path: Path, opened: Opener) -> None:
    kiosk = opened(path)
    append(kiosk, received("DRE0000012"))
    path.unlink()
    with pytest.raises(LedgerError):
        append(kiosk, received("DRE0000023"))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (psycopg.errors.DiskFull, DiskFull),
        (psycopg.errors.ReadOnlySqlTransaction, ReadOnly),
        (psycopg.errors.InsufficientPrivilege, ReadOnly),
        (psycopg.errors.LockNotAvailable, Busy),
        (psycopg.errors.DeadlockDetected, Busy),
        (psycopg.errors.SerializationFailure, Busy),
        (psycopg.errors.TooManyConnections, Busy),
        (psycopg.errors.AdminShutdown, Unreachable),
        (psycopg.errors.ConnectionFailure, Unreachable),
        (psycopg.OperationalError, Unreachable),
        (psycopg.errors.DataCorrupted, Damaged),
        (psycopg.errors.IoError, Damaged),
    ],
)
def test_what_the_server_says_has_a_reason(error: type[psycopg.Error], expected: type[LedgerError]) -> None:
    assert type(reason(error("said by the server"))) is expected


def test_what_is_a_fault_of_the_program_has_no_reason() -> None:
    for error in (psycopg.errors.UniqueViolation(), sqlite3.IntegrityError(), ValueError(), None):
        assert reason(error) is None


@contextmanager
def _room_for(pages: int) -> Iterator[None]:
    """New connections make their file no larger than so many pages, or than it is already."""

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}").close()

    event.listen(Engine, "connect", limit)
    yield
    event.remove(Engine, "connect", limit)


def _append_until_it_fails(kiosk: Ledger) -> None:
    for number in range(1000):
        append(kiosk, received(f"DRE{number:07d}"))


def _prepared(engine: Engine) -> Ledger:
    prepare(engine)
    return new_space(engine)


def _health(path: Path) -> Health:
    """What the doctor says of a file; the damage where it cannot even be opened."""
    try:
        kiosk = open_kiosk(path)
    except Damaged as damaged:
        return Health(0, damage=str(damaged))
    try:
        return examine(kiosk)
    finally:
        kiosk.engine.dispose()
