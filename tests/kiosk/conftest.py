"""A kiosk on a file of its own, and a maker at its desk. Chance is the same in every run of a test."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest

from kiosk.kiosk import Kiosk
from kiosk.language import speak
from tests.kiosk.world import Maker, open_known

_CHANCE = Random()  # noqa: S311 (the same codes every time)


@pytest.fixture(scope="package", autouse=True)
def _known_codes() -> Iterator[None]:
    """Codes are drawn from a chance that is known, also those of kiosks that a test opens by itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kiosk.start.secrets", SimpleNamespace(randbelow=_CHANCE.randrange))
        yield


def pytest_runtest_setup() -> None:
    """Each test draws the same codes, whichever tests were before it."""
    _CHANCE.seed(1)


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
