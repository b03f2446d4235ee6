"""A slip says all that a space needs to take a piece in, and survives scanners and keyboards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stock.codes import ALPHABET, Damaged, SlipCode, read
from stock.items import Lot, Origin, Piece, Status
from stock.layouts import LAYOUTS, Layout, tangle
from stock.materials import catalogue
from stock.pieces import Form, Mass, Size, Unit
from stock.slips import LARGEST_QUANTITY, LONGEST_TITLE, Slip, read_slip, write_slip

names = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=40)
codes = st.sampled_from(["DRE7K3PX4N", "BRG000000K"])
lengths = st.integers(0, 10**7)
pieces = st.builds(
    Piece,
    material=st.sampled_from([material.slug for material in catalogue().all()]),
    form=st.sampled_from(Form),
    size=st.builds(Size.of, long_um=lengths, short_um=lengths, thick_um=lengths),
    mass=st.builds(Mass.measured, st.integers(0, 10**9)),
    origin=st.sampled_from(Origin),
    status=st.just(Status.SENT),
    title=st.text(st.characters(exclude_categories=["C"]), max_size=LONGEST_TITLE),
    quarantined=st.booleans(),
    charred=st.booleans(),
    label=st.just("") | codes,
)
lots = st.builds(
    Lot,
    material=st.sampled_from([material.slug for material in catalogue().all()]),
    unit=st.sampled_from(Unit),
    origin=st.sampled_from(Origin),
    status=st.just(Status.SENT),
    title=st.text(st.characters(exclude_categories=["C"]), max_size=LONGEST_TITLE),
    label=st.just("") | codes,
)
counters = st.integers(1, 10**9 - 1)
slips = st.builds(Slip, names, names, names, codes, counters, pieces) | st.builds(
    Slip, names, names, names, codes, counters, lots, st.integers(1, LARGEST_QUANTITY)
)


@given(slips)
def test_what_is_written_is_read(slip: Slip) -> None:
    text = write_slip(slip)
    assert set(text) <= set(ALPHABET)
    assert read_slip(text) == slip
    assert read(text) == SlipCode(text)
    assert read(text.lower()) == SlipCode(text)


@given(slips, st.data())
def test_a_wrong_character_is_found(slip: Slip, data: st.DataObject) -> None:
    text = write_slip(slip)
    at = data.draw(st.integers(4, len(text) - 1))
    other = data.draw(st.sampled_from([each for each in ALPHABET if each != text[at]]))
    wrong = text[:at] + other + text[at + 1 :]
    assert read(wrong) == Damaged(wrong)
    assert read_slip(wrong) is None


@given(st.text(ALPHABET, max_size=60))
def test_anything_else_is_no_slip(text: str) -> None:
    assert read_slip("000S" + text) is None


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_slip_is_read_through_every_layout(layout: Layout) -> None:
    slip = Slip("riga", "cesis", "riga", "DRE7K3PX4N", 3, PIECE)
    text = write_slip(slip)
    assert read(tangle(text, layout)) == SlipCode(text)


def test_a_usual_slip_fits_a_symbol_that_a_label_can_bear() -> None:
    assert len(write_slip(Slip("riga-makers", "cesis", "riga-makers", "DRE7K3PX4N", 3, PIECE))) <= 227


PIECE = Piece(
    material="plywood-birch",
    form=Form.SHEET,
    size=Size(600_000, 400_000, 4_000),
    mass=Mass.measured(3_000_000),
    origin=Origin.DONATION,
    status=Status.SENT,
    title="stage floor",
)
