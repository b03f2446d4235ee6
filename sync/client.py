"""The one file that knows httpx: a deadline over everything, gzip out, bounded answers in, errors as reasons.

httpx has no total deadline, does not compress what it sends and inflates answers without bound; so every
exchange runs under `asyncio.timeout`, and answers are asked for uncompressed and read up to a size.
"""

import asyncio
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import quote, urlsplit

import httpx
from pydantic import ValidationError

from stock.events import chain
from sync.effects import Batch
from sync.errors import BadAddress, NotARegistry, Offline, Refused, SyncError, TooSlow, Unavailable
from sync.inbox_wire import InboxAnswer
from sync.packing import pack, squeeze, unpack
from sync.stock_wire import ChangesAnswer, IndexAnswer
from sync.wire import (
    LARGEST_ANSWER,
    LIMITS,
    NDJSON,
    PROBLEM_JSON,
    ROUND_SECONDS,
    EnrolAnswer,
    EnrolRequest,
    EventsAnswer,
    EventsHeader,
    HelloAnswer,
    HelloRequest,
    Message,
    Problem,
    ProblemKind,
    problem_type,
)

CONNECT_SECONDS = 10
SILENT_SECONDS = 20
"""A connection on which nothing moves for so long is taken for dead, though nobody closed it."""
_GOES_ON = (ProblemKind.GAP, ProblemKind.FORK, ProblemKind.BAD_LINE, ProblemKind.TOO_LARGE)
LARGEST_SNAPSHOT = 64 * 1024 * 1024
SPACES_A_PAGE = 500
ITEMS_A_PAGE = 200
"""So many fit an answer, however long their titles are."""
_HAS_NOT = (404, 409)
_GONE = 410
_NOT_NOW = (408, 425, 429)
_HEADERS = {"Accept": f"application/json, {PROBLEM_JSON}", "Accept-Encoding": "identity"}
_JSON = {"Content-Type": "application/json"}
_EVENTS = {"Content-Type": NDJSON, "Content-Encoding": "gzip"}

Answer = TypeVar("Answer", bound=Message)


@dataclass(frozen=True, slots=True)
class Registration:
    """Where this kiosk is enrolled. The token is in no text of it."""

    url: str
    space: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    headers: httpx.Headers
    body: bytes


