"""A job for bars as the search sees it: lengths with what a cut takes, and bars alike as one kind."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import gcd

from cutting.replay import usable
from cutting.terms import Cut, Job, Layout, Offer, Part, Placed, Plan, Rect

_MOST_STEPS = 8_000_000
"""Bars up to 8 m are counted in single µm if need be."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Bars alike: how much they hold, each length counted with one spacing, and what opening one costs."""

    room_um: int
    is_full: bool
    price_um: int


@dataclass(frozen=True, slots=True)
class Filled:
    """One bar of a kind with the lengths cut of it, each with one spacing."""

    kind: Kind
    lengths: tuple[int, ...]

    @property
    def free_um(self) -> int:
        """What is not filled."""
        return self.kind.room_um - sum(self.lengths)


class Stock:
    """What a job offers and asks for. `lengths`: all that fit somewhere, with one spacing each, the longest
    first; `kinds`: how often each kind is there; `grid_um` divides all lengths, unless a bar
    is so long that this would take too much memory; free ends are kept from
    `kept_from_um` on."""

    def __init__(self, job: Job) -> None:
        self.job, self.spacing_um = job, _spacing_um(job)
        self._offers: dict[Kind, list[Offer]] = defaultdict(list)
        for offer in sorted(job.offers, key=lambda offer: -offer.age_days):
            self._offers[self._kind(offer)].append(offer)
        self.kinds = Counter({kind: _count(offers) for kind, offers in self._offers.items()})
        widest = max((kind.room_um for kind in self.kinds), default=0)
        self._numbers: dict[int, list[Part]] = defaultdict(list)
        for part in job.parts:
            self._numbers[part.long_um + self.spacing_um].append(part)
        self.lengths = tuple(
            length
            for length in sorted(self._numbers, reverse=True)
            for part in self._numbers[length]
            for _ in range(part.count)
            if length <= widest
        )
        self.kept_from_um = max(job.keep.bar_um, 1) + job.tool.kerf_um
        self.grid_um = max(gcd(*self._numbers), -(-widest // _MOST_STEPS), 1)

    def _kind(self, offer: Offer) -> Kind:
        prices = self.job.prices
        old = offer.long_um * prices.age_pm * min(offer.age_days, 3 * 365) // (365 * 1000)
        room = usable(offer, self.job.tool).dx_um + self.spacing_um
        return Kind(max(room, 0), offer.is_full, offer.long_um - old)

    def back_um(self, free_um: int) -> int:
        """What the free end of a bar is worth: nothing unless it is kept."""
        end = free_um - self.job.tool.kerf_um
        if end <= 0 or not self.job.keep.keeps(end, 0, self.job.tool.mode):
            return 0
        return end * self.job.prices.gamma_pm // 1000

    def plan(self, bars: Iterable[Filled]) -> Plan:
        """The plan that cuts these."""
        names = {length: _names(parts) for length, parts in self._numbers.items()}
        offers = {kind: _each(there) for kind, there in self._offers.items()}
        layouts = tuple(self._layout(next(offers[bar.kind]), bar, names) for bar in bars)
        left = Counter(number for rest in names.values() for number in rest)
        return Plan(layouts, tuple(sorted(left.items())))

    def _layout(self, offer: Offer, bar: Filled, names: dict[int, Iterator[int]]) -> Layout:
        """The longest first, so that the short ones lie beside the remainder."""
        room = usable(offer, self.job.tool)
        parts, cuts, left = list[Placed](), list[Cut](), list[Rect]()
        for length in sorted(bar.lengths, reverse=True):
            if parts:
                room, made, waste = self._spaced(room)
                cuts, left = cuts + made, left + waste
            long = length - self.spacing_um
            parts.append(Placed(next(names[length]), Rect(room.x_um, 0, long)))
            if long < room.dx_um:
                cuts.append(Cut(room, True, room.x_um + long))
            room = _beyond(room, room.x_um + long + self.job.tool.kerf_um)
        left += [room] if room.dx_um > 0 else []
        return Layout(offer, tuple(parts), tuple(cuts), tuple(sorted(left, key=lambda rect: -rect.dx_um)))

    def _spaced(self, room: Rect) -> tuple[Rect, list[Cut], list[Rect]]:
        """The room less what lies between two parts beyond the kerf, which falls off by a cut of its own."""
        wide = self.spacing_um - 2 * self.job.tool.kerf_um
        if self.spacing_um == self.job.tool.kerf_um:
            return room, [], []
        at = room.x_um + wide
        return _beyond(room, at + self.job.tool.kerf_um), [Cut(room, True, at)], [Rect(room.x_um, 0, wide)]


def _spacing_um(job: Job) -> int:
    """From part to part: the kerf; a wider gap holds two cuts and what falls off between them."""
    kerf = job.tool.kerf_um
    return kerf if job.tool.gap_um <= kerf else max(job.tool.gap_um, 2 * kerf + 1)


def _count(offers: Iterable[Offer]) -> int:
    return sum(offer.count for offer in offers)


def _each(offers: Iterable[Offer]) -> Iterator[Offer]:
    return (offer for offer in offers for _ in range(offer.count))


def _names(parts: Iterable[Part]) -> Iterator[int]:
    return (part.number for part in parts for _ in range(part.count))


def _beyond(room: Rect, x_um: int) -> Rect:
    return Rect(x_um, 0, room.x_um + room.dx_um - x_um)
