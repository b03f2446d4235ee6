"""Whether a registry serves a database file: each that does holds a lock beside it, which ends with it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


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
    with file.with_name(file.name + ".serving").open("ab") as lock:
        try:
            fcntl.flock(lock, how | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUse(str(file)) from error
        yield
