"""An outline as half blocks."""

from cutting.outlines.picture import half_blocks
from stock.outlines import Outline
from tests.cutting.outlines.shapes import L_SHAPE


def test_an_l_looks_like_one() -> None:
    assert half_blocks(Outline((L_SHAPE,)), 12, 10) == (
        "████████",
        "████████▄▄▄▄",
        "████████████",
        "████████████",
    )


def test_a_hole_is_seen() -> None:
    hole = ((200_000, 100_000), (400_000, 100_000), (400_000, 200_000), (200_000, 200_000))
    plate = ((0, 0), (600_000, 0), (600_000, 300_000), (0, 300_000))
    assert half_blocks(Outline((plate, hole)), 6, 9) == ("██▀▀██", "▀▀▀▀▀▀")


def test_a_sliver_still_has_a_row() -> None:
    assert half_blocks(Outline((((0, 0), (1_000_000, 0), (1_000_000, 10), (0, 10)),)), 4, 4) == ("▀▀▀▀",)
