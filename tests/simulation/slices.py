"""Slices of seeds, run in processes side by side."""

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.simulation.on_disk import parts_in
from tests.simulation.oracle import failures
from tests.simulation.transfers import failures_between
from tests.simulation.world import STEPS

PINNED = Path(__file__).with_name("pinned_seeds.txt")
CHUNK = 50

Judge = Callable[..., list[str]]
Failed = tuple[int, list[str]]
"""A seed and what is wrong with its world."""


def failed(
    seeds: range,
    processes: int = 2,
    steps: int = STEPS,
    *,
    on_disk: bool = False,
    between: bool = False,
) -> Iterator[list[Failed]]:
    """What fails of the seeds, chunk by chunk in their order; `between` plays several spaces a seed."""
    chunks = [range(start, min(start + CHUNK, seeds.stop)) for start in range(seeds.start, seeds.stop, CHUNK)]
    work = partial(_failed, steps=steps, on_disk=on_disk, between=between)
    if processes < 2:
        yield from map(work, chunks)
        return
    with ProcessPoolExecutor(processes, get_context("forkserver")) as pool:
        yield from pool.map(work, chunks)


def pinned() -> list[int]:
    """Seeds that failed once."""
    return [int(line.split()[0]) for line in PINNED.read_text().splitlines() if line.strip()]


def pin(found: Failed) -> None:
    """Keep a seed that failed, so that it is tried in every test run."""
    seed, wrong = found
    if seed not in pinned():
        with PINNED.open("a", encoding="utf-8") as file:
            file.write(f"{seed}  {wrong[0]}\n")


def _failed(seeds: range, steps: int, *, on_disk: bool, between: bool) -> list[Failed]:
    judge: Judge = failures_between if between else failures
    gc.freeze()
    if on_disk:
        judge = partial(_on_disk, judge)
    return [(seed, wrong) for seed in seeds if (wrong := judge(seed, steps=steps))]


def _on_disk(judge: Judge, seed: int, steps: int) -> list[str]:
    with TemporaryDirectory() as folder:
        return judge(seed, parts_in(Path(folder)), steps)
