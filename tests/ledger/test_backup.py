"""A backup is whole or not there, and only a sound one takes the database's place."""

from pathlib import Path

import pytest

from ledger.backup import back_up, check_file, restore
from ledger.engine import open_engine
from ledger.errors import Busy, Damaged, DiskFull, LedgerError, Newer, NotFound
from ledger.health import Health, examine
from ledger.ledger import Ledger
from tests.ledger.conftest import Opener
from tests.ledger.derived import stored
from tests.ledger.opened import append, lines, open_kiosk, received, tamper


@pytest.fixture
def kiosk(path: Path, opened: Opener) -> Ledger:
    """A kiosk with a piece and a setting."""
    ledger = opened(path)
    with ledger.transaction() as change:
        change.append(received("DRE0000012"), who="Ilze")
        change.set(space_name="Riga")
    return ledger


@pytest.fixture
def backup(kiosk: Ledger, path: Path) -> Path:
    """A backup of it."""
    target = path.with_name("backup.db")
    back_up(path, target)
    assert kiosk.current_log
    return target


def test_a_backup_brings_everything_back(kiosk: Ledger, path: Path, backup: Path, opened: Opener) -> None:
    before, known = lines(kiosk), stored(kiosk)
    append(kiosk, received("DRE0000023"))
    kiosk.engine.dispose()
    restore(backup, path)
    again = opened(path)
    assert (lines(again), stored(again)) == (before, known)
    with again.reading() as stock:
        assert stock.settings()["space_name"] == "Riga"
    append(again, received("DRE0000034"))
    assert examine(again) == Health(4)


def test_a_running_kiosk_goes_on_in_the_backup_that_took_its_files_place(
    kiosk: Ledger, path: Path, backup: Path, opened: Opener
) -> None:
    append(kiosk, received("DRE0000023"))
    former = kiosk.current_log
    restore(backup, path)
    append(kiosk, received("DRE0000034"))
    assert sorted(stored(opened(path)).standings) == ["DRE0000012", "DRE0000034"]
    assert stored(kiosk) == stored(opened(path))
    assert kiosk.current_log != former
    assert examine(opened(path)) == Health(4)


def test_what_was_there_is_kept_under_another_name(
    kiosk: Ledger, path: Path, backup: Path, opened: Opener
) -> None:
    append(kiosk, received("DRE0000023"))
    kiosk.engine.dispose()
    kept = path.with_name("kept.db")
    restore(backup, path, kept)
    assert sorted(stored(opened(kept)).standings) == ["DRE0000012", "DRE0000023"]
    assert sorted(stored(opened(path)).standings) == ["DRE0000012"]


def test_a_name_that_is_taken_is_not_written_over(
    kiosk: Ledger, path: Path, backup: Path, opened: Opener
) -> None:
    append(kiosk, received("DRE0000023"))
    kiosk.engine.dispose()
    kept = path.with_name("kept.db")
    kept.write_text("something else")
    with pytest.raises(FileExistsError):
        restore(backup, path, kept)
    assert kept.read_text() == "something else"
    assert sorted(stored(opened(path)).standings) == ["DRE0000012", "DRE0000023"]


def test_a_backup_is_brought_back_where_there_is_nothing(
    kiosk: Ledger, path: Path, backup: Path, opened: Opener
) -> None:
    kiosk.engine.dispose()
    for file in path.parent.glob("kiosk.db*"):
        file.unlink()
    restore(backup, path)
    assert examine(opened(path)) == Health(2)


def test_a_backup_replaces_an_older_one_and_leaves_nothing_beside_it(
    kiosk: Ledger, path: Path, backup: Path, opened: Opener
) -> None:
    append(kiosk, received("DRE0000023"))
    back_up(path, backup)
    assert sorted(file.name for file in path.parent.iterdir()) == [
        "backup.db",
        "kiosk.db",
        "kiosk.db-journal",
    ]
    assert sorted(stored(opened(backup)).standings) == ["DRE0000012", "DRE0000023"]


def truncate(backup: Path) -> None:
    """Half of it."""
    backup.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])


def overwrite(backup: Path) -> None:
    """A picture."""
    backup.write_bytes(b"\xff\xd8\xff" * 5000)


