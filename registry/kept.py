"""Marks as they were answered last, kept until the space's next event: most hellos come when nothing did."""

import threading
from collections import OrderedDict

from ledger import intake
from ledger.ledger import Ledger
from sync.wire import LogMark

MOST_MARKS = 50_000
"""Of all spaces of a process together: some 50 MB."""

Marks = tuple[LogMark, ...]


class KeptMarks:
    """The marks of spaces; those that were asked for longest ago are forgotten first."""

    def __init__(self, most: int = MOST_MARKS) -> None:
        self._most, self._count, self._lock = most, 0, threading.Lock()
        self._kept: OrderedDict[str, tuple[str, Marks]] = OrderedDict()

    def marks(self, ledger: Ledger, arrival: str) -> Marks:
        """How far each log of the space goes. `arrival` is a digest of all that came in, read before."""
        with self._lock:
            last = self._kept.get(ledger.space)
            if last and last[0] == arrival:
                self._kept.move_to_end(ledger.space)
                return last[1]
        found = tuple(
            LogMark(log=mark.log, seq=mark.seq, head=mark.head.hex()) for mark in intake.marks(ledger)
        )
        self._keep(ledger.space, arrival, found)
        return found

    def _keep(self, space: str, arrival: str, marks: Marks) -> None:
        with self._lock:
            before = self._kept.pop(space, ("", ()))
            self._kept[space] = (arrival, marks)
            self._count += len(marks) - len(before[1])
            while self._count > self._most:
                _, (_, forgotten) = self._kept.popitem(last=False)
                self._count -= len(forgotten)
