"""Jobs for the searches, drawn from seeds: a shelf of one-off offcuts and a list of parts.

Sizes are whole millimetres, as makers type them.
"""

from random import Random

from cutting.terms import Job, Offer, Part, Prices, Tool

KERF_UM = 3_000
SIZES = (10, 20, 40)
AREA_ALONE = Prices(gamma_pm=0, handling_um2=0, age_pm=0)
"""The price under which a plan costs the area that it opens."""

Sides = tuple[int, int]


def makerspace(parts: int, seed: int) -> Job:
    """30 offcuts and so many parts, each of which fits on one of them; quarter turns are allowed."""
    chance = Random(f"makerspace {parts} {seed}")
    offers = [_offcut(chance) for _ in range(30)]
    return _job(offers, _parts(chance, parts, offers))


def small(seed: int) -> Job:
    """Up to 8 parts and 8 offcuts that certainly suffice."""
    chance = Random(f"small {seed}")
    offers = [_offcut(chance) for _ in range(chance.randint(5, 8))]
    return _job(offers, _parts(chance, chance.randint(4, 8), offers))


def planted(seed: int) -> tuple[Job, int]:
    """2 or 3 offcuts cut up into the parts, each made up to 6 % smaller, among decoys; and the offcuts' area
    in µm²."""
    chance = Random(f"planted {seed}")
    offers = [_offcut(chance) for _ in range(chance.randint(12, 30))]
    whole = offers[: chance.randint(2, 3)]
    slack = chance.choice((0, 0, 1, 2, 4, 6))
    pieces = [piece for offer in whole for piece in _cut_up(chance, offer, chance.randint(3, 7))]
    parts = [_shrunk(chance, piece, slack) for piece in pieces]
    chance.shuffle(parts)
    chance.shuffle(offers)
    return _job(offers, parts), sum(long * wide for long, wide in whole) * 10**6


def _offcut(chance: Random) -> Sides:
    long = chance.randint(250, 1200)
    return long, chance.randint(100, min(long, 600))


def _parts(chance: Random, count: int, offers: list[Sides]) -> list[Sides]:
    """Parts that fit one by one, and of which all together are 45 % of the shelf at most."""
    room = sum(long * wide for long, wide in offers) * 45 // 100
    parts: list[Sides] = []
    while len(parts) < count:
        long = chance.randint(80, 450)
        wide = chance.randint(50, min(long, 300))
        if long * wide <= room and any(long <= offer[0] and wide <= offer[1] for offer in offers):
            parts.append((long, wide))
            room -= long * wide
    return parts


def _cut_up(chance: Random, sides: Sides, pieces: int) -> list[Sides]:
    """A board sawn from edge to edge, the largest panel first, until there are so many pieces."""
    panels = [sides]
    while len(panels) < pieces:
        panels.sort(key=lambda panel: panel[0] * panel[1])
        long, wide = sorted(panels.pop(), reverse=True)
        at = chance.randint(long * 25 // 100, long * 75 // 100)
        panels += [(at, wide), (long - at - KERF_UM // 1000, wide)]
    return panels


def _shrunk(chance: Random, sides: Sides, slack: int) -> Sides:
    long, wide = sorted(sides, reverse=True)
    take = chance.randint(0, 1)
    return (long - long * slack * take // 100, wide - wide * slack * (1 - take) // 100)


def _job(offers: list[Sides], parts: list[Sides]) -> Job:
    return Job(
        tuple(Part(number, long * 1000, wide * 1000) for number, (long, wide) in enumerate(parts, 1)),
        tuple(Offer(f"O{number}", long * 1000, wide * 1000) for number, (long, wide) in enumerate(offers, 1)),
        Tool(kerf_um=KERF_UM),
        prices=AREA_ALONE,
    )
