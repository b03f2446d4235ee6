"""Plans on paper, read back: every rectangle where the plan has it, every cut with its fence."""

import re
import zlib
from dataclasses import replace
from itertools import combinations

import pypdfium2
from hypothesis import given, settings
from hypothesis import strategies as st

from cutting.drawings.drawn import Drawn, Naming, drawn, steps
from cutting.drawings.pdf import PAGE_UM, Words, pdf
from cutting.drawings.placing import Placing
from cutting.replay import panels
from cutting.terms import Cut, Job, Layout, Mode, Offer, Part, Placed, Rect, Tool
from tests.cutting.good import good
from tests.labels.printed_pdf import objects

WORDS = Words()
_FRAMED = re.compile(rb"0 G 250 w \[\] 0 d (-?\d+) (-?\d+) (\d+) (\d+) re S")
_HATCHED = re.compile(rb"q (-?\d+) (-?\d+) (\d+) (\d+) re W n")


def content(document: bytes) -> bytes:
    """The operators of all pages."""
    streams = [
        body.split(b"\nstream\n", 1)[1].rsplit(b"\nendstream", 1)[0]
        for body in objects(document)
        if b"stream" in body
    ]
    unpacked = [zlib.decompress(stream) for stream in streams]
    return b"\n".join(stream for stream in unpacked if b" cm\n" in stream)


def found(pattern: re.Pattern[bytes], document: bytes) -> list[Rect]:
    """The rectangles that are drawn in one way."""
    return [Rect(*map(int, match.groups())) for match in pattern.finditer(content(document))]


def text(document: bytes) -> list[str]:
    """The lines of text of each page."""
    pages = pypdfium2.PdfDocument(document)
    return [pages[number].get_textpage().get_text_range() for number in range(len(pages))]


def drawings(mode: Mode, seed: int) -> list[Drawn]:
    """The layouts of a plan that can be cut, their remainders with codes."""
    plan, job = good(mode, seed)
    return [drawn(layout, job, Naming("piece"), ["DRE 111111 A"]) for layout in plan.layouts]


@given(st.sampled_from(list(Mode)), st.integers(0, 200))
@settings(max_examples=12, deadline=None)
def test_every_part_and_every_kept_remainder_is_drawn_where_the_plan_has_it(mode: Mode, seed: int) -> None:
    for drawing in drawings(mode, seed):
        document = pdf([drawing], WORDS)
        whole, scale = _placing(drawing)
        for pattern, rects in [
            (_FRAMED, [placed.at for placed in drawing.layout.parts]),
            (_HATCHED, [remainder.at for remainder in drawing.remainders]),
        ]:
            seen = found(pattern, document)
            assert len(seen) == len(rects)
            for rect, at in zip(map(drawing.face, rects), seen, strict=True):
                assert abs((at.x_um - whole.x_um) * scale - rect.x_um) <= scale
                assert abs((at.y_um - whole.y_um) * scale - rect.y_um) <= scale
                assert abs(at.dx_um * scale - rect.dx_um) <= 2 * scale
                assert abs(at.dy_um * scale - rect.dy_um) <= 2 * scale
                assert at.x_um >= 0
                assert at.x_um + at.dx_um <= PAGE_UM[0]
                assert at.y_um + at.dy_um <= PAGE_UM[1]


def _placing(drawing: Drawn) -> tuple[Rect, float]:
    placing = Placing.within(drawing, Rect(15_000, 31_500, 180_000, 130_000))
    return placing.whole, float(placing.scale)


@given(st.sampled_from([Mode.GUILLOTINE, Mode.BARS]), st.integers(0, 200))
@settings(max_examples=40, deadline=None)
def test_a_fence_is_as_far_from_the_edge_as_what_the_cut_leaves_there_is_large(mode: Mode, seed: int) -> None:
    plan, job = good(mode, seed)
    for layout in plan.layouts:
        for number, step in enumerate(steps(drawn(layout, job, Naming()))):
            begun = (
                replace(layout, cuts=layout.cuts[:number]),
                replace(layout, cuts=layout.cuts[: number + 1]),
            )
            before, after = (panels(each, job) for each in begun)
            assert before
            assert after
            assert step.panel in before
            first = replace(step.panel, **{"dx_um" if step.is_across else "dy_um": step.fence_um})
            assert first in after - before


def test_the_cuts_stand_in_their_order_with_fence_and_panel() -> None:
    layout = Layout(
        Offer("A", 800_000, 400_000),
        (Placed(1, Rect(0, 0, 300_000, 200_000)),),
        (
            Cut(Rect(0, 0, 800_000, 400_000), is_across=True, at_um=300_000),
            Cut(Rect(0, 0, 300_000, 400_000), is_across=False, at_um=200_000),
        ),
        (Rect(303_200, 0, 496_800, 400_000),),
    )
    drawing = Drawn(layout, Tool(kerf_um=3_200), Naming("DRE 7K3PX4 N", {1: "Sānu daļa"}, ","))
    (page,) = text(pdf([drawing], WORDS, "Plan"))
    assert "Scale 1 : 5 · Kerf 3,2 mm" in page
    assert "1 ↕ 300 800 × 400" in page
    assert "2 ↔ 200 300 × 400" in page
    assert "1 (1 ×) 300 × 200 Sānu daļa" in page


