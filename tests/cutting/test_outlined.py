"""Rectangles cut out of offcuts that are no rectangles."""

from dataclasses import replace
from itertools import islice
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon, box

from cutting.boards import free, guillotine
from cutting.boards.inscribed import boxes, covered_um2
from cutting.checker import faults
from cutting.faults import Wrong
from cutting.inside import is_inside
from cutting.terms import Job, Keep, Layout, Mode, Offer, Part, Placed, Plan, Rect, Tool
from stock.outlines import Outline
from tests.cutting import outlined
from tests.cutting.outlined import L_SHAPE, MM, TRIANGLE, WINDOW, hostile, offer, rect, ring

LASER = Tool(Mode.FREE, 200)
seeds = st.integers(0, 10**9)


def best(job: Job, steps: int = 40) -> Plan:
    plans = [plan for plan in islice(free.search(job, 0), steps) if plan]
    return plans[-1] if plans else Plan((), tuple((part.number, part.count) for part in job.parts))


def laid(outline: Outline, *rects: Rect, tool: Tool = LASER, left: tuple[Rect, ...] = ()) -> set[Wrong]:
    """What the checker finds wrong with parts that lie there."""
    layout = Layout(offer(outline), tuple(Placed(at, one) for at, one in enumerate(rects)), (), left)
    parts = tuple(Part(at, one.dx_um, one.dy_um) for at, one in enumerate(rects))
    return {fault.wrong for fault in faults(Plan((layout,)), Job(parts, (layout.offer,), tool))}


def test_both_legs_of_an_l_are_used() -> None:
    parts = (Part(1, 340 * MM, 190 * MM), Part(2, 240 * MM, 390 * MM))
    plan = best(Job(parts, (offer(L_SHAPE),), LASER))
    assert not plan.missing
    assert faults(plan, Job(parts, (offer(L_SHAPE),), LASER)) == ()


def test_what_is_cut_around_a_window_leaves_it_alone() -> None:
    parts = (Part(1, 590 * MM, 90 * MM, 2), Part(2, 190 * MM, 190 * MM, 2))
    job = Job(parts, (offer(WINDOW),), LASER)
    plan = best(job)
    assert not plan.missing
    assert faults(plan, job) == ()
    assert best(replace(job, parts=(Part(1, 300 * MM, 250 * MM),))).missing == ((1, 1),)


def test_slanted_edges_hold_what_lies_under_them() -> None:
    job = Job((Part(1, 290 * MM, 190 * MM),), (offer(TRIANGLE),), LASER)
    assert not best(job).missing
    assert best(replace(job, parts=(Part(1, 310 * MM, 200 * MM),))).missing == ((1, 1),)


def test_the_largest_remainder_of_an_l_lies_in_its_free_leg() -> None:
    keep = Keep(area_um2=60_000 * MM * MM)
    plan = best(Job((Part(1, 340 * MM, 200 * MM),), (offer(L_SHAPE),), LASER, keep), 200)
    first, *others = plan.layouts[0].left
    assert {first.dx_um, first.dy_um} == {250 * MM, 400 * MM}
    assert all(first.area_um2 >= other.area_um2 for other in others)


def test_a_part_fits_exactly_within_the_trim() -> None:
    tool = replace(LASER, trim_um=10 * MM)
    job = Job((Part(1, 580 * MM, 180 * MM), Part(2, 230 * MM, 199_800)), (offer(L_SHAPE),), tool)
    plan = best(job)
    assert (plan.missing, faults(plan, job)) == ((), ())
    assert best(replace(job, parts=(Part(1, 580 * MM, 180 * MM + 1),))).missing


def test_a_saw_opens_no_outlined_offer() -> None:
    saw = Tool(Mode.GUILLOTINE, 3 * MM)
    job = Job((Part(1, 100 * MM, 100 * MM),), (offer(L_SHAPE),), saw)
    assert [plan for plan in islice(guillotine.search(job, 0), 20) if plan and plan.layouts] == []
    assert Wrong.CUT in laid(L_SHAPE, Rect(0, 0, 100 * MM, 100 * MM), tool=saw)


def test_an_outlined_and_a_plain_offer_are_cut_in_one_plan() -> None:
    parts = (Part(1, 240 * MM, 390 * MM), Part(2, 700 * MM, 100 * MM))
    job = Job(parts, (offer(L_SHAPE), Offer("B", 800 * MM, 120 * MM)), LASER)
    plan = best(job)
    assert {layout.offer.code for layout in plan.layouts} == {"A", "B"}
    assert faults(plan, job) == ()


def test_an_offer_costs_the_area_of_its_outline() -> None:
    assert offer(L_SHAPE).area_um2 == 170_000 * MM * MM


def test_the_checker_finds_what_lies_beyond_an_outline() -> None:
    part = Rect(0, 0, 250 * MM, 400 * MM)
    assert laid(L_SHAPE, part) == set()
    assert laid(L_SHAPE, replace(part, x_um=1)) == {Wrong.OUTSIDE}
    assert laid(L_SHAPE, Rect(300 * MM, 250 * MM, 100 * MM, 100 * MM)) == {Wrong.OUTSIDE}
    small = Rect(0, 0, 10 * MM, 10 * MM)
    assert laid(L_SHAPE, small, left=(Rect(300 * MM, 250 * MM, 9 * MM, 9 * MM),)) == {Wrong.OUTSIDE}


