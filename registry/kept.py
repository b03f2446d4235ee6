"""Marks as they were answered last: most hellos come when nothing did, and the others when one log grew."""

import threading
from collections import OrderedDict
from collections.abc import Sequence

from ledger import intake
from ledger.arrivals import Reach
from ledger.ledger import Ledger
from ledger.log import Mark
from sync.wire import LogMark

MOST_MARKS = 50_000
"""Of all spaces of a process together: some 50 MB."""

Marks = tuple[LogMark, ...]


class KeptMarks:
    """The marks of spaces; those that were asked for longest ago are forgotten first."""

    def __init__(self, most: int = MOST_MARKS) -> None:
        self._most, self._count, self._lock = most, 0, threading.Lock()
        self._kept: OrderedDict[str, tuple[Reach, Marks]] = OrderedDict()

    def marks(self, ledger: Ledger) -> Marks:
        """How far each log of the space goes."""
        with self._lock:
            known, before = self._kept.get(ledger.space, (Reach(), ()))
        reach, grown = intake.marks_after(ledger, known)
        if grown is None:
            before, (reach, grown) = (), intake.marks_after(ledger, Reach())
        marks = _merged(before, grown) if grown else before
        self._keep(ledger.space, reach, marks)
        return marks

    def _keep(self, space: str, reach: Reach, marks: Marks) -> None:
        with self._lock:
            _, before = self._kept.pop(space, (Reach(), ()))
            self._kept[space] = (reach, marks)
            self._count += len(marks) - len(before)
            while self._count > self._most:
                _, (_, forgotten) = self._kept.popitem(last=False)
                self._count -= len(forgotten)


def _merged(before: Marks, grown: Sequence[Mark]) -> Marks:
    found = {mark.log: mark for mark in before}
    found |= {mark.log: LogMark(log=mark.log, seq=mark.seq, head=mark.head.hex()) for mark in grown}
    return tuple(mark for _, mark in sorted(found.items()))
