"""The label of a remainder says before the cut what it says after it."""

from dataclasses import replace

from cutting.terms import Mode
from kiosk.kiosk import Kiosk
from kiosk.use_cases.confirm_cut import confirm_cut
from kiosk.use_cases.drop_plan import drop_plan
from kiosk.use_cases.labels import face_of, item_label, items_order, note_printed
from kiosk.use_cases.show import show
from labels.kinds import BlankLabel, PieceLabel
from labels.printing.queue import Job, JobState
from stock.pieces import Size
from tests.kiosk.cutting.planned import MM, planned_sheet
from tests.kiosk.world import TODAY, piece, recorded, standing, stocked


def printed(kiosk: Kiosk, code: str) -> PieceLabel:
    """The label of a code, printed."""
    order = items_order(kiosk, [code])
    job = Job(1, "", "", 1, 1, state=JobState.FILED, where="x.pdf", marks=order.marks)
    note_printed(kiosk, job)
    (label,) = order.labels
    assert isinstance(label, PieceLabel)
    return label


def test_an_expected_label_is_right_once_the_cut_is_confirmed(kiosk: Kiosk) -> None:
    code, left = planned_sheet(kiosk)
    before = printed(kiosk, left)
    assert (before.size, before.code) == ("400 × 297 × 4 mm", left)
    recorded(confirm_cut(kiosk, code))
    assert items_order(kiosk, [left]).labels == (before,)
    card = show(kiosk, left)
    assert card
    assert not card.relabel


def test_one_that_turned_out_otherwise_is_out_of_date(kiosk: Kiosk) -> None:
    code, left = planned_sheet(kiosk)
    printed(kiosk, left)
    recorded(confirm_cut(kiosk, code, [Size.of(long_um=390 * MM, short_um=290 * MM)]))
    card = show(kiosk, left)
    assert card
    assert card.relabel


def test_of_a_plan_that_was_dropped_a_label_is_a_blank(kiosk: Kiosk) -> None:
    _code, left = planned_sheet(kiosk)
    drop_plan(kiosk, 1)
    assert isinstance(items_order(kiosk, [left]).labels[0], BlankLabel)


def test_a_charred_edge_is_on_the_label_and_changes_no_label_without_one(kiosk: Kiosk) -> None:
    code, left = planned_sheet(kiosk, Mode.FREE)
    assert "Charred edge: trips a saw's brake" in printed(kiosk, left).hazards
    plain = piece(kiosk, stocked(kiosk, "600x400x4"))
    assert face_of(plain) != face_of(replace(plain, charred=True))
    assert face_of(plain) == face_of(replace(plain, charred=False))
    label = item_label(standing(kiosk, code), plain, kiosk.settings, TODAY)
    assert not any("Charred" in hazard for hazard in label.hazards)
