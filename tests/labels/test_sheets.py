"""Sheets: every label on a place of its own, none wasted, none off the page."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.design import layout
from labels.drawing import MM, Box, Drawing, Size
from labels.kinds import ShelfLabel
from labels.sheets import A4, A4_3X8, Sheet, imposed
from stock.codes import ALPHABET, write
from tests.labels.samples import PIECE

WITH_GUTTERS = Sheet(A4, 3, 7, Size(63_500, 38_100), 7_200, 15_150, 66_000, 38_100, 0, 0)
SHEETS = {"touching": A4_3X8, "gutters": WITH_GUTTERS}


def shelves(count: int, sheet: Sheet) -> list[Drawing]:
    """So many shelf labels, each with a code of its own."""
    serials = (f"K{ALPHABET[n // 26]}{ALPHABET[n % 26]}PX4" for n in range(count))
    return [layout(ShelfLabel(write("DRE", serial), serial), sheet.room) for serial in serials]


def payloads(pages: list[Drawing]) -> list[str]:
    """All codes in the order of pages and places."""
    return [cells.symbol.payload for page in pages for cells in page.symbols]


@given(st.integers(0, 60), st.integers(0, 60), st.sampled_from(list(SHEETS.values())))
def test_every_label_is_on_the_sheets_once_and_in_order(count: int, skip: int, sheet: Sheet) -> None:
    drawn = shelves(count, sheet)
    assert payloads(list(imposed(drawn, sheet, skip))) == payloads(drawn)


def test_places_that_are_used_up_stay_free() -> None:
    (fresh,) = imposed(shelves(1, A4_3X8), A4_3X8)
    (begun,) = imposed(shelves(1, A4_3X8), A4_3X8, skip=5)
    (first,), (sixth,) = fresh.symbols, begun.symbols
    assert sixth.x_um - first.x_um == 2 * 70 * MM
    assert sixth.y_um - first.y_um == 37 * MM


def test_what_does_not_fit_goes_on_a_second_sheet() -> None:
    assert [len(page.symbols) for page in imposed(shelves(30, A4_3X8), A4_3X8, skip=5)] == [19, 11]


def test_skipping_a_whole_sheet_prints_no_empty_page() -> None:
    assert [len(page.symbols) for page in imposed(shelves(2, A4_3X8), A4_3X8, skip=24)] == [2]


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())
def test_labels_stay_in_their_places_and_on_the_page(sheet: Sheet) -> None:
    (page,) = imposed([layout(PIECE, sheet.room)] * sheet.places, sheet)
    places = [
        Box(*sheet.corner_um(place), sheet.room.width_um, sheet.room.height_um)
        for place in range(sheet.places)
    ]
    assert not any(one.meets(other) for one, other in combinations(places, 2))
    assert all(
        box.x_um >= 0 and box.right_um <= A4.width_um and box.bottom_um <= A4.height_um for box in places
    )
    for place, cells in zip(places, page.symbols, strict=True):
        quiet = cells.quiet_box
        assert place.x_um <= quiet.x_um
        assert quiet.bottom_um <= place.bottom_um


def test_the_room_on_touching_labels_is_that_of_a_roll() -> None:
    """Four millimetres all around are what an office printer leaves white at the edge of a page."""
    assert A4_3X8.room == Size(62 * MM, 29 * MM)
    assert A4_3X8.corner_um(0)[0] == 4 * MM
