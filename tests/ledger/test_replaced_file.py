"""A kiosk that is open while a backup is put in the place of its database."""

import os
from pathlib import Path

import pytest

from ledger.errors import NotFound
from ledger.health import back_up, examine, restore
from stock.events import FIRST_HASH, decode
from tests.ledger.conftest import Opener
from tests.ledger.opened import append, lines, received

SERVICE = 4321
"""The user of a service, whose file root brings back."""


def test_what_is_scanned_after_a_restore_is_in_the_restored_database(path: Path, opened: Opener) -> None:
    kiosk = opened(path)
    append(kiosk, received("DRE0000012"))
    back_up(path, path.with_name("backup.db"))
    append(kiosk, received("DRE0000023"))
    restore(path.with_name("backup.db"), path)
    append(kiosk, received("DRE0000034"))
    restored = opened(path)
    with restored.reading() as stock:
        assert [standing.item for standing in stock.items()] == ["DRE0000012", "DRE0000034"]
    assert examine(restored).sound


def test_after_a_restore_a_kiosk_goes_on_in_a_new_log_that_names_the_one_before(
    path: Path, opened: Opener
) -> None:
    kiosk = opened(path)
    append(kiosk, received("DRE0000012"))
    former = kiosk.current_log
    back_up(path, path.with_name("backup.db"))
    restore(path.with_name("backup.db"), path)
    append(kiosk, received("DRE0000034"))
    logs = [line.log for line in lines(kiosk)]
    assert logs == [former, former, kiosk.current_log, kiosk.current_log]
    assert decode(lines(kiosk)[2].line).body["parent"][:2] == [former, 2]


def test_a_kiosk_that_wrote_nothing_yet_reads_and_writes_the_restored_database(
    path: Path, opened: Opener
) -> None:
    append(opened(path), received("DRE0000012"))
    back_up(path, path.with_name("backup.db"))
    append(opened(path), received("DRE0000023"))
    kiosk = opened(path)
    assert len(lines(kiosk)) == 4
    restore(path.with_name("backup.db"), path, path.with_name("kept.db"))
    assert len(lines(kiosk)) == 2
    append(kiosk, received("DRE0000034"))
    with opened(path).reading() as stock:
        assert [standing.item for standing in stock.items()] == ["DRE0000012", "DRE0000034"]


def test_what_the_registry_sends_after_a_restore_is_in_the_restored_database(
    path: Path, opened: Opener
) -> None:
    kiosk, other = opened(path), opened(path.with_name("other.db"))
    append(kiosk, received("DRE0000012"))
    append(other, received("DRE0000023"))
    back_up(path, path.with_name("backup.db"))
    assert len(lines(kiosk)) == 2
    restore(path.with_name("backup.db"), path, path.with_name("kept.db"))
    sent = lines(other)
    kiosk.store(sent[0].log, 1, FIRST_HASH, [line.line for line in sent])
    with opened(path).reading() as stock:
        assert [standing.item for standing in stock.items()] == ["DRE0000012", "DRE0000023"]


def test_nothing_is_written_once_the_file_is_gone(path: Path, opened: Opener) -> None:
    kiosk = opened(path)
    append(kiosk, received("DRE0000012"))
    path.unlink()
    with pytest.raises(NotFound):
        append(kiosk, received("DRE0000023"))
    assert not path.exists()


def test_a_restored_database_belongs_to_whom_it_belonged_before(path: Path, opened: Opener) -> None:
    append(opened(path), received("DRE0000012"))
    back_up(path, path.with_name("backup.db"))
    before = path.stat().st_uid + (SERVICE if os.geteuid() == 0 else 0)
    os.chown(path, before, -1)
    path.chmod(0o640)
    restore(path.with_name("backup.db"), path, path.with_name("kept.db"))
    assert (path.stat().st_uid, path.stat().st_mode & 0o777) == (before, 0o640)
