"""A served registry on each engine, and a space of its own for every test."""

import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import httpx
import pytest

from tests.registry.engines import ENGINES, new_database
from tests.registry.served import Served
from tests.registry.wires import Wire

_numbers = count(1)


@pytest.fixture(scope="session", params=ENGINES)
def served(request: pytest.FixtureRequest) -> Iterator[Served]:
    """A registry that all tests of an engine share."""
    with Served(new_database(request.param, request)) as registry:
        yield registry


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest) -> str:
    """An empty database of this test's own."""
    return new_database(request.param, request)


@pytest.fixture
def wire(served: Served) -> Iterator[Wire]:
    """An enrolled kiosk's bare requests to a space that nobody else uses."""
    joined = served.join(f"space-{next(_numbers)}")
    with httpx.Client(base_url=served.url, timeout=20) as http:
        yield Wire(http, joined)


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder whose name is short enough for a socket in it, and open to the server's user."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
