"""Bells for tests: one that follows a script, and one for which two seconds are nothing."""

from sync.worker import Ring, ThreadBell


class Script:
    """A bell that rings as it is told, then stops the worker, and notes how long was waited."""

    def __init__(self, *rings: Ring) -> None:
        self._rings = iter(rings)
        self.waits: list[tuple[float, bool]] = []

    def ring(self, ring: Ring) -> None:
        """Nothing rings but the script."""

    def wait(self, seconds: float, *, heeds_nudges: bool = True) -> Ring:
        """The next of the script."""
        self.waits.append((seconds, heeds_nudges))
        return next(self._rings, Ring.STOP)


class QuickBell(ThreadBell):
    """Real threads, where two seconds pass at once."""

    def wait(self, seconds: float, *, heeds_nudges: bool = True) -> Ring:
        """Wait, but not for what is short."""
        return super().wait(0 if seconds == 2 else seconds, heeds_nudges=heeds_nudges)
