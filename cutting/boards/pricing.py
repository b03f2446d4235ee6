"""What a filled shelf costs."""

from typing import Generic

from cutting.boards.given import Given
from cutting.boards.shelf import Shelf
from cutting.boards.way import Board, Content, Way
from cutting.terms import Cost


class Pricing(Generic[Content]):
    """Prices of one job; a board's is worked out once."""

    def __init__(self, given: Given, way: Way[Content]) -> None:
        self._given, self._way = given, way

    def may_do_with(self, sheets: int) -> bool:
        """Whether so many full sheets with all the offcuts have the area for all parts."""
        grounds = self._given.grounds
        largest = max((ground.area for ground in grounds if ground.offer.is_full), default=0)
        offcuts = sum(ground.area * ground.offer.count for ground in grounds if not ground.offer.is_full)
        return sum(self._given.areas[kind] for kind in self._given.wanted) <= offcuts + sheets * largest

    def cost(self, shelf: Shelf[Content]) -> Cost:
        """As `terms.cost` of its plan."""
        grounds = self._given.grounds
        missing = sum(self._given.areas[kind] for kind in shelf.missing)
        full = sum(grounds[board.ground].offer.is_full for board in shelf.boards.values())
        return missing, full, sum(map(self._price, shelf.boards.values()))

    def worth(self, shelf: Shelf[Content], missed_pm: int) -> int:
        """The price of the boards, and of the missing area, thousandths of it."""
        missing = sum(self._given.areas[kind] for kind in shelf.missing)
        return missing * missed_pm // 1000 + sum(map(self._price, shelf.boards.values()))

    def _price(self, board: Board[Content]) -> int:
        if board.price is None:
            ground, gamma_pm = self._given.grounds[board.ground], self._given.job.prices.gamma_pm
            kept = self._way.kept_um2(board.content, ground) if gamma_pm else 0
            board.price = ground.price - kept * gamma_pm // 1000
        return board.price
