"""Plans for bars: nothing is wasted that need not be, and every plan can be cut."""

from dataclasses import replace
from itertools import chain, combinations, islice

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.bar_cases import rack
from benchmarks.bar_reference import reference
from cutting.bars.search import search
from cutting.bars.sums import chosen, largest, sums
from cutting.checker import faults
from cutting.planning import plan
from cutting.terms import Job, Keep, Mode, Offer, Part, Plan, Prices, Tool, cost, kept

MM = 1000
SAW = Tool(Mode.BARS, 3 * MM)


def best(job: Job, steps: int = 2000, seed: int = 0) -> Plan:
    """The best of so many steps: work, not time."""
    return min((found for found in islice(search(job, seed), steps) if found), key=lambda p: cost(p, job))


def first(job: Job) -> Plan:
    return next(filter(None, search(job, 0)))


def opened(found: Plan) -> list[str]:
    return sorted(layout.offer.code for layout in found.layouts)


short = st.lists(st.integers(1, 60), max_size=8)


@given(short, st.integers(0, 200))
def test_subset_sums_are_those_of_all_subsets(lengths: list[int], most: int) -> None:
    subsets = chain.from_iterable(combinations(lengths, size) for size in range(len(lengths) + 1))
    within = {total for total in map(sum, subsets) if total <= most}
    reached = sums(lengths, most)
    assert {total for total in range(most + 1) if reached[-1] >> total & 1} == within
    total = largest(reached[-1], most)
    assert total == max(within)
    assert sum(lengths[at] for at in chosen(lengths, reached, total)) == total


@st.composite
def jobs(draw: st.DrawFn) -> Job:
    """Whole µm and odd ones, bars alike and not, old ones, trim, gaps narrower and wider than the kerf."""
    unit = draw(st.sampled_from([1, 7, 1000]))
    parts = draw(st.lists(st.tuples(st.integers(1, 900), st.integers(0, 5)), max_size=8))
    bars = draw(st.lists(st.tuples(st.integers(1, 2500), st.integers(0, 3), st.booleans()), max_size=6))
    tool = Tool(Mode.BARS, *(draw(st.integers(0, 50)) * draw(st.sampled_from([0, unit])) for _ in range(3)))
    return Job(
        tuple(Part(at, long * unit, 0, count) for at, (long, count) in enumerate(parts)),
        tuple(
            Offer(str(at), long * unit, 0, count, full, at * 200)
            for at, (long, count, full) in enumerate(bars)
        ),
        tool,
        Keep(bar_um=draw(st.integers(0, 300)) * unit),
    )


@given(jobs(), st.integers(0, 100))
def test_every_plan_can_be_cut(job: Job, seed: int) -> None:
    for found in filter(None, islice(search(job, seed), 40)):
        assert faults(found, job) == ()


@given(jobs(), st.integers(0, 100))
def test_the_same_seed_gives_the_same_plans(job: Job, seed: int) -> None:
    assert list(islice(search(job, seed), 20)) == list(islice(search(job, seed), 20))


@given(jobs())
def test_what_fits_in_a_bar_that_is_left_is_not_missing(job: Job) -> None:
    found = first(job)
    used = [layout.offer for layout in found.layouts]
    rest = [offer for offer in job.offers if used.count(offer) < offer.count]
    lacking = {number for number, _ in found.missing}
    shortest = min((part.long_um for part in job.parts if part.number in lacking), default=10**12)
    assert all(offer.long_um - 2 * job.tool.trim_um < shortest for offer in rest)


@settings(max_examples=10)
@given(st.integers(0, 10**6))
@example(4708)
def test_small_racks_are_cut_as_well_as_can_be(seed: int) -> None:
    """Against CP-SAT, where it proves its plan."""
    job = rack(seed, 5).job
    job = replace(job, offers=(*job.offers[:5], replace(job.offers[-1], count=2)))
    price, is_proven = reference(job, 30)
    assert is_proven
    assert cost(best(job), job) == price


def test_403_mm_hold_two_of_200_with_a_kerf_of_3_and_402_do_not() -> None:
    job = Job((Part(1, 200 * MM, 0, 2),), (Offer("A", 403 * MM),), SAW)
    assert first(job).missing == ()
    assert first(replace(job, offers=(Offer("A", 402 * MM),))).missing == ((1, 1),)


def test_a_gap_wider_than_the_kerf_is_cut_off_between_two_parts() -> None:
    job = Job((Part(1, 200 * MM, 0, 2),), (Offer("A", 410 * MM),), replace(SAW, gap_um=10 * MM))
    found = first(job)
    assert found.missing == ()
    assert [rect.dx_um for rect in found.layouts[0].left] == [4 * MM]
    assert first(replace(job, offers=(Offer("A", 409 * MM),))).missing == ((1, 1),)


def test_trim_is_lost_at_both_ends() -> None:
    job = Job((Part(1, 200 * MM),), (Offer("A", 220 * MM),), replace(SAW, trim_um=10 * MM))
    assert first(job).missing == ()
    assert first(replace(job, offers=(Offer("A", 219 * MM),))).missing == ((1, 1),)


def test_no_full_bar_is_opened_while_offcuts_suffice() -> None:
    offcuts = tuple(Offer(f"A{at}", 1010 * MM) for at in range(3))
    job = Job((Part(1, 1000 * MM, 0, 3),), (Offer("full", 3010 * MM, 0, 9, True), *offcuts), SAW)
    assert opened(best(job)) == ["A0", "A1", "A2"]
    assert opened(best(replace(job, offers=(*job.offers[:1], *offcuts[:2])))).count("full") == 1


def test_one_long_end_is_left_rather_than_two_that_nobody_keeps() -> None:
    offers = (Offer("A", 1000 * MM), Offer("B", 1000 * MM))
    job = Job((Part(1, 400 * MM, 0, 2), Part(2, 190 * MM)), offers, replace(SAW, kerf_um=0))
    found = best(job)
    assert opened(found) == ["A"]
    apart = replace(job, parts=(Part(1, 430 * MM, 0, 2), Part(2, 400 * MM), Part(3, 100 * MM, 0, 3)))
    assert sum(rect.dx_um for layout in best(apart).layouts for rect in kept(layout, apart)) == 440 * MM


def test_the_older_of_two_bars_alike_is_cut_first() -> None:
    young, old = Offer("young", 1000 * MM, age_days=1), Offer("old", 1000 * MM, age_days=400)
    job = Job((Part(1, 300 * MM),), (young, old), SAW)
    assert opened(first(job)) == ["old"]
    assert opened(best(replace(job, prices=Prices(age_pm=0)))) in (["old"], ["young"])


@pytest.mark.parametrize("offers", [(), (Offer("A", 100 * MM),)])
def test_parts_that_fit_nowhere_are_missing(offers: tuple[Offer, ...]) -> None:
    job = Job((Part(1, 200 * MM, 0, 2), Part(2, 0, 0, 0)), offers, SAW)
    assert plan(job, seconds=0) == Plan((), ((1, 2),))


def test_planning_finds_the_search_for_bars() -> None:
    job = rack(1, 20).job
    assert cost(plan(job, seconds=0.1), job) <= cost(first(job), job)
