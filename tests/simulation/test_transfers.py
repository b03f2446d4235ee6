"""Whatever happens to spaces, messages and slips, each thing is in one account and no quantity is made or
lost; shortcuts are found out."""

from pathlib import Path

import pytest

from stock import fold
from tests.simulation.mutants_between import MUTANTS_BETWEEN
from tests.simulation.on_disk import parts_in
from tests.simulation.transfers import believed_twice, failures_between

SEEDS = 60
SEEDS_A_MUTANT = 200
FAILED_ONCE = (229, 270, 442, 484, 498, 507, 735, 941)


@pytest.mark.parametrize("tens", range(SEEDS // 10))
def test_no_consortium_has_a_thing_twice_or_loses_one(tens: int) -> None:
    seeds = range(tens * 10, tens * 10 + 10)
    assert [(seed, wrong) for seed in seeds if (wrong := failures_between(seed))] == []


def test_consortiums_that_failed_once_do_not_any_more() -> None:
    found = [(seed, wrong) for seed in FAILED_ONCE if (wrong := failures_between(seed, lots=False))]
    assert found == []


@pytest.mark.parametrize("seed", range(3))
def test_no_consortium_of_real_ledgers_has_a_thing_twice_or_loses_one(seed: int, tmp_path: Path) -> None:
    assert failures_between(seed, parts_in(tmp_path), steps=72) == []


def test_adding_up_what_spaces_believe_would_count_pieces_twice() -> None:
    assert any(map(believed_twice, range(SEEDS_A_MUTANT)))


@pytest.mark.parametrize("name", MUTANTS_BETWEEN)
def test_a_shortcut_between_spaces_is_found_out(name: str) -> None:
    verbs, signs = MUTANTS_BETWEEN[name]
    found = (wrong for seed in range(SEEDS_A_MUTANT) for wrong in failures_between(seed, verbs=verbs))
    assert any(wrong.startswith(signs) for wrong in found)


def test_what_two_kiosks_took_in_with_one_slip_would_be_counted_twice_unsaid(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fold, "_BRINGS", frozenset())
    found = (wrong for seed in range(SEEDS_A_MUTANT) for wrong in failures_between(seed))
    assert any(wrong.startswith("UNFLAGGED") for wrong in found)
