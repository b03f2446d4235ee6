"""Whether a registry serves a database file: each that does holds a lock beside it, which ends with it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_FOR_ALL = 0o644
"""Whoever made the file of the lock, such as an administrator as root, anybody may lock it."""


class InUse(Exception):
    """A registry serves this file."""


@contextmanager
def shared(file: Path | None) -> Iterator[None]:
    """Serve a file. None is a database on a server. Raises InUse while another file is put in its place."""
    with _locked(file, fcntl.LOCK_SH):
        yield


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Put another file in this one's place. Raises InUse while a registry serves it."""
    with _locked(file, fcntl.LOCK_EX):
        yield


@contextmanager
def _locked(file: Path | None, how: int) -> Iterator[None]:
    if file is None:
        yield
        return
    with open(_lock_file(file), "rb") as lock:
        try:
            fcntl.flock(lock, how | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUse(str(file)) from error
        yield


def _lock_file(file: Path) -> int:
    """The file of the lock, open to read: beside the database itself, whatever links lead to it."""
    real = file.resolve()
    lock = os.open(real.with_name(real.name + ".serving"), os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, _FOR_ALL)
    with suppress(PermissionError):
        os.fchmod(lock, _FOR_ALL)
    return lock