def empty(backup: Path) -> None:
    """Nothing."""
    backup.write_bytes(b"")


def spoil(backup: Path) -> None:
    """Pages of nonsense in the middle."""
    whole = bytearray(backup.read_bytes())
    whole[4096:12288] = b"\xa5" * 8192
    backup.write_bytes(whole)


def forget_tables(backup: Path) -> None:
    """A database without a log."""
    backup.unlink()
    engine = open_engine(f"sqlite:///{backup}")
    tamper(engine, "CREATE TABLE photos (name TEXT)")
    engine.dispose()


def make_newer(backup: Path) -> None:
    """A later version's."""
    engine = open_engine(f"sqlite:///{backup}")
    tamper(engine, "UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()


def remove(backup: Path) -> None:
    """No file."""
    backup.unlink()


@pytest.mark.parametrize(
    ("breaks", "expected"),
    [
        (truncate, Damaged),
        (overwrite, Damaged),
        (empty, Damaged),
        (spoil, Damaged),
        (forget_tables, Damaged),
        (make_newer, Newer),
        (remove, NotFound),
    ],
)
def test_a_broken_backup_is_refused_and_the_database_stays(
    kiosk: Ledger, path: Path, backup: Path, opened: Opener, breaks: object, expected: type[LedgerError]
) -> None:
    append(kiosk, received("DRE0000023"))
    kiosk.engine.dispose()
    assert callable(breaks)
    breaks(backup)
    before, files = path.read_bytes(), {file.name for file in path.parent.glob("kiosk*")}
    with pytest.raises(expected):
        restore(backup, path, path.with_name("kept.db"))
    with pytest.raises(expected):
        check_file(backup)
    assert path.read_bytes() == before
    assert {file.name for file in path.parent.iterdir()} - {"backup.db", "backup.db-journal"} == files
    assert sorted(stored(opened(path)).standings) == ["DRE0000012", "DRE0000023"]


def test_a_damaged_database_is_replaced_by_its_backup(
    kiosk: Ledger, path: Path, backup: Path, opened: Opener
) -> None:
    kiosk.engine.dispose()
    overwrite(path)
    restore(backup, path, path.with_name("kept.db"))
    assert examine(opened(path)) == Health(2)
    assert path.with_name("kept.db").read_bytes().startswith(b"\xff\xd8\xff")


def test_a_database_that_is_in_use_elsewhere_is_not_replaced(
    kiosk: Ledger, path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.backup.BUSY_SECONDS", 0)
    append(kiosk, received("DRE0000023"))
    with kiosk.transaction(), pytest.raises(Busy):
        restore(backup, path)
    assert sorted(stored(kiosk).standings) == ["DRE0000012", "DRE0000023"]


def test_a_damaged_database_is_no_backup(kiosk: Ledger, path: Path, backup: Path) -> None:
    kiosk.engine.dispose()
    spoil(path)
    before = backup.read_bytes()
    with pytest.raises(Damaged):
        back_up(path, backup)
    assert backup.read_bytes() == before
    assert not path.with_name("backup.db.part").exists()


def test_a_backup_into_a_missing_folder_or_of_a_missing_file_is_refused(kiosk: Ledger, path: Path) -> None:
    with pytest.raises(NotFound):
        back_up(path, path.parent / "gone" / "backup.db")
    with pytest.raises(NotFound):
        back_up(path.with_name("gone.db"), path.with_name("backup.db"))
    assert not path.with_name("backup.db").exists()
    assert examine(kiosk) == Health(2)


def test_a_backup_that_does_not_fit_the_disk_is_not_there(
    kiosk: Ledger, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path) -> None:
        raise DiskFull

    monkeypatch.setattr("ledger.backup.check_file", full)
    with pytest.raises(DiskFull):
        back_up(path, path.with_name("backup.db"))
    assert sorted(file.name for file in path.parent.iterdir()) == ["kiosk.db", "kiosk.db-journal"]
    assert examine(kiosk) == Health(2)


def test_a_backup_of_a_database_that_was_never_written_is_refused(path: Path) -> None:
    path.touch()
    with pytest.raises(Damaged):
        back_up(path, path.with_name("backup.db"))
    open_kiosk(path).engine.dispose()
    back_up(path, path.with_name("backup.db"))
