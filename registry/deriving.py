"""What was accepted and waits is derived by a thread of each process, while nothing is pushed.

Nothing is lost where a process ends: what waits is in the database, and found there.
"""

import threading
from collections.abc import Callable
from time import monotonic

from ledger.errors import LedgerError
from registry.journal import JOURNAL
from registry.spaces import Spaces

QUIET_SECONDS = 0.25
"""So long after a push that leaves events waiting the next one is likely: pushes come first."""
PATIENCE_SECONDS = 5.0
"""Where they never end, so often a part is derived all the same."""
LOOK_SECONDS = 60.0
"""So often the database is asked for what other processes left."""


class Deriving:
    """The thread, from its making to its close."""

    def __init__(self, spaces: Spaces) -> None:
        self._spaces, self._closing = spaces, threading.Event()
        self._thread = threading.Thread(target=self._run, name="deriving", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Finish what is at hand; the rest waits for the next process."""
        self._closing.set()
        self._spaces.waiting.wake()
        self._thread.join()

    def _run(self) -> None:
        looked = -LOOK_SECONDS
        while not self._closing.is_set():
            if monotonic() - looked >= LOOK_SECONDS:
                self._carefully(self._look)
                looked = monotonic()
            space = self._spaces.waiting.next(QUIET_SECONDS, PATIENCE_SECONDS, LOOK_SECONDS)
            if space and not self._closing.is_set():
                self._carefully(self._derive, space)

    def _look(self) -> None:
        for space in self._spaces.behind():
            self._spaces.waiting.add(space)

    def _derive(self, space: str) -> None:
        """One part; a space of which more waits comes again."""
        if self._spaces.derive(space, self._spaces.pace.at_once):
            self._spaces.waiting.add(space)

    def _carefully(self, work: Callable[..., None], *arguments: str) -> None:
        try:
            work(*arguments)
        except LedgerError as error:
            said = {"space": arguments[0]} if arguments else {}
            JOURNAL.error("not derived", exc_info=error, extra={"said": said})
