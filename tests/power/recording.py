"""What SQLite does to its files while a kiosk scans, write by write.

The ledger's statements are recorded as it sends them, and replayed through apsw on a file system that keeps
account of every write, sync, truncation and deletion.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw
from sqlalchemy import event

from ledger.engine import PRAGMAS
from stock.events import Draft, Kind
from tests.ledger.opened import open_kiosk, received
from tests.stock.worlds import lot, sheet

VFS = "recording"


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes at a place of a file."""

    name: str
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    """A file gets a size."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Delete:
    """A file is gone."""

    name: str


@dataclass(frozen=True, slots=True)
class Sync:
    """All of a file is on the medium."""

    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """The screen said OK to so many scans."""

    scans: int


Change = Write | Truncate | Delete
Step = Change | Sync | Said


def statements_of(file: Path, scans: int) -> tuple[bytes, list[str]]:
    """A kiosk's file before some scans, and the statements of these."""
    sent: list[str] = []
    kiosk = open_kiosk(file)
    with kiosk.transaction() as change:
        change.append(received("DRE0000000"))
    kiosk.engine.dispose()
    before = file.read_bytes()
    event.listen(kiosk.engine, "connect", lambda driver, _: driver.set_trace_callback(sent.append))
    for number in range(scans):
        with kiosk.transaction() as change:
            change.append(_draft(number))
    kiosk.engine.dispose()
    return before, [text for text in sent if not text.startswith(("--", "PRAGMA"))]


def record(
    folder: Path, before: bytes, statements: Sequence[str], pragmas: Sequence[str] = PRAGMAS
) -> list[Step]:
    """Every step that SQLite takes on its files for the statements, with `Said` after each commit."""
    steps: list[Step] = []
    file = folder / "kiosk.db"
    file.write_bytes(before)
    vfs = _Recording(steps.append)
    connection = apsw.Connection(str(file), vfs=VFS)
    for pragma in pragmas:
        connection.execute(pragma)
    scans = 0
    for statement in statements:
        connection.execute(statement).fetchall()
        if statement.upper().startswith("COMMIT"):
            scans += 1
            steps.append(Said(scans))
    connection.close()
    vfs.unregister()
    return steps


class _Recording(apsw.VFS):
    """The default file system, with account kept."""

    def __init__(self, note: Callable[[Step], object]) -> None:
        self._note = note
        super().__init__(VFS, base="")

    def xOpen(self, name: Any, flags: list[int]) -> Any:  # noqa: N802
        """See SQLite's `xOpen`."""
        return _RecordedFile(self._note, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        """See SQLite's `xDelete`."""
        self._note(Delete(Path(filename).name))
        super().xDelete(filename, syncdir)


class _RecordedFile(apsw.VFSFile):
    """A file of it."""

    def __init__(self, note: Callable[[Step], object], name: Any, flags: list[int]) -> None:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._note, self._name = note, Path(path).name
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        """See SQLite's `xWrite`."""
        self._note(Write(self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        """See SQLite's `xTruncate`."""
        self._note(Truncate(self._name, newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        """See SQLite's `xSync`."""
        self._note(Sync(self._name))
        super().xSync(flags)


def _draft(number: int) -> Draft:
    if number % 3:
        return received(f"DRE{number:07d}", sheet(long_mm=100 + number))
    return Draft(Kind.COUNTED, "LOT", lot(), 1)
