"""The registry's side of a round, without any I/O: a message and what is held → the answer.

Whether pushed lines continue a log is decided where they are stored, in the same transaction: `ledger.joint`.
"""

from collections.abc import Sequence
from typing import Protocol

from sync.effects import Batch
from sync.wire import (
    LIMITS,
    MOST_LISTED_BYTES,
    MOST_OTHERS,
    Held,
    HelloAnswer,
    HelloRequest,
    LogMark,
    Problem,
    ProblemKind,
    digest,
    problem_type,
)


class Archive(Protocol):
    """What the registry holds of one space."""

    def marks(self) -> Sequence[LogMark]:
        """How far each log goes, by id."""

    def state(self) -> tuple[int, str] | None:
        """The version of the fold, and the sum of what everything folds to with it; None while some of it is
        not folded yet."""

    def hash_at(self, log: str, seq: int) -> str | None:
        """The hash after a line; None where there is no such line."""

    def lines(self, log: str, after: int, most: int) -> Batch | None:
        """Lines of a log after a number; None where it does not go that far."""


def hear(request: HelloRequest, archive: Archive, clock: str) -> HelloAnswer:
    """Answer a hello. The sum is left out where events wait to be folded, or came in meanwhile: it would not
    match the digest."""
    before = archive.state()
    marks = {mark.log: mark for mark in archive.marks()}
    fold, state = before if before and before == archive.state() else (None, None)
    named = tuple(_held(archive, mark, marks.get(mark.log)) for mark in request.logs)
    vec = digest(marks.values())
    others = _others(request, marks) if vec != request.vec else []
    return HelloAnswer(
        vec=vec,
        logs=named,
        others=tuple(others[:MOST_OTHERS]),
        more=len(others) > MOST_OTHERS or None,
        fold=fold,
        state=state,
        clock=clock,
    )


def give(log: str, after: int, archive: Archive) -> Batch | Problem:
    """Lines of a log after a number, as many as fit one answer."""
    found = archive.lines(log, after, LIMITS.events)
    if found is None:
        mark = next((mark for mark in archive.marks() if mark.log == log), LogMark(log=log))
        return Problem(type=problem_type(ProblemKind.GAP), title="Conflict", status=409, mark=mark)
    fitting = _fitting(found.lines)
    if fitting == len(found.lines):
        return found
    head = archive.hash_at(log, after + fitting)
    assert head is not None
    return Batch(found.log, found.first, found.prev, found.lines[:fitting], head)


def _others(request: HelloRequest, marks: dict[str, LogMark]) -> list[LogMark]:
    named, after = {log.log for log in request.logs}, request.after or ""
    return [mark for log, mark in sorted(marks.items()) if log > after and log not in named]


def _held(archive: Archive, named: LogMark, mark: LogMark | None) -> Held:
    if mark is None:
        return Held(log=named.log)
    at = archive.hash_at(named.log, named.seq) if mark.seq > named.seq else None
    return Held(log=mark.log, seq=mark.seq, head=mark.head, at=at)


def _fitting(lines: Sequence[bytes]) -> int:
    """How many of the lines fit, one at least."""
    left = MOST_LISTED_BYTES
    for number, line in enumerate(lines):
        left -= len(line) + 1
        if left < 0:
            return max(number, 1)
    return len(lines)
