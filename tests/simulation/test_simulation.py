"""Whatever a world of kiosks goes through, nothing accepted is lost or doubled; shortcuts are found out."""

import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest

from stock.prints import state_of
from tests.simulation.mutants import MUTANTS
from tests.simulation.on_disk import parts_in
from tests.simulation.oracle import failures
from tests.simulation.slices import failed, pinned
from tests.simulation.world import World

SCHEDULES = 2000
SEEDS_A_MUTANT = 200


@pytest.mark.xdist_group("simulation")
def test_no_world_loses_or_doubles_anything() -> None:
    assert list(chain.from_iterable(failed(range(SCHEDULES)))) == []


def test_worlds_that_failed_once_do_not_any_more() -> None:
    assert [(seed, wrong) for seed in pinned() if (wrong := failures(seed))] == []


@pytest.mark.parametrize("name", MUTANTS)
def test_a_shortcut_is_found_out(name: str) -> None:
    parts, sign = MUTANTS[name]
    seeds = range(SEEDS_A_MUTANT)
    assert any(wrong.startswith(sign) for seed in seeds for wrong in failures(seed, parts))


def test_a_seed_makes_the_same_world_every_time() -> None:
    first, second = World(7), World(7)
    for world in (first, second):
        world.play()
    assert first.accepted == second.accepted
    assert sorted(first.registry.all_lines()) == sorted(second.registry.all_lines())


def test_the_sum_that_is_kept_along_is_that_of_all_rows() -> None:
    for seed in range(40):
        world = World(seed)
        world.play()
        for site in world.sites:
            stock = site.kiosk.disk.stock  # type: ignore[attr-defined]
            assert stock.sum == state_of(stock)


def test_the_command_runs_a_slice() -> None:
    command = [
        sys.executable,
        "-m",
        "tests.simulation",
        "--schedules",
        "3",
        "--seed",
        "5",
        "--processes",
        "1",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, '"failed": 0' in done.stdout) == (0, True)


@pytest.mark.parametrize("seed", range(16))
def test_no_world_of_real_ledgers_loses_or_doubles_anything(seed: int, tmp_path: Path) -> None:
    assert failures(seed, parts_in(tmp_path), steps=60) == []
