"""The power goes while a kiosk scans: what the screen said OK to is there afterwards; the file is sound."""

from pathlib import Path

import pytest

from ledger.engine import PRAGMAS
from tests.power.cutting import cut_power
from tests.power.filling import PAGE, fill, scans_of
from tests.power.recording import statements_of

SCANS = 50


def test_no_power_cut_costs_a_scan_or_damages_the_file() -> None:
    count = cut_power(1200)
    assert (count.states, count.examples) == (1200, [])


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("PRAGMA synchronous=EXTRA", "PRAGMA synchronous=OFF"),
        ("PRAGMA journal_mode=PERSIST", "PRAGMA journal_mode=OFF"),
    ],
)
def test_with_other_settings_it_would(ours: str, theirs: str) -> None:
    count = cut_power(400, pragmas=[pragma.replace(ours, theirs) for pragma in PRAGMAS])
    assert count.examples


def test_a_disk_that_is_full_at_any_page_costs_no_scan_and_goes_on_once_there_is_room(tmp_path: Path) -> None:
    before, statements = statements_of(tmp_path / "scanned.db", SCANS)
    scans, said, room = scans_of(statements), -1, 0
    while said < SCANS:
        filled = fill(tmp_path / "kiosk.db", before, scans, room)
        assert (filled.wrong, filled.recovers) == ("", True)
        assert filled.found >= filled.said >= said
        said, room = filled.said, room + PAGE
    assert room > 10 * PAGE
