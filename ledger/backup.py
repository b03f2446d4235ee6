"""Copies of a whole SQLite database, made while it is in use, and brought back."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

from ledger.engine import BUSY_SECONDS
from ledger.errors import Busy, Damaged, LedgerError, Newer, NotFound, OfRegistry
from ledger.migration import ACCOUNTS, LEDGER
from ledger.reasons import answered


def back_up(source: Path, target: Path) -> None:
    """Copy a database while it is in use. The target appears whole and durable, or not at all.

    Raises LedgerError and OSError.
    """
    partial = _partial(target)
    try:
        _copy(source, partial, "rw")
        check_file(partial)
        _put_in_place(partial, target)
    finally:
        _remove(partial)


def restore(
    backup: Path,
    target: Path,
    kept: Path | None = None,
    make_ready: Callable[[Path], object] | None = None,
) -> None:
    """Put a backup in a database's place; the present one is kept as `kept`, where a new name is given.

    A ledger that has it open goes on in the backup with its next event. It reads no tables of another
    version: `make_ready` is given the copy before it is in its place. Raises LedgerError and OSError; then
    the database is as it was.
    """
    check_file(backup)
    partial = _partial(target)
    try:
        _copy(backup, partial, "ro")
        if make_ready:
            make_ready(partial)
        if target.exists():
            _make_alike(target, partial)
            _give_way(target, kept)
        _put_in_place(partial, target)
    finally:
        _remove(partial)


def restore_beside(
    backup: Path, target: Path, make_ready: Callable[[Path], object] | None = None
) -> Path | None:
    """As `restore`; where the database is kept that was there, None where there was none."""
    kept = _free_name(target) if target.exists() else None
    restore(backup, target, kept, make_ready)
    return kept


def check_file(path: Path) -> None:
    """Raise NotFound, Damaged for what is no sound database of ours, Newer for one of a later version."""
    if not path.is_file():
        raise NotFound(str(path))
    with answered(), closing(_connected(path, "ro")) as connection:
        sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        version = _version(connection) if sound else None
    if version is None:
        raise Damaged(str(path))
    if version not in LEDGER.versions():
        raise Newer(version)


def check_kiosk_file(path: Path) -> None:
    """As `check_file`; raises OfRegistry, too."""
    check_file(path)
    with answered(), closing(_connected(path, "ro")) as connection:
        if ACCOUNTS.version_table in _tables(connection):
            raise OfRegistry(str(path))


def _free_name(database: Path) -> Path:
    names = (database.with_name(f"{database.name}.before-{number}") for number in count(1))
    return next(name for name in names if not name.exists())


def _version(connection: sqlite3.Connection) -> str | None:
    """Which version of ours wrote the durable tables; None where it was none."""
    if not {"event", LEDGER.version_table} <= _tables(connection):
        return None
    row = connection.execute(f"SELECT version_num FROM {LEDGER.version_table}").fetchone()  # noqa: S608
    return str(row[0]) if row else None


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_schema").fetchall()}


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS)


def _copy(source: Path, target: Path, mode: str) -> None:
    """Copy pages in one step, so that no writer in between makes it begin again; `_put_in_place` syncs them,
    since the source is locked until the step ends."""
    if not source.is_file():
        raise NotFound(str(source))
    with answered(), closing(_connected(source, mode)) as origin, closing(sqlite3.connect(target)) as copy:
        copy.execute("PRAGMA synchronous=OFF")
        origin.backup(copy, progress=_stop_when_busy)


def _stop_when_busy(status: int, _remaining: int, _total: int) -> None:
    if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        raise Busy


def _make_alike(target: Path, partial: Path) -> None:
    """The same rights and, as far as it is allowed, owner: root may bring back what a service writes."""
    shutil.copymode(target, partial)
    owned = target.stat()
    with suppress(PermissionError):
        os.chown(partial, owned.st_uid, owned.st_gid)


def _give_way(target: Path, kept: Path | None) -> None:
    """Finish or undo what a crash left half-written, so that no journal of the old file meets the new one."""
    try:
        with answered(), closing(_connected(target, "rw")) as connection:
            connection.execute("BEGIN EXCLUSIVE").close()
    except Busy:
        raise
    except LedgerError:
        pass
    if kept:
        _keep(target, kept)
        _keep(_journal(target), _journal(kept))
    _journal(target).unlink(missing_ok=True)
    _sync(target.parent)


def _keep(path: Path, kept: Path) -> None:
    """The same file under a second name; a copy where the file system has no such thing."""
    if not path.exists():
        return
    try:
        kept.hardlink_to(path)
    except FileExistsError:
        raise
    except OSError:
        shutil.copy2(path, kept)
        _sync(kept)


def _put_in_place(partial: Path, target: Path) -> None:
    _sync(partial)
    partial.replace(target)
    _sync(target.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _partial(target: Path) -> Path:
    """Where a copy grows, with nothing there."""
    if not target.absolute().parent.is_dir():
        raise NotFound(str(target.absolute().parent))
    partial = target.with_name(target.name + ".part")
    _remove(partial)
    return partial


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    _journal(path).unlink(missing_ok=True)
