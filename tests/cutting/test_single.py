"""What is kept of a piece for one part alone: what the cost of plans says of the best of its four ways."""

from hypothesis import given
from hypothesis import strategies as st

from cutting.single import Single
from cutting.terms import Job, Keep, Layout, Mode, Offer, Part, Placed, Rect, Tool, kept

KEEP = Keep(long_um=15, short_um=8, area_um2=200, ratio=12, bar_um=15)
edges = st.integers(1, 80)
tools = st.builds(
    Tool, st.just(Mode.GUILLOTINE), kerf_um=st.integers(0, 4), trim_um=st.integers(0, 5), gap_um=st.just(0)
)


def layouts(part: Part, offer: Offer, tool: Tool) -> list[Layout]:
    """Every way to cut the part from the corner of the offer: turned or not, across or along first."""
    free, deep, found = offer.long_um - 2 * tool.trim_um, offer.wide_um - 2 * tool.trim_um, []
    ways = [(part.long_um, part.wide_um), *([(part.wide_um, part.long_um)] if part.turns else [])]
    for dx, dy in (way for way in ways if way[0] <= free and way[1] <= deep):
        at, k = tool.trim_um, tool.kerf_um
        across = [Rect(at + dx + k, at, free - dx - k, deep), Rect(at, at + dy + k, dx, deep - dy - k)]
        along = [Rect(at, at + dy + k, free, deep - dy - k), Rect(at + dx + k, at, free - dx - k, dy)]
        for left in (across, along):
            there = tuple(rect for rect in left if rect.dx_um > 0 and rect.dy_um > 0)
            found.append(Layout(offer, (Placed(1, Rect(at, at, dx, dy)),), (), there))
    return found


@given(edges, edges, edges, edges, st.booleans(), tools)
def test_the_most_is_kept_of_all_ways(
    long: int, wide: int, part_long: int, part_wide: int, turns: bool, tool: Tool
) -> None:
    part, offer = Part(1, part_long, part_wide, turns=turns), Offer("A", long, wide)
    job = Job((part,), (offer,), tool, KEEP)
    best = max(
        (sum(rect.area_um2 for rect in kept(each, job)) for each in layouts(part, offer, tool)), default=0
    )
    assert Single(part, tool, KEEP).kept_um2(long, wide) == best


@given(edges, edges, st.integers(0, 4), st.integers(0, 5))
def test_of_a_bar_what_is_left_of_its_length_is_kept(long: int, part: int, kerf: int, trim: int) -> None:
    tool = Tool(Mode.BARS, kerf, trim)
    left = long - 2 * trim - part - kerf
    assert Single(Part(1, part), tool, KEEP).kept_um2(long, 7) == (left * 7 if left >= 15 else 0)
