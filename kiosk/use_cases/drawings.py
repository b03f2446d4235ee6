"""Drawings: files that may hold an outline, in the kiosk's folder and on USB sticks."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from cutting.outlines.drawings import ENDINGS
from cutting.outlines.reading import PHOTO_ENDINGS

MOST = 99
"""So many are listed, the newest."""
_DEEP = 3
_MOST_LOOKED_AT = 5_000


def drawings(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Drawings and photos in the folders and up to three folders below, the newest first. What cannot be
    read is left out, and so is what comes after the first 5,000 files."""
    found: list[tuple[float, str]] = []
    for entry in islice(_files(folders), _MOST_LOOKED_AT):
        if _may_be(entry.name):
            with suppress(OSError):
                found.append((entry.stat().st_mtime, entry.path))
    return tuple(Path(path) for _age, path in sorted(found, reverse=True)[:MOST])


def _may_be(name: str) -> bool:
    return not name.startswith(".") and name.casefold().endswith((*ENDINGS, *PHOTO_ENDINGS))


def _files(folders: Iterable[Path], deep: int = _DEEP) -> Iterator[os.DirEntry[str]]:
    """All files, those of each folder before those below it."""
    for folder in folders:
        entries = _entries(folder)
        yield from (entry for entry in entries if entry.is_file(follow_symlinks=False))
        if deep:
            below = [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
            yield from _files([Path(entry.path) for entry in below if entry.name[0] != "."], deep - 1)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(islice(found, _MOST_LOOKED_AT))
    except OSError:
        return []
