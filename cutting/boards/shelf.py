"""What is opened so far while a plan is sought, and how far a plan may go."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

from cutting.boards.given import Given
from cutting.boards.way import Board, Content


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
    """What the next plan may open: so many full sheets, and boards for a price below one; None where any will
    do."""

    full: int | None = None
    price: int | None = None

    def holds(self, given: Given, opened: Sequence[int]) -> bool:
        """Whether what is opened may lead there."""
        room, sheets = self._room(given, opened)
        return (room is None or room > 0) and (sheets is None or sheets >= 0)

    def allows(self, given: Given, opened: Sequence[int], wanted: Sequence[int]) -> list[int]:
        """Those of the wanted grounds of which one more may be opened; offcuts first where sheets are free."""
        grounds, (room, sheets) = given.grounds, self._room(given, opened)
        found = [
            ground
            for ground in wanted
            if opened[ground] < grounds[ground].offer.count
            and (room is None or grounds[ground].rest < room)
            and (sheets is None or grounds[ground].offer.is_full <= sheets)
        ]
        if sheets is None:
            return [ground for ground in found if not grounds[ground].offer.is_full] or found
        return found

    def _room(self, given: Given, opened: Sequence[int]) -> tuple[int | None, int | None]:
        """What is still free of the price and of the sheets."""
        many = [(given.grounds[ground], count) for ground, count in enumerate(opened) if count]
        room = None if self.price is None else self.price - sum(g.rest * count for g, count in many)
        sheets = None if self.full is None else self.full - sum(g.offer.is_full * count for g, count in many)
        return room, sheets
