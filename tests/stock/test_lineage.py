"""The laws of a lineage hold, and each of them is broken by the rules that break it."""

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.stock.lineage import Lineage
from tests.stock.lineage_mutants import MUTANTS, Break

LAWFUL = settings(max_examples=100, stateful_step_count=30, deadline=None)
BROKEN = settings(
    max_examples=400,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    report_multiple_bugs=False,
)


def test_a_lineage_keeps_its_laws() -> None:
    run_state_machine_as_test(Lineage, settings=LAWFUL)


@pytest.mark.parametrize("broken", MUTANTS.values(), ids=MUTANTS)
def test_the_laws_find_out(broken: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Lineage, settings=BROKEN)
