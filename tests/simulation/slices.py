"""Slices of seeds, run in processes side by side."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from tests.simulation.oracle import failures
from tests.simulation.world import STEPS

PINNED = Path(__file__).with_name("pinned_seeds.txt")
CHUNK = 50

Failed = tuple[int, list[str]]
"""A seed and what is wrong with its world."""


def failed(seeds: range, processes: int = 2, steps: int = STEPS) -> Iterator[list[Failed]]:
    """What fails of the seeds, chunk by chunk in their order."""
    chunks = [range(start, min(start + CHUNK, seeds.stop)) for start in range(seeds.start, seeds.stop, CHUNK)]
    if processes < 2:
        yield from map(partial(_failed, steps=steps), chunks)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(partial(_failed, steps=steps), chunks)


def pinned() -> list[int]:
    """Seeds that failed once."""
    return [int(line.split()[0]) for line in PINNED.read_text().splitlines() if line.strip()]


def pin(found: Failed) -> None:
    """Keep a seed that failed, so that it is tried in every test run."""
    seed, wrong = found
    if seed not in pinned():
        with PINNED.open("a", encoding="utf-8") as file:
            file.write(f"{seed}  {wrong[0]}\n")


def _failed(seeds: range, steps: int) -> list[Failed]:
    return [(seed, wrong) for seed in seeds if (wrong := failures(seed, steps=steps))]
