"""Parts in pieces with outlines: tested exactly while there is time, and said where there was none."""

import sys
from dataclasses import replace
from itertools import count

import pytest

from kiosk.kiosk import Kiosk
from kiosk.use_cases.find import find
from kiosk.use_cases.fitting import ranked, sort_out
from kiosk.use_cases.receive import receive
from stock.fold import Standing
from stock.intake import Intake
from stock.items import Piece
from stock.needs import Need
from stock.outlines import Outline
from stock.pieces import Size
from tests.kiosk.world import recorded, stocked
from tests.stock.test_outlines import ANGLE, ANGLED
from tests.stock.worlds import MM, TODAY, sheet

DIAGONAL = Need(Size(610 * MM, 20 * MM, 4 * MM))
"""It fits into the L only as neither of its rectangles lies."""
BARE = replace(ANGLED, outline=Outline(ANGLE.rings_um))


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time enough, however busy the machine is."""
    monkeypatch.setattr("kiosk.use_cases.fitting.SECONDS", 60.0)


def standings(*pieces: Piece) -> list[Standing]:
    """Pieces as they stand, named A, B, C."""
    return [Standing(chr(65 + at), 1, "", state) for at, state in enumerate(pieces)]


def test_what_fits_is_told_from_what_does_not() -> None:
    found = sort_out(standings(BARE, ANGLED), Need(Size(310 * MM, 300 * MM)))
    assert ([each.item for each in found.fitting], found.unchecked) == (["A", "B"], 0)
    assert sort_out(standings(BARE), Need(Size(500 * MM, 300 * MM))).fitting == ()
    assert sort_out(standings(BARE), Need(Size(diameter_um=300 * MM))).fitting
    assert not sort_out(standings(BARE), Need(Size(diameter_um=300 * MM), trim_um=5 * MM)).fitting


def test_what_there_is_no_time_for_is_counted() -> None:
    ticks = count()
    found = sort_out(standings(*[BARE] * 5), DIAGONAL, clock=lambda: next(ticks) * 15.0)
    assert 1 <= found.unchecked <= 5
    assert len(found.fitting) + found.unchecked <= 5


def test_without_shapely_nothing_is_checked_and_all_of_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cutting.outlines.fitting", None)
    assert sort_out(standings(BARE, BARE), DIAGONAL).unchecked == 2


def test_the_use_case_adds_what_truly_fits_to_what_certainly_does(kiosk: Kiosk) -> None:
    intake = Intake(material="plywood-birch", size=sheet().size)
    certain = recorded(receive(kiosk, replace(intake, outline=ANGLE))).standing.item
    tested = recorded(receive(kiosk, replace(intake, outline=Outline(ANGLE.rings_um)))).standing.item
    whole = stocked(kiosk, "610x400x4")
    hits = find(kiosk, "", Need(Size(400 * MM, 300 * MM, 4 * MM)))
    assert sorted(each.item for each in hits.found.items) == sorted([certain, tested, whole])
    assert (hits.found.total, hits.unchecked, hits.found.open) == (3, 0, ())
    hits = find(kiosk, "", Need(Size(500 * MM, 300 * MM, 4 * MM)))
    assert [each.item for each in hits.found.items] == [whole]


def test_old_pieces_are_offered_before_new_ones() -> None:
    old, new = replace(sheet(), since="2023-01-01"), replace(sheet(), since=TODAY)
    need = Need(Size(300 * MM, 200 * MM))
    assert [each.item for each in ranked(standings(new, old), need, TODAY)] == ["B", "A"]
    assert [each.item for each in ranked(standings(new, replace(old, since="soon")), need, TODAY)] == [
        "A",
        "B",
    ]
