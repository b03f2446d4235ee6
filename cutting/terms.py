"""What is to be cut, of what, with which tool, and what a plan is: the terms that every search shares.

Lengths are whole µm, areas µm². x runs along an offer's long edge (and so along its grain), y across it,
both from one corner of the whole offer, trim included. For bars y is always 0 and all widths are 0.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from stock.outlines import Outline


class Mode(StrEnum):
    """How the tool cuts."""

    GUILLOTINE = "guillotine"
    """A saw: every cut goes from edge to edge of what it cuts."""
    FREE = "free"
    """A laser or a router: any outline."""
    BARS = "bars"
    """Lengths from bars, tubes and battens."""


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a cut list: `count` equal parts. `number` names the line, `long_um` lies along the grain
    unless `turns`; then a quarter turn is allowed."""

    number: int
    long_um: int
    wide_um: int = 0
    count: int = 1
    turns: bool = True


@dataclass(frozen=True, slots=True)
class Offer:
    """A piece on the shelf, or `count` full sheets alike, as they are offered to a search.

    `outline` is that of a piece that is no rectangle, with y as in layouts and drawings, downwards: the box
    around it begins at 0, 0 and has the offer's edges. Only free mode cuts of such an offer; a saw needs a
    straight edge.
    """

    code: str
    long_um: int
    wide_um: int = 0
    count: int = 1
    is_full: bool = False
    age_days: int = 0
    outline: Outline | None = None

    @property
    def area_um2(self) -> int:
        """The area; a bar's length stands for its area."""
        return self.outline.area_um2 if self.outline else self.long_um * (self.wide_um or 1)


@dataclass(frozen=True, slots=True)
class Tool:
    """What cuts. A cut takes `kerf_um`; a cut along an edge costs nothing beyond the edge. `trim_um` is lost
    along every edge of an offer; two parts lie at least `gap_um` apart where that is more than the kerf."""

    mode: Mode = Mode.GUILLOTINE
    kerf_um: int = 0
    trim_um: int = 0
    gap_um: int = 0

    @property
    def between_um(self) -> int:
        """How far apart two neighbours lie."""
        return max(self.kerf_um, self.gap_um)


@dataclass(frozen=True, slots=True)
class Keep:
    """Which remainders go back on the shelf, a space's rule for a material; `ratio`: long to short at
    most."""

    long_um: int = 150_000
    short_um: int = 80_000
    area_um2: int = 20_000_000_000
    ratio: int = 12
    bar_um: int = 150_000

    def keeps(self, long_um: int, wide_um: int, mode: Mode) -> bool:
        """Whether a remainder of that size is kept, whichever way round it is."""
        if mode is Mode.BARS:
            return long_um >= self.bar_um
        short, long = sorted((long_um, wide_um))
        return (
            long >= self.long_um
            and short >= self.short_um
            and long * short >= self.area_um2
            and long <= self.ratio * short
        )


@dataclass(frozen=True, slots=True)
class Prices:
    """What a plan costs: for each opened offer its area, less `gamma_pm` thousandths of its kept remainders,
    plus `handling_um2`; old pieces cost `age_pm` thousandths less a year, up to three years."""

    gamma_pm: int = 750
    handling_um2: int = 10_000_000_000
    age_pm: int = 20


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle on an offer; `dx_um` and `dy_um` are its extents."""

    x_um: int
    y_um: int
    dx_um: int
    dy_um: int = 0

    @property
    def area_um2(self) -> int:
        """The area; a bar's length stands for its area."""
        return self.dx_um * (self.dy_um or 1)


@dataclass(frozen=True, slots=True)
class Placed:
    """One part where it lies. It is turned where its extents say so."""

    number: int
    at: Rect


@dataclass(frozen=True, slots=True)
class Cut:
    """One cut through the whole of `panel`, which is the offer less its trim or what an earlier cut left.

    Where `is_across`, the cut runs in y, at x = `at_um`; else in x, at y = `at_um`. It makes two panels: up
    to `at_um`, and from `at_um` + kerf; what of them is empty or negative is not there.
    """

    panel: Rect
    is_across: bool
    at_um: int


@dataclass(frozen=True, slots=True)
class Layout:
    """What is cut of one offer: parts, cuts in their order (none in free mode), and all that is left of it as
    rectangles that do not overlap, kept or not, the largest first."""

    offer: Offer
    parts: tuple[Placed, ...]
    cuts: tuple[Cut, ...] = ()
    left: tuple[Rect, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Which offers are opened and how they are cut; `missing`: numbers and counts of parts without a
    place."""

    layouts: tuple[Layout, ...] = ()
    missing: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """One search: parts and offers of one material and thickness, and how they may be cut."""

    parts: tuple[Part, ...]
    offers: tuple[Offer, ...]
    tool: Tool = Tool()
    keep: Keep = Keep()
    prices: Prices = Prices()


class Search(Protocol):
    """Ever better plans of a job, the first within a fixed amount of work; equal seeds give equal plans in
    equal order. Whoever asks stops asking when the time is up; None means "still at it", so that one may
    stop."""

    def __call__(self, job: Job, seed: int, /) -> Iterator[Plan | None]: ...


def kept(layout: Layout, job: Job) -> tuple[Rect, ...]:
    """The remainders of a layout that go back on the shelf, the largest first."""
    return tuple(rect for rect in layout.left if job.keep.keeps(rect.dx_um, rect.dy_um, job.tool.mode))


Cost = tuple[int, int, int]


def cost(plan: Plan, job: Job) -> Cost:
    """What is compared, least is best: missing area, full sheets, and the price of what is opened."""
    sizes = {part.number: part.long_um * (part.wide_um or 1) for part in job.parts}
    missing = sum(sizes[number] * count for number, count in plan.missing)
    full = sum(layout.offer.is_full for layout in plan.layouts)
    return (missing, full, sum(_layout_cost(layout, job) for layout in plan.layouts))


def _layout_cost(layout: Layout, job: Job) -> int:
    prices, area = job.prices, layout.offer.area_um2
    back = sum(rect.area_um2 for rect in kept(layout, job)) * prices.gamma_pm // 1000
    old = area * prices.age_pm * min(layout.offer.age_days, 3 * 365) // (365 * 1000)
    return area - back - old + (prices.handling_um2 if job.tool.mode is not Mode.BARS else 0)
