"""Outlines that tests draw: stars with any number of points, notched and turned rectangles, holes."""

from collections.abc import Sequence
from math import cos, pi, sin
from random import Random

from hypothesis import strategies as st
from shapely.geometry import Polygon

from stock.outlines import Outline, Ring

L_SHAPE: Ring = (
    (0, 0),
    (600_000, 0),
    (600_000, 250_000),
    (400_000, 250_000),
    (400_000, 400_000),
    (0, 400_000),
)


def star(radii_um: Sequence[int], turn: float = 0.0) -> Ring:
    """A ring around a middle, its points in all directions, each so far away."""
    far = max(radii_um)
    step = 2 * pi / len(radii_um)
    return tuple(
        (round(far + radius * cos(turn + step * at)), round(far + radius * sin(turn + step * at)))
        for at, radius in enumerate(radii_um)
    )


def turned(ring: Ring, angle: float) -> Ring:
    """A ring turned about the origin, to whole µm."""
    c, s = cos(angle), sin(angle)
    return tuple((round(c * x - s * y), round(s * x + c * y)) for x, y in ring)


def polygon_of(outline: Outline) -> Polygon:
    """The outline as Shapely has it."""
    outer, *holes = outline.rings_um
    return Polygon(outer, holes)


def any_outline(random: Random) -> Outline:
    """A star of 3 to 14 points, or a notched rectangle turned anyhow; every third with a hole."""
    angle = random.choice((0.0, random.uniform(0, 2 * pi)))
    if random.random() < 0.5:
        ring = star([random.randint(40_000, 300_000) for _ in range(random.randint(3, 14))], angle)
    else:
        long, wide = random.randint(120_000, 600_000), random.randint(90_000, 400_000)
        dx, dy = random.randint(10_000, long - 50_000), random.randint(10_000, wide - 30_000)
        corners = ((0, 0), (long, 0), (long, wide - dy), (long - dx, wide - dy), (long - dx, wide), (0, wide))
        ring = turned(corners, angle)
    middle = Polygon(ring).representative_point()
    side = random.randint(3_000, 15_000)
    hole = tuple(
        (round(middle.x) + side * dx, round(middle.y) + side * dy) for dx, dy in ((0, 0), (1, 0), (1, 1))
    )
    with_hole = random.random() < 0.33 and Polygon(ring).contains(Polygon(hole))
    outline = Outline((ring, hole) if with_hole else (ring,))
    return outline if polygon_of(outline).is_valid else any_outline(random)


outlines = st.integers(0, 10**9).map(lambda seed: any_outline(Random(seed)))  # noqa: S311
"""Outlines that any seed gives: a seed shrinks to none simpler, but it is one number to repeat."""
