"""Cut the power many times, and count what was lost or damaged."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import apsw

from ledger.engine import PRAGMAS
from tests.power.recording import record, statements_of
from tests.power.states import Cut, cuts, found_by_apsw, found_by_python

SCANS = 12
BEFORE = 1
"""Scans that were there before."""


@dataclass
class Count:
    """States tried, and readings in which a scan was missing that the screen had said OK to, or a file was
    damaged."""

    states: int = 0
    lost: int = 0
    damaged: int = 0
    steps: int = 0
    examples: list[str] = field(default_factory=list)
    versions: tuple[str, str] = (sqlite3.sqlite_version, apsw.sqlite_lib_version())


def cut_power(
    states: int, seed: int = 0, pragmas: Sequence[str] = PRAGMAS, folder: Path | None = None
) -> Count:
    """So many states of the medium, each read by both versions of SQLite in turn."""
    with TemporaryDirectory(dir=folder) as made:
        place = Path(made)
        before, statements = statements_of(place / "scanned.db", SCANS)
        steps = record(place, before, statements, pragmas)
        count = Count(steps=len(steps))
        for cut in cuts(before, steps, states, Random(seed)):  # noqa: S311
            _judge(count, cut, place / "cut")
        return count


def _judge(count: Count, cut: Cut, folder: Path) -> None:
    count.states += 1
    for find in (found_by_python, found_by_apsw):
        _put(folder, cut)
        found = find(folder / "kiosk.db")
        if found.wrong:
            count.damaged += 1
            count.examples.append(f"state {count.states}: {found.wrong}")
        elif found.scans < cut.said + BEFORE:
            count.lost += 1
            count.examples.append(f"state {count.states}: {found.scans} of {cut.said + BEFORE} scans")


def _put(folder: Path, cut: Cut) -> None:
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, data in cut.files.items():
        (folder / name).write_bytes(data)
