"""A kiosk's ledger, a registry that tests share, and one that a test may kill."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from ledger.ledger import Ledger
from tests.registry.served import Served
from tests.sync.kiosks import open_kiosk

_numbers = count(1)


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A registry that tests share."""
    with Served(str(tmp_path_factory.mktemp("registry") / "registry.db")) as served:
        yield served


@pytest.fixture
def space() -> str:
    """A space that nobody else uses."""
    return f"space-{next(_numbers)}"


@pytest.fixture
def own_registry(tmp_path: Path) -> Iterator[Served]:
    """A registry of this test's own."""
    with Served(str(tmp_path / "registry.db")) as served:
        yield served


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Ledger]:
    """A kiosk's ledger."""
    ledger = open_kiosk(tmp_path / "kiosk.db")
    yield ledger
    ledger.engine.dispose()
