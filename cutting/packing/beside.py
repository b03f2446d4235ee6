"""PackingSolver beside a search: it is asked of the best shelf, and what it makes better goes back."""

from collections.abc import Callable, Sequence
from typing import Any, Generic

from cutting.boards.given import Given, Ground
from cutting.boards.plans import plan_of
from cutting.boards.shelf import Shelf
from cutting.boards.way import Board, Content, Way
from cutting.checker import faults
from cutting.packing.engine import Answer, Engine
from cutting.packing.questions import Asked, Asking
from cutting.terms import Cost, cost

Read = Callable[[Sequence[Sequence[int]], Sequence[int], Ground], Content]
"""The content of one board, from an answer's places and the kinds of its items.

Raises ValueError, LookupError or TypeError for what is none.
"""


_REST = 50
"""Where there was nothing to ask, there may be after so many steps of the search."""


class Beside(Generic[Content]):
    """One worker for one job. It never waits."""

    def __init__(
        self, given: Given, way: Way[Content], read: Read[Content], engine: Engine, seed: int
    ) -> None:
        self._given, self._way, self._read, self._engine = given, way, read, engine
        self._asking = Asking(given, way, seed)
        self._asked: Asked[Content] | None = None
        self._best: Shelf[Content] | None = None
        self._least: Cost = (0, 0, 0)
        self._rest = 0

    def better(self, best: Shelf[Content]) -> Shelf[Content] | None:
        """A shelf better than the best so far, if one has come since; and the next question."""
        if best is not self._best:
            self._best, self._least = best, cost(plan_of(self._given, self._way, best), self._given.job)
        found = [shelf for answer in self._engine.answers() if (shelf := self._improved(answer))]
        self._rest -= 1
        if self._rest < 0 and self._engine.is_free():
            self._ask(best)
        return found[-1] if found else None

    def _ask(self, best: Shelf[Content]) -> None:
        self._asked = self._asking.next(best)
        if self._asked:
            self._engine.ask(self._asked.question)
        else:
            self._rest = _REST

    def close(self) -> None:
        """End the worker."""
        self._engine.close()

    def _improved(self, answer: Answer) -> Shelf[Content] | None:
        """The answer's shelf, where it can be cut and is better."""
        assert self._asked
        try:
            shelf = self._shelf(answer["bins"], self._asked)
            plan = plan_of(self._given, self._way, shelf)
        except (LookupError, StopIteration, TypeError, ValueError):
            self._engine.fail()
            return None
        price = cost(plan, self._given.job)
        if price >= self._least or faults(plan, self._given.job):
            return None
        self._least = price
        return shelf

    def _shelf(self, bins: Any, asked: Asked[Content]) -> Shelf[Content]:
        shelf = asked.shelf.copy()
        for number in asked.closed:
            shelf.close(number)
        shelf.missing = []
        for at, count, places in bins:
            ground = asked.grounds[at]
            for _ in range(count):
                content = self._read(places, asked.kinds, self._given.grounds[ground])
                shelf.open(Board(ground, content, *self._way.gaps(content, self._given.grounds[ground])))
        return shelf
