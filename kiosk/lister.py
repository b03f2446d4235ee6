"""Looking for drawings in a thread of its own: a stick that does not answer keeps no scan waiting."""

from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Thread

from kiosk.use_cases.drawings import drawings

_SOON_SECONDS = 0.25


class Lister:
    """Looks for drawings, one look at a time. `changed` is called, from any thread, when they were found.

    `found` are those of the last look, None while that is under way; `version` grows with each one.
    """

    def __init__(
        self,
        changed: Callable[[], None] = lambda: None,
        look: Callable[[Iterable[Path]], tuple[Path, ...]] = drawings,
        soon_seconds: float = _SOON_SECONDS,
    ) -> None:
        self._changed, self._look, self._soon_seconds = changed, look, soon_seconds
        self._thread: Thread | None = None
        self.found: tuple[Path, ...] | None = None
        self.version = 0

    def begin(self, folders: Iterable[Path]) -> None:
        """Look anew, unless a look is under way. What is found soon is there when this returns."""
        if self._thread is None or not self._thread.is_alive():
            self.found = None
            self._thread = Thread(target=self._work, args=[folders], name="lister", daemon=True)
            self._thread.start()
        self._thread.join(self._soon_seconds)

    def _work(self, folders: Iterable[Path]) -> None:
        self.found = self._look(folders)
        self.version += 1
        self._changed()
