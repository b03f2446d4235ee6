"""Cut lists over the stock: which pieces are offered, in which groups, and what has no place."""

from dataclasses import replace
from functools import partial

import pytest

from cutting import kept_plans
from cutting.boards import free
from cutting.checker import faults
from cutting.cut_list.lines import Defaults, Line
from cutting.cut_list.reading import read_text
from cutting.planning import nothing, plan
from cutting.terms import Mode, Tool
from kiosk.answers.plans import layout_heading
from kiosk.commands.nest_values import nested_value
from kiosk.kiosk import Kiosk
from kiosk.use_cases.hold import hold
from kiosk.use_cases.materials_meant import materials_meant
from kiosk.use_cases.nest import MOST_NEAREST, Asked, Nested, nest
from kiosk.use_cases.outline import outline as outline_noted
from kiosk.use_cases.quarantine import quarantine
from kiosk.use_cases.receive import receive
from kiosk.use_cases.take import take
from kiosk.use_cases.take_plan import group_of, take_plan
from stock.intake import Intake
from stock.outlines import Outline
from stock.pieces import Size
from stock.refusals import Reason, Refusal
from tests.cutting.stacked import search
from tests.kiosk.world import recorded, stocked

planner = partial(plan, seconds=0.0, search=search)
laser = partial(plan, seconds=0.0, search=free.search)
ELL = ((0, 0), (800_000, 0), (800_000, 100_000), (300_000, 100_000), (300_000, 400_000), (0, 400_000))
ELL_OUTLINE = Outline((ELL,), ((400_000, 300_000), (800_000, 100_000)))


def lines(*texts: str) -> tuple[Line, ...]:
    """A cut list without faults."""
    found = read_text("\n".join(texts), materials_meant(), Defaults())
    assert found.faults == ()
    return found.lines


def planned(kiosk: Kiosk, *texts: str, asked: Asked = Asked()) -> tuple[Nested, ...]:  # noqa: B008
    """The plans for a cut list; each can be cut."""
    found = nest(kiosk, lines(*texts), asked, planner)
    for nested in found:
        assert faults(nested.plan, nested.job) == ()
    return found


def offered(nested: Nested) -> set[str]:
    """The codes of the pieces that the search could choose from."""
    return {offer.code for offer in nested.job.offers}


def used(nested: Nested) -> list[str]:
    """The codes of what is cut."""
    return [layout.offer.code for layout in nested.plan.layouts]


def test_a_part_is_planned_into_a_piece_of_its_material_and_thickness(kiosk: Kiosk) -> None:
    right = stocked(kiosk, "700x400x6")
    stocked(kiosk, "700x400x4")
    stocked(kiosk, "700x400x6", "mdf")
    (nested,) = planned(kiosk, "2x 300x200 birch ply 6 # side")
    assert used(nested) == [right]
    assert nested.missing == ()
    assert nested.piece(right) == nested.pieces[0].piece


def test_lines_of_one_material_and_thickness_are_one_plan(kiosk: Kiosk) -> None:
    found = planned(kiosk, "1x 300x200 mdf 3", "1x 100x100 birch ply 6", "2x 200x100 mdf 3", "1x 9x9 mdf 6")
    assert [[line.number for line in nested.group.lines] for nested in found] == [[1, 3], [2], [4]]


def test_what_is_held_taken_in_quarantine_or_round_is_not_offered(kiosk: Kiosk) -> None:
    free = stocked(kiosk, "600x400x6")
    recorded(hold(kiosk, stocked(kiosk, "610x400x6"), "2026-12-31"))
    recorded(hold(kiosk, stocked(kiosk, "615x400x6")))
    recorded(take(kiosk, stocked(kiosk, "620x400x6")))
    recorded(quarantine(kiosk, stocked(kiosk, "630x400x6")))
    stocked(kiosk, "Ø700x6")
    (nested,) = planned(kiosk, "1x 300x200 birch ply 6")
    assert offered(nested) == {free}


def test_a_general_word_means_the_best_match_and_its_family(kiosk: Kiosk) -> None:
    birch, poplar = stocked(kiosk, "600x400x6"), stocked(kiosk, "600x410x6", "plywood-poplar")
    stocked(kiosk, "600x420x6", "mdf")
    (nested,) = planned(kiosk, "1x 300x200 ply 6")
    assert offered(nested) == {birch, poplar}


