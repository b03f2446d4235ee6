"""A plan as a search would make it, by hand: two parts from a sheet, or from a bar, and what is left."""

from dataclasses import replace

from cutting.kept_plans import Group
from cutting.terms import Job, Layout, Mode, Offer, Part, Placed, Plan, Rect, Tool
from kiosk.kiosk import Kiosk
from kiosk.use_cases.plans import TakenPlan
from kiosk.use_cases.take_plan import take_plan
from stock.pieces import Size
from stock.refusals import Refusal
from tests.kiosk.world import stocked

MM = 1000
TOMORROW, LATER = "2026-11-24", "2026-11-25"
LEFT = (Size.of(long_um=400 * MM, short_um=297 * MM, thick_um=4 * MM),)
"""What is left of a sheet of 600 × 400 × 4 mm."""


def rect(x_mm: int, y_mm: int, dx_mm: int, dy_mm: int = 0) -> Rect:
    """A place in whole millimetres."""
    return Rect(x_mm * MM, y_mm * MM, dx_mm * MM, dy_mm * MM)


def layout(offer: Offer) -> Layout:
    """Two parts from a sheet of 600 × 400 mm; one piece of 400 × 297 mm is left, and a strip."""
    parts = (Placed(1, rect(0, 0, 300, 200)), Placed(2, rect(0, 203, 290, 197)))
    return Layout(offer, parts, (), (rect(303, 0, 297, 400), rect(293, 203, 7, 197)))


def roomy_layout(offer: Offer) -> Layout:
    """One part from a sheet of 600 × 400 mm; a piece of 400 × 297 mm and one of 300 × 197 mm are left."""
    left = (rect(303, 0, 297, 400), rect(0, 203, 300, 197))
    return Layout(offer, (Placed(1, rect(0, 0, 300, 200)),), (), left)


def two_left(kiosk: Kiosk) -> tuple[str, tuple[str, ...]]:
    """The codes of a sheet that somebody planned to cut, and of the two pieces that will be left of it."""
    code = stocked(kiosk, "600x400x4")
    made = group(offer(code))
    roomy = replace(made, plan=Plan((roomy_layout(offer(code)),)))
    (sheet,) = taken(kiosk, roomy).kept.sheets
    return code, sheet.codes


def bar_layout(offer: Offer) -> Layout:
    """Two parts from a bar of 2 m."""
    return Layout(
        offer, (Placed(1, rect(0, 0, 700)), Placed(1, rect(703, 0, 700))), (), (rect(1406, 0, 594),)
    )


def group(*offers: Offer, mode: Mode = Mode.GUILLOTINE) -> Group:
    """A plan over these pieces, each cut alike."""
    is_bars = mode is Mode.BARS
    parts = (Part(1, 700 * MM, count=2),) if is_bars else _PARTS
    job = Job(parts, offers, Tool(mode, kerf_um=3 * MM))
    layouts = tuple(map(bar_layout if is_bars else layout, offers))
    return Group(
        job, Plan(layouts), "plywood-birch", Size(thick_um=4 * MM), _TITLES, charred=mode is Mode.FREE
    )


_TITLES = ((1, "side"), (2, "top"))
_PARTS = (Part(1, 300 * MM, 200 * MM), Part(2, 290 * MM, 197 * MM))


def offer(code: str, *, is_full: bool = False) -> Offer:
    """A sheet of 600 × 400 mm."""
    return Offer(code, 600 * MM, 400 * MM, is_full=is_full)


def taken(kiosk: Kiosk, *groups: Group) -> TakenPlan:
    """Take a plan; fails where it is refused."""
    plan = take_plan(kiosk, groups)
    assert not isinstance(plan, Refusal), plan
    return plan


def planned_sheet(kiosk: Kiosk, mode: Mode = Mode.GUILLOTINE) -> tuple[str, str]:
    """The codes of a sheet that somebody planned to cut, and of what will be left of it."""
    code = stocked(kiosk, "600x400x4")
    (sheet,) = taken(kiosk, group(offer(code), mode=mode)).kept.sheets
    return code, sheet.codes[0]


def on(day: str, kiosk: Kiosk) -> Kiosk:
    """The same kiosk on another day."""
    return replace(kiosk, today=lambda: day)
