"""Outlines from photos: never larger than the offcut, whatever the light, the lens and the hand do."""

from collections.abc import Callable
from dataclasses import replace
from math import cos, pi, sin
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from shapely import affinity
from shapely.geometry import Polygon

from cutting.outlines import photo
from cutting.outlines.boards import BOARDS
from cutting.outlines.errors import NoOutline, Why
from cutting.outlines.reading import from_file, from_photo
from tests.cutting.outlines.photos import Scene
from tests.cutting.outlines.photos import photo as photo_of

Saved = Callable[[Scene], Path]

NOTCHED = ((120, 110), (450, 100), (460, 220), (310, 225), (312, 310), (125, 312))
PLAIN = Scene(NOTCHED)
ASKEW = replace(PLAIN, tilt=(14, -11), height_mm=1200, aside_mm=(30, -20))
HARD = replace(ASKEW, light=(0.5, -0.4), shadow_mm=12, blur=2.2, noise=7, thick_mm=12, bent=0.015)


@pytest.fixture
def saved(tmp_path: Path) -> Saved:
    """Saves the photo of a scene."""

    def save(scene: Scene) -> Path:
        path = tmp_path / "photo.png"
        Image.fromarray(photo_of(scene)).save(path)
        return path

    return save


def claimed(path: Path, thick_mm: float) -> Polygon:
    """What a photo claims, in mm where it lies on the board."""
    found = photo.lying(path, round(thick_mm * 1000))
    return Polygon(affinity.scale(found, 0.001, -0.001, origin=(0, 0)))


def true_shape(scene: Scene) -> Polygon:
    return Polygon(scene.shape, [scene.hole] if scene.hole else None)


@pytest.mark.parametrize(
    ("scene", "most_lost"),
    [
        (PLAIN, 0.14),
        (ASKEW, 0.16),
        (HARD, 0.16),
        (replace(PLAIN, light=(0.6, 0.4), shadow_mm=14), 0.14),
        (replace(PLAIN, blur=2.0, noise=8), 0.14),
        (replace(PLAIN, colour=(25, 25, 28), shadow_mm=8), 0.14),
        (replace(PLAIN, thick_mm=18, tilt=(12, -14), shadow_mm=10), 0.14),
        (replace(PLAIN, bent=0.03, colour=(222, 200, 160)), 0.14),
        (replace(ASKEW, hole=((180, 150), (240, 150), (240, 200), (180, 200))), 0.2),
    ],
)
def test_a_photo_claims_nothing_that_is_not_there_and_loses_little(
    scene: Scene, most_lost: float, saved: Saved
) -> None:
    true = true_shape(scene)
    found = claimed(saved(scene), 0.0)
    assert true.covers(found)
    assert found.area > (1 - most_lost) * true.area
    assert len(found.interiors) == len(true.interiors)


def test_who_says_how_thick_it_is_loses_less(saved: Saved) -> None:
    scene = replace(ASKEW, thick_mm=3)
    path = saved(scene)
    said, unsaid = (claimed(path, thick) for thick in (3.0, 0.0))
    assert true_shape(scene).covers(said)
    assert said.area > unsaid.area * 1.02


def test_any_shape_in_any_light_is_never_overclaimed(saved: Saved) -> None:
    random = Random(20_261_126)  # noqa: S311
    for _ in range(4):
        points, middle = random.randint(4, 9), (random.uniform(270, 330), random.uniform(180, 220))
        far = [(random.uniform(60, 120), 2 * pi * at / points) for at in range(points)]
        scene = Scene(
            tuple((middle[0] + r * cos(a), middle[1] + r * sin(a)) for r, a in far),
            colour=random.choice(((196, 160, 110), (25, 25, 28), (170, 30, 30), (30, 60, 150))),
            thick_mm=random.choice((3, 9, 18)),
            tilt=(random.uniform(-15, 15), random.uniform(-15, 15)),
            height_mm=random.uniform(1000, 1500),
            light=(random.uniform(-0.6, 0.6), random.uniform(-0.6, 0.6)),
            shadow_mm=random.choice((0, 6, 15)),
            blur=random.uniform(0.5, 2.5),
            noise=random.uniform(1, 8),
            focal=random.uniform(0.7, 1.2),
        )
        assert true_shape(scene).covers(claimed(saved(scene), 0.0)), scene


def test_an_outline_from_a_photo_has_its_certain_rectangle(saved: Saved) -> None:
    scene = replace(ASKEW, shape=((150, 120), (450, 120), (450, 280), (150, 280)))
    outline = from_file(saved(scene), thick_um=3_000).outline
    long, short = outline.rects_um[0]
    assert 285_000 < long < 296_100
    assert 148_000 < short < 156_100
    assert outline.box_um[2] < 296_100


@pytest.mark.parametrize(
    ("scene", "reason"),
    [
        (replace(PLAIN, markers=0), Why.FEW_MARKERS),
        (replace(PLAIN, markers=1), Why.FEW_MARKERS),
        (replace(PLAIN, markers=3), Why.FEW_MARKERS),
        (replace(PLAIN, colour=(240, 240, 238)), Why.NO_OFFCUT),
        (replace(PLAIN, colour=(130, 130, 130)), Why.NO_OFFCUT),
        (replace(PLAIN, shape=((200, 200), (205, 200), (205, 205))), Why.NO_OFFCUT),
        (replace(PLAIN, shape=((-20, 150), (400, 150), (400, 250), (-20, 250))), Why.OVER_THE_EDGE),
        (replace(PLAIN, shape=((82, 82), (400, 82), (400, 250), (82, 250))), Why.OVER_THE_EDGE),
    ],
)
def test_a_photo_that_does_not_tell_is_refused(scene: Scene, reason: Why, saved: Saved) -> None:
    with pytest.raises(NoOutline) as refused:
        from_photo(saved(scene))
    assert refused.value.why is reason


def test_with_few_markers_it_is_said_how_many_are_seen(saved: Saved) -> None:
    with pytest.raises(NoOutline) as refused:
        from_photo(saved(replace(PLAIN, markers=1)))
    assert refused.value.facts == {"found": 1}


def test_markers_that_were_moved_are_noticed(saved: Saved) -> None:
    path = saved(PLAIN)
    with Image.open(path) as image:
        wide, high = image.size
        right = image.crop((wide // 2 + 150, 0, wide, high)).resize((wide // 2 - 150, high - 120))
        image.paste(right, (wide // 2 + 150, 60))
        image.save(path)
    with pytest.raises(NoOutline) as refused:
        from_photo(path)
    assert refused.value.why is Why.BOARD_BENT


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, b"\xff\xd8\xff\xe0" * 50]
)
def test_what_is_no_picture_is_unreadable(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(content)
    with pytest.raises(NoOutline) as refused:
        from_photo(path)
    assert refused.value.why is Why.UNREADABLE


def test_a_picture_of_too_many_pixels_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("1", (20_000, 20_000)).save(path)
    with pytest.raises(NoOutline) as refused:
        from_photo(path)
    assert refused.value.why is Why.TOO_MUCH


def test_a_small_board_measures_as_well(saved: Saved) -> None:
    shape = ((80, 60), (300, 70), (310, 200), (90, 210))
    scene = Scene(shape, board=BOARDS["A3"], height_mm=650, tilt=(10, 8), thick_mm=4)
    found = claimed(saved(scene), 4.0)
    assert true_shape(scene).covers(found)
    assert found.area > 0.9 * true_shape(scene).area
