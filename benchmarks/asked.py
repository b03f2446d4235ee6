"""What single requests cost a process of the registry: milliseconds of a core, HTTP and all."""

import http.client
import json
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from benchmarks import registries
from benchmarks.figures import Figures, cpu_seconds
from benchmarks.pushing import prepare
from stock.events import FIRST_HASH, chain
from sync.client import Registration
from sync.packing import pack, squeeze
from sync.wire import EventsHeader

TIMES = 300


def asked(engine: str = "postgresql") -> Figures:
    """A hello with nothing new, a push of one event, an index that did not change."""
    with (
        registries.database(engine) as database,
        registries.ours(database, *registries.NO_LIMITS) as (url, pid),
    ):
        (kiosk,) = registries.joined(database, url, 1)
        connection = http.client.HTTPConnection(str(urlsplit(url).hostname), urlsplit(url).port)
        ask = _Asking(connection, kiosk)
        bodies = _single_events()
        ask.push(next(bodies))
        return {
            "hello_cpu_ms": _cost(pid, ask.hello),
            "push_of_one_cpu_ms": _cost(pid, lambda: ask.push(next(bodies))),
            "index_cpu_ms": _cost(pid, ask.index),
        }


class _Asking:
    """One kiosk's requests on one connection."""

    def __init__(self, connection: http.client.HTTPConnection, kiosk: Registration) -> None:
        self._connection, self._path = connection, f"/v1/spaces/{kiosk.space}"
        self._door, self._tag = {"Authorization": f"Bearer {kiosk.token}"}, ""

    def hello(self) -> None:
        """A hello."""
        self._ask("POST", f"{self._path}/hello", json.dumps({"vec": "0" * 64}).encode())

    def push(self, body: bytes) -> None:
        """A batch."""
        self._ask("POST", f"{self._path}/events", body, {"Content-Encoding": "gzip"})

    def index(self) -> None:
        """The index, where it changed."""
        headers = {"If-None-Match": self._tag} if self._tag else {}
        self._tag = self._ask("GET", "/v1/index", None, headers) or self._tag

    def _ask(self, method: str, path: str, body: bytes | None, more: dict[str, str] | None = None) -> str:
        self._connection.request(method, path, body, self._door | (more or {}))
        answer = self._connection.getresponse()
        answer.read()
        assert answer.status in {200, 304}, answer.status
        return answer.headers.get("ETag", "")


def _single_events() -> Iterator[bytes]:
    lines = prepare(TIMES + 1, seed=1).lines
    heads = [FIRST_HASH, *chain(lines)]
    for at, line in enumerate(lines):
        yield squeeze(pack(EventsHeader(log="log-1", first=at + 1, prev=heads[at].hex()), [line]))


def _cost(pid: int, ask: Callable[[], object]) -> float:
    before = cpu_seconds(pid)
    for _ in range(TIMES):
        ask()
    return round((cpu_seconds(pid) - before) / TIMES * 1000, 1)