def test_no_piece_stands_in_two_plans_and_who_is_choosy_chooses_first(kiosk: Kiosk) -> None:
    birch, poplar = stocked(kiosk, "310x210x6"), stocked(kiosk, "600x410x6", "plywood-poplar")
    any_ply, only_birch = planned(kiosk, "1x 300x200 ply 6", "1x 300x200 birch ply 6")
    assert (used(any_ply), used(only_birch)) == ([poplar], [birch])


def test_a_full_sheet_is_opened_only_where_the_shelf_does_not_suffice(kiosk: Kiosk) -> None:
    stocked(kiosk, "600x400x6")
    asked = Asked(sheets_um=((2_440_000, 1_220_000), (3_000_000, 0)))
    (small,) = planned(kiosk, "1x 300x200 birch ply 6", asked=asked)
    assert not small.needs_sheets
    assert not any(layout.offer.is_full for layout in small.plan.layouts)
    (large,) = planned(kiosk, "1x 900x500 birch ply 6", asked=asked)
    assert large.needs_sheets
    assert [(layout.offer.code, layout.offer.is_full) for layout in large.plan.layouts] == [
        ("2440x1220", True)
    ]
    assert large.piece("2440x1220") is None


def test_what_fits_nowhere_is_named_with_the_nearest_size_there_is(kiosk: Kiosk) -> None:
    stocked(kiosk, "200x100x6")
    near = stocked(kiosk, "800x600x6")
    stocked(kiosk, "500x500x6")
    stocked(kiosk, "2000x2000x4")
    (nested,) = planned(kiosk, "2x 900x650 birch ply 6 # door")
    (missing,) = nested.missing
    assert (missing.line.title, missing.count) == ("door", 2)
    assert missing.nearest is not None
    assert missing.nearest.code == near


def test_what_comes_nearest_is_told_of_the_first_lines_of_the_whole_list(kiosk: Kiosk) -> None:
    stocked(kiosk, "200x100x4")
    stocked(kiosk, "200x100x6")
    texts = [f"1x {900 + at}x650 birch ply {thick}" for thick in (4, 6) for at in range(MOST_NEAREST - 5)]
    missing = [each for nested in planned(kiosk, *texts) for each in nested.missing]
    assert [each.nearest is not None for each in missing] == [True] * MOST_NEAREST + [False] * (
        MOST_NEAREST - 10
    )


def test_the_smallest_free_pieces_are_offered_also_where_many_are_held(kiosk: Kiosk) -> None:
    codes = [stocked(kiosk, f"{400 + at}x300x6") for at in range(40)]
    for code in codes[:36]:
        recorded(hold(kiosk, code, kiosk.today()))
    texts = [f"1x {200 + at}x{100 + at} birch ply 6" for at in range(24)]
    (nested,) = planned(kiosk, *texts)
    assert offered(nested) == set(codes[36:])


def test_where_nothing_like_it_is_here_nothing_is_near(kiosk: Kiosk) -> None:
    stocked(kiosk, "800x600x4")
    (nested,) = planned(kiosk, "1x 300x200 birch ply 6")
    assert nested.plan.layouts == ()
    assert [(each.count, each.nearest) for each in nested.missing] == [(1, None)]


def test_bars_are_planned_by_their_length_where_the_section_is_the_same(kiosk: Kiosk) -> None:
    square = stocked(kiosk, "1000x20x20", "aluminium-profile")
    stocked(kiosk, "1000x30x20", "aluminium-profile")
    tube = stocked(kiosk, "Ø20x1500 mm", "steel-mild")
    first, second = planned(kiosk, "2x 400x20x20 aluminium profile", "1x Ø20x600 mild steel")
    assert first.group.mode is second.group.mode is Mode.BARS
    assert (offered(first), offered(second)) == ({square}, {tube})
    assert first.job.offers[0].wide_um == 0
    assert [layout.offer.code for layout in first.plan.layouts] == [square]


@pytest.mark.parametrize(
    ("mode", "kerf_um"), [(Mode.GUILLOTINE, 3_200), (Mode.FREE, 200), (Mode.BARS, 3_200)]
)
def test_without_a_word_the_kerf_is_that_of_a_usual_tool(kiosk: Kiosk, mode: Mode, kerf_um: int) -> None:
    (usual,) = nest(kiosk, lines("1x 300x200 birch ply 6"), Asked(mode=mode), nothing)
    assert usual.job.tool == Tool(mode, kerf_um)
    asked = Asked(mode=mode, kerf_um=0, trim_um=5_000, gap_um=7_000)
    (own,) = nest(kiosk, lines("1x 300x200 birch ply 6"), asked, nothing)
    assert own.job.tool == Tool(mode, 0, 5_000, 7_000)


