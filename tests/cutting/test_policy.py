"""A remainder is worth the more, the emptier the shelf is."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.shelf import shelf
from cutting.policy import EMPTY_PM, FULL_PM, gamma_pm, prices
from cutting.terms import Prices

counts = st.integers(0, 10**6)


@given(counts, counts, st.integers(1, 10**6))
def test_a_fuller_shelf_values_remainders_less(one: int, other: int, room: int) -> None:
    few, many = sorted((one, other))
    assert FULL_PM <= gamma_pm(many, room) <= gamma_pm(few, room) <= EMPTY_PM < 1000


def test_an_empty_a_full_and_an_overfull_shelf() -> None:
    assert [gamma_pm(pieces, 100) for pieces in (0, 50, 100, 300)] == [950, 850, 750, 750]


@given(counts)
def test_all_other_prices_are_the_usual_ones(pieces: int) -> None:
    assert replace(prices(pieces), gamma_pm=Prices().gamma_pm) == Prices()


def test_in_a_simulated_shelf_it_scraps_less_and_finds_more_than_the_smallest_that_fits() -> None:
    smallest, chosen, all_kept = ("smallest", "chosen", "gamma_1.00")
    found = shelf(600, 1, (smallest, chosen, all_kept))
    assert found[chosen]["scrap_percent"] < found[smallest]["scrap_percent"]
    assert found[chosen]["large_found_percent"] > found[smallest]["large_found_percent"]
    assert found[all_kept]["scrap_percent"] > found[chosen]["scrap_percent"]
    assert found[all_kept]["pieces"] > found[chosen]["pieces"]
