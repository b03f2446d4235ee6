"""A shelf over 4,000 jobs: what different ways to choose a piece scrap, and how often a large part is found.

Each part is cut from the corner of one piece by two cuts, whichever way leaves most; what is kept goes back.
The same jobs and deliveries come to each policy. Where the shelf is full, its smallest piece is thrown away.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from random import Random

from benchmarks.figures import Figures
from cutting.policy import ROOM, gamma_pm
from cutting.terms import Keep, Mode, Prices

JOBS = 4_000
_KERF = 3
_DAYS_A_JOB = 0.5
_DELIVERIES = 0.18
"""How many pieces come for each job: a little less than is asked for, so that what is left over matters."""
_LARGE_MM2 = 400 * 280
_KEEP, _PRICES = Keep(), Prices()

Sides = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece on the shelf, in mm, and the job before which it came."""

    long: int
    wide: int
    since: int

    @property
    def area(self) -> int:
        """In mm²."""
        return self.long * self.wide


@dataclass(frozen=True, slots=True)
class Choice:
    """A part out of a piece, and what would be kept of it."""

    piece: Piece
    kept: tuple[Sides, ...]

    @property
    def back(self) -> int:
        """The area that is kept, in mm²."""
        return sum(long * wide for long, wide in self.kept)


@dataclass
class Shelf:
    """What is there, and what was made of all that is not."""

    pieces: list[Piece] = field(default_factory=list)
    parts: int = 0
    scrap: int = 0
    large: int = 0
    large_found: int = 0
    asked: int = 0
    found: int = 0
    stood: int = 0


Policy = Callable[[Choice, Shelf, int, Random], float]
"""How dear a choice is at a job; the cheapest is taken."""


def _smallest(choice: Choice, _shelf: Shelf, _now: int, _random: Random) -> float:
    return choice.piece.area


def _oldest(choice: Choice, _shelf: Shelf, _now: int, _random: Random) -> float:
    return choice.piece.since


def _any(_choice: Choice, _shelf: Shelf, _now: int, random: Random) -> float:
    return random.random()


def _priced(gamma: Callable[[Shelf], int]) -> Policy:
    def price(choice: Choice, shelf: Shelf, now: int, _random: Random) -> float:
        area, days = choice.piece.area, int((now - choice.piece.since) * _DAYS_A_JOB)
        old = area * _PRICES.age_pm * min(days, 3 * 365) / (365 * 1000)
        return area - choice.back * gamma(shelf) / 1000 - old

    return price


POLICIES: dict[str, Policy] = {
    "random": _any,
    "oldest": _oldest,
    "smallest": _smallest,
    "gamma_0.70": _priced(lambda _: 700),
    "gamma_0.75": _priced(lambda _: 750),
    "gamma_0.80": _priced(lambda _: 800),
    "gamma_0.90": _priced(lambda _: 900),
    "gamma_1.00": _priced(lambda _: 1000),
    "chosen": _priced(lambda shelf: gamma_pm(len(shelf.pieces))),
}


def shelf(jobs: int = JOBS, seeds: int = 2, names: Iterable[str] = tuple(POLICIES)) -> Figures:
    """A row a policy, means over some seeds."""
    found: Figures = {}
    for name in names:
        rows = [_simulated(POLICIES[name], jobs, seed) for seed in range(seeds)]
        found[name] = {key: round(sum(row[key] for row in rows) / seeds, 1) for key in rows[0]}
    return found


def _simulated(policy: Policy, jobs: int, seed: int) -> dict[str, float]:
    world, chance = Random(f"shelf {seed}"), Random(seed)
    there = Shelf([_delivery(world, 0) for _ in range(40)])
    for now in range(jobs):
        if world.random() < _DELIVERIES:
            there.pieces.append(_delivery(world, now))
        _thrown_away(there)
        for part in _parts(world):
            _serve(part, there, policy, now, chance)
        there.stood += len(there.pieces)
    gone = there.parts + there.scrap
    return {
        "scrap_percent": 100 * there.scrap / gone,
        "large_found_percent": 100 * there.large_found / there.large,
        "found_percent": 100 * there.found / there.asked,
        "pieces": there.stood / jobs,
    }


def _delivery(world: Random, now: int) -> Piece:
    long, wide = sorted((world.randint(300, 1250), world.randint(200, 800)), reverse=True)
    return Piece(long, wide, now)


def _parts(world: Random) -> list[Sides]:
    """One to three parts: most are small, one in twelve is large."""
    return [_part(world) for _ in range(world.choice((1, 1, 2, 3)))]


def _part(world: Random) -> Sides:
    size = world.random()
    if size < 0.66:
        return world.randint(60, 220), world.randint(40, 160)
    if size < 0.92:
        return world.randint(200, 420), world.randint(120, 300)
    return world.randint(420, 700), world.randint(280, 480)


def _serve(part: Sides, there: Shelf, policy: Policy, now: int, chance: Random) -> None:
    is_large = part[0] * part[1] >= _LARGE_MM2
    there.asked += 1
    there.large += is_large
    choices = [choice for piece in there.pieces for choice in _choices(part, piece)]
    if not choices:
        return
    best = min(choices, key=lambda choice: policy(choice, there, now, chance))
    there.found += 1
    there.large_found += is_large
    there.pieces.remove(best.piece)
    there.pieces += [Piece(long, wide, now) for long, wide in best.kept]
    there.parts += part[0] * part[1]
    there.scrap += best.piece.area - best.back - part[0] * part[1]


def _thrown_away(there: Shelf) -> None:
    while len(there.pieces) > ROOM:
        least = min(there.pieces, key=lambda piece: piece.area)
        there.pieces.remove(least)
        there.scrap += least.area


def _choices(part: Sides, piece: Piece) -> Iterator[Choice]:
    """As it lies and turned, each with the way to cut that keeps most."""
    for long, wide in (part, part[::-1]):
        if long <= piece.long and wide <= piece.wide:
            beside, above = piece.long - long - _KERF, piece.wide - wide - _KERF
            ways = (((beside, piece.wide), (long, above)), ((beside, wide), (piece.long, above)))
            yield max((Choice(piece, _kept(way)) for way in ways), key=lambda choice: choice.back)


def _kept(rests: tuple[Sides, Sides]) -> tuple[Sides, ...]:
    """Those that go back on the shelf, the longer side first."""
    sides = (tuple(sorted(rest, reverse=True)) for rest in rests if min(rest) > 0)
    return tuple(
        (long, wide) for long, wide in sides if _KEEP.keeps(long * 1000, wide * 1000, Mode.GUILLOTINE)
    )
