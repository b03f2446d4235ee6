"""A job as the searches for boards count it: kinds of parts and of boards, every extent with one kerf more.

Where each part is one kerf longer and wider, and each board is too, parts may touch: 403 mm hold 2 × 200 at
a kerf of 3, since 406 hold 2 × 203.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, repeat

from cutting.boards.inscribed import boxes
from cutting.boards.spaces import Box
from cutting.terms import Job, Mode, Offer, Part, Rect, Tool

MOST_PARTS = 10_000
"""Parts of one job beyond these find no place: no plan for them would come in time."""

Sides = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ground:
    """A kind of board. `rest`: what opening it adds to a plan's price where all that is no part is kept.

    `spaces` are the largest rectangles in it, the largest of all first: one, unless it has an outline. `dx`
    and `dy` are the extents of the first, `area` what parts take at most.
    """

    offer: Offer
    dx: int
    dy: int
    price: int
    rest: int
    area: int
    spaces: tuple[Box, ...]

    def within(self, tool: Tool) -> tuple[Rect, Rect]:
        """What is inside the trim, and the same with the distance that follows each part."""
        trim, more = tool.trim_um, tool.between_um
        return Rect(trim, trim, self.dx - more, self.dy - more), Rect(trim, trim, self.dx, self.dy)

    def holds(self, ways: tuple[Sides, ...]) -> tuple[Sides, ...]:
        """The ways a part may lie that fit."""
        return tuple(way for way in ways if any(fits(space, *way) for space in self.spaces))


def fits(space: Box, dx: int, dy: int) -> bool:
    """Whether a space has room for such extents."""
    return dx <= space[2] - space[0] and dy <= space[3] - space[1]


@dataclass(frozen=True)
class Given:
    """`ways[kind]`: how a part may lie; `numbers[kind]`: the lines it stands for, and how many of each."""

    job: Job
    grounds: tuple[Ground, ...]
    ways: tuple[tuple[Sides, ...], ...]
    areas: tuple[int, ...]
    numbers: tuple[tuple[tuple[int, int], ...], ...]
    unfit: tuple[tuple[int, int], ...]

    @cached_property
    def sawn(self) -> "Given":
        """The same with one space of each board, as a saw cuts it."""
        return replace(self, grounds=tuple(replace(each, spaces=each.spaces[:1]) for each in self.grounds))

    @cached_property
    def wanted(self) -> list[int]:
        """The kind of each part to place."""
        counts = (sum(count for _, count in lines) for lines in self.numbers)
        return list(chain.from_iterable(map(repeat, range(len(self.ways)), counts)))

    @cached_property
    def shortest(self) -> int:
        """The shortest side of any part."""
        return min((min(way) for (way, *_) in self.ways), default=0)

    @cached_property
    def least_rest(self) -> int:
        """What a plan of all parts costs at least beyond its boards' `rest`."""
        return sum(self.areas[kind] for kind in self.wanted) * self.job.prices.gamma_pm // 1000


def given(job: Job) -> Given:
    """Counts a job's parts and offers; parts that fit nowhere are set aside."""
    grounds = tuple(_grounds(job))
    taken = _taken(job, grounds)
    lines: dict[tuple[Sides, ...], list[tuple[int, int]]] = {}
    for part, count in zip(job.parts, taken, strict=True):
        if count:
            lines.setdefault(_ways(part, job.tool.between_um), []).append((part.number, count))
    less = job.tool.between_um
    areas = tuple((dx - less) * (dy - less) for (dx, dy), *_ in lines)
    unfit = [(part.number, part.count - count) for part, count in zip(job.parts, taken, strict=True)]
    numbers = tuple(map(tuple, lines.values()))
    return Given(job, grounds, tuple(lines), areas, numbers, tuple(some for some in unfit if some[1]))


def _taken(job: Job, grounds: tuple[Ground, ...]) -> list[int]:
    """How many of each line are to be placed: none of what fits nowhere, and of too many the largest."""
    taken, room = [0] * len(job.parts), MOST_PARTS
    for place, part in sorted(enumerate(job.parts), key=lambda line: -line[1].long_um * line[1].wide_um):
        ways = _ways(part, job.tool.between_um)
        if any(ground.holds(ways) for ground in grounds):
            taken[place] = min(part.count, room)
            room -= taken[place]
    return taken


def _ways(part: Part, between_um: int) -> tuple[Sides, ...]:
    dx, dy = part.long_um + between_um, part.wide_um + between_um
    return tuple(sorted({(dx, dy), (dy, dx)}, reverse=True)) if part.turns else ((dx, dy),)


def _grounds(job: Job) -> Iterator[Ground]:
    """The smallest first, of those that have room within their trim."""
    for offer in sorted(job.offers, key=lambda offer: (offer.area_um2, offer.code)):
        spaces = tuple(_spaces(offer, job.tool))
        if offer.count > 0 and spaces:
            price = _price(offer, job)
            rest = price - offer.area_um2 * job.prices.gamma_pm // 1000
            x, y, far_x, far_y = spaces[0]
            yield Ground(offer, far_x - x, far_y - y, price, rest, _most(spaces), spaces)


def _spaces(offer: Offer, tool: Tool) -> Iterator[Box]:
    """The rectangles in an offer, within its trim and with the distance that follows each part; those of an
    outline only where the tool cuts freely."""
    more = tool.between_um - 2 * tool.trim_um
    whole = ((0, 0, offer.long_um, offer.wide_um),)
    inside = whole if offer.outline is None else boxes(offer.outline) if tool.mode is Mode.FREE else ()
    for x, y, far_x, far_y in inside:
        if min(far_x - x, far_y - y) + more > tool.between_um:
            yield x, y, far_x + more, far_y + more


def _most(spaces: tuple[Box, ...]) -> int:
    """The most area that parts may take: that of all spaces, or of the box around them."""
    left, low = min(box[0] for box in spaces), min(box[1] for box in spaces)
    right, high = max(box[2] for box in spaces), max(box[3] for box in spaces)
    whole = (right - left) * (high - low)
    return min(whole, sum((far_x - x) * (far_y - y) for x, y, far_x, far_y in spaces))


def _price(offer: Offer, job: Job) -> int:
    """What an opened offer costs before anything is given back."""
    old = offer.area_um2 * job.prices.age_pm * min(offer.age_days, 3 * 365) // (365 * 1000)
    return offer.area_um2 - old + job.prices.handling_um2
