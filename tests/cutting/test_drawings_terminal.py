"""Plans in a terminal: to scale, with numbers, and without colour as well."""

from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cutting.drawings.drawn import Drawn, Naming, drawn
from cutting.drawings.terminal import Cell, Row, Tone, plain, terminal
from cutting.terms import Job, Layout, Mode, Offer, Part, Placed, Rect, Tool
from tests.cutting.good import good

PARTS = {Tone.PART, Tone.PART_2, Tone.PART_3}
_PART_TONES = (Tone.PART, Tone.PART_2, Tone.PART_3)
BOARD = Layout(
    Offer("A", 800_000, 400_000),
    (Placed(1, Rect(0, 0, 300_000, 200_000)), Placed(12, Rect(303_200, 0, 300_000, 200_000))),
    (),
    (Rect(606_400, 0, 193_600, 400_000), Rect(0, 203_200, 603_200, 60_000)),
)
JOB = Job((Part(1, 300_000, 200_000), Part(12, 300_000, 200_000)), (BOARD.offer,), Tool(kerf_um=3_200))
BAR = Layout(
    Offer("B", 2_000_000), (Placed(3, Rect(10_000, 0, 600_000)),), (), (Rect(613_200, 0, 1_376_800),)
)
modes = st.sampled_from(list(Mode))


def tones(rows: tuple[Row, ...]) -> list[list[Tone]]:
    """The dots, of which each row of characters has two; a character of text has its background's."""
    upper = [[cell.back if cell.fore is Tone.TEXT else cell.fore for cell in row] for row in rows]
    lower = [[cell.back for cell in row] for row in rows]
    return [dots for pair in zip(upper, lower, strict=True) for dots in pair]


def picture(drawing: Drawn, columns: int = 78, rows: int = 22) -> str:
    """The picture in characters alone."""
    return "\n".join(plain(terminal(drawing, columns, rows)))


def test_a_board_is_drawn_with_its_numbers_its_kept_remainders_and_its_waste() -> None:
    assert picture(drawn(BOARD, JOB, Naming(), ["DRE 7K3PX4 N"]), 64, 16) == "\n".join(
        (
            "████████████████████████ ███████████████████████ ░░░░░░░░░░░░░░░",
            "████████████████████████ ███████████████████████ ░░░░░░░░░░░░░░░",
            "████████████████████████ ███████████████████████ ░░░░░░░░░░░░░░░",
            "██████████ 1 ███████████ █████████ 12 ██████████ ░░░░░░░░░░░░░░░",
            "████████████████████████ ███████████████████████ ░░░░░░░░░░░░░░░",
            "████████████████████████ ███████████████████████ ░░░░░░░░░░░░░░░",
            "████████████████████████ ███████████████████████ ░░░░░░░░░░░░░░░",
            "████████████████████████ ███████████████████████  DRE 7K3PX4 N ░",
            "················································ ░░░░░░░░░░░░░░░",
            "················································ ░░░░░░░░░░░░░░░",
            "················································ ░░░░░░░░░░░░░░░",
            "                                                 ░░░░░░░░░░░░░░░",
            "                                                 ░░░░░░░░░░░░░░░",
            "                                                 ░░░░░░░░░░░░░░░",
            "                                                 ░░░░░░░░░░░░░░░",
            "                                                 ░░░░░░░░░░░░░░░",
        )
    )


def test_a_bar_is_two_rows_with_the_length_of_what_is_left_and_its_trim() -> None:
    job = Job((Part(3, 600_000),), (BAR.offer,), Tool(Mode.BARS, 3_200, 10_000))
    first, second = picture(drawn(BAR, job, Naming(decimal=","))).splitlines()
    assert first.startswith("██████████ 3 ███████████ ░")
    assert "░ 1376,8 ░" in first
    assert set(second) <= set("█░ ·")
    dots = tones(terminal(drawn(BAR, job, Naming()), 200, 4))[0]
    assert dots[0] is Tone.TRIM


def test_trim_is_seen_where_a_dot_is_finer_than_it() -> None:
    trimmed = Drawn(BOARD, Tool(kerf_um=3_200, trim_um=20_000))
    dots = tones(terminal(trimmed, 80, 20))
    assert dots[-1][40] is Tone.TRIM
    assert dots[-2][40] is Tone.TRIM
    assert dots[-3][40] is Tone.CUT


