"""What is opened so far while a plan is sought, and how far a plan may go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic

from cutting.boards.given import Ground
from cutting.boards.way import Board, Content

NOWHERE = 1 << 62
"""More than any price or length."""


class Shelf(Generic[Content]):
    """Opened boards by a number of their own, the parts without a place, and how many of each ground."""

    __slots__ = ("boards", "missing", "next", "opened")

    def __init__(self, boards: dict[int, Board[Content]], missing: list[int], opened: list[int]) -> None:
        self.boards, self.missing, self.opened = boards, missing, opened
        self.next = max(boards, default=-1) + 1

    def copy(self) -> "Shelf[Content]":
        """One that may change by itself; boards and their contents never change."""
        return Shelf(dict(self.boards), list(self.missing), list(self.opened))

    def open(self, board: Board[Content]) -> None:
        """One board more."""
        self.boards[self.next] = board
        self.opened[board.ground] += 1
        self.next += 1

    def close(self, number: int) -> Board[Content]:
        """One board fewer."""
        board = self.boards.pop(number)
        self.opened[board.ground] -= 1
        return board


@dataclass(frozen=True, slots=True)
class Goal:
    """What a better shelf may still open: so many full sheets, and boards whose `rest` is less than a price;
    None where any will do."""

    sheets: int | None = None
    price: int | None = None

    @property
    def is_kept(self) -> bool:
        """Whether what is opened may lead to a better shelf."""
        return (self.sheets is None or self.sheets >= 0) and (self.price is None or self.price > 0)

    def less(self, sheets: int, price: int) -> "Goal":
        """What may be opened after so much."""
        return Goal(
            None if self.sheets is None else self.sheets - sheets,
            None if self.price is None else self.price - price,
        )

    def allows(self, grounds: Sequence[Ground], wanted: Iterable[int], opened: Sequence[int]) -> list[int]:
        """Those of the wanted grounds that may be opened once more; offcuts first where sheets may be."""
        price = NOWHERE if self.price is None else self.price
        found = [
            ground
            for ground in wanted
            if grounds[ground].rest < price and opened[ground] < grounds[ground].offer.count
        ]
        if self.sheets is None:
            return [ground for ground in found if not grounds[ground].offer.is_full] or found
        return found if self.sheets > 0 else [n for n in found if not grounds[n].offer.is_full]
