"""Jobs that nobody would cut: their plans can be cut all the same."""

import pytest

from tests.cutting.many import wrong


@pytest.mark.parametrize("seed", range(0, 300, 60))
def test_random_jobs_have_plans_that_can_be_cut(seed: int) -> None:
    assert [at for at in range(seed, seed + 60) if wrong(at)] == []
