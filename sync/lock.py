"""A lock file beside the database: several processes may use it, one of them syncs."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sync.errors import AlreadySyncing


@contextmanager
def only_one(path: Path | None) -> Iterator[None]:
    """Hold the lock, which ends with the process. Raises AlreadySyncing. None is nothing to share."""
    if path is None:
        yield
        return
    with path.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadySyncing(str(path)) from error
        yield
