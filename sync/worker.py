"""Pushing by itself: soon after a scan, else every few minutes, in a thread that never stops the screen."""

import threading
from collections.abc import Callable
from enum import Enum, auto
from typing import Protocol

from ledger.errors import LedgerError
from ledger.outbox import Unsent
from sync.errors import AlreadySyncing, SyncError
from sync.pace import AFTER_SCAN_SECONDS, End, is_told_to_wait, pause_after, state_after
from sync.push import Outcome
from sync.states import Delay, Matter, NeedsPerson, State, Unknown, Waiting


class Ring(Enum):
    """Why a wait is over."""

    TIME = auto()
    NUDGE = auto()
    STOP = auto()


class Bell(Protocol):
    """Time passing, and what cuts it short."""

    def ring(self, ring: Ring) -> None:
        """Cut a wait short, or the next one. STOP stays."""

    def wait(self, seconds: float, *, heeds_nudges: bool = True) -> Ring:
        """Wait that long, or until it rings."""


class ThreadBell:
    """The bell of real time."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._rung: set[Ring] = set()

    def ring(self, ring: Ring) -> None:
        """See `Bell`."""
        with self._changed:
            self._rung.add(ring)
            self._changed.notify_all()

    def wait(self, seconds: float, *, heeds_nudges: bool = True) -> Ring:
        """See `Bell`."""
        heeded = {Ring.STOP, Ring.NUDGE} if heeds_nudges else {Ring.STOP}
        with self._changed:
            self._changed.wait_for(lambda: self._rung & heeded, seconds)
            if Ring.STOP in self._rung:
                return Ring.STOP
            nudged = Ring.NUDGE in self._rung and heeds_nudges
            self._rung.clear()
            return Ring.NUDGE if nudged else Ring.TIME


class Worker:
    """Pushes until it is stopped.

    `push` is one round (None: never joined), `unsent` what waits, `now` UTC in ISO 8601, `chance` a random
    number from 0 up to 1. `on_change` is called in the worker's thread with every new state.
    """

    def __init__(
        self,
        push: Callable[[], Outcome | None],
        unsent: Callable[[], Unsent],
        now: Callable[[], str],
        chance: Callable[[], float],
        on_change: Callable[[State], None] = lambda _: None,
        bell: Bell | None = None,
    ) -> None:
        self._push, self._unsent, self._now, self._chance = push, unsent, now, chance
        self._on_change, self._bell = on_change, bell or ThreadBell()
        self._thread = threading.Thread(target=self.run, name="sync", daemon=True)
        self.state: State = Unknown()

    def start(self) -> None:
        """Begin, in a thread that does not keep the program alive."""
        self._thread.start()

    def nudge(self) -> None:
        """Something was scanned, or a registry was joined: push soon. Never blocks."""
        self._bell.ring(Ring.NUDGE)

    def stop(self, seconds: float = 2.0) -> bool:
        """Stop after the round at hand; whether it ended within that time. To leave it to itself is safe."""
        self._bell.ring(Ring.STOP)
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def run(self) -> None:
        """The work of the thread: returns when stopped."""
        self._show(Unknown())
        stopped = False
        try:
            self._work()
            stopped = True
        finally:
            if not stopped:
                self._show(NeedsPerson(Matter.STOPPED))

    def _work(self) -> None:
        failures, pause, heeds_nudges = 0, AFTER_SCAN_SECONDS, False
        while (rung := self._bell.wait(pause, heeds_nudges=heeds_nudges)) is not Ring.STOP:
            if rung is Ring.NUDGE and self._bell.wait(AFTER_SCAN_SECONDS, heeds_nudges=False) is Ring.STOP:
                return
            end = self._round()
            self._show(self._judged(end))
            failures = failures + 1 if isinstance(self.state, Waiting) else 0
            pause, heeds_nudges = pause_after(end, failures, self._chance()), not is_told_to_wait(end)

    def _round(self) -> End:
        try:
            return self._push()
        except (SyncError, LedgerError) as error:
            return error

    def _judged(self, end: End) -> State:
        if isinstance(end, AlreadySyncing):
            return self.state
        try:
            return state_after(end, self._now(), self._unsent())
        except LedgerError:
            return Waiting(Delay.DATABASE, 0, "")

    def _show(self, state: State) -> None:
        self.state = state
        self._on_change(state)
