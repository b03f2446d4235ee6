"""What a workshop does to a label, and what a camera makes of it: pictures worn step by step."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random
from statistics import NormalDist

from PIL import Image, ImageChops, ImageDraw, ImageFilter

PIXELS_PER_MM = 10
"""What a camera of 1280 dots sees of a hand's width."""
OUR_MODULE_MM = 6 * 25.4 / 300
"""Six dots at 300 dpi, of which 21 are within 12 mm."""
_MARGIN_MM = 6

Wear = Callable[[Image.Image, float, Random], Image.Image]


@dataclass(frozen=True, slots=True)
class Worn:
    """A kind of wear with its levels, in the unit that its name ends in."""

    name: str
    levels: tuple[float, ...]
    wear: Wear


def seen(symbol: Image.Image, dpi: int) -> Image.Image:
    """A printed symbol, white around it, as a camera's picture before anything happened to it."""
    size = tuple(round(side * 25.4 / dpi * PIXELS_PER_MM) for side in symbol.size)
    small = symbol.resize((size[0], size[1]), Image.Resampling.BOX)
    margin = _MARGIN_MM * PIXELS_PER_MM
    around = Image.new("L", (size[0] + 2 * margin, size[1] + 2 * margin), 255)
    around.paste(small, (margin, margin))
    return around


def _rotated(picture: Image.Image, degrees: float, random: Random) -> Image.Image:
    angle = degrees + random.uniform(-3, 3)
    return picture.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def _tilted(picture: Image.Image, share: float, random: Random) -> Image.Image:
    """Two corners nearer to each other, by a share of the width."""
    wide, high = picture.size
    by = share * wide * random.uniform(0.8, 1.2)
    corners = (-by, -by, -by / 2, high + by / 2, wide + by / 2, high + by / 2, wide + by, -by)
    return picture.transform(
        picture.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=255
    )


def _blurred(picture: Image.Image, modules: float, random: Random) -> Image.Image:
    """As many millimetres for everybody, counted in the modules of our symbol."""
    mm = modules * OUR_MODULE_MM * random.uniform(0.9, 1.1)
    return picture.filter(ImageFilter.GaussianBlur(mm * PIXELS_PER_MM))


def _noisy(picture: Image.Image, sigma: float, random: Random) -> Image.Image:
    dots = Image.frombytes("L", picture.size, random.randbytes(picture.width * picture.height))
    return ImageChops.add(picture.point(_PALE), dots.point(_normal(sigma)), offset=-128)


_PALE = [40 + shade * 175 // 255 for shade in range(256)]
"""Ink and paper as a camera sees them, neither quite black nor white."""


@cache
def _normal(sigma: float) -> list[int]:
    """Even chances to normal ones around 128."""
    bell = NormalDist(128, max(sigma, 0.01))
    return [round(min(max(bell.inv_cdf((step + 0.5) / 256), 0), 255)) for step in range(256)]


def _faded(picture: Image.Image, contrast: float, random: Random) -> Image.Image:
    middle = random.uniform(100, 160)
    faded = picture.point([round(middle + (shade - 128) * contrast) for shade in range(256)])
    return ImageChops.add(faded, _grain(picture.size, random), offset=-128)


def _grain(size: tuple[int, int], random: Random) -> Image.Image:
    """What any camera adds."""
    return Image.frombytes("L", size, random.randbytes(size[0] * size[1])).point(_normal(3.0))


def _scratched(picture: Image.Image, count: float, random: Random) -> Image.Image:
    worn, (wide, high) = picture.copy(), picture.size
    draw = ImageDraw.Draw(worn)
    for _ in range(round(count)):
        ends = [(random.uniform(0, wide), 0), (random.uniform(0, wide), high)]
        turned = [(y, x) for x, y in ends] if random.random() < 0.5 else ends
        draw.line(turned, fill=random.choice((0, 255)), width=PIXELS_PER_MM * 4 // 10)
    return worn


def _dusty(picture: Image.Image, grains: float, random: Random) -> Image.Image:
    worn, margin = picture.copy(), _MARGIN_MM * PIXELS_PER_MM
    draw = ImageDraw.Draw(worn)
    for _ in range(round(grains)):
        x, y = random.uniform(margin, worn.width - margin), random.uniform(margin, worn.height - margin)
        radius = random.uniform(0.1, 0.45) * PIXELS_PER_MM
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=random.choice((60, 200, 230)))
    return worn


def _torn(picture: Image.Image, mm: float, random: Random) -> Image.Image:
    """The lower right corner is gone, the one without a finder; wood shows instead."""
    worn, margin = picture.copy(), _MARGIN_MM * PIXELS_PER_MM
    right, bottom = worn.width - margin, worn.height - margin
    across, down = (mm * random.uniform(0.8, 1.2) * PIXELS_PER_MM for _ in range(2))
    beyond = [(worn.width, worn.height), (right - across, worn.height), (right - across, bottom)]
    ImageDraw.Draw(worn).polygon([*beyond, (right, bottom - down), (worn.width, bottom - down)], fill=150)
    return worn


WORN = (
    Worn("rotation_degrees", (15, 45, 75), _rotated),
    Worn("perspective_share", (0.1, 0.2, 0.3), _tilted),
    Worn("blur_modules", (0.2, 0.3, 0.4, 0.5, 0.6, 0.7), _blurred),
    Worn("noise_sigma", (20, 40, 60, 80), _noisy),
    Worn("contrast_share", (0.3, 0.1, 0.05), _faded),
    Worn("scratches", (1, 2, 3, 5), _scratched),
    Worn("dust_grains", (10, 20, 50, 100), _dusty),
    Worn("torn_corner_mm", (2, 3, 4, 5), _torn),
)
