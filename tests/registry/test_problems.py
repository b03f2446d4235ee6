"""Every error is a problem that a program can read, and none of them is the server's fault."""

import json

import httpx
import pytest

from tests.registry.served import Served
from tests.registry.wires import Wire, problem

pytestmark = pytest.mark.parametrize("served", ["sqlite"], indirect=True)  # no database has a say in these


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/v1/nothing", 404),
        ("GET", "/v1/enrol", 405),
        ("PUT", "/v1/health", 405),
        ("GET", "/v1/spaces/riga/hello", 405),
    ],
)
def test_what_there_is_not_is_a_problem(served: Served, method: str, path: str, status: int) -> None:
    assert problem(httpx.request(method, served.url + path)) == (status, "about:blank")


@pytest.mark.parametrize("space", ["Riga", "a" * 41, "-a", "a%20b", "%00"])
def test_a_path_that_names_no_space_is_a_problem(served: Served, space: str) -> None:
    assert problem(httpx.get(f"{served.url}/v1/spaces/{space}/items")) == (422, "/problems/message")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nothing",
        b"[]",
        b'{"vec":1}',
        b'{"vec":"%s","logs":{}}' % (b"0" * 64),
        b"[" * 10_000,
        b'{"vec":' * 5_000,
        b"\xff\xfe\x00",
    ],
    ids=["empty", "text", "list", "number", "object", "deep list", "deep object", "no text"],
)
def test_a_hello_that_makes_no_sense_is_a_problem(wire: Wire, body: bytes) -> None:
    refused = wire.http.post(f"{wire.path}/hello", content=body, headers=wire.door)
    assert problem(refused) == (422, "/problems/message")


def test_a_hello_that_names_too_many_logs_is_a_problem(wire: Wire) -> None:
    logs = [{"log": str(number), "seq": 0, "head": "0" * 64} for number in range(201)]
    assert problem(wire.hello(logs=logs)) == (422, "/problems/message")


@pytest.mark.parametrize(
    "query", [{"limit": 0}, {"limit": 501}, {"limit": "x"}, {"status": "sold"}, {"cursor": "x" * 65}]
)
def test_a_list_that_cannot_be_is_a_problem(wire: Wire, query: dict[str, str | int]) -> None:
    assert problem(wire.items(**query)) == (422, "/problems/message")


def test_the_registry_describes_itself(served: Served) -> None:
    described = httpx.get(f"{served.url}/v1/openapi.json").json()
    assert set(described["paths"]) == {
        "/metrics",
        "/v1/health",
        "/v1/ready",
        "/v1/enrol",
        "/v1/index",
        "/v1/spaces/{space}/snapshot.ndjson.gz",
        "/v1/spaces/{space}/token",
        "/v1/spaces/{space}/hello",
        "/v1/spaces/{space}/events",
        "/v1/spaces/{space}/logs/{log}/events",
        "/v1/spaces/{space}/items",
        "/v1/spaces/{space}/inbox",
    }
    assert "vec" in json.dumps(described["paths"]["/v1/spaces/{space}/hello"])
