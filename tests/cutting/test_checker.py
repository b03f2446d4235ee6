"""The checker passes what can be cut, and finds each kind of fault in what cannot."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cutting.checker import faults
from cutting.faults import Fault, Wrong
from cutting.terms import Cut, Job, Layout, Mode, Offer, Part, Placed, Plan, Rect, Tool
from tests.cutting.good import MM, good

seeds = st.integers(0, 10**9)
modes = st.sampled_from(Mode)
sawn = st.sampled_from([Mode.GUILLOTINE, Mode.BARS])


def found(plan: Plan, job: Job) -> set[Wrong]:
    return {fault.wrong for fault in faults(plan, job)}


def first(plan: Plan, **changes: object) -> Plan:
    """The plan with its first layout changed."""
    return replace(plan, layouts=(replace(plan.layouts[0], **changes), *plan.layouts[1:]))  # type: ignore[arg-type]


def moved(placed: Placed, dx: int = 0, dy: int = 0) -> Placed:
    at = replace(placed.at, x_um=placed.at.x_um + dx, y_um=placed.at.y_um + dy)
    return replace(placed, at=at)


@given(modes, seeds)
def test_what_was_cut_at_random_has_no_fault(mode: Mode, seed: int) -> None:
    plan, job = good(mode, seed)
    assert faults(plan, job) == ()


def a_part_is_lost(plan: Plan, _job: Job) -> Plan:
    return first(plan, parts=plan.layouts[0].parts[1:])


def a_part_is_cut_twice(plan: Plan, _job: Job) -> Plan:
    return first(plan, parts=(*plan.layouts[0].parts, plan.layouts[0].parts[0]))


def a_missing_part_is_not_named(plan: Plan, _job: Job) -> Plan:
    return replace(plan, missing=())


def what_is_missing_is_less_than_nothing(plan: Plan, job: Job) -> Plan:
    number = job.parts[-1].number
    return replace(plan, missing=(*plan.missing, (number, 1), (number, -1)))


def a_part_that_nobody_asked_for(plan: Plan, _job: Job) -> Plan:
    parts = plan.layouts[0].parts
    return first(plan, parts=(replace(parts[0], number=999), *parts[1:]))


def the_same_piece_is_opened_twice(plan: Plan, _job: Job) -> Plan:
    return replace(plan, layouts=(*plan.layouts, plan.layouts[0]))


def a_piece_larger_than_it_is(plan: Plan, _job: Job) -> Plan:
    offer = plan.layouts[0].offer
    return first(plan, offer=replace(offer, long_um=offer.long_um + 1))


def a_piece_is_opened_for_nothing(plan: Plan, job: Job) -> Plan:
    return replace(plan, layouts=(*plan.layouts, Layout(job.offers[0], ())))


def a_part_is_a_hair_too_short(plan: Plan, _job: Job) -> Plan:
    parts = plan.layouts[0].parts
    short = replace(parts[0], at=replace(parts[0].at, dx_um=parts[0].at.dx_um - 1))
    return first(plan, parts=(short, *parts[1:]))


def a_part_hangs_over_the_edge(plan: Plan, _job: Job) -> Plan:
    layout = plan.layouts[0]
    last = max(layout.parts, key=lambda placed: placed.at.x_um)
    over = moved(last, dx=layout.offer.long_um - last.at.x_um - last.at.dx_um + 1)
    return first(plan, parts=tuple(over if placed is last else placed for placed in layout.parts))


def a_remainder_hangs_over_the_edge(plan: Plan, _job: Job) -> Plan:
    left = plan.layouts[0].left
    return first(plan, left=(replace(left[0], dx_um=10_000 * MM), *left[1:]))


def two_parts_lie_in_one_place(plan: Plan, _job: Job) -> Plan:
    one, two, *others = plan.layouts[0].parts
    at = replace(two.at, x_um=one.at.x_um, y_um=one.at.y_um)
    return first(plan, parts=(one, replace(two, at=at), *others))


def a_remainder_lies_on_a_part(plan: Plan, _job: Job) -> Plan:
    layout = plan.layouts[0]
    return first(plan, left=(layout.parts[0].at, *layout.left))


def two_remainders_lie_in_one_place(plan: Plan, _job: Job) -> Plan:
    return first(plan, left=(plan.layouts[0].left[0], *plan.layouts[0].left))


Mutant = Callable[[Plan, Job], Plan]
MUTANTS: dict[Mutant, Wrong] = {
    a_part_is_lost: Wrong.COUNT,
    a_part_is_cut_twice: Wrong.COUNT,
    a_missing_part_is_not_named: Wrong.COUNT,
    what_is_missing_is_less_than_nothing: Wrong.COUNT,
    a_part_that_nobody_asked_for: Wrong.SIZE,
    the_same_piece_is_opened_twice: Wrong.OFFER,
    a_piece_larger_than_it_is: Wrong.OFFER,
    a_piece_is_opened_for_nothing: Wrong.IDLE,
    a_part_is_a_hair_too_short: Wrong.SIZE,
    a_part_hangs_over_the_edge: Wrong.OUTSIDE,
    a_remainder_hangs_over_the_edge: Wrong.OUTSIDE,
    two_parts_lie_in_one_place: Wrong.OVERLAP,
    a_remainder_lies_on_a_part: Wrong.OVERLAP,
    two_remainders_lie_in_one_place: Wrong.OVERLAP,
}


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.__name__)
@settings(max_examples=40)
@given(mode=modes, seed=seeds)
def test_a_fault_is_found_with_every_tool(mutant: Mutant, mode: Mode, seed: int) -> None:
    plan, job = good(mode, seed)
    assert MUTANTS[mutant] in found(mutant(plan, job), job)


def the_last_cut_is_not_made(plan: Plan, _job: Job) -> Plan:
    return first(plan, cuts=plan.layouts[0].cuts[:-1])


def the_cuts_are_made_the_other_way_round(plan: Plan, _job: Job) -> Plan:
    return first(plan, cuts=plan.layouts[0].cuts[::-1])


def a_cut_is_made_twice(plan: Plan, _job: Job) -> Plan:
    cuts = plan.layouts[0].cuts
    return first(plan, cuts=(cuts[0], *cuts))


def a_cut_lies_beside_its_panel(plan: Plan, _job: Job) -> Plan:
    cut, *others = plan.layouts[0].cuts
    return first(plan, cuts=(replace(cut, at_um=10_000 * MM), *others))


def a_cut_runs_along_the_edge(plan: Plan, _job: Job) -> Plan:
    cut, *others = plan.layouts[0].cuts
    edge = cut.panel.x_um if cut.is_across else cut.panel.y_um
    return first(plan, cuts=(replace(cut, at_um=edge), *others))


def a_cut_is_a_hair_off(plan: Plan, _job: Job) -> Plan:
    cut = plan.layouts[0].cuts[-1]
    return first(plan, cuts=(*plan.layouts[0].cuts[:-1], replace(cut, at_um=cut.at_um + 1)))


def a_remainder_is_forgotten(plan: Plan, _job: Job) -> Plan:
    return first(plan, left=plan.layouts[0].left[1:])


def a_remainder_is_larger_than_it_is(plan: Plan, _job: Job) -> Plan:
    left = plan.layouts[0].left
    return first(plan, left=(replace(left[0], dx_um=left[0].dx_um + 1), *left[1:]))


SAWN: dict[Mutant, Wrong] = {
    the_last_cut_is_not_made: Wrong.NOT_CUT_OUT,
    the_cuts_are_made_the_other_way_round: Wrong.CUT,
    a_cut_is_made_twice: Wrong.CUT,
    a_cut_lies_beside_its_panel: Wrong.CUT,
    a_cut_runs_along_the_edge: Wrong.CUT,
    a_cut_is_a_hair_off: Wrong.NOT_CUT_OUT,
    a_remainder_is_forgotten: Wrong.FORGOTTEN,
    a_remainder_is_larger_than_it_is: Wrong.NOT_CUT_OUT,
}


@pytest.mark.parametrize("mutant", SAWN, ids=lambda mutant: mutant.__name__)
@settings(max_examples=40)
@given(mode=sawn, seed=seeds)
def test_a_fault_in_the_cuts_is_found(mutant: Mutant, mode: Mode, seed: int) -> None:
    plan, job = good(mode, seed)
    assert SAWN[mutant] in found(mutant(plan, job), job)


@given(seeds)
def test_a_laser_makes_what_no_saw_can(seed: int) -> None:
    plan, job = good(Mode.FREE, seed)
    by_saw = replace(job, tool=replace(job.tool, mode=Mode.GUILLOTINE))
    assert Wrong.NOT_CUT_OUT in found(plan, by_saw)


@given(sawn, seeds)
def test_a_plan_for_a_thinner_blade_is_not_cut_with_a_thicker_one(mode: Mode, seed: int) -> None:
    plan, job = good(mode, seed)
    thicker = replace(job, tool=replace(job.tool, kerf_um=job.tool.kerf_um + 1))
    assert found(plan, thicker) & {Wrong.NOT_CUT_OUT, Wrong.CUT}


@given(modes, seeds)
def test_a_plan_for_a_clean_edge_is_not_cut_within_trim(mode: Mode, seed: int) -> None:
    plan, job = good(mode, seed)
    trimmed = replace(job, tool=replace(job.tool, trim_um=job.tool.trim_um + 1))
    assert found(plan, trimmed) & {Wrong.OUTSIDE, Wrong.CUT}


@given(st.sampled_from([Mode.GUILLOTINE, Mode.FREE]), seeds)
def test_a_plan_without_a_gap_is_not_cut_with_one(mode: Mode, seed: int) -> None:
    plan, job = good(mode, seed)
    apart = replace(job, tool=replace(job.tool, gap_um=1200 * MM))
    assert Wrong.TOO_CLOSE in found(plan, apart)


@given(seeds)
def test_a_laser_plan_without_kerf_is_not_cut_with_one(seed: int) -> None:
    plan, job = good(Mode.FREE, seed)
    wider = replace(job, tool=replace(job.tool, kerf_um=job.tool.kerf_um + 1))
    assert Wrong.TOO_CLOSE in found(plan, wider)


BOARD = Offer("A", 403 * MM, 100 * MM)


def two_of_200(offer: Offer, tool: Tool) -> tuple[Fault, ...]:
    """Two parts of 200 × 100 mm, one from each end."""
    one, two = Rect(0, 0, 200 * MM, 100 * MM), Rect(203 * MM, 0, 200 * MM, 100 * MM)
    cut = Cut(Rect(0, 0, offer.long_um, offer.wide_um), True, 200 * MM)
    cuts = () if tool.mode is Mode.FREE else (cut,)
    layout = Layout(offer, (Placed(1, one), Placed(1, two)), cuts)
    return faults(Plan((layout,)), Job((Part(1, 200 * MM, 100 * MM, 2),), (offer,), tool))


@pytest.mark.parametrize("mode", [Mode.GUILLOTINE, Mode.FREE])
def test_403_mm_hold_two_of_200_with_a_kerf_of_3_and_402_do_not(mode: Mode) -> None:
    assert two_of_200(BOARD, Tool(mode, 3 * MM)) == ()
    assert two_of_200(replace(BOARD, long_um=402 * MM), Tool(mode, 3 * MM)) != ()


@pytest.mark.parametrize("mode", [Mode.GUILLOTINE, Mode.FREE])
def test_a_part_is_turned_where_its_grain_is_free_and_nowhere_else(mode: Mode) -> None:
    whole = Rect(0, 0, 403 * MM, 100 * MM)
    plan = Plan((Layout(BOARD, (Placed(1, whole),)),))
    for turns, expected in ((True, set()), (False, {Wrong.SIZE})):
        job = Job((Part(1, 100 * MM, 403 * MM, turns=turns),), (BOARD,), Tool(mode))
        assert found(plan, job) == expected


def test_corners_may_face_each_other_across_a_kerf() -> None:
    one, two = Rect(0, 0, 100, 100), Rect(103, 104, 100, 100)
    layout = Layout(Offer("A", 300, 300), (Placed(1, one), Placed(1, two)))
    job = Job((Part(1, 100, 100, 2),), (layout.offer,), Tool(Mode.FREE, 5))
    assert faults(Plan((layout,)), job) == ()
    closer = replace(job, tool=Tool(Mode.FREE, 6))
    assert found(Plan((layout,)), closer) == {Wrong.TOO_CLOSE}


def test_the_same_sheet_is_opened_as_often_as_it_is_there() -> None:
    sheets = Offer("", 100, 100, count=2, is_full=True)
    layouts = (Layout(sheets, (Placed(1, Rect(0, 0, 100, 100)),)),) * 3
    job = Job((Part(1, 100, 100, 3),), (sheets,), Tool())
    assert found(Plan(layouts), job) == {Wrong.OFFER}
    assert faults(Plan(layouts[:2], ((1, 1),)), job) == ()


def test_a_laser_makes_no_cuts_from_edge_to_edge() -> None:
    plan, job = good(Mode.FREE, 1)
    assert found(first(plan, cuts=(Cut(Rect(0, 0, 10, 10), True, 5),)), job) == {Wrong.CUT}


def test_a_bar_is_not_cut_along_its_length() -> None:
    bar = Offer("A", 1000)
    layout = Layout(bar, (Placed(1, Rect(0, 0, 1000)),), (Cut(Rect(0, 0, 1000), False, 0),))
    job = Job((Part(1, 1000),), (bar,), Tool(Mode.BARS))
    assert Wrong.CUT in found(Plan((layout,)), job)


def test_the_fault_names_the_piece_and_the_line() -> None:
    plan, job = good(Mode.FREE, 1)
    beyond = a_part_hangs_over_the_edge(plan, job)
    codes = {(fault.code, fault.number) for fault in faults(beyond, job) if fault.wrong is Wrong.OUTSIDE}
    assert len(codes) == 1
    assert codes < {("A", part.number) for part in job.parts}
