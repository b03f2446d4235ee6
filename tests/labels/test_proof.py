"""The proof: a label that a scanner cannot read never becomes a file."""

from dataclasses import replace

import pytest

from labels.design import layout
from labels.drawing import Box, Cells, Drawing, Fill, Ink
from labels.errors import Unreadable
from labels.proof import prove
from labels.sheets import A4_3X8, imposed
from labels.symbol import code128, qr
from tests.labels.samples import PIECE, ROLL


def with_cells(drawing: Drawing, cells: Cells) -> Drawing:
    """The drawing with another symbol in place of its own."""
    return replace(drawing, items=(cells, *drawing.items[1:]))


def test_a_good_label_is_proven_as_it_is() -> None:
    drawing = layout(PIECE, ROLL)
    assert prove(drawing).drawing == drawing


def test_a_line_across_the_symbol_is_found() -> None:
    drawing = layout(PIECE, ROLL)
    box = drawing.symbols[0].box
    scratch = Fill(Box(box.x_um, box.y_um + box.height_um // 4, box.width_um, box.height_um // 2), Ink.BLACK)
    with pytest.raises(Unreadable) as refused:
        prove(replace(drawing, items=(*drawing.items, scratch)))
    assert refused.value.expected == PIECE.code
    assert refused.value.read == ()


def test_a_symbol_that_says_something_else_is_found() -> None:
    drawing = layout(PIECE, ROLL)
    (cells,) = drawing.symbols
    false = replace(cells.symbol, rows=qr("DRE7K3PX4K").rows)
    with pytest.raises(Unreadable) as refused:
        prove(with_cells(drawing, replace(cells, symbol=false)))
    assert refused.value.read == ("DRE7K3PX4K",)


def test_a_symbol_half_off_the_paper_is_found() -> None:
    drawing = layout(PIECE, ROLL)
    (cells,) = drawing.symbols
    with pytest.raises(Unreadable):
        prove(with_cells(drawing, replace(cells, x_um=-cells.box.width_um // 2)))


def test_one_bad_label_on_a_sheet_is_found() -> None:
    good = layout(PIECE, A4_3X8.room)
    (cells,) = good.symbols
    bad = with_cells(good, replace(cells, symbol=replace(cells.symbol, payload="DRE7K3PX4K")))
    (page,) = imposed([good] * 11 + [bad] + [good] * 12, A4_3X8)
    with pytest.raises(Unreadable) as refused:
        prove(page)
    assert refused.value.expected == "DRE7K3PX4K"


def test_bars_are_proven_as_well() -> None:
    drawing = layout(PIECE, ROLL)
    bars = Cells(code128("DRE7K3PX4N"), 4_000, 4_000, 254, 12_000)
    prove(replace(drawing, items=(bars,)))
    with pytest.raises(Unreadable):
        prove(replace(drawing, items=(bars, Fill(Box(20_000, 0, 6_000, 29_000)))))
