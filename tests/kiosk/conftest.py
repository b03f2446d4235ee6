"""A kiosk on a file of its own, and a maker at its desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.kiosk import Kiosk
from kiosk.language import speak
from tests.kiosk.world import Maker, open_known


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    """A kiosk that is set up and holds nothing."""
    opened = open_known(tmp_path / "kiosk.db")
    yield opened
    opened.ledger.engine.dispose()
    speak("en")


@pytest.fixture
def maker(kiosk: Kiosk) -> Maker:
    """Somebody at its desk."""
    return Maker(kiosk)
