"""The one file that knows httpx: a deadline over everything, bounded answers in, errors as reasons.

httpx has no total deadline and inflates answers without bound; so every exchange runs under
`asyncio.timeout`, and answers are asked for uncompressed and read up to a size.
"""

import asyncio
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx

from sync.errors import BadAddress, Insecure, Misdirected, NotARegistry, Offline, TooSlow
from sync.replies import Reply
from sync.wire import LARGEST_ANSWER, PROBLEM_JSON, ROUND_SECONDS

CONNECT_SECONDS = 10
SILENT_SECONDS = 20
"""A connection on which nothing moves for so long is taken for dead, though nobody closed it."""
LARGEST_FILE = 64 * 1024 * 1024
_HEADERS = {"Accept": f"application/json, {PROBLEM_JSON}", "Accept-Encoding": "identity"}


@dataclass(frozen=True, slots=True)
class Request:
    """One question; `write` takes what a 200 answers, as it is compressed, where that is a file."""

    method: str
    path: str
    body: bytes = field(default=b"", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    write: Callable[[bytes], object] | None = None


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
        self._http = self._opened()
        self._runner = asyncio.Runner()
        return self

    def _opened(self) -> httpx.AsyncClient:
        """Proxies and certificates are as the environment says, which may be nonsense."""
        timeout = httpx.Timeout(min(SILENT_SECONDS, self._seconds), connect=CONNECT_SECONDS)
        try:
            return httpx.AsyncClient(timeout=timeout, headers=_HEADERS, verify=_certificates())
        except (ImportError, ValueError, OSError, httpx.InvalidURL) as error:
            raise Misdirected(str(error)) from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._runner.run(self._http.aclose())
        self._runner.close()

    def check(self) -> None:
        """Raises TooSlow once the time for all of it has passed."""
        if self._clock() > self._ends:
            raise TooSlow(self._url)

    def ask(self, request: Request) -> Reply:
        """What the registry answers, whatever its status."""
        with _reasons(self._url):
            return self._runner.run(self._exchange(request))

    async def _exchange(self, request: Request) -> Reply:
        url, headers = f"{self._url}/{request.path}", dict(request.headers)
        async with (
            asyncio.timeout(self._ends - self._clock()),
            self._http.stream(request.method, url, content=request.body, headers=headers) as response,
        ):
            body = b""
            if request.write and response.status_code == 200:
                await _pour(response, request.write)
            else:
                body = await _read(response)
            return Reply(response.status_code, response.headers, body)


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


@contextmanager
def _reasons(url: str) -> Iterator[None]:
    """What can go wrong on the way, as SyncErrors."""
    try:
        yield
    except (TimeoutError, httpx.ReadTimeout, httpx.WriteTimeout, httpx.PoolTimeout) as error:
        raise TooSlow(url) from error
    except (httpx.TransportError, OSError) as error:
        raise (Insecure if _is_of_tls(error) else Offline)(str(error)) from error


def _is_of_tls(error: BaseException | None) -> bool:
    """Whether TLS is at the bottom of it: httpx says only that it could not connect."""
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


@cache
def _certificates() -> ssl.SSLContext:
    """Read once a process: it takes longer than a round."""
    return httpx.create_ssl_context()


async def _pour(response: httpx.Response, write: Callable[[bytes], object]) -> None:
    size = 0
    async for chunk in response.aiter_raw():
        size += len(chunk)
        if size > LARGEST_FILE:
            raise NotARegistry("an endless snapshot")
        write(chunk)


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