def test_a_part_that_keeps_its_grain_is_not_turned_and_a_disc_is_cut_from_a_square(kiosk: Kiosk) -> None:
    (nested,) = planned(kiosk, "1x 200x300 birch ply 6 grain", "2x Ø150 birch ply 6")
    grained, disc = nested.job.parts
    assert (grained.long_um, grained.wide_um, grained.turns) == (200_000, 300_000, False)
    assert (disc.long_um, disc.wide_um, disc.turns) == (150_000, 150_000, True)


def test_of_an_outline_the_largest_rectangle_inside_is_offered(kiosk: Kiosk) -> None:
    code = ell(kiosk)
    (nested,) = planned(kiosk, "1x 290x280 birch ply 6")
    (offer,) = nested.job.offers
    assert (offer.code, offer.long_um, offer.wide_um) == (code, 400_000, 300_000)
    (grained,) = planned(kiosk, "1x 290x280 birch ply 6 grain")
    assert grained.job.offers == ()


def test_a_laser_cuts_out_of_an_outline_and_not_out_of_one_rectangle_in_it(kiosk: Kiosk) -> None:
    code = ell(kiosk)
    texts = ("1x 290x390 birch ply 6", "1x 490x90 birch ply 6")
    (nested,) = nest(kiosk, lines(*texts), Asked(mode=Mode.FREE), laser)
    (layout,) = nested.plan.layouts
    assert layout.offer.code == code
    assert layout.offer.outline == Outline((tuple((x, 400_000 - y) for x, y in ELL),))
    assert (faults(nested.plan, nested.job), nested.missing) == ((), ())
    made = take_plan(kiosk, [group_of(nested)])
    assert not isinstance(made, Refusal)
    assert kept_plans.read(kept_plans.write(made.kept)) == made.kept
    assert nested_value(nested)["layouts"][0]["rings_um"][0][-1] == [0, 0]
    assert layout_heading(nested, layout, {}).endswith("800 × 400 × 6 mm")


def test_a_plan_over_an_outline_that_was_changed_since_is_refused(kiosk: Kiosk) -> None:
    code = ell(kiosk)
    (nested,) = nest(kiosk, lines("1x 290x390 birch ply 6"), Asked(mode=Mode.FREE), laser)
    mirrored = Outline((tuple((800_000 - x, y) for x, y in ELL),))
    recorded(outline_noted(kiosk, code, mirrored))
    refused = take_plan(kiosk, [group_of(nested)])
    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.PLAN_STALE


def test_a_part_keeps_its_grain_in_an_outline(kiosk: Kiosk) -> None:
    ell(kiosk)
    (nested,) = nest(kiosk, lines("1x 290x390 birch ply 6 ="), Asked(mode=Mode.FREE), laser)
    ((placed,),) = (layout.parts for layout in nested.plan.layouts)
    assert (placed.at.dx_um, placed.at.dy_um) == (290_000, 390_000)


def test_of_an_outline_whose_largest_rectangle_lies_aslant_that_is_offered(kiosk: Kiosk) -> None:
    diamond = Outline(
        (((0, 200_000), (200_000, 0), (400_000, 200_000), (200_000, 400_000)),), ((282_842, 282_842),)
    )
    intake = Intake(material="plywood-birch", size=Size(400_000, 400_000, 6_000), outline=diamond)
    recorded(receive(kiosk, intake))
    (nested,) = nest(kiosk, lines("1x 280x280 birch ply 6"), Asked(mode=Mode.FREE), laser)
    (offer,) = nested.job.offers
    assert (offer.outline, offer.long_um, offer.wide_um) == (None, 282_842, 282_842)


def ell(kiosk: Kiosk) -> str:
    """The code of an offcut in the shape of an L."""
    size = Size(800_000, 400_000, 6_000)
    intake = Intake(material="plywood-birch", size=size, outline=ELL_OUTLINE)
    return recorded(receive(kiosk, intake)).standing.item


def test_old_pieces_say_how_old_they_are(kiosk: Kiosk) -> None:
    stocked(kiosk, "600x400x6")
    later = replace(kiosk, today=lambda: "2027-11-23")
    (nested,) = nest(later, lines("1x 300x200 birch ply 6"), Asked(), planner)
    assert nested.job.offers[0].age_days == 365
