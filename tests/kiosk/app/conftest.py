"""A kiosk that is set up, somebody who talks to it, and its database after it was closed."""

from pathlib import Path

import pytest

from kiosk.kiosk import Kiosk
from tests.kiosk.app.house import Talk


@pytest.fixture
def talk(kiosk: Kiosk, tmp_path: Path) -> Talk:
    """Somebody in front of an open kiosk."""
    found = Talk(tmp_path / "kiosk.db", kiosk)
    found.opens()
    return found
