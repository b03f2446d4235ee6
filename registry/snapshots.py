"""Snapshots: a whole space as one compressed file, made when it is asked for and then served as it is."""

import gzip
import hashlib
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ledger.errors import Busy
from registry.spaces import Spaces
from registry.use_cases.list_changes import text_of
from registry.use_cases.list_items import item_of
from sync.stock_wire import LARGEST_PAGE, SnapshotHeader

BUSY_SECONDS = 5
KEPT = timedelta(minutes=10)
"""How old a snapshot may be while the space changes: what changed since is asked for with its `since`."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A file, the place it stands for, when it was made, and the file before it, which may be on its way to
    somebody still."""

    path: Path
    since: str
    made: datetime
    before: Path | None = None

    @property
    def tag(self) -> str:
        """Its ETag, the same in every process: whoever has this one follows on from the same place."""
        return f'"{hashlib.sha256(self.since.encode()).hexdigest()[:32]}"'


class Snapshots:
    """The snapshots of this process, in a folder that ends with it."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="registry-", ignore_cleanup_errors=True)
        self._made: dict[str, Snapshot] = {}
        self._making = threading.Lock()

    def snapshot(self, spaces: Spaces, space: str) -> Snapshot:
        """The space's snapshot: the last one while nothing changed, or for `KEPT`. One is made at a time, so
        that other requests find threads; raises Busy."""
        if not self._making.acquire(timeout=BUSY_SECONDS):
            raise Busy("another snapshot is being made")
        try:
            return self._made_now(spaces, space)
        finally:
            self._making.release()

    def close(self) -> None:
        """Remove them."""
        with suppress(OSError):
            self._folder.cleanup()

    def _made_now(self, spaces: Spaces, space: str) -> Snapshot:
        with spaces.reading():
            spaces.derived(space)
        last, now = self._made.get(space), spaces.surroundings.clock()
        since = text_of(spaces.following.start(space))
        if last is None or (last.since != since and now - last.made > KEPT):
            path = Path(self._folder.name) / f"{space}-{spaces.surroundings.new_id()}.ndjson.gz"
            _write(path, spaces, space, since)
            self._made[space] = Snapshot(path, since, now, last.path if last else None)
            if last and last.before:
                last.before.unlink(missing_ok=True)
        return self._made[space]


def _write(path: Path, spaces: Spaces, space: str, since: str) -> None:
    header = SnapshotHeader(space=space, since=since)
    with path.open("wb") as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
        packed.write(header.to_json() + b"\n")
        packed.writelines(line + b"\n" for line in _lines(spaces, space))


def _lines(spaces: Spaces, space: str) -> Iterator[bytes]:
    for standing in spaces.following.here(space, LARGEST_PAGE):
        if standing.state:
            yield item_of(standing, standing.state).to_json()
