"""Plans for bars: filled by subset sums, then a few bars at a time emptied and filled again."""

from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

from cutting.bars.filling import Taste, fill
from cutting.bars.stock import Filled, Stock
from cutting.terms import Job, Plan

Price = tuple[int, int, int, int]

_COARSE = 20_000
"""How many steps the longest bar is long in the first plan of many lengths."""
_MANY = 100
_VERY_MANY = 1000
_DEAR = 1000.0
_AT_ONCE = (1, 2, 2, 3, 3, 4)
"""How many bars are emptied."""


def search(job: Job, seed: int) -> Iterator[Plan | None]:
    """See `cutting.terms.Search`."""
    random, stock = Random(seed), Stock(job)  # noqa: S311 (the same plans for the same seed)
    state = min((_State(stock, taste, random) for taste in _first(stock)), key=lambda state: state.price)
    yield stock.plan(state.bars)
    while state.bars:
        yield stock.plan(state.bars) if state.is_improved(random) else None


def _first(stock: Stock) -> list[Taste]:
    """Offcuts before full bars, and full bars as if they were offcuts; many lengths only roughly."""
    grid, longest = stock.grid_um, max((kind.room_um for kind in stock.kinds), default=0)
    if len(stock.lengths) > _MANY:
        grid = max(grid, longest // _COARSE)
    first = [Taste(grid, full=_DEAR), Taste(grid)]
    return first[:1] if len(stock.lengths) > _VERY_MANY else first


class _State:
    """Bars as they are filled now, what is missing, and how many bars of each kind are left."""

    def __init__(self, stock: Stock, taste: Taste, random: Random) -> None:
        self._stock = stock
        self.bars, self._missing = fill(stock.lengths, stock.kinds, stock, taste, random)
        self._there = Counter(stock.kinds)
        self._there.subtract(bar.kind for bar in self.bars)
        self.price = _price(self.bars, self._missing, stock)
        self._least = self.price[:3]

    def is_improved(self, random: Random) -> bool:
        """Empty a few bars and fill them again unless that is worse; whether all is better than ever."""
        out = self._emptied(random)
        pool = sorted([length for bar in out for length in bar.lengths] + self._missing, reverse=True)
        new, missing = fill(pool, self._there, self._stock, self._taste(random), random)
        was, will = _price(out, self._missing, self._stock), _price(new, missing, self._stock)
        if will > was:
            new, missing, will = out, self._missing, was
        self.bars += new
        self._there.subtract(bar.kind for bar in new)
        self._missing = missing
        self.price = _changed(self.price, was, will)
        is_better = self.price[:3] < self._least
        self._least = min(self._least, self.price[:3])
        return is_better

    def _taste(self, random: Random) -> Taste:
        return Taste(self._stock.grid_um, random.random() / 2, random.random(), random.choice((1.0, _DEAR)))

    def _emptied(self, random: Random) -> list[Filled]:
        out = []
        for _ in range(min(len(self.bars), random.choice(_AT_ONCE))):
            at = random.randrange(len(self.bars))
            self.bars[at], self.bars[-1] = self.bars[-1], self.bars[at]
            out.append(self.bars.pop())
        self._there.update(bar.kind for bar in out)
        return out


def _price(bars: Sequence[Filled], missing: Sequence[int], stock: Stock) -> Price:
    """What is compared: missing length, full bars, price, and how evenly what is free is spread."""
    return (
        sum(missing) - len(missing) * stock.spacing_um,
        sum(bar.kind.is_full for bar in bars),
        sum(bar.kind.price_um - stock.back_um(bar.free_um) for bar in bars),
        -sum(bar.free_um**2 for bar in bars),
    )


def _changed(price: Price, was: Price, will: Price) -> Price:
    missing, full, rest, spread = (now - old + new for now, old, new in zip(price, was, will, strict=True))
    return missing, full, rest, spread
