"""Which spaces have events that wait to be derived, as far as this process knows."""

import threading
from collections import OrderedDict
from time import monotonic


class Waiting:
    """Spaces in the order in which they began to wait; used from many threads."""

    def __init__(self) -> None:
        self._spaces: OrderedDict[str, None] = OrderedDict()
        self._changed = threading.Condition()
        self._pushed = self._given = -1e9

    def push(self, space: str) -> None:
        """A push left events waiting."""
        with self._changed:
            self._pushed = monotonic()
            if not self._spaces:
                self._given = self._pushed
            self._spaces[space] = None
            self._changed.notify()

    def add(self, space: str) -> None:
        """Events wait, from whenever that is."""
        with self._changed:
            self._spaces[space] = None

    def wake(self) -> None:
        """Whoever waits in `next` looks up from it."""
        with self._changed:
            self._spaces.setdefault("", None)
            self._changed.notify()

    def next(self, quiet_s: float, patience_s: float, most_s: float) -> str:
        """A space, which is forgotten here, once no push came for `quiet_s`, or they waited for `patience_s`;
        "" where there is none for `most_s`, or somebody called `wake`."""
        with self._changed:
            if not self._spaces and not self._changed.wait(most_s):
                return ""
            while (wait := self._wait(quiet_s, patience_s)) > 0 and "" not in self._spaces:
                self._changed.wait(wait)
            self._given = monotonic()
            space = "" if "" in self._spaces else next(iter(self._spaces), "")
            self._spaces.pop(space, None)
            return space

    def _wait(self, quiet_s: float, patience_s: float) -> float:
        now = monotonic()
        return min(self._pushed + quiet_s - now, self._given + patience_s - now)
