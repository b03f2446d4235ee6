"""`python -m tests.cutting.many --cases 10000`: random jobs, sane and not; their plans pass the checker."""

import argparse
import sys
from itertools import islice

from cutting.faults import Fault
from cutting.planning import nothing, progress
from cutting.terms import Job, Mode, Part
from tests.cutting.odd import odd_job

_STEPS = 60


def wrong(seed: int) -> tuple[Fault, ...]:
    """What is wrong with the plans of a job. Not to find a place for what fits alone is no fault."""
    asked = odd_job(seed)
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
