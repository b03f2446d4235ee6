"""What comes over the wire and should not: the right status, flat memory, and a space that stays as it is."""

import asyncio
import gzip
import json
import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from registry import bodies
from registry.api import create
from registry.spaces import Spaces
from registry.use_cases.enrol import enrol
from registry.use_cases.issue_code import issue_code
from sync.wire import EnrolAnswer, EnrolRequest
from tests.registry.served import Served
from tests.registry.wires import Log, Wire, problem, received

NEIGHBOURS_READ = {"/v1/spaces/{space}/items", "/v1/spaces/{space}/snapshot.ndjson.gz"}
MOST_GROWTH_KB = 32_000


@pytest.fixture
def kept(wire: Wire) -> Iterator[Log]:
    """A log of the kiosk that is stored, and is what the space consists of afterwards, too."""
    log = Log()
    log.receive("DRE0000012", "DRE0000023")
    assert wire.push(log).status_code == 200
    before = state(wire)
    yield log
    assert state(wire) == before


def test_a_token_of_another_space_opens_no_route_of_a_space(wire: Wire, served: Served, kept: Log) -> None:
    stranger = served.join(f"{wire.joined.space}-stranger")
    described = httpx.get(f"{served.url}/v1/openapi.json").json()["paths"]
    routes = [
        (method, path) for path, methods in described.items() if "{space}" in path for method in methods
    ]
    assert len(routes) >= 5
    for method, path in routes:
        place = path.replace("{space}", wire.joined.space).replace("{log}", kept.id)
        headers = {"Authorization": f"Bearer {stranger.token}"}
        answer = wire.http.request(method.upper(), place, headers=headers)
        assert answer.status_code in ({200} if path in NEIGHBOURS_READ else {403, 404}), (method, path)


@pytest.mark.usefixtures("kept")
def test_bodies_far_over_the_limits_leave_memory_flat(wire: Wire, served: Served) -> None:
    bombs = {
        "200 MB of zeros": gzip.compress(bytes(200_000_000), 9),
        "a bomb in a bomb": gzip.compress(gzip.compress(bytes(200_000_000), 9), 9),
        "a line of 10 MB": gzip.compress(_header() + b"\n" + b"x" * 10_000_000, 9),
        "a million empty lines": gzip.compress(_header() + b"\n" * 1_000_000, 9),
        "a header of 2 MB": gzip.compress(b" " * 2_000_000 + _header(), 9),
    }
    before = served.peak_memory_kb()
    answers = {name: wire.body(bomb).status_code for name, bomb in bombs.items() for _ in range(3)}
    assert answers == {
        "200 MB of zeros": 413,
        "a bomb in a bomb": 422,
        "a line of 10 MB": 413,
        "a million empty lines": 413,
        "a header of 2 MB": 200,
    }
    assert problem(wire.body(b"x" * 10_000_000, encoding="identity")) == (413, "/problems/too-large")
    assert served.peak_memory_kb() - before < MOST_GROWTH_KB


@pytest.mark.parametrize("levels", [7, 64, 500])
def test_nesting_is_bounded_wherever_it_stands(wire: Wire, kept: Log, levels: int) -> None:
    deep = b"[" * levels + b"]" * levels
    line = b'{"e":1,"eid":"deep","t":"received","v":1,"at":"","d":' + deep + b"}"
    refused = wire.send(kept.id, len(kept.lines) + 1, kept.hash(len(kept.lines)), [line])
    assert problem(refused) == (422, "/problems/bad-line")
    hello = wire.http.post(f"{wire.path}/hello", content=b'{"vec":' + deep + b"}", headers=wire.door)
    assert problem(hello) == (422, "/problems/message")
    assert wire.body(gzip.compress(deep + b"\n")).status_code == 422


def test_wrong_hashes_are_forks_wherever_they_point(wire: Wire, kept: Log) -> None:
    more = [received("DRE0000034")]
    assert problem(wire.send(kept.id, 4, "ab" * 32, more)) == (409, "/problems/fork")
    assert problem(wire.send(kept.id, 4, kept.hash(2), more)) == (409, "/problems/fork")
    assert problem(wire.send(kept.id, 2, kept.hash(1), [*more, kept.lines[2]])) == (409, "/problems/fork")
    assert problem(wire.send(kept.id, 6, kept.hash(3), more)) == (409, "/problems/gap")
    assert problem(wire.send("unknown", 4, kept.hash(3), more)) == (409, "/problems/gap")


