"""States of the medium after a power cut, and what a kiosk makes of them.

Between two syncs of a file, each write to it is on the medium or not, or some of its sectors are.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import apsw

from stock.events import FIRST_HASH, chain
from tests.power.recording import Change, Delete, Said, Step, Sync, Truncate, Write

SECTOR = 512
Files = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Cut:
    """Files as they are after a power cut, when the screen had said OK to so many scans."""

    files: Files
    said: int


@dataclass
class Medium:
    """What is on the medium for sure, and changes since the last sync of their file, in their order."""

    files: dict[str, bytearray]
    pending: list[Change] = field(default_factory=list)

    def take(self, step: Change | Sync) -> None:
        """One more step."""
        if not isinstance(step, Sync):
            self.pending.append(step)
            return
        for change in self.pending:
            if change.name == step.name:
                apply(self.files, change)
        self.pending = [change for change in self.pending if change.name != step.name]

    def cut(self, choose: Callable[[Change], Iterator[Change]]) -> Files:
        """The files after a cut: `choose` says what of each pending change has reached the medium."""
        files = {name: bytearray(data) for name, data in self.files.items()}
        for change in self.pending:
            for part in choose(change):
                apply(files, part)
        return {name: bytes(data) for name, data in files.items()}


def apply(files: dict[str, bytearray], change: Change) -> None:
    """Change the files."""
    match change:
        case Write(name, offset, data):
            file = files.setdefault(name, bytearray())
            file.extend(bytes(max(0, offset + len(data) - len(file))))
            file[offset : offset + len(data)] = data
        case Truncate(name, size):
            file = files.setdefault(name, bytearray())
            del file[size:]
            file.extend(bytes(size - len(file)))
        case Delete(name):
            files.pop(name, None)


def cuts(before: bytes, steps: Sequence[Step], number: int, rng: Random) -> Iterator[Cut]:
    """So many cuts, spread evenly over the steps after which something is pending or was just synced."""
    each = max(1, number // len(steps))
    medium, said, made = Medium({"kiosk.db": bytearray(before)}), 0, 0
    for place, step in enumerate(steps):
        if isinstance(step, Said):
            said = step.scans
        else:
            medium.take(step)
        wanted = number - made if place == len(steps) - 1 else each
        for _ in range(wanted):
            made += 1
            yield Cut(medium.cut(_chooser(rng)), said)


def _chooser(rng: Random) -> Callable[[Change], Iterator[Change]]:
    """Nothing, everything, or a random part: each write whole, missing, or torn into sectors."""
    share = rng.choice((0.0, 1.0, rng.random(), rng.random(), rng.random()))
    if share in (0.0, 1.0):
        return lambda change: iter((change,) * int(share))

    def chosen(change: Change) -> Iterator[Change]:
        if isinstance(change, Write) and rng.random() < 0.3:
            yield from _torn(change, rng, share)
        elif rng.random() < share:
            yield change

    return chosen


def _torn(write: Write, rng: Random, share: float) -> Iterator[Change]:
    for start in range(0, len(write.data), SECTOR):
        if rng.random() < share:
            yield Write(write.name, write.offset + start, write.data[start : start + SECTOR])


@dataclass(frozen=True, slots=True)
class Found:
    """What a program found in files after a cut: scans that are there, and what is wrong ("" for nothing)."""

    scans: int
    wrong: str = ""


def found_by_python(file: Path) -> Found:
    """By the SQLite that the kiosk runs with."""
    try:
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            return _found(lambda sql: connection.execute(sql).fetchall())
    except sqlite3.Error as error:
        return Found(0, repr(error))


def found_by_apsw(file: Path) -> Found:
    """By the SQLite that apsw brings."""
    try:
        connection = apsw.Connection(str(file))
        try:
            return _found(lambda sql: connection.execute(sql).fetchall())
        finally:
            connection.close()
    except apsw.Error as error:
        return Found(0, repr(error))


def _found(ask: Callable[[str], Sequence[Any]]) -> Found:
    whole = ask("PRAGMA integrity_check(1)")[0][0]
    lines = ask("SELECT log_id, seq, line, hash FROM event ORDER BY log_id, seq")
    logs: dict[str, list[Any]] = {}
    for log_id, *row in lines:
        logs.setdefault(log_id, []).append(row)
    chained = all(_is_chained(rows) for rows in logs.values())
    entries = ask("SELECT count(*) FROM entry")[0][0]
    scans = len(lines) - len(logs)
    wrong = "" if whole == "ok" else str(whole)
    wrong = wrong or ("" if chained else "a chain is broken")
    return Found(scans, wrong or ("" if entries == scans else "the stock is not the log's"))


def _is_chained(rows: Sequence[Any]) -> bool:
    if any(None in row for row in rows):
        return False
    heads = chain((bytes(line) for _, line, _ in rows), FIRST_HASH)
    return all(
        (seq, bytes(head)) == (number, expected)
        for number, ((seq, _, head), expected) in enumerate(zip(rows, heads, strict=True), start=1)
    )
