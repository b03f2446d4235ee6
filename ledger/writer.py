"""The write transactions of a ledger, one after the other."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, event

from ledger.engine import BUSY_SECONDS, file_identity, is_file, writing
from ledger.errors import Busy, NotFound
from ledger.reasons import answered

_Identity = tuple[int, int]
"""See `file_identity`."""


class Writer:
    """Writes for one ledger.

    On SQLite it keeps a connection for itself: its cache is warm, and beginning costs next to nothing. Where
    a backup was put in the file's place meanwhile, it goes on in that, and says so to `replaced`.
    """

    def __init__(self, engine: Engine, replaced: Callable[[], None]) -> None:
        self._engine, self._replaced, self._turn = engine, replaced, Lock()
        self._kept: Connection | None = None
        self._identity: _Identity | None = None
        event.listen(engine, "engine_disposed", self._close)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait until no other thread writes here. Raises Busy."""
        if not self._turn.acquire(timeout=BUSY_SECONDS):
            raise Busy("another thread is writing")
        try:
            yield
        finally:
            self._turn.release()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """As `ledger.engine.writing`, for whoever has the turn."""
        if not is_file(self._engine):
            with writing(self._engine) as connection:
                yield connection
            return
        with answered():
            yield from self._in_file()

    def _in_file(self) -> Iterator[Connection]:
        connection = self._open()
        driver: Any = connection.connection.dbapi_connection
        driver.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            driver.commit()
        except BaseException:
            driver.rollback()
            raise

    def _open(self) -> Connection:
        identity = _identity(Path(str(self._engine.url.database)))
        if self._kept is not None and identity != self._identity:
            self._engine.dispose()
            self._replaced()
        if self._kept is None:
            self._kept = self._engine.connect().execution_options(begins=False)
            self._kept.detach()
            self._identity = identity
        return self._kept

    def _close(self, _engine: Engine) -> None:
        if self._kept is not None:
            self._kept.close()
            self._kept = None


def _identity(path: Path) -> _Identity:
    found = file_identity(path)
    if found is None:
        raise NotFound(str(path))
    return found
