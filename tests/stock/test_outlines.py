"""Outlines of pieces that are no rectangles."""

import pytest

from stock.outlines import MOST_POINTS, Outline

SQUARE = ((0, 0), (1000, 0), (1000, 1000), (0, 1000))
HOLE = ((200, 200), (200, 400), (400, 400), (400, 200))


def test_a_hole_is_no_area() -> None:
    assert Outline((SQUARE,)).area_um2 == 1_000_000
    assert Outline((SQUARE, HOLE)).area_um2 == 960_000


@pytest.mark.parametrize("rings", [(), (SQUARE[:2],), (SQUARE * (MOST_POINTS // 4 + 1),)])
def test_what_is_no_outline_or_too_long_for_a_line_is_refused(
    rings: tuple[tuple[tuple[int, int], ...], ...],
) -> None:
    with pytest.raises(ValueError, match="outline"):
        Outline(rings)
