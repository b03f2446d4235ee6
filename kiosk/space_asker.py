"""Asking the registry for a space in a thread of its own: scans are answered meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING

from kiosk.kiosk import Kiosk
from kiosk.settings import Secrets

if TYPE_CHECKING:
    from kiosk.use_cases.check_space import Checked


@dataclass(frozen=True, slots=True)
class Answered:
    """What the registry said, or that it said nothing."""

    checked: "Checked"


@dataclass(slots=True)
class _Run:
    """One question."""

    answered: Answered | None = None


class SpaceAsker:
    """Asks for one space at a time. `changed` is called, from any thread, when there is an answer."""

    def __init__(self, changed: Callable[[], None] = lambda: None) -> None:
        self._changed = changed
        self._run: _Run | None = None
        self.version = 0

    def begin(self, kiosk: Kiosk, secrets: Secrets, space: str) -> None:
        """Ask for this one, and for nothing else any more."""
        self._run = run = _Run()
        Thread(target=self._work, args=[run, kiosk, secrets, space], name="asker", daemon=True).start()

    @property
    def answer(self) -> Answered | None:
        """What came of it; None while nothing did."""
        return self._run.answered if self._run else None

    def stop(self) -> None:
        """Nobody waits for an answer any more."""
        self._run = None

    def _work(self, run: _Run, kiosk: Kiosk, secrets: Secrets, space: str) -> None:
        from kiosk.use_cases.check_space import Unchecked, check_space

        try:
            run.answered = Answered(check_space(kiosk, secrets, space))
        except Exception:  # noqa: BLE001 (staff decide, as where the registry is away)
            run.answered = Answered(Unchecked())
        if run is self._run:
            self.version += 1
            self._changed()
