"""A disk that is full after so many bytes, and what a kiosk's file is worth then."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw

from ledger.engine import PRAGMAS
from tests.power.states import found_by_python

VFS = "bounded"
PAGE = 4096


@dataclass(frozen=True, slots=True)
class Filled:
    """Scans that the screen said OK to before the disk was full, what is in the file then, and what is wrong;
    whether all others went through once there was room again."""

    said: int
    found: int
    wrong: str
    recovers: bool


def fill(file: Path, before: bytes, scans: Sequence[Sequence[str]], room: int) -> Filled:
    """Replay scans, each its statements, on a disk with so much room beyond the file."""
    file.with_name(file.name + "-journal").unlink(missing_ok=True)
    file.write_bytes(before)
    bounded = _Bounded(len(before) + room)
    said = _replay(file, scans, VFS)
    bounded.unregister()
    found = found_by_python(file)
    rest = _replay(file, scans[said:], "")
    whole = found_by_python(file)
    return Filled(
        said, found.scans - 1, found.wrong or whole.wrong, said + rest == whole.scans - 1 == len(scans)
    )


def scans_of(statements: Sequence[str]) -> list[list[str]]:
    """The statements of each scan."""
    scans: list[list[str]] = [[]]
    for statement in statements:
        scans[-1].append(statement)
        if statement.upper().startswith("COMMIT"):
            scans.append([])
    return scans[:-1]


def _replay(file: Path, scans: Sequence[Sequence[str]], vfs: str) -> int:
    """How many scans went through until the disk was full."""
    connection = apsw.Connection(str(file), vfs=vfs) if vfs else apsw.Connection(str(file))
    done = 0
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
        for scan in scans:
            for statement in scan:
                connection.execute(statement).fetchall()
            done += 1
    except (apsw.FullError, apsw.IOError):
        pass
    finally:
        connection.close()
    return done


class _Bounded(apsw.VFS):
    """The default file system, with so many bytes for all files together."""

    def __init__(self, most: int) -> None:
        self.most, self.sizes = most, dict[str, int]()
        super().__init__(VFS, base="")

    def xOpen(self, name: Any, flags: list[int]) -> Any:  # noqa: N802
        """See SQLite's `xOpen`."""
        return _BoundedFile(self, name, flags)


class _BoundedFile(apsw.VFSFile):
    def __init__(self, disk: _Bounded, name: Any, flags: list[int]) -> None:
        self._disk = disk
        self._name = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        super().__init__("", name, flags)
        disk.sizes[self._name] = self.xFileSize()

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        """See SQLite's `xWrite`."""
        sizes = self._disk.sizes
        size = max(sizes[self._name], offset + len(data))
        if sum(sizes.values()) - sizes[self._name] + size > self._disk.most:
            raise apsw.FullError
        super().xWrite(data, offset)
        sizes[self._name] = size
