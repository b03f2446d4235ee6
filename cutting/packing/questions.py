"""What PackingSolver is asked of a shelf: all of it, some of its boards, or the largest remainder of one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, combinations_with_replacement
from random import Random
from typing import Generic

from cutting.boards.given import Given
from cutting.boards.shelf import Shelf
from cutting.boards.way import Content, Way
from cutting.packing.engine import Question
from cutting.terms import Mode, Offer
from stock.outlines import Point

WHOLE = ((3, "Vertical"), (3, "Horizontal"), (2, "Any"))
"""How cuts of a whole list may be nested: how many directions in turn, and the first of them."""
SOME = ((3, "Vertical"), (3, "Horizontal"), (0, "Any"))
"""The same for a few boards, where any number (0) is not too slow."""

_MOST_GROUNDS = 12
"""With more kinds of boards PackingSolver takes most of a second before its first answer."""
_MOST_PARTS = 40
_MOST_SWAPPED = 16
_DEAR = 1e15
_SURE_UM = 2
_FIRST_SECONDS, _LONGEST_SECONDS, _LONGER = 0.08, 3.0, 1.02

Chosen = tuple[int, ...]


@dataclass(frozen=True)
class Asked(Generic[Content]):
    """A question on a shelf: the boards that its answer replaces, and what its bins and items stand for."""

    shelf: Shelf[Content]
    closed: Chosen
    grounds: Chosen
    kinds: Chosen
    question: Question


class Asking(Generic[Content]):
    """Ever other questions on shelves that become better, with ever more time; equal seeds ask alike."""

    def __init__(self, given: Given, way: Way[Content], seed: int) -> None:
        self._given, self._way = given, way
        self._random = Random(seed)  # noqa: S311 (the same questions for the same seed)
        self._turn, self._seconds = 0, _FIRST_SECONDS
        self._looked_at: dict[tuple[int, bool], Content] = {}

    def next(self, shelf: Shelf[Content]) -> Asked[Content] | None:
        """A question on this shelf; None where there is none this time."""
        self._turn += 1
        self._seconds = min(self._seconds * _LONGER, _LONGEST_SECONDS)
        if self._turn % 8 == 1 and len(self._given.wanted) <= _MOST_PARTS:
            return self._whole(shelf)
        return (self._remainder(shelf) if self._turn % 2 else None) or self._some(shelf)

    def _whole(self, shelf: Shelf[Content]) -> Asked[Content]:
        """All parts, on the boards that are open and a few others."""
        opened = [ground for ground, count in enumerate(shelf.opened) if count]
        others = [ground for ground, count in enumerate(shelf.opened) if not count]
        many = min(max(_MOST_GROUNDS - len(opened), 0), len(others))
        grounds = opened + self._random.sample(others, many)
        bins = {ground: self._given.grounds[ground].offer.count for ground in grounds}
        return self._asked(shelf, tuple(shelf.boards), bins, "VariableSizedBinPacking")

    def _some(self, shelf: Shelf[Content]) -> Asked[Content] | None:
        """A few boards, whose parts may fit on cheaper ones."""
        numbers = list(shelf.boards)
        many = min(len(numbers), self._random.choice((1, 2, 2, 3)))
        closed = tuple(self._random.sample(numbers, many))
        cheaper = self._cheaper(shelf, closed)
        if not cheaper or len(self._kinds(shelf, closed)) > _MOST_PARTS:
            return None
        chosen = cheaper[int(len(cheaper) * self._random.random() ** 2)]
        return self._asked(shelf, closed, Counter(chosen), "Feasibility")

    def _remainder(self, shelf: Shelf[Content]) -> Asked[Content] | None:
        """One board that was not looked at before: its parts as near to one edge as they can be."""
        if not self._given.job.prices.gamma_pm:
            return None
        for number, board in shelf.boards.items():
            for is_across in (True, False):
                key = (id(board.content), is_across)
                if key not in self._looked_at:
                    self._looked_at[key] = board.content
                    objective = "OpenDimensionX" if is_across else "OpenDimensionY"
                    return self._asked(shelf, (number,), {board.ground: 1}, objective)
        return None

    def _cheaper(self, shelf: Shelf[Content], closed: Chosen) -> list[Chosen]:
        """Grounds that could hold the same at a better price, were all else kept; with most room first."""
        grounds, opened = self._given.grounds, list(shelf.opened)
        for number in closed:
            opened[shelf.boards[number].ground] -= 1
        there = [ground for ground, count in enumerate(opened) if count < grounds[ground].offer.count]
        some = self._random.sample(there, min(len(there), _MOST_SWAPPED))
        kinds, price = self._kinds(shelf, closed), self._price(shelf, closed)
        area = sum(dx * dy for dx, dy in (self._given.ways[kind][0] for kind in kinds))
        found = []
        for chosen in _some_of(some, len(closed)):
            if sum(grounds[ground].area for ground in chosen) >= area and self._are_there(chosen, opened):
                least = self._least(chosen, kinds)
                found += [(least, chosen)] if least < price else []
        return [chosen for _, chosen in sorted(found, reverse=True)]

    def _are_there(self, chosen: Chosen, opened: Sequence[int]) -> bool:
        counts = Counter(chosen)
        return all(opened[g] + count <= self._given.grounds[g].offer.count for g, count in counts.items())

    def _least(self, chosen: Chosen, kinds: Iterable[int]) -> tuple[int, int]:
        """Full sheets, and the price were all kept that is no part."""
        grounds = [self._given.grounds[ground] for ground in chosen]
        parts = sum(self._given.areas[kind] for kind in kinds) * self._given.job.prices.gamma_pm // 1000
        return sum(ground.offer.is_full for ground in grounds), sum(ground.rest for ground in grounds) + parts

    def _price(self, shelf: Shelf[Content], closed: Iterable[int]) -> tuple[int, int]:
        full = price = 0
        for board in (shelf.boards[number] for number in closed):
            ground = self._given.grounds[board.ground]
            kept = self._way.kept_um2(board.content, ground) * self._given.job.prices.gamma_pm // 1000
            full, price = full + ground.offer.is_full, price + ground.price - kept
        return full, price

    def _kinds(self, shelf: Shelf[Content], closed: Iterable[int]) -> list[int]:
        lying = [kind for number in closed for kind in self._way.kinds(shelf.boards[number].content)]
        return lying + shelf.missing

    def _asked(
        self, shelf: Shelf[Content], closed: Chosen, bins: dict[int, int], objective: str
    ) -> Asked[Content]:
        kinds = Counter(self._kinds(shelf, closed))
        stages, first = self._random.choice(SOME if objective == "Feasibility" else WHOLE)
        outlined = any(self._given.grounds[ground].offer.outline for ground in bins)
        question: Question = {
            "way": "free" if self._given.job.tool.mode is Mode.FREE else "guillotine",
            **(self._within_rings(bins) if outlined else {}),
            "objective": objective,
            "stages": stages,
            "first": {"OpenDimensionX": "Vertical", "OpenDimensionY": "Horizontal"}.get(objective, first),
            "seconds": self._seconds,
            "bins": [self._bin(ground, count) for ground, count in bins.items()],
            "items": [self._item(kind, count) for kind, count in kinds.items()],
        }
        return Asked(shelf, closed, tuple(bins), tuple(kinds), question)

    def _bin(self, number: int, count: int) -> list[float]:
        ground = self._given.grounds[number]
        return [ground.dx, ground.dy, ground.price + (_DEAR if ground.offer.is_full else 0), count]

    def _within_rings(self, bins: Iterable[int]) -> Question:
        """What is asked besides where a board has an outline. Rings begin at the trim, as all extents do;
        where edges are slanted, a hair more is kept free, since places are rounded to the µm."""
        tool = self._given.job.tool
        rings = [_rings(self._given.grounds[ground].offer, tool.trim_um) for ground in bins]
        sure = 0 if all(map(_is_upright, chain.from_iterable(rings))) else _SURE_UM
        return {
            "way": "irregular",
            "rings": rings,
            "between": tool.between_um,
            "spacing": tool.between_um + sure,
            "trim": tool.trim_um + sure,
        }

    def _item(self, kind: int, count: int) -> list[int]:
        ways = self._given.ways[kind]
        return [*ways[0], len(ways) - 1, count]


def _rings(offer: Offer, trim_um: int) -> list[list[Point]]:
    long, wide = offer.long_um, offer.wide_um
    whole = (((0, 0), (long, 0), (long, wide), (0, wide)),)
    rings = offer.outline.rings_um if offer.outline else whole
    return [[(x - trim_um, y - trim_um) for x, y in ring] for ring in rings]


def _is_upright(ring: Sequence[Point]) -> bool:
    """Whether all edges lie along the axes."""
    return all(a[0] == b[0] or a[1] == b[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))


def _some_of(grounds: Sequence[int], most: int) -> Iterable[Chosen]:
    for many in range(1, most + 1):
        yield from combinations_with_replacement(grounds, many)
