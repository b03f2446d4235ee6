"""Planning shows the first plan soon, better ones later, and none that cannot be cut."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cutting.checker import faults
from cutting.faults import Wrong
from cutting.planning import NotWantedError, Progress, nothing, plan, progress
from cutting.terms import Job, Offer, Part, Plan, Search, Tool, cost
from tests.cutting import stacked
from tests.cutting.good import MM

PARTS = (Part(1, 300 * MM, 200 * MM, 2), Part(2, 150 * MM, 100 * MM, 4), Part(3, 700 * MM, 50 * MM))
OFFERS = (Offer("B", 500 * MM, 400 * MM), Offer("A", 800 * MM, 300 * MM), Offer("C", 400 * MM, 250 * MM))
JOB = Job(PARTS, OFFERS, Tool(kerf_um=3 * MM))
EVER = 10**9


class Ticking:
    """A clock that goes on by a second whenever somebody looks."""

    def __init__(self) -> None:
        self._seconds = count()

    def __call__(self) -> float:
        return float(next(self._seconds))


def steps(job: Job, number: int, search: Search = stacked.search) -> list[Progress]:
    return list(islice(progress(job, 0, Ticking(), search), number))


def test_plans_become_better_and_never_worse() -> None:
    found = steps(JOB, 200)
    prices = [step.cost for step in found if step.is_better]
    assert len(prices) > 2
    assert prices == sorted(prices, key=lambda price: price or (), reverse=True)
    assert found[-1].best
    assert cost(found[-1].best, JOB) == prices[-1]


def test_the_best_plan_so_far_stays_in_sight() -> None:
    found = steps(JOB, 20)
    assert [step.best is None for step in found[:2]] == [True, False]
    assert all(step.best for step in found[1:])


def test_planning_ends_when_the_time_is_up() -> None:
    asked = list[int]()

    def counted(job: Job, seed: int) -> Iterator[Plan | None]:
        for found in stacked.search(job, seed):
            asked.append(1)
            yield found

    plan(JOB, seconds=10, clock=Ticking(), search=counted)
    assert len(asked) == 10


def test_the_first_plan_is_waited_for() -> None:
    def slow(job: Job, seed: int) -> Iterator[Plan | None]:
        yield from [None] * 50
        yield from stacked.search(job, seed)

    assert plan(JOB, seconds=1, clock=Ticking(), search=slow).layouts


def test_a_plan_that_cannot_be_cut_is_never_seen_and_said_why() -> None:
    def careless(job: Job, seed: int) -> Iterator[Plan | None]:
        good = stacked.stacked(list(job.parts), job)
        yield replace(good, missing=())
        yield from islice(stacked.search(job, seed), 2)
        yield Plan((), ())

    found = steps(JOB, EVER, careless)
    assert [bool(step.dropped) for step in found] == [True, False, False, True]
    assert {fault.wrong for fault in found[0].dropped} == {Wrong.COUNT}
    assert found[0].best is None
    assert found[-1].best == found[-2].best


def test_a_search_that_is_always_wrong_is_not_waited_for_for_ever() -> None:
    def wrong(job: Job, seed: int) -> Iterator[Plan | None]:
        good = next(found for found in stacked.search(job, seed) if found)
        while True:
            yield replace(good, missing=((99, 1),))

    assert plan(JOB, seconds=0, clock=Ticking(), search=wrong) == nothing(JOB)


def test_a_search_that_knows_nothing_leaves_all_parts_missing() -> None:
    def silent(_job: Job, _seed: int) -> Iterator[Plan | None]:
        return iter(())

    assert plan(JOB, search=silent) == nothing(JOB)
    assert faults(nothing(JOB), JOB) == ()


def test_whoever_stops_asking_stops_the_searches() -> None:
    ended = list[str]()

    def engine(job: Job, seed: int) -> Iterator[Plan | None]:
        try:
            yield from stacked.search(job, seed)
        finally:
            ended.append("ended")

    some = progress(JOB, search=engine)
    next(some)
    some.close()
    assert ended == ["ended"]


def test_a_plan_that_nobody_wants_any_more_is_not_waited_for() -> None:
    ended = list[str]()

    def endless(_job: Job, _seed: int) -> Iterator[Plan | None]:
        try:
            while True:
                yield None
        finally:
            ended.append("ended")

    wanted = iter([True, True, False])
    with pytest.raises(NotWantedError):
        plan(JOB, search=endless, is_wanted=lambda: next(wanted))
    assert ended == ["ended"]


@given(st.integers(0, 10**6))
def test_the_same_seed_gives_the_same_first_plan(seed: int) -> None:
    one, two = (plan(JOB, 0, seed, Ticking(), search=stacked.search) for _ in range(2))
    assert one == two
