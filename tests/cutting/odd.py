"""Odd jobs, sane and not, whose plans are held against the checker: the same one again for the same seed."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from cutting.terms import Job, Keep, Mode, Offer, Part, Prices, Tool

_UNITS_UM = (1, 10, 1000, 1000, 1000, 10**6)


def odd_job(seed: int, modes: Sequence[Mode] = tuple(Mode)) -> Job:
    """Up to twelve lines and eight offers; sizes from a hair to kilometres, close to each other and to kerfs,
    trims and distances, which may leave nothing; full sheets, grain, age."""
    chance = Random(f"odd {seed}")  # noqa: S311 (no secret)
    mode, unit = chance.choice(modes), chance.choice(_UNITS_UM)
    tool = Tool(mode, *(chance.choice((0, 0, 1, 3, 20, 50)) * chance.choice((1, unit)) for _ in range(3)))
    parts = tuple(_part(chance, unit, number) for number in range(chance.randint(0, 12)))
    offers = tuple(_offer(chance, unit, number) for number in range(chance.randint(0, 8)))
    if mode is Mode.BARS:
        parts = tuple(replace(part, wide_um=0) for part in parts)
        offers = tuple(replace(offer, wide_um=0) for offer in offers)
    keep = chance.choice((Keep(), Keep(1, 1, 1, 1000, 1), Keep(150, 80, 20_000)))
    return Job(parts, offers, tool, keep, Prices(chance.choice((0, 750, 1000)), chance.choice((0, 10_000))))


def _part(chance: Random, unit: int, number: int) -> Part:
    long_um, wide_um = _side_um(chance, 400, unit), _side_um(chance, 300, unit)
    return Part(number, long_um, wide_um, chance.choice((0, 1, 1, 2, 5, 7)), chance.random() < 0.7)


def _offer(chance: Random, unit: int, number: int) -> Offer:
    """Of several with one code, each counts by itself."""
    long_um, wide_um = _side_um(chance, 1200, unit), _side_um(chance, 900, unit)
    is_full, age = chance.random() < 0.2, chance.choice((0, 100, 5000))
    return Offer(f"O{number % 5}", long_um, wide_um, chance.choice((0, 1, 1, 3)), is_full, age)


def _side_um(chance: Random, most: int, unit: int) -> int:
    """A side that may miss a round size by a hair."""
    return chance.randint(1, most) * unit + chance.choice((0, 0, 1, -1)) * (unit > 1)
