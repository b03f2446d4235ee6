"""Processes that are killed at random moments, as `python -m benchmarks kills` does it a thousand times."""

from benchmarks.kills import kills


def test_kiosks_and_registries_that_are_killed_lose_and_double_nothing() -> None:
    found = kills(20, seed=1)
    assert found["accepted"] >= 10
    assert (found["lost"], found["doubled"]) == (0, 0)
    assert found["folds_equal"]
    assert found["registry_sound"]
