"""Drawings: files that may hold an outline, in the kiosk's folder and on USB sticks."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from cutting.outlines.drawings import ENDINGS
from cutting.outlines.reading import PHOTO_ENDINGS

MOST = 99
"""So many are listed, the newest."""
_DEEP = 4
_MOST_FOLDERS = 300
_MOST_LOOKED_AT = 5_000


def drawings(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Drawings and photos in the folders and up to four folders below, the newest first. What cannot be
    read is left out, and so is what comes after the first 300 folders, or 5,000 files."""
    found: list[tuple[float, str]] = []
    for entry in islice(_files(folders), _MOST_LOOKED_AT):
        if _may_be(entry.name):
            with suppress(OSError):
                found.append((entry.stat().st_mtime, entry.path))
    return tuple(Path(path) for _age, path in sorted(found, reverse=True)[:MOST])


def _may_be(name: str) -> bool:
    return not name.startswith(".") and name.casefold().endswith((*ENDINGS, *PHOTO_ENDINGS))


def _files(folders: Iterable[Path]) -> Iterator[os.DirEntry[str]]:
    """All files, those of each folder before those below it, of so many folders at most."""
    waiting = deque((os.fspath(folder), _DEEP) for folder in folders)
    for _ in range(_MOST_FOLDERS):
        if not waiting:
            return
        folder, deep = waiting.popleft()
        for entry in _entries(folder):
            with suppress(OSError):
                if entry.is_file(follow_symlinks=False):
                    yield entry
                elif deep and entry.name[0] != "." and entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, deep - 1))


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(islice(found, _MOST_LOOKED_AT))
    except OSError:
        return []
