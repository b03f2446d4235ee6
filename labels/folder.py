"""Label files, whole or not at all."""

import errno
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from labels.errors import FolderRefused

_LONGEST_STEM = 80
_LONGEST_SUFFIX = 8


@dataclass(frozen=True, slots=True)
class Written:
    """A file is on the disk; nothing is printed yet."""

    path: Path


def put(document: bytes, folder: Path, name: str) -> Written:
    """The document as a new file in the folder, under the name or the next free one: `name-2.pdf`.

    The name is made harmless first. Raises FolderRefused.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        free = (path for path in _names(folder, name) if _put_new(document, path))
        return Written(next(free))
    except OSError as error:
        raise FolderRefused(str(folder), error.errno or 0) from error


def save(document: bytes, path: Path) -> Written:
    """The document as the file at exactly this path, in place of what was there. Raises FolderRefused."""
    if not path.name:
        raise FolderRefused(str(path), errno.EISDIR)
    try:
        _write(document, _part(path), os.O_TRUNC)
        _replace(path)
    except OSError as error:
        raise FolderRefused(str(path), error.errno or 0) from error
    return Written(path)


def claim(document: bytes, path: Path) -> bool:
    """Whether the path was free and is now the document. Raises FolderRefused."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _put_new(document, path)
    except OSError as error:
        raise FolderRefused(str(path), error.errno or 0) from error


def _names(folder: Path, name: str) -> Iterator[Path]:
    harmless = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip(".-") or "label"
    wished = Path(harmless)
    stem, suffix = wished.stem[:_LONGEST_STEM], wished.suffix[:_LONGEST_SUFFIX]
    return (folder / (f"{stem}-{number}{suffix}" if number > 1 else f"{stem}{suffix}") for number in count(1))


def _put_new(document: bytes, path: Path) -> bool:
    """Whether the name was free; who holds the part file holds the name, so that two writers never meet."""
    part = _part(path)
    try:
        _write(document, part, os.O_EXCL)
    except FileExistsError:
        return False
    if path.exists():
        part.unlink()
        return False
    _replace(path)
    return True


def _replace(path: Path) -> None:
    """The part file takes its name, also after a power cut."""
    _part(path).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _write(document: bytes, path: Path, flag: int) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | flag, 0o644)
    try:
        with os.fdopen(file, "wb") as out:
            out.write(document)
            out.flush()
            os.fsync(out.fileno())
    except OSError:
        path.unlink()
        raise
