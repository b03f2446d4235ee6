"""An empty database on each engine, for tests of the registry without its process."""

import pytest

from tests.postgres import NewDatabase

ENGINES = ["sqlite", "postgresql"]


def new_database(engine: str, request: pytest.FixtureRequest) -> str:
    """The path or URL of an empty database."""
    if engine == "postgresql":
        new: NewDatabase = request.getfixturevalue("new_postgres_url")
        return new()
    factory: pytest.TempPathFactory = request.getfixturevalue("tmp_path_factory")
    return str(factory.mktemp("registry") / "registry.db")
