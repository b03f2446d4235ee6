"""What a makerspace is given: pieces and lots of every material of the catalogue, in likely sizes."""

from functools import cache
from random import Random

from stock.items import Lot, Origin, Piece, State
from stock.materials import Material, catalogue
from stock.pieces import Form, Size, Unit, estimated_mass

EVERYWHERE = "reclaimed"
"""A word that the title of every item has."""

_THINGS = [
    "table",
    "shelf",
    "door",
    "crate",
    "bike",
    "lamp",
    "panel",
    "sign",
    "frame",
    "box",
    "stage",
    "boat",
    "model",
    "chair",
    "drawer",
    "bench",
]
_LOOKS = [
    "red",
    "blue",
    "green",
    "white",
    "black",
    "yellow",
    "grey",
    "natural",
    "clear",
    "striped",
    "old",
    "new",
    "rough",
    "smooth",
]
_THICK_UM = (3000, 4000, 5000, 6000, 9000, 12_000, 15_000, 18_000, 24_000)
_FLAT = frozenset({Form.SHEET, Form.BOARD, Form.ROLL, Form.BLOCK})
_LONG = frozenset({Form.BAR, Form.TUBE})
_ONE_IN_TWENTY = 0.05
_COMMON = 24
"""How many materials make up most of what comes in."""


def fresh_state(random: Random, shelf: str, today: str) -> tuple[State, int]:
    """Something new on a shelf, and how many or how much of it there is where it is a lot."""
    material = _material(random)
    title = f"{EVERYWHERE} {random.choice(_LOOKS)} {random.choice(_THINGS)} {random.randrange(5000)}"
    origin = random.choice([Origin.DONATION, Origin.DONATION, Origin.OFFCUT, Origin.BOUGHT])
    if random.random() < _ONE_IN_TWENTY:
        lot = Lot(
            material=material.slug, unit=Unit.PIECES, origin=origin, shelf=shelf, title=title, since=today
        )
        return lot, random.randint(1, 200)
    form = random.choice(material.forms) if material.forms else Form.PART
    size = _size(random, form)
    mass = estimated_mass(form, size, material.density_kg_m3)
    return Piece(
        material=material.slug,
        form=form,
        size=size,
        mass=mass,
        origin=origin,
        shelf=shelf,
        title=title,
        since=today,
    ), 0


def _material(random: Random) -> Material:
    known = _identified()
    return known[random.randrange(_COMMON) * 5 if random.random() < 0.8 else random.randrange(len(known))]


@cache
def _identified() -> list[Material]:
    return [material for material in catalogue().all() if not catalogue().quarantined(material.slug)]


def _size(random: Random, form: Form) -> Size:
    """Edges in whole mm, short ones far more often than long ones."""
    long_um = 1000 * min(3000, int(random.lognormvariate(6.1, 0.6)) + 30)
    if form in _FLAT:
        short_um = 1000 * max(20, int(long_um / 1000 * random.uniform(0.15, 1)))
        return Size.of(long_um=long_um, short_um=short_um, thick_um=random.choice(_THICK_UM))
    if form in _LONG and random.random() < 0.5:
        return Size.of(long_um=long_um, diameter_um=random.choice(_THICK_UM))
    if form in _LONG:
        return Size.of(long_um=long_um, short_um=random.choice(_THICK_UM), thick_um=random.choice(_THICK_UM))
    return Size()
