"""Outlines for tests: offcuts as people have them, and such as nobody would cut."""

from random import Random

from cutting.terms import Job, Mode, Offer, Part, Tool
from stock.outlines import Outline, Ring

MM = 1000


def ring(*corners_mm: tuple[int, int]) -> Ring:
    """A ring of corners in mm."""
    return tuple((x * MM, y * MM) for x, y in corners_mm)


def rect(x: int, y: int, far_x: int, far_y: int) -> Ring:
    """The ring around a rectangle in mm."""
    return ring((x, y), (far_x, y), (far_x, far_y), (x, far_y))


L_SHAPE = Outline((ring((0, 0), (600, 0), (600, 200), (250, 200), (250, 400), (0, 400)),))
WINDOW = Outline((rect(0, 0, 600, 400), rect(200, 100, 400, 300)))
TRIANGLE = Outline((ring((0, 0), (600, 0), (0, 400)),))


def offer(outline: Outline, code: str = "A") -> Offer:
    """An offer with this outline."""
    _, _, long_um, wide_um = outline.box_um
    return Offer(code, long_um, wide_um, outline=outline)


def hostile(random: Random) -> Outline:
    """Rings by chance, crossing themselves and each other, with spikes and corners that coincide; the box
    around the first begins at 0, 0."""
    unit = random.choice((1, 7, 1000, 50_000))

    def corners(many: int) -> list[tuple[int, int]]:
        found = [(random.randint(0, 12) * unit, random.randint(0, 8) * unit) for _ in range(many)]
        return found + random.choices(found, k=random.randint(0, 2))

    rings = [corners(random.randint(3, 9)) for _ in range(random.choice((1, 1, 2, 3)))]
    left, low = min(x for x, _ in rings[0]), min(y for _, y in rings[0])
    rings[0] += [(left, low)]
    return Outline(tuple(tuple((x - left, y - low) for x, y in each) for each in rings))


def job(seed: int) -> Job:
    """A laser's job on outlined and plain offers, sane and not."""
    random = Random(seed)  # noqa: S311 (the same job again for the same seed)
    outlines = [random.choice((L_SHAPE, WINDOW, TRIANGLE, hostile(random), hostile(random))) for _ in "1234"]
    offers = [offer(outline, str(at)) for at, outline in enumerate(outlines) if min(outline.box_um[2:])]
    plain = Offer("plain", random.randint(1, 700) * MM, random.randint(1, 400) * MM)
    unit = random.choice((1, 100, MM, MM))
    parts = [
        Part(at, random.randint(1, 300) * unit, random.randint(1, 200) * unit, random.choice((1, 2, 5)))
        for at in range(random.randint(1, 5))
    ]
    tool = Tool(Mode.FREE, *(random.choice((0, 0, 1, 200, 3000)) for _ in range(3)))
    return Job(tuple(parts), (*offers, plain), tool)