def test_a_batch_of_a_year_ago_changes_nothing_however_often_it_comes(wire: Wire) -> None:
    log = Log()
    log.receive(*(f"DRE000{number:04d}" for number in range(50)))
    wire.push(log, until=20)
    log.take("DRE0000003")
    wire.push(log, after=20)
    before = state(wire)
    for _ in range(5):
        assert wire.push(log, until=20).json()["seq"] == 52
        assert wire.push(log, after=3, until=9).json()["head"] == log.hash(52)
    assert state(wire) == before


@pytest.mark.parametrize(
    "line",
    [
        b'{"e":2,"eid":"a","t":"received","v":1,"at":""}',
        b'{"e":"1","eid":"a","t":"received","v":1,"at":""}',
        b'{"e":true,"eid":"a","t":"received","v":1,"at":""}',
        b'{"e":1,"eid":"a","t":"received","v":"1","at":""}',
        b'{"e":1,"eid":"a","t":"received","v":1,"at":"","cv":-1}',
        b'{"e":1,"eid":"a","t":"received","v":1,"at":"","n":9223372036854775808}',
    ],
)
def test_a_line_of_an_envelope_that_there_is_not_yet_is_named(wire: Wire, kept: Log, line: bytes) -> None:
    refused = wire.send(kept.id, 4, kept.hash(3), [line])
    assert (problem(refused), refused.json()["line"]) == ((422, "/problems/bad-line"), 4)


@pytest.mark.parametrize("sent", [0, 1, 100])
def test_a_body_that_ends_too_soon_is_forgotten(wire: Wire, served: Served, kept: Log, sent: int) -> None:
    log = Log()
    log.receive("DRE0000099")
    header = json.dumps({"log": log.id, "first": 1, "prev": "0" * 64}).encode()
    body = gzip.compress(b"\n".join([header, *log.lines, b""]))
    address = urlsplit(served.url)
    head = f"POST {wire.path}/events HTTP/1.1\r\nHost: registry\r\nContent-Length: {len(body)}\r\n"
    head += f"Content-Encoding: gzip\r\nAuthorization: Bearer {wire.joined.token}\r\n\r\n"
    with socket.create_connection((str(address.hostname), address.port or 0), timeout=20) as connection:
        connection.sendall(head.encode() + body[:sent])
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65536):
            pass
    assert wire.hello(logs=[{"log": kept.id}]).json()["others"] == []


async def test_a_body_that_does_not_come_is_not_waited_for(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "BODY_SECONDS", 0.2)
    spaces = Spaces(database)
    enrolled = enrol(spaces, EnrolRequest(code=issue_code(spaces, "riga").code))
    assert isinstance(enrolled, EnrolAnswer)
    app = create(spaces)
    transport = httpx.ASGITransport(app)
    async with app.router.lifespan_context(app):
        async with httpx.AsyncClient(transport=transport, base_url="http://registry") as http:
            headers = {"Authorization": f"Bearer {enrolled.token}", "Content-Encoding": "gzip"}
            answer = await http.post("/v1/spaces/riga/events", content=_trickle(), headers=headers)
        assert problem(answer) == (408, "/problems/unavailable")
        assert answer.headers["connection"] == "close"
    spaces.close()


async def _trickle() -> AsyncIterator[bytes]:
    """A byte, and then nothing for ever."""
    yield b"\x1f"
    await asyncio.Event().wait()


def _header() -> bytes:
    return json.dumps({"log": "bomb", "first": 1, "prev": "0" * 64}).encode()


def state(wire: Wire) -> tuple[Any, Any]:
    """How the space stands, and everything in it."""
    states = wire.http.get("/v1/index", headers=wire.door).json()["spaces"]
    return [each for each in states if each["space"] == wire.joined.space], wire.items(since="").json()
