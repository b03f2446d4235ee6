"""Printed boards: true to size, and found again by whoever reads photos."""

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from cutting.outlines.boards import BOARDS
from cutting.outlines.errors import NoOutline, Why
from cutting.outlines.markers import view_of
from cutting.outlines.reading import board_file, from_photo

DPI = 150
MM = DPI / 25.4


def pages(name: str) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(board_file(name))
    return [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in document]


@pytest.mark.parametrize(("name", "size_mm"), [("A4", (297, 210)), ("A3", (420, 297))])
def test_a_printed_page_is_its_own_board(name: str, size_mm: tuple[int, int]) -> None:
    (page,) = pages(name)
    board = BOARDS[name]
    assert page.size == pytest.approx([side * MM for side in size_mm], abs=1.5)
    view = view_of(np.asarray(page))
    assert view.board is board
    assert view.off_mm < 0.3
    assert view.to_mm[0, 0] == pytest.approx(1 / MM, rel=0.003)


@pytest.mark.parametrize("name", [name for name, board in BOARDS.items() if not board.is_one_page])
def test_the_pages_of_a_large_board_make_it_when_they_are_stuck_on(name: str) -> None:
    board = BOARDS[name]
    found = pages(name)
    assert len(found) == 4
    per_mm = 2.0
    photo = Image.new(
        "RGB", (round((board.long_mm + 60) * per_mm), round((board.wide_mm + 60) * per_mm)), "white"
    )
    side = board.marker_mm
    for page, corners in zip(found, board.markers.values(), strict=True):
        left = (page.width / MM - side) / 2
        x0, y0, x1, y1 = (round(at * MM) for at in (left - 2, 58, left + side + 2, 62 + side))
        marker = page.crop((x0, y0, x1, y1))
        x, y = corners[0]
        size = round((side + 4) * per_mm)
        photo.paste(marker.resize((size, size)), (round((x + 28) * per_mm), round((y + 28) * per_mm)))
    view = view_of(np.asarray(photo))
    assert view.board is board
    assert view.off_mm < 1


def test_an_empty_board_has_no_offcut(tmp_path: Path) -> None:
    path = tmp_path / "board.png"
    pages("A3")[0].save(path)
    with pytest.raises(NoOutline) as refused:
        from_photo(path)
    assert refused.value.why is Why.NO_OFFCUT


def test_no_two_boards_share_a_marker() -> None:
    numbers = [number for board in BOARDS.values() for number in board.markers]
    assert len(numbers) == len(set(numbers)) == 4 * len(BOARDS)
