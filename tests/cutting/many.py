"""`python -m tests.cutting.many --cases 10000`: random jobs, sane and not; their plans pass the checker."""

import argparse
import sys
from dataclasses import replace
from itertools import islice
from random import Random

from cutting.faults import Fault
from cutting.planning import nothing, progress
from cutting.terms import Job, Keep, Mode, Offer, Part, Prices, Tool

_STEPS = 60


def job(seed: int) -> Job:
    """Up to eight lines and offers; sizes from a hair to kilometres, trims and gaps that leave nothing."""
    random = Random(seed)  # noqa: S311 (the same job again for the same seed)
    mode, unit = random.choice(list(Mode)), random.choice((1, 10, 1000, 1000, 1000, 10**6))
    tool = Tool(mode, *(random.choice((0, 0, 1, 3, 40)) * random.choice((1, 1000)) for _ in range(3)))

    def side(most: int) -> int:
        return random.randint(1, most) * unit + random.choice((0, 0, 1, -1)) * (unit > 1)

    parts = [
        Part(at, side(500), side(300), random.choice((0, 1, 1, 2, 7)), random.random() < 0.7)
        for at in range(random.randint(0, 8))
    ]
    offers = [
        Offer(
            str(at % 5), side(1200), side(600), random.choice((0, 1, 1, 3)), random.random() < 0.2, at * 300
        )
        for at in range(random.randint(0, 8))
    ]
    if mode is Mode.BARS:
        parts = [replace(part, wide_um=0) for part in parts]
        offers = [replace(offer, wide_um=0) for offer in offers]
    keep = random.choice((Keep(), Keep(1, 1, 1, 1000, 1)))
    return Job(tuple(parts), tuple(offers), tool, keep, Prices(random.choice((0, 750, 1000))))


def wrong(seed: int) -> tuple[Fault, ...]:
    """What is wrong with the plans of a job. Not to find a place for what fits alone is no fault."""
    asked = job(seed)
    steps = list(islice(progress(asked, seed), _STEPS))
    assert any(step.best for step in steps) or not any(_has_room(part, asked) for part in asked.parts)
    if steps and steps[-1].best:
        assert not (steps[-1].best == nothing(asked) and any(_has_room(part, asked) for part in asked.parts))
    return tuple(fault for step in steps for fault in step.dropped)


def _has_room(part: Part, asked: Job) -> bool:
    """Whether a part fits on an offer by itself."""
    trim, is_bar = 2 * asked.tool.trim_um, asked.tool.mode is Mode.BARS
    ways = [(part.long_um, part.wide_um)] + [(part.wide_um, part.long_um)] * (part.turns and not is_bar)
    return bool(part.count) and any(
        offer.count and long <= offer.long_um - trim and (is_bar or wide <= offer.wide_um - trim)
        for offer in asked.offers
        for long, wide in ways
    )


def main() -> None:
    """Run many, and name the seeds that fail."""
    parser = argparse.ArgumentParser(prog="python -m tests.cutting.many", description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    bad = [seed for seed in range(chosen.seed, chosen.seed + chosen.cases) if wrong(seed)]
    print(f"{chosen.cases} jobs, {len(bad)} with a plan that cannot be cut: {bad[:20]}")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
