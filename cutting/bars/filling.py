"""Bars filled one after the other, each as full as subset sums allow, with a little chance."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from cutting.bars.stock import Filled, Kind, Stock
from cutting.bars.sums import chosen, largest, sums

_WORK = 4_000_000
"""How much is looked at for one bar: lengths × grid points of the longest bar."""
_FEWEST = 8


@dataclass(frozen=True, slots=True)
class Taste:
    """How bars are chosen: how much chance there is in it, how often the longest length must be in the next
    bar, how dear full bars are beside offcuts, and in steps of how many µm lengths are counted (rounded up
    where they are no multiples of it)."""

    grid_um: int
    noise: float = 0.0
    longest: float = 1.0
    full: float = 1.0


def fill(
    lengths: Sequence[int], there: Counter[Kind], stock: Stock, taste: Taste, random: Random
) -> tuple[list[Filled], list[int]]:
    """Bars that hold the lengths (the longest first), and the lengths for which there is no bar left."""
    filling = _Filling(stock, taste, random)
    waiting, missing, filled, kinds = list(lengths), list[int](), list[Filled](), +there
    while waiting:
        must = waiting.pop(0 if random.random() < taste.longest else random.randrange(len(waiting)))
        bar = filling.bar(must, waiting, kinds)
        if bar is None:
            missing.append(must)
            continue
        filled.append(bar)
        for length in bar.lengths[1:]:
            waiting.remove(length)
        kinds[bar.kind] -= 1
        if not kinds[bar.kind]:
            del kinds[bar.kind]
    return filled, missing


class _Filling:
    def __init__(self, stock: Stock, taste: Taste, random: Random) -> None:
        self._stock, self._taste, self._random = stock, taste, random

    def bar(self, must: int, waiting: Sequence[int], kinds: Iterable[Kind]) -> Filled | None:
        """The bar with `must` that costs least for each µm that is cut of it; None where none holds it."""
        roomy = [kind for kind in kinds if kind.room_um >= must]
        if not roomy:
            return None
        grid = self._taste.grid_um
        most = (max(kind.room_um for kind in roomy) - must) // grid
        others = _some(waiting, _WORK // (most + 1))[::-1]
        steps = [-(-length // grid) for length in others]
        reached = sums(steps, most)
        kind, total = min(self._filled(roomy, must, reached[-1]), key=self._price)
        return Filled(kind, (must, *(others[at] for at in chosen(steps, reached, (total - must) // grid))))

    def _filled(self, roomy: Iterable[Kind], must: int, reached: int) -> Iterator[tuple[Kind, int]]:
        """Each bar as full as it can be, and as full as leaves an end that is kept."""
        grid = self._taste.grid_um
        for kind in roomy:
            for room in (kind.room_um, kind.room_um - self._stock.kept_from_um):
                if room >= must:
                    yield kind, must + largest(reached, (room - must) // grid) * grid

    def _price(self, filled: tuple[Kind, int]) -> float:
        kind, total = filled
        price = (kind.price_um - self._stock.back_um(kind.room_um - total)) / total
        chance = 1 + self._taste.noise * self._random.random()
        return price * chance * (self._taste.full if kind.is_full else 1.0)


def _some(lengths: Sequence[int], at_most: int) -> Sequence[int]:
    """As many of them as that, of all sizes."""
    step = -(-len(lengths) // max(at_most, _FEWEST))
    return lengths[::step] if step > 1 else lengths