def test_a_remainder_without_a_code_bears_its_size() -> None:
    assert " 193.6 × 400 " in picture(drawn(BOARD, JOB, Naming()))


@given(modes, st.integers(0, 50), st.integers(1, 120), st.integers(1, 50))
@settings(max_examples=60, deadline=None)
def test_a_picture_keeps_to_its_columns_and_rows(mode: Mode, seed: int, columns: int, rows: int) -> None:
    plan, job = good(mode, seed)
    for layout in plan.layouts:
        drawing = drawn(layout, job, Naming())
        found = terminal(drawing, columns, rows)
        assert 1 <= len(found) <= rows
        assert {len(row) for row in found} == {len(found[0])}
        assert len(found[0]) <= columns
        assert all(len(cell.glyph) == 1 for row in found for cell in row)
        assert len(plain(found)) == len(found)


@given(modes, st.integers(0, 200))
@example(Mode.BARS, 105)
@settings(max_examples=30, deadline=None)
def test_what_lies_in_the_middle_of_a_dot_is_what_it_shows(mode: Mode, seed: int) -> None:
    plan, job = good(mode, seed)
    for layout in plan.layouts:
        drawing = drawn(layout, job, Naming())
        dots = tones(terminal(drawing, 100, 60))
        for x, y, dot in _inner_dots(drawing, dots):
            assert dot == _there(drawing, x, y)


def _inner_dots(drawing: Drawn, dots: list[list[Tone]]) -> Iterator[tuple[int, int, Tone]]:
    """The middles in µm of the dots whose neighbours to the left and above show the same. What is thinner
    than a dot is shown though it lies in no middle: dots that hold such are left out."""
    across = -(-drawing.long_um // 100)
    high = -(-drawing.height_um // len(dots)) if drawing.is_bar else max(across, -(-drawing.height_um // 120))
    across = across if drawing.is_bar else max(across, high)
    for row, above in zip(range(1, len(dots)), dots, strict=False):
        for column in range(1, len(dots[0])):
            dot = dots[row][column]
            place = Rect(column * across, row * high, across, high)
            is_inner = dot is not Tone.CUT and dot == dots[row][column - 1] == above[column]
            if is_inner and not _is_crowded(drawing, place):
                yield place.x_um + across // 2, place.y_um + high // 2, dot


def _is_crowded(drawing: Drawn, dot: Rect) -> bool:
    """Whether something narrower than a dot lies in it."""
    layout = drawing.layout
    for rect in (*(placed.at for placed in layout.parts), *layout.left):
        at = drawing.face(rect)
        is_thin = at.dx_um < dot.dx_um or at.dy_um < dot.dy_um
        meets_x = at.x_um < dot.x_um + dot.dx_um and dot.x_um < at.x_um + at.dx_um
        if is_thin and meets_x and at.y_um < dot.y_um + dot.dy_um and dot.y_um < at.y_um + at.dy_um:
            return True
    return False


def _there(drawing: Drawn, x: int, y: int) -> Tone:
    """What the plan has at a point."""
    for rect, tone in [
        *((placed.at, _PART_TONES[placed.number % 3]) for placed in drawing.layout.parts),
        *((remainder.at, Tone.KEPT) for remainder in drawing.remainders),
        *((rect, Tone.WASTE) for rect in drawing.waste),
    ]:
        at = drawing.face(rect)
        if at.x_um <= x < at.x_um + at.dx_um and at.y_um <= y < at.y_um + at.dy_um:
            return tone
    return Tone.TRIM if x < drawing.long_um and y < drawing.height_um else Tone.VOID


@given(st.integers(0, 60))
@settings(max_examples=30, deadline=None)
def test_every_part_is_seen_however_small_it_is(seed: int) -> None:
    plan, job = good(Mode.GUILLOTINE, seed)
    for layout in plan.layouts:
        thin = Layout(layout.offer, (Placed(7, Rect(0, 0, 1_000, 1_000)),), (), ())
        assert PARTS & {tone for row in tones(terminal(drawn(thin, job, Naming()), 78, 20)) for tone in row}


@pytest.mark.parametrize("glyph", [Cell("▀", Tone.PART, Tone.KEPT), Cell("▀", Tone.CUT, Tone.PART)])
def test_half_a_part_is_half_a_block_without_colour(glyph: Cell) -> None:
    assert plain([(glyph,)]) == (("▀",) if glyph.fore is Tone.PART else ("▄",))
