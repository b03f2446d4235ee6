"""Databases on each engine. In all these tests, a statement that changes a stored event fails."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from ledger.engine import open_engine, sqlite_url
from ledger.ledger import Ledger
from ledger.opening import prepare
from ledger.words import Words
from tests.ledger.opened import new_space, open_kiosk, refuse_changed_events
from tests.postgres import NewDatabase

ENGINES = ["sqlite", "postgresql"]
Opener = Callable[..., Ledger]


@pytest.fixture(autouse=True, scope="module")
def _no_event_changes() -> Iterator[None]:
    event.listen(Engine, "before_cursor_execute", refuse_changed_events)
    yield
    event.remove(Engine, "before_cursor_execute", refuse_changed_events)


@pytest.fixture(scope="session", params=ENGINES)
def shared(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A prepared database that all tests of an engine share, and that no power cut has to leave whole."""
    engine = open_engine(_new_url(request))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda made, _: made.execute("PRAGMA synchronous=OFF").close())
    prepare(engine)
    yield engine
    engine.dispose()


@pytest.fixture(params=ENGINES)
def url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database of this test's own."""
    return _new_url(request)


@pytest.fixture
def own(url: str) -> Iterator[Engine]:
    """A prepared database of this test's own."""
    engine = open_engine(url)
    prepare(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def ledger(shared: Engine) -> Ledger:
    """The ledger of a space that nobody else uses."""
    return new_space(shared)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a kiosk's database goes."""
    return tmp_path / "kiosk.db"


@pytest.fixture
def opened() -> Iterator[Opener]:
    """Opens a kiosk's own ledger in a file, as a new run of the program has it."""
    ledgers: list[Ledger] = []

    def opens(path: Path, words: Words | None = None) -> Ledger:
        ledgers.append(open_kiosk(path, words))
        return ledgers[-1]

    yield opens
    for ledger in ledgers:
        ledger.engine.dispose()


def _new_url(request: pytest.FixtureRequest) -> str:
    if request.param == "postgresql":
        new: NewDatabase = request.getfixturevalue("new_postgres_url")
        return new()
    factory: pytest.TempPathFactory = request.getfixturevalue("tmp_path_factory")
    return sqlite_url(factory.mktemp("ledger") / "ledger.db").render_as_string(hide_password=False)