def test_a_long_sequence_goes_on_on_the_next_page_without_losing_a_cut() -> None:
    layout = Layout(
        Offer("A", 2_000_000),
        tuple(Placed(1, Rect(at * 10_000, 0, 10_000)) for at in range(200)),
        tuple(
            Cut(Rect(at * 10_000, 0, 2_000_000 - at * 10_000), True, (at + 1) * 10_000) for at in range(199)
        ),
    )
    pages = text(pdf([Drawn(layout, Tool(Mode.BARS))], WORDS))
    assert len(pages) > 1
    said = "\n".join(pages)
    assert all(f"{number} ↕ 10 " in said for number in range(1, 200))


@given(st.text(max_size=60), st.text(max_size=120))
@settings(max_examples=20, deadline=None)
def test_no_name_breaks_a_page(heading: str, title: str) -> None:
    layout = Layout(Offer("A", 800_000, 400_000), (Placed(1, Rect(0, 0, 300_000, 200_000)),))
    document = pdf([Drawn(layout, Tool(), Naming(heading, {1: title}))], WORDS, heading)
    assert len(text(document)) == 1


def test_equal_plans_are_equal_files() -> None:
    first, second = (pdf(drawings(Mode.GUILLOTINE, 3), WORDS, "Plan") for _ in range(2))
    assert first == second


def test_the_smallest_and_the_largest_piece_have_room_on_a_page() -> None:
    for long_um, wide_um in [
        (1_000, 1_000),
        (100_000_000, 100_000_000),
        (100_000_000, 1_000),
        (3_000_000, 0),
    ]:
        layout = Layout(Offer("A", long_um, wide_um), (Placed(1, Rect(0, 0, long_um, wide_um)),))
        mode = Mode.GUILLOTINE if wide_um else Mode.BARS
        job = Job((Part(1, long_um, wide_um),), (layout.offer,), Tool(mode))
        (seen,) = found(_FRAMED, pdf([drawn(layout, job, Naming())], WORDS))
        assert seen.x_um + seen.dx_um <= PAGE_UM[0] - 15_000 + 1
        assert seen.y_um + seen.dy_um <= PAGE_UM[1]


def test_a_long_name_goes_on_in_the_next_row() -> None:
    name = "Skapja sānu siena ar āķiem un plauktiem, no kreisās puses, apakšā"
    layout = Layout(Offer("A", 800_000, 400_000), (Placed(1, Rect(0, 0, 300_000, 200_000)),))
    (page,) = text(pdf([Drawn(layout, Tool(Mode.FREE), Naming(titles={1: name}))], WORDS))
    assert "…" not in page
    assert all(word in page for word in name.split())


def test_a_disc_is_round_and_said_by_what_is_across() -> None:
    layout = Layout(Offer("A", 800_000, 400_000), (Placed(3, Rect(0, 0, 150_000, 150_000)),))
    document = pdf([Drawn(layout, Tool(Mode.FREE), Naming(discs=frozenset({3})))], WORDS)
    assert b" c\n" in content(document) or b" c " in content(document)
    assert found(_FRAMED, document) == []
    assert "3 (1 ×) Ø 150" in text(document)[0]


def test_no_number_of_a_cut_hides_another_one() -> None:
    parts = tuple(Placed(1, Rect(at * 30_000, 0, 27_000, 500_000)) for at in range(30))
    cuts = tuple(
        Cut(Rect(at * 30_000, 0, 1_000_000 - at * 30_000, 500_000), True, at * 30_000 + 27_000)
        for at in range(30)
    )
    document = pdf([Drawn(Layout(Offer("A", 1_000_000, 500_000), parts, cuts), Tool(Mode.GUILLOTINE))], WORDS)
    spots = [tuple(map(int, spot)) for spot in _SPOT.findall(content(document))]
    assert len(spots) == 30
    assert all(max(abs(a - x), abs(b - y)) >= 3_800 for (a, b), (x, y) in combinations(spots, 2))


_SPOT = re.compile(rb"1 g 0 G 150 w \[\] 0 d (-?\d+) (-?\d+) m")


def test_a_page_says_which_edge_the_fence_is_at() -> None:
    cut = Cut(Rect(0, 0, 800_000, 400_000), True, 300_000)
    layout = Layout(Offer("A", 800_000, 400_000), (Placed(1, Rect(0, 0, 300_000, 400_000)),), (cut,))
    (page,) = text(pdf([Drawn(layout, Tool(Mode.GUILLOTINE))], WORDS))
    assert WORDS.edges in page.replace("\r\n", " ")
