"""Putting parts where they fit best, and opening a board for what fits nowhere: with a little chance."""

from random import Random
from typing import Generic

from cutting.boards.gaps import Gap
from cutting.boards.given import Given, Ground
from cutting.boards.shelf import NOWHERE, Goal, Shelf
from cutting.boards.way import Board, Content, Way

OVERLOOKED = 0.01
"""How often a good place is overlooked, so that the next best is tried too."""

MOST_LOOKED = 24
"""In so many boards, the last opened first, a place is looked for: more are only opened for thousands of
parts, which must not take minutes."""

Place = tuple[int, Gap, int, int]
"""A board's number, a gap in it, and the extents of the part there."""


class Filling(Generic[Content]):
    """Fills a shelf's boards. The same chance fills them in the same way."""

    def __init__(self, given: Given, way: Way[Content], chance: Random) -> None:
        self._given, self._way, self._chance = given, way, chance
        self._least_rest = min((ground.rest for ground in given.grounds), default=0)
        self._holding: dict[int, tuple[int, ...]] = {}

    def fill(self, shelf: Shelf[Content], goal: Goal, kinds: list[int]) -> None:
        """Places parts in an order by chance, the larger rather first; what finds no place is missing."""
        areas, close = self._given.areas, self._chance.random() < 0.5
        waiting = sum(areas[kind] for kind in kinds)
        hopeless: set[int] = set()
        for kind in self._ordered(kinds):
            place = None if kind in hopeless else self._place(shelf, kind, close)
            if place is not None:
                self._put(shelf, place, kind)
            elif kind not in hopeless and (ground := self._open(shelf, goal, kind, waiting)):
                goal = goal.less(ground.offer.is_full, ground.rest)
            else:
                hopeless.add(kind)
                shelf.missing.append(kind)
            waiting -= areas[kind]

    def _ordered(self, kinds: list[int]) -> list[int]:
        chance, ways, areas = self._chance.random, self._given.ways, self._given.areas
        by = chance()
        if by < 0.4:
            return sorted(kinds, key=lambda kind: -areas[kind] * (1 + 0.3 * chance()))
        if by < 0.7:
            return sorted(kinds, key=lambda kind: -max(ways[kind][0]) * (1 + 0.2 * chance()))
        if by < 0.85:
            return sorted(kinds, key=lambda kind: -sum(ways[kind][0]) * (1 + 0.5 * chance()))
        return sorted(kinds, key=lambda _kind: chance())

    def _place(self, shelf: Shelf[Content], kind: int, close: bool) -> Place | None:
        """The gap that is filled best: the shorter way, or, where `close`, also flush with its neighbour."""
        chance, ways = self._chance.random, self._given.ways[kind]
        area, short, least, found = ways[0][0] * ways[0][1], min(ways[0]), NOWHERE, None
        for number in list(shelf.boards)[: -MOST_LOOKED - 1 : -1]:
            board = shelf.boards[number]
            if board.free < area:
                continue
            for gap in board.gaps:
                gap_dx, gap_dy, side, beside, _ = gap
                if gap_dx < short or gap_dy < short:
                    continue
                for dx, dy in ways:
                    if dx > gap_dx or dy > gap_dy:
                        continue
                    over, over_dy = gap_dx - dx, gap_dy - dy
                    if close:
                        step = side - dy if beside else side - dx
                        over = (over if beside else over_dy) + (step if step >= 0 else -2 * step)
                    elif over_dy < over:
                        over = over_dy
                    if over < least and chance() > OVERLOOKED:
                        least, found = over, (number, gap, dx, dy)
        return found

    def _put(self, shelf: Shelf[Content], place: Place, kind: int) -> None:
        number, gap, dx, dy = place
        board = shelf.boards[number]
        content = self._way.put(board.content, gap, dx, dy, kind)
        shelf.boards[number] = self.board(board.ground, content)

    def _open(self, shelf: Shelf[Content], goal: Goal, kind: int, waiting: int) -> Ground | None:
        """Opens a board for a part and places it, if there is one."""
        if goal.price is not None and goal.price <= self._least_rest:
            return None
        grounds = goal.allows(self._given.grounds, self._holders(kind), shelf.opened)
        if not grounds:
            return None
        number = self._chosen(grounds, waiting)
        ground = self._given.grounds[number]
        dx, dy = self._chance.choice(ground.holds(self._given.ways[kind]))
        shelf.open(self.board(number, self._way.begun(ground, dx, dy, kind)))
        return ground

    def _chosen(self, grounds: list[int], waiting: int) -> int:
        """The smallest that all that is waiting may fit in, else the largest; a small one; or any."""
        by = self._chance.random()
        if by < 0.4:
            enough = (ground for ground in grounds if self._given.grounds[ground].area * 50 > waiting * 51)
            return next(enough, grounds[-1])
        if by < 0.7:
            return grounds[int(len(grounds) * self._chance.random() ** 2)]
        return self._chance.choice(grounds)

    def _holders(self, kind: int) -> tuple[int, ...]:
        """The grounds that hold a part, the smallest first."""
        if kind not in self._holding:
            ways = self._given.ways[kind]
            self._holding[kind] = tuple(
                n for n, ground in enumerate(self._given.grounds) if ground.holds(ways)
            )
        return self._holding[kind]

    def board(self, ground: int, content: Content) -> Board[Content]:
        """A board with its gaps."""
        return Board(ground, content, *self._way.gaps(content, self._given.grounds[ground]))