def test_the_checker_finds_what_lies_in_a_hole_or_around_it() -> None:
    assert laid(WINDOW, Rect(0, 0, 200 * MM, 400 * MM)) == set()
    assert laid(WINDOW, Rect(0, 0, 200 * MM + 1, 400 * MM)) == {Wrong.OUTSIDE}
    assert laid(WINDOW, Rect(210 * MM, 110 * MM, 10 * MM, 10 * MM)) == {Wrong.OUTSIDE}
    assert laid(WINDOW, Rect(0, 0, 600 * MM, 400 * MM)) == {Wrong.OUTSIDE}
    hidden = Outline((rect(0, 0, 600, 400), rect(300, 200, 301, 201)))
    assert laid(hidden, Rect(100 * MM, 100 * MM, 300 * MM, 200 * MM)) == {Wrong.OUTSIDE}


def test_the_checker_keeps_the_trim_along_edges_and_holes() -> None:
    tool = replace(LASER, trim_um=10 * MM)
    inner = Rect(10 * MM, 10 * MM, 180 * MM, 380 * MM)
    assert laid(WINDOW, inner, tool=tool) == set()
    assert laid(WINDOW, replace(inner, x_um=10 * MM + 1), tool=tool) == {Wrong.OUTSIDE}
    assert laid(WINDOW, replace(inner, y_um=10 * MM + 1), tool=tool) == {Wrong.OUTSIDE}


def test_the_checker_is_exact_to_the_micrometre_under_a_slanted_edge() -> None:
    under = Rect(0, 0, 300 * MM, 200 * MM)
    assert laid(TRIANGLE, under) == set()
    assert laid(TRIANGLE, replace(under, dx_um=300 * MM + 1)) == {Wrong.OUTSIDE}


def test_a_slit_in_an_outline_parts_what_lies_beside_it() -> None:
    slit = Outline((ring((0, 0), (300, 0), (300, 100), (300, 0), (600, 0), (600, 400), (0, 400)),))
    assert laid(slit, Rect(200 * MM, 0, 200 * MM, 90 * MM)) == {Wrong.OUTSIDE}
    flat = Outline((rect(0, 0, 600, 400), ring((100, 200), (500, 200), (300, 200))))
    assert laid(flat, Rect(0, 0, 600 * MM, 400 * MM)) == {Wrong.OUTSIDE}
    for outline in (slit, flat):
        assert all(is_inside(Rect(x, y, a - x, b - y), outline) for x, y, a, b in boxes(outline))


places = st.integers(-2, 62), st.integers(-2, 42)
sides = st.integers(1, 62), st.integers(1, 42)


@given(st.sampled_from([L_SHAPE, WINDOW, TRIANGLE]), *places, *sides, st.integers(-1, 1))
def test_the_checker_says_what_shapely_says(
    outline: Outline, x: int, y: int, dx: int, dy: int, um: int
) -> None:
    outer, *holes = outline.rings_um
    at = Rect(x * 10 * MM + um, y * 10 * MM, dx * 10 * MM, dy * 10 * MM + um)
    inside = Polygon(outer, holes).covers(box(at.x_um, at.y_um, at.x_um + at.dx_um, at.y_um + at.dy_um))
    assert is_inside(at, outline) == inside


@given(seeds)
def test_inscribed_rectangles_lie_inside_whatever_the_outline(seed: int) -> None:
    outline = hostile(Random(seed))  # noqa: S311 (an example)
    found = boxes(outline)
    assert all(x < a and y < b for x, y, a, b in found)
    assert all(is_inside(Rect(x, y, a - x, b - y), outline) for x, y, a, b in found)


@given(seeds, st.integers(0, 11), st.integers(0, 7))
def test_no_cell_of_the_corners_grid_that_is_free_is_forgotten(seed: int, x: int, y: int) -> None:
    random = Random(seed)  # noqa: S311 (an example)
    steps = [(random.randint(1, 12), random.randint(1, 8)) for _ in range(3)]
    outline = Outline((stairs(*sorted(steps)),))
    cell = Rect(x, y, 1, 1)
    assert is_inside(cell, outline) == any(
        left <= x < right and low <= y < high for left, low, right, high in boxes(outline)
    )


def stairs(*steps: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """An outline that goes down in steps, from what is left of x on; each is as high as what is to come."""
    highest = [max(high for _, high in steps[at:]) for at in range(len(steps))]
    found, before = [(0, 0)], 0
    top = []
    for (far, _), high in zip(steps, highest, strict=True):
        top += [(before, high), (far, high)]
        before = far
    return (*found, *top, (before, 0))


def test_an_l_is_covered_by_its_legs() -> None:
    assert set(boxes(L_SHAPE)) == {(0, 0, 250 * MM, 400 * MM), (0, 0, 600 * MM, 200 * MM)}
    assert covered_um2(L_SHAPE) == L_SHAPE.area_um2
    assert TRIANGLE.area_um2 * 90 // 100 < covered_um2(TRIANGLE) < TRIANGLE.area_um2


@pytest.mark.parametrize("start", range(0, 60, 20))
def test_every_plan_over_outlines_can_be_cut(start: int) -> None:
    for seed in range(start, start + 20):
        job = outlined.job(seed)
        for plan in islice(free.search(job, seed), 30):
            assert plan is None or faults(plan, job) == (), seed


@settings(max_examples=15)
@given(seeds)
def test_plans_over_hostile_outlines_can_be_cut(seed: int) -> None:
    job = outlined.job(seed)
    plans = [plan for plan in islice(free.search(job, seed), 8) if plan]
    assert [faults(plan, job) for plan in plans] == [()] * len(plans)
