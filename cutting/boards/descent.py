"""Ever better shelves: some boards are cleared in part and filled again, over and over.

Late acceptance (Burke and Bykov 2017): a step is kept where it is no worse than what was kept some steps
ago. Only such boards may be opened as could make a better plan; what then finds no place is missing for a
while, at a price. (After Gardeyn and Wauters 2022, who seek boards without remainders that way.)
"""

from collections.abc import Iterator
from random import Random
from typing import Generic

from cutting.boards.filling import Filling
from cutting.boards.given import Given
from cutting.boards.pricing import Pricing
from cutting.boards.shelf import Goal, Shelf
from cutting.boards.way import Content, Way

MEMORY = 100
"""So many steps back was kept what a step is compared with."""

PATIENCE = 1_000
"""After so many steps without a better shelf the search starts again, from the best or from nothing."""

AT_ONCE = 64
"""So many parts are placed at once when the first shelf is filled, before whoever asks may stop."""

MISSED_PM = 1_500
"""What a missing part costs between two plans, thousandths of its area: more than a board for it, or it would
never find a place; not much more, or no board would ever be given up."""

NEVER_PM = 1_000_000
"""The same where placing all parts is the goal, whatever the boards cost."""


class Descent(Generic[Content]):
    """One search; the same seed takes the same steps."""

    def __init__(self, given: Given, way: Way[Content], seed: int) -> None:
        self._given, self._way = given, way
        self._chance = Random(seed)  # noqa: S311 (the same steps for the same seed)
        self._filling = Filling(given, way, self._chance)
        self._pricing = Pricing(given, way)
        self._best: Shelf[Content] = Shelf({}, [], [0] * len(given.grounds))

    def shelves(self) -> Iterator[Shelf[Content] | None]:
        """Shelves, each better than all before; None after every step between. Without end, unless no part
        fits anywhere."""
        if not self._best.boards:
            yield from self._first()
        turn, best = 0, self._best
        while self._best.boards:
            turn, best = (turn + 1, best) if self._best is best else (0, self._best)
            yield from self._steps(self._goal(turn), turn % 4 > 1 and len(self._given.wanted) <= AT_ONCE)

    @property
    def has_begun(self) -> bool:
        """Whether there is a shelf to go on from."""
        return bool(self._best.boards)

    def adopt(self, shelf: Shelf[Content]) -> bool:
        """Goes on from a shelf that was found elsewhere, where it is better; whether it is."""
        is_better = not self._best.boards or self._pricing.cost(shelf) < self._pricing.cost(self._best)
        if is_better:
            self._best = shelf
        return is_better

    def _first(self) -> Iterator[Shelf[Content] | None]:
        wanted = sorted(self._given.wanted, key=lambda kind: -self._given.areas[kind])
        for start in range(0, len(wanted), AT_ONCE):
            self._filling.fill(self._best, Goal(), wanted[start : start + AT_ONCE])
            yield None
        yield self._best

    def _goal(self, turn: int) -> Goal:
        """What a better shelf may open; where it has full sheets, every other time one sheet fewer."""
        missing, full, price = self._pricing.cost(self._best)
        if missing:
            return Goal()
        if turn % 2 and full and self._pricing.may_do_with(full - 1):
            return Goal(full - 1)
        return Goal(full, price - self._given.least_rest)

    def _steps(self, goal: Goal, is_new: bool) -> Iterator[Shelf[Content] | None]:
        """Steps until one leads to a better shelf, or for a while."""
        missed_pm = NEVER_PM if goal.price is None else MISSED_PM
        best, least, shelf = self._best, self._pricing.cost(self._best), self._started(goal, is_new)
        worth = self._pricing.worth(shelf, missed_pm)
        memory = [worth] * MEMORY
        for step in range(PATIENCE):
            if self._best is not best:
                return
            trial = self._stepped(shelf, goal)
            found = self._pricing.worth(trial, missed_pm)
            if found <= max(worth, memory[step % MEMORY]):
                shelf, worth = trial, found
            memory[step % MEMORY] = worth
            if not (trial.missing and not least[0]) and self._pricing.cost(trial) < least:
                self._best = trial
                yield trial
                return
            yield None

    def _started(self, goal: Goal, is_new: bool) -> Shelf[Content]:
        """The best shelf less as many boards as the goal wants, or all where it `is_new`; filled again."""
        shelf = self._best.copy()
        kinds, shelf.missing = shelf.missing, []
        while shelf.boards and (is_new or not self._after(shelf, goal).is_kept):
            self._close(shelf, kinds)
        self._filling.fill(shelf, self._after(shelf, goal), kinds)
        return shelf

    def _close(self, shelf: Shelf[Content], kinds: list[int]) -> None:
        number = self._chance.choice(list(shelf.boards))
        kinds += self._way.kinds(shelf.close(number).content)

    def _stepped(self, shelf: Shelf[Content], goal: Goal) -> Shelf[Content]:
        """A board is closed, or some are thinned, or both; then what is without a place is placed again."""
        trial, chance = shelf.copy(), self._chance.random
        kinds, trial.missing = trial.missing, []
        closing = chance() < 0.3
        if closing and trial.boards:
            self._close(trial, kinds)
        if not closing or chance() < 0.5:
            many = min(len(trial.boards), 1 + int(chance() * 3))
            for number in self._chance.sample(list(trial.boards), many):
                self._thin(trial, number, kinds)
        self._filling.fill(trial, self._after(trial, goal), kinds)
        return trial

    def _after(self, shelf: Shelf[Content], goal: Goal) -> Goal:
        """What a goal still allows."""
        opened = [self._given.grounds[board.ground] for board in shelf.boards.values()]
        sheets = sum(ground.offer.is_full for ground in opened)
        return goal.less(sheets, sum(ground.rest for ground in opened))

    def _thin(self, shelf: Shelf[Content], number: int, kinds: list[int]) -> None:
        board = shelf.boards[number]
        content, ground = board.content, self._given.grounds[board.ground]
        for _ in range(1 + int(self._chance.random() * 3)):
            thinner = self._way.thinned(content, ground, self._chance, kinds)
            if thinner is None:
                shelf.close(number)
                return
            content = thinner
        shelf.boards[number] = self._filling.board(board.ground, content)
