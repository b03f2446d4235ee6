"""Whatever happens to spaces, messages and slips, each piece is in one account; shortcuts are found out."""

from dataclasses import replace

import pytest

from stock import transfers
from stock.events import Draft
from stock.fold import Standing
from stock.refusals import Decision
from stock.slips import Slip
from tests.simulation.transfers import believed_twice, failures_between

SEEDS = 60
SEEDS_A_MUTANT = 200
FAILED_ONCE = (229, 270, 442, 484, 498, 507, 735, 941)


@pytest.mark.parametrize("tens", range(SEEDS // 10))
def test_no_consortium_has_a_piece_twice_or_loses_one(tens: int) -> None:
    seeds = range(tens * 10, tens * 10 + 10)
    assert [(seed, wrong) for seed in seeds if (wrong := failures_between(seed))] == []


def test_consortiums_that_failed_once_do_not_any_more() -> None:
    assert [(seed, wrong) for seed in FAILED_ONCE if (wrong := failures_between(seed))] == []


def test_adding_up_what_spaces_believe_would_count_pieces_twice() -> None:
    assert any(map(believed_twice, range(SEEDS_A_MUTANT)))


def test_a_slip_that_does_not_tell_the_counter_is_found_out() -> None:
    def forgetful(seen: Standing | None, slip: Slip, own: str, today: str) -> Decision:
        arrived = transfers.arrive(seen, slip, own, today)
        return replace(arrived, after=0) if isinstance(arrived, Draft) else arrived

    found = (wrong for seed in range(SEEDS_A_MUTANT) for wrong in failures_between(seed, arrive=forgetful))
    assert any(wrong.startswith(("MISPLACED", "DISPUTED")) for wrong in found)
