"""A kiosk that is open while a backup of an earlier version is put in the place of its database."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kiosk.kiosk import Kiosk
from kiosk.use_cases import keep
from kiosk.use_cases.find import find
from kiosk.use_cases.take import take
from ledger.migration import LEDGER
from tests.kiosk.world import piece, recorded, stocked

EARLIER = max(LEDGER.versions() - {LEDGER.head})


def aged(file: Path) -> None:
    """Make a database one that an earlier version of this program left."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", [EARLIER])
        connection.execute("UPDATE fold SET version = version - 1")
        for table in ("item", "near"):
            connection.execute(f"DROP TABLE {table}")
        connection.commit()


def test_it_goes_on_in_the_backup_as_if_that_were_of_this_version(kiosk: Kiosk, tmp_path: Path) -> None:
    code = stocked(kiosk, "600x400x4")
    keep.back_up(tmp_path / "kiosk.db", tmp_path / "backup.db")
    aged(tmp_path / "backup.db")
    recorded(take(kiosk, code))
    keep.restore(tmp_path / "backup.db", tmp_path / "kiosk.db")
    assert [found.item for found in find(kiosk, "birch").found.items] == [code]
    recorded(take(kiosk, code))
    assert piece(kiosk, code).status == "taken"
    assert keep.examine(kiosk).sound