class Connection:
    """A connection to a registry for one round, used as a context; every method raises SyncError.

    It blocks, and starts an event loop of its own: use it in a thread that has none.
    """

    def __init__(
        self, url: str, seconds: float = ROUND_SECONDS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._url, self._seconds, self._clock = address(url), seconds, clock

    def __enter__(self) -> Self:
        self._ends = self._clock() + self._seconds
        self._runner = asyncio.Runner()
        self._http = httpx.AsyncClient(
            timeout=httpx.Timeout(min(SILENT_SECONDS, self._seconds), connect=CONNECT_SECONDS),
            headers=_HEADERS | self._own_headers(),
            verify=_certificates(),
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._runner.run(self._http.aclose())
        self._runner.close()

    def check(self) -> None:
        """Raises TooSlow once the time for all of it has passed."""
        if self._clock() > self._ends:
            raise TooSlow(self._url)

    def enrol(self, request: EnrolRequest) -> EnrolAnswer:
        """Spend a one-use code."""
        return _understood(EnrolAnswer, self._post("v1/enrol", request.to_json(), _JSON))

    def _own_headers(self) -> dict[str, str]:
        return {}

    def _post(self, path: str, body: bytes, headers: dict[str, str]) -> _Reply:
        return self._ask("POST", path, body, headers)

    def _get(self, path: str) -> _Reply:
        return self._ask("GET", path, b"", {})

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> _Reply:
        with _reasons(self._url):
            return self._runner.run(self._exchange(method, f"{self._url}/{path}", body, headers))

    async def _exchange(self, method: str, url: str, body: bytes, headers: dict[str, str]) -> _Reply:
        async with (
            asyncio.timeout(self._ends - self._clock()),
            self._http.stream(method, url, content=body, headers=headers) as response,
        ):
            return _Reply(response.status_code, response.headers, await _read(response))


class Client(Connection):
    """An enrolled kiosk's connection for one round."""

    def __init__(
        self,
        registration: Registration,
        seconds: float = ROUND_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(registration.url, seconds, clock)
        self._registration = registration

    def hello(self, request: HelloRequest) -> HelloAnswer:
        """Say hello."""
        return _understood(HelloAnswer, self._post(self._path("hello"), request.to_json(), _JSON))

    def events(self, header: EventsHeader, lines: Sequence[bytes]) -> EventsAnswer | Problem:
        """Send lines. A problem is one that the round can go on from."""
        body = pack(header, lines)
        packed = squeeze(body)
        if len(body) > LIMITS.inflated_bytes or len(packed) > LIMITS.wire_bytes:
            return _too_large()
        reply = self._post(self._path("events"), packed, _EVENTS)
        problem = _problem(reply) if reply.status >= 400 else None
        if problem and problem.kind in _GOES_ON:
            return problem
        return _understood(EventsAnswer, reply)

    def fetch(self, log: str, after: int) -> Batch | Problem:
        """Ask for lines of a log after a number. A problem is one that the round can go on from."""
        reply = self._get(self._path(f"logs/{log}/events?after={after}"))
        problem = _problem(reply) if reply.status in _HAS_NOT else None
        return problem or _lines(reply)

    def inbox(self, after: str) -> InboxAnswer:
        """Ask for what other spaces told this one, after a place."""
        return _understood(InboxAnswer, self._get(self._path(f"inbox?after={after}")))

    def index(self, cursor: str) -> IndexAnswer:
        """Ask how spaces stand, by id after one."""
        return _understood(IndexAnswer, self._get(f"v1/index?cursor={cursor}&limit={SPACES_A_PAGE}"))

    def changes(self, space: str, since: str) -> ChangesAnswer | None:
        """Ask what changed in a space after a place; None where the place does not hold any more."""
        reply = self._get(f"v1/spaces/{space}/items?since={quote(since, safe='')}&limit={ITEMS_A_PAGE}")
        return None if reply.status == _GONE else _understood(ChangesAnswer, reply)

    def snapshot(self, space: str, write: Callable[[bytes], object]) -> None:
        """Have all of a space written, as it is compressed."""
        path = f"{self._url}/v1/spaces/{space}/snapshot.ndjson.gz"
        with _reasons(self._url):
            reply = self._runner.run(self._download(path, write))
        if reply.status != 200:
            raise _refusal(reply)

    async def _download(self, url: str, write: Callable[[bytes], object]) -> _Reply:
        size = 0
        async with (
            asyncio.timeout(self._ends - self._clock()),
            self._http.stream("GET", url) as response,
        ):
            if response.status_code != 200:
                return _Reply(response.status_code, response.headers, await _read(response))
            async for chunk in response.aiter_raw():
                size += len(chunk)
                if size > LARGEST_SNAPSHOT:
                    raise NotARegistry("an endless snapshot")
                write(chunk)
            return _Reply(200, response.headers, b"")

    def _own_headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._registration.token}"}

    def _path(self, name: str) -> str:
        return f"v1/spaces/{self._registration.space}/{name}"


@contextmanager
def _reasons(url: str) -> Iterator[None]:
    """What can go wrong on the way, as SyncErrors."""
    try:
        yield
    except (TimeoutError, httpx.ReadTimeout, httpx.WriteTimeout, httpx.PoolTimeout) as error:
        raise TooSlow(url) from error
    except (httpx.TransportError, OSError) as error:
        raise Offline(str(error)) from error


@cache
def _certificates() -> ssl.SSLContext:
    """Read once a process: it takes longer than a round."""
    return httpx.create_ssl_context()


def address(url: str) -> str:
    """The address of a registry, without a slash at its end. Raises BadAddress."""
    text = url.strip().rstrip("/")
    try:
        parts = urlsplit(text)
        httpx.URL(text)
        port = parts.port
    except (ValueError, httpx.InvalidURL) as error:
        raise BadAddress(str(error)) from error
    extras = (parts.username, parts.password, parts.query, parts.fragment)
    is_clean = text.isascii() and text.isprintable() and " " not in text
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or any(extras)
        or port == 0
        or not is_clean
    ):
        raise BadAddress("not an http or https address")
    return text


async def _read(response: httpx.Response) -> bytes:
    """The body, up to the largest answer there is. One that is compressed all the same was not asked for."""
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise NotARegistry("a compressed answer")
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise NotARegistry("an endless answer")
    return bytes(body)


def _understood(kind: type[Answer], reply: _Reply) -> Answer:
    if reply.status != 200:
        raise _refusal(reply)
    try:
        return kind.model_validate_json(reply.body)
    except ValidationError as error:
        raise NotARegistry(f"no {kind.__name__}") from error


def _lines(reply: _Reply) -> Batch:
    """The lines of an answer, with the hash after the last as it has to be."""
    if reply.status != 200:
        raise _refusal(reply)
    head, lines = unpack(reply.body)
    try:
        header = EventsHeader.model_validate_json(head)
    except ValidationError as error:
        raise NotARegistry("no lines of a log") from error
    after = bytes.fromhex(header.prev)
    *_, last = after, *chain(lines, after)
    return Batch(header.log, header.first, header.prev, tuple(lines), last.hex())


def _refusal(reply: _Reply) -> SyncError:
    problem = _problem(reply)
    if reply.status in _NOT_NOW or reply.status >= 500:
        return Unavailable(problem or Problem(status=reply.status), _after_seconds(reply.headers))
    return Refused(problem) if problem else NotARegistry(f"status {reply.status}")


def _problem(reply: _Reply) -> Problem | None:
    """The problem of an answer; a 413 without one comes from a proxy on the way."""
    if reply.headers.get("Content-Type", "").startswith(PROBLEM_JSON):
        try:
            return Problem.model_validate_json(reply.body)
        except ValidationError:
            return None
    return _too_large() if reply.status == 413 else None


def _too_large() -> Problem:
    return Problem(type=problem_type(ProblemKind.TOO_LARGE), status=413)


def _after_seconds(headers: httpx.Headers) -> int:
    text = headers.get("Retry-After", "")
    return min(int(text), 3600) if text.isdecimal() else 0
