"""Outlines: the exact test beside brute force, how long rectangles and an answer take, what photos lose."""

from collections.abc import Iterator
from dataclasses import replace
from math import cos, pi, sin
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from PIL import Image
from shapely import affinity
from shapely.geometry import Polygon

from benchmarks.figures import Figures, Stopwatch, figures
from cutting.outlines import photo
from cutting.outlines.fitting import fits
from cutting.outlines.inward import largest
from cutting.outlines.rectangles import rects_um
from stock.outlines import Outline
from tests.cutting.outlines.brute import covered, fits_somewhere
from tests.cutting.outlines.photos import Scene
from tests.cutting.outlines.photos import photo as photo_of
from tests.cutting.outlines.shapes import any_outline, star

_SECONDS = 60.0
_CLEARANCE_UM = 200
_SHAPE = ((120, 110), (450, 100), (460, 220), (310, 225), (312, 310), (125, 312))
_PLAIN = Scene(_SHAPE, pixels=(1800, 1350), thick_mm=3)
_ASKEW = replace(_PLAIN, tilt=(14, -11), height_mm=1200, aside_mm=(30, -20))
SCENES = {
    "from straight above": _PLAIN,
    "askew by 14° and 11°": _ASKEW,
    "light from one side": replace(_PLAIN, light=(0.6, 0.4)),
    "with a shadow": replace(_PLAIN, shadow_mm=14),
    "blurred and noisy": replace(_PLAIN, blur=2.5, noise=8),
    "a lens that bends": replace(_PLAIN, bent=0.03),
    "18 mm thick": replace(_PLAIN, thick_mm=18, tilt=(8, 5)),
    "black": replace(_PLAIN, colour=(25, 25, 28), shadow_mm=8),
    "all at once": replace(
        _ASKEW, light=(0.5, -0.4), shadow_mm=12, blur=2.2, noise=7, thick_mm=12, bent=0.015
    ),
}


def outlines(pairs: int = 10_000, scenes: int = 60) -> Figures:
    """All of it; times in milliseconds, photos in percent of the offcut's area."""
    return _exact(pairs) | _times() | _photos(scenes)


def _exact(pairs: int) -> Figures:
    """Random parts in random outlines: ours against brute force, which knows fewer angles than there are."""
    random, watch = Random(20_261_126), Stopwatch()
    counted = {"yes": 0, "false_yes": 0, "brute_yes": 0, "false_no": 0}
    for _ in range(pairs):
        outline = any_outline(random)
        long, wide = random.randint(10_000, 400_000), random.randint(10_000, 250_000)
        with watch:
            fit = fits(long, wide, outline, seconds=_SECONDS)
        counted["yes"] += fit is not None
        counted["false_yes"] += fit is not None and not covered(outline, fit, long, wide)
        has_room = fits_somewhere(outline, long + _CLEARANCE_UM, wide + _CLEARANCE_UM)
        counted["brute_yes"] += has_room
        counted["false_no"] += has_room and fit is None
    return {"pairs": pairs} | counted | {"fit_ms": figures(watch.seconds)}


def _times() -> Figures:
    """An outline of 160 points, as round as a line can hold."""
    outline = Outline((star([200_000 + round(30_000 * sin(pi * at / 16)) for at in range(160)]),))
    rects, hard = Stopwatch(), Stopwatch()
    for _ in range(5):
        with rects:
            rects_um(outline.rings_um)
    for long in range(200_000, 420_000, 10_000):
        with hard:
            fits(long, 180_000, outline, seconds=_SECONDS)
    return {"rects_160_ms": figures(rects.seconds), "fit_160_ms": figures(hard.seconds)}


def _photos(scenes: int) -> Figures:
    """What is lost of an offcut of 330 × 200 mm, and of random ones; `over_mm2` is what is claimed beyond
    it."""
    named = {name: _claimed(scene) for name, scene in SCENES.items()}
    random = [_claimed(scene) for scene in _random(scenes)]
    lost = sorted(unsaid for unsaid, _said, _over in random)
    return {
        "lost_percent": {
            name: {"thickness unsaid": unsaid, "said": said} for name, (unsaid, said, _o) in named.items()
        },
        "over_mm2": sum(over for *_lost, over in (*named.values(), *random)),
        "random_photos": scenes,
        "random_lost_percent": {"median": lost[len(lost) // 2], "worst": lost[-1]},
    }


def _claimed(scene: Scene) -> tuple[float, float, float]:
    """Percent lost without and with the thickness said, and the mm² claimed beyond the shape."""
    true = Polygon(scene.shape)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "photo.png"
        Image.fromarray(photo_of(scene)).save(path)
        found = [photo.lying(path, round(thick * 1000)) for thick in (0.0, scene.thick_mm)]
    claims = [largest(affinity.scale(one, 0.001, -0.001, origin=(0, 0))) for one in found]
    unsaid, said = (round(100 * (1 - claim.area / true.area), 1) for claim in claims)
    return unsaid, said, round(sum(claim.difference(true).area for claim in claims), 3)


def _random(scenes: int) -> Iterator[Scene]:
    random = Random(7)
    for _ in range(scenes):
        points, middle = random.randint(4, 9), (random.uniform(270, 330), random.uniform(180, 220))
        far = [(random.uniform(60, 120), 2 * pi * at / points) for at in range(points)]
        yield replace(
            _PLAIN,
            shape=tuple((middle[0] + r * cos(a), middle[1] + r * sin(a)) for r, a in far),
            colour=random.choice(
                ((196, 160, 110), (25, 25, 28), (170, 30, 30), (222, 200, 160), (30, 60, 150))
            ),
            thick_mm=random.choice((3, 6, 12, 18)),
            tilt=(random.uniform(-15, 15), random.uniform(-15, 15)),
            height_mm=random.uniform(900, 1500),
            aside_mm=(random.uniform(-40, 40), random.uniform(-40, 40)),
            light=(random.uniform(-0.6, 0.6), random.uniform(-0.6, 0.6)),
            shadow_mm=random.choice((0, 5, 15)),
            blur=random.uniform(0.5, 2.5),
            noise=random.uniform(1, 8),
            focal=random.uniform(0.65, 1.2),
            bent=random.uniform(-0.02, 0.02),
        )
