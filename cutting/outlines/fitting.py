"""Whether a part fits into an outline, at any angle: never a false yes, no false no above 0.2 mm
clearance."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import hypot

import numpy as np
import shapely
from shapely.geometry import Polygon

from cutting.outlines.places import SURE_UM, Part, Place, touching
from cutting.outlines.searching import NotChecked, anywhere, upright
from cutting.outlines.slabs import direction
from stock.outlines import Outline

__all__ = ["Fit", "NotChecked", "circle_fits", "fits", "inscribed_circle"]

Clock = Callable[[], float]

_ROUGHLY_UM, _CIRCLE_UM = 5000, 20
"""How much less than the largest a circle may be: to say most, which costs a hundredth, and to say all."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a part lies: the corner (x, y) from which its long edge runs at the angle and its wide edge a
    quarter turn on (1,570,796 µrad are exactly a quarter turn); of a circle, its centre."""

    x_um: int
    y_um: int
    angle_urad: int = 0


def fits(  # noqa: PLR0913 (one question, asked in one go)
    long_um: int,
    wide_um: int,
    outline: Outline,
    *,
    seconds: float,
    turns: bool = True,
    margin_um: int = 0,
    clock: Clock = time.monotonic,
) -> Fit | None:
    """Where a rectangle fits with `margin_um` around it, None where it does not.

    Without `turns` its long edge stays along the outline's x. Raises NotChecked when the time is up.
    """
    part, until = Part(long_um + 2 * margin_um, wide_um + 2 * margin_um), clock() + seconds
    if min(long_um, wide_um) <= 0 or not _is_large_enough(part, outline):
        return None
    found = touching(outline.rings_um, part, turns=turns)
    if found is None and _is_wide_enough(part, outline):
        search = anywhere if turns else upright
        found = search(outline.rings_um, part, lambda: clock() > until)
    return _moved_in(found, margin_um) if found else None


def circle_fits(diameter_um: int, outline: Outline, *, margin_um: int = 0) -> Fit | None:
    """Where a circle fits with `margin_um` around it, None where it does not."""
    needed_um = diameter_um / 2 + margin_um + SURE_UM
    for tolerance_um in (_ROUGHLY_UM, _CIRCLE_UM):
        x, y, radius = inscribed_circle(outline, tolerance_um)
        if needed_um <= radius:
            return Fit(round(x), round(y))
        if needed_um > radius + tolerance_um + 1:
            return None
    return None


@lru_cache(maxsize=512)
def inscribed_circle(outline: Outline, tolerance_um: int) -> tuple[float, float, float]:
    """Centre and radius in µm of a circle inside; the largest one's radius is at most the tolerance more."""
    outer, *holes = outline.rings_um
    (x, y), rim = shapely.maximum_inscribed_circle(Polygon(outer, holes), tolerance=tolerance_um).coords
    return x, y, hypot(rim[0] - x, rim[1] - y)


@lru_cache(maxsize=512)
def _longest_um(outline: Outline) -> float:
    """The distance of the two points of the outline that are farthest apart."""
    points = np.array(outline.rings_um[0], dtype=np.float64)
    across = points[:, None, :] - points[None, :, :]
    return float(np.sqrt((across**2).sum(axis=2)).max())


def _is_large_enough(part: Part, outline: Outline) -> bool:
    """What rules most parts out at once: the area, the greatest length."""
    if part.long_um * part.wide_um > outline.area_um2:
        return False
    return hypot(part.long_um, part.wide_um) <= _longest_um(outline) + 1


def _is_wide_enough(part: Part, outline: Outline) -> bool:
    """What rules out most of the others: the largest circle, as roughly as it is found at once."""
    radius = inscribed_circle(outline, _ROUGHLY_UM)[2]
    return min(part.long_um, part.wide_um) <= 2 * (radius + _ROUGHLY_UM) + 1


def _moved_in(place: Place, margin_um: int) -> Fit:
    """The part itself, within what was searched for with its margin."""
    c, s = direction(place.angle_urad)
    x, y = place.x_um + margin_um * (c - s), place.y_um + margin_um * (s + c)
    return Fit(round(x), round(y), place.angle_urad)
