"""The power goes while a kiosk scans: what the screen said OK to is there afterwards; the file is sound."""

import pytest

from ledger.engine import PRAGMAS
from tests.power.cutting import cut_power


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
