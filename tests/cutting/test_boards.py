"""The own search for boards: what it plans can be cut, gets better, and uses what there is."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.board_sets import cases, job_of
from benchmarks.cut_lists import makerspace, planted, small
from benchmarks.cutlist import best_known
from cutting.boards import free, guillotine
from cutting.boards.given import MOST_PARTS
from cutting.checker import faults
from cutting.terms import Job, Keep, Mode, Offer, Part, Plan, Prices, Search, Tool, cost, kept
from tests.cutting.good import MM

SEARCHES: dict[Mode, Search] = {Mode.GUILLOTINE: guillotine.search, Mode.FREE: free.search}
KEEP_SMALL = Keep(150, 80, 20_000)
SHEET = Offer("SHEET", 2440 * MM, 1220 * MM, 5, is_full=True)


def plans(job: Job, steps: int, seed: int = 0) -> list[Plan]:
    return [plan for plan in islice(SEARCHES[job.tool.mode](job, seed), steps) if plan]


def best(job: Job, steps: int, seed: int = 0) -> Plan:
    return plans(job, steps, seed)[-1]


def opened_um2(plan: Plan) -> int:
    return sum(layout.offer.area_um2 for layout in plan.layouts)


def sawn(*parts: Part, offers: tuple[Offer, ...], tool: Tool | None = None) -> Job:
    return Job(parts, offers, tool or Tool(kerf_um=3 * MM))


lengths = st.integers(1, 900)
parts = st.builds(Part, st.just(0), lengths, lengths, st.integers(1, 4), st.booleans())
offers = st.builds(
    Offer, st.just(""), lengths, lengths, st.integers(1, 3), st.booleans(), st.integers(0, 2000)
)
tools = st.builds(
    Tool,
    st.sampled_from([Mode.GUILLOTINE, Mode.FREE]),
    st.sampled_from([0, 1, 3, 20]),
    st.sampled_from([0, 0, 5, 50]),
    st.sampled_from([0, 0, 2, 5, 30]),
)
prices = st.builds(
    Prices, st.sampled_from([0, 750, 1000]), st.sampled_from([0, 10_000]), st.sampled_from([0, 20])
)


@st.composite
def jobs(draw: st.DrawFn) -> Job:
    """Of sizes where everything is close: kerf, trim and distance are as long as some parts."""
    wanted = [replace(part, number=n) for n, part in enumerate(draw(st.lists(parts, max_size=10)))]
    there = [replace(offer, code=f"O{n}") for n, offer in enumerate(draw(st.lists(offers, max_size=6)))]
    return Job(tuple(wanted), tuple(there), draw(tools), KEEP_SMALL, draw(prices))


@settings(max_examples=200, deadline=None)
@given(jobs(), st.integers(0, 3))
def test_every_plan_can_be_cut_and_is_better_than_the_one_before(job: Job, seed: int) -> None:
    found = plans(job, 40, seed)
    costs = [cost(plan, job) for plan in found]
    assert found
    assert [faults(plan, job) for plan in found] == [()] * len(found)
    assert all(later < earlier for earlier, later in pairwise(costs))


@settings(max_examples=25, deadline=None)
@given(jobs(), st.integers(0, 3))
def test_the_same_seed_gives_the_same_plans(job: Job, seed: int) -> None:
    assert plans(job, 30, seed) == plans(job, 30, seed)


@settings(max_examples=50, deadline=None)
@given(jobs())
def test_a_part_alone_is_missing_only_where_it_fits_on_no_offer(job: Job) -> None:
    trim = 2 * job.tool.trim_um
    for part in job.parts:
        ways = {(part.long_um, part.wide_um), (part.wide_um, part.long_um) if part.turns else None} - {None}
        fits = any(
            dx <= offer.long_um - trim and dy <= offer.wide_um - trim
            for offer in job.offers
            for dx, dy in (way for way in ways if way)
        )
        alone = replace(job, parts=(replace(part, count=1),))
        assert best(alone, 10).missing == (() if fits else ((part.number, 1),))


@pytest.mark.parametrize("mode", SEARCHES)
def test_kerf_is_exact(mode: Mode) -> None:
    tool = Tool(mode, 3 * MM)
    for long, missing in ((403, ()), (402, ((1, 1),))):
        job = sawn(Part(1, 200 * MM, 100 * MM, 2), offers=(Offer("A", long * MM, 100 * MM),), tool=tool)
        assert best(job, 30).missing == missing


def test_equal_parts_are_cut_one_after_the_other_with_the_same_fence() -> None:
    job = sawn(Part(1, 300 * MM, 200 * MM, 3), offers=(Offer("A", 620 * MM, 300 * MM),))
    (layout,) = best(job, 50).layouts
    assert [cut.at_um - cut.panel.x_um for cut in layout.cuts if cut.is_across] == [200 * MM] * 3


@pytest.mark.parametrize("mode", SEARCHES)
def test_grain_is_kept(mode: Mode) -> None:
    offer = Offer("A", 500 * MM, 200 * MM)
    across = Part(1, 200 * MM, 500 * MM, turns=False)
    assert best(sawn(across, offers=(offer,), tool=Tool(mode)), 10).missing == ((1, 1),)
    assert not best(sawn(replace(across, turns=True), offers=(offer,), tool=Tool(mode)), 10).missing


@pytest.mark.parametrize("mode", SEARCHES)
def test_trim_is_lost_along_every_edge(mode: Mode) -> None:
    part, tool = Part(1, 300 * MM, 200 * MM), Tool(mode, 3 * MM, 10 * MM)
    assert not best(sawn(part, offers=(Offer("A", 320 * MM, 220 * MM),), tool=tool), 10).missing
    assert best(sawn(part, offers=(Offer("A", 320 * MM, 220 * MM - 1),), tool=tool), 10).missing


def test_no_full_sheet_is_opened_while_offcuts_suffice() -> None:
    job = replace(makerspace(20, 0), prices=Prices())
    job = replace(job, offers=(*job.offers, SHEET))
    assert not any(layout.offer.is_full for layout in best(job, 50).layouts)


def test_full_sheets_help_out_where_offcuts_do_not_suffice() -> None:
    """A sheet holds 12."""
    offcuts = (Offer("A", 600 * MM, 400 * MM), Offer("B", 500 * MM, 300 * MM))
    job = sawn(Part(1, 590 * MM, 390 * MM, 13), offers=(*offcuts, SHEET))
    found = best(job, 500)
    assert not found.missing
    assert [layout.offer.code for layout in found.layouts] == ["A", "SHEET"]


def test_the_remainder_stays_whole() -> None:
    """Four parts in a corner of a sheet: the long cut is made so that the larger rectangle stays."""
    offer = Offer("A", 1000 * MM, 600 * MM)
    job = sawn(Part(1, 197 * MM, 147 * MM, 4), offers=(offer,))
    layout = best(job, 500).layouts[0]
    assert sum(rect.area_um2 for rect in kept(layout, job)) >= 440_000 * MM**2
    assert len(kept(layout, job)) == 1 or layout.left[0].area_um2 > 300_000 * MM**2


def test_a_gamma_spares_the_offer_whose_remainder_is_lost() -> None:
    """The smaller offer would leave strips that nobody keeps; the larger gives a good piece back."""
    small_one, large = Offer("SMALL", 560 * MM, 460 * MM), Offer("LARGE", 1000 * MM, 500 * MM)
    job = sawn(Part(1, 500 * MM, 400 * MM), offers=(small_one, large))
    assert [layout.offer.code for layout in best(job, 200).layouts] == ["SMALL"]
    long_part = replace(job, parts=(Part(1, 450 * MM, 380 * MM),), prices=Prices(gamma_pm=1000))
    assert [layout.offer.code for layout in best(long_part, 200).layouts] == ["LARGE"]


def test_free_placement_is_never_dearer_than_sawing() -> None:
    for seed in range(3):
        job = small(seed)
        lasered = replace(job, tool=replace(job.tool, mode=Mode.FREE))
        assert opened_um2(best(lasered, 1000)) <= opened_um2(best(job, 700))


def test_free_placement_finds_what_no_saw_can_cut() -> None:
    """A pinwheel: four parts around a fifth."""
    offer, tool = Offer("A", 300 * MM, 300 * MM), Tool(Mode.FREE)
    parts = (Part(1, 190 * MM, 110 * MM, 4), Part(2, 80 * MM, 80 * MM))
    assert not best(Job(parts, (offer,), tool), 2000).missing
    assert best(Job(parts, (offer,), replace(tool, mode=Mode.GUILLOTINE)), 2000).missing


def test_small_jobs_are_solved_to_the_proven_optimum() -> None:
    proven = best_known()["small"]
    equal = [opened_um2(best(small(seed), 1500)) == least for seed, least in enumerate(proven)]
    assert sum(equal) >= 10


def test_planted_optima_are_nearly_found() -> None:
    for seed in range(4):
        job, area = planted(seed)
        found = best(job, 2000)
        assert not found.missing
        assert opened_um2(found) <= area * 110 // 100


def test_public_sets_are_near_what_was_published() -> None:
    few = [case for case in cases() if case["family"] in {"class 1", "class 3", "class 5"}]
    ours = sum(len(best(job_of(case), 150).layouts) for case in few)
    assert ours <= sum(case["best"] for case in few) * 105 // 100


def test_thousands_of_lines_have_a_plan_and_every_step_is_short() -> None:
    lines = tuple(Part(n, (80 + n % 300) * MM, (50 + n % 170) * MM) for n in range(5_000))
    job = sawn(*lines, offers=(Offer("A", 900 * MM, 500 * MM), replace(SHEET, count=200)))
    found = next(_until_a_plan(guillotine.search(job, 0), 100))
    assert not found.missing
    assert faults(found, job) == ()


def test_what_is_beyond_any_plan_is_missing() -> None:
    job = sawn(Part(1, 60 * MM, 40 * MM, 10**9), offers=(replace(SHEET, count=10**9),))
    found = next(_until_a_plan(guillotine.search(job, 0), 1000))
    assert found.missing == ((1, 10**9 - MOST_PARTS),)


def test_a_job_of_nothing_has_a_plan_of_nothing() -> None:
    for search in SEARCHES.values():
        assert list(search(Job((), ()), 0)) == [Plan()]
        assert list(search(Job((Part(1, MM, MM),), ()), 0)) == [Plan((), ((1, 1),))]


def _until_a_plan(steps: Iterator[Plan | None], most: int) -> Iterator[Plan]:
    return (plan for plan in islice(steps, most) if plan)
