"""The registry against its own description: whatever is sent, nothing ends in a server's error."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation

from sync.wire import NDJSON
from tests.registry.engines import ENGINES, new_database
from tests.registry.served import Served
from tests.registry.wires import Log, Wire

EXAMPLES = 25
OPERATIONS = [
    "GET /metrics",
    "GET /v1/health",
    "GET /v1/index",
    "GET /v1/ready",
    "GET /v1/spaces/{space}/inbox",
    "GET /v1/spaces/{space}/items",
    "GET /v1/spaces/{space}/logs/{log}/events",
    "GET /v1/spaces/{space}/snapshot.ndjson.gz",
    "POST /v1/enrol",
    "POST /v1/spaces/{space}/events",
    "POST /v1/spaces/{space}/hello",
    "POST /v1/spaces/{space}/token",
]


@pytest.fixture(scope="module", params=ENGINES)
def generous(request: pytest.FixtureRequest) -> Iterator[Served]:
    """A registry of this module's own, that counts no requests."""
    with Served(new_database(request.param, request), options=("--requests", "100000")) as registry:
        yield registry


@pytest.fixture(scope="module")
def kiosk(generous: Served) -> Iterator[Wire]:
    """An enrolled kiosk, whose space holds something."""
    with httpx.Client(base_url=generous.url, timeout=20) as http:
        wire, log = Wire(http, generous.join("riga")), Log()
        log.receive("DRE0000012", "DRE0000023")
        assert wire.push(log).status_code == 200
        yield wire


def test_every_route_is_tried(generous: Served) -> None:
    assert sorted(_operations(generous)) == OPERATIONS


@schemathesis.serializer(NDJSON)
def as_lines(_context: object, value: object) -> bytes:
    """A body of lines is a text; anything else goes as it would in JSON."""
    return value.encode(errors="surrogatepass") if isinstance(value, str) else json.dumps(value).encode()


RIGHT, WRONG = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
WITHOUT_INPUT = {"GET /metrics", "GET /v1/health", "GET /v1/ready"}
TRIED = [
    *((name, RIGHT) for name in OPERATIONS),
    *((name, WRONG) for name in OPERATIONS if name not in WITHOUT_INPUT),
]


@pytest.mark.parametrize(("name", "mode"), TRIED)
def test_no_request_is_the_servers_fault(
    generous: Served, kiosk: Wire, name: str, mode: GenerationMode
) -> None:
    operation = _operations(generous)[name]
    before = kiosk.codes()

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def tried(case: Case[Any]) -> None:
        if "space" in case.path_parameters and mode is RIGHT:
            case.path_parameters["space"] = kiosk.joined.space
        answer = case.call(headers=kiosk.door)
        assert answer.status_code < 500, (case.as_curl_command(), answer.text)

    tried()
    assert kiosk.codes() == before


def test_every_message_and_every_error_is_described_with_an_example(generous: Served) -> None:
    described = httpx.get(f"{generous.url}/v1/openapi.json").json()
    without = [
        (path, status)
        for path, methods in described["paths"].items()
        for operation in methods.values()
        for status, answer in operation["responses"].items()
        for kind, content in answer.get("content", {}).items()
        if kind != "application/gzip" and not {"example", "examples"} & set(content)
    ]
    assert without == []
    posts = [methods["post"] for methods in described["paths"].values() if "post" in methods]
    bodies = [
        kind for post in posts if "requestBody" in post for kind in post["requestBody"]["content"].values()
    ]
    assert [body["schema"] for body in bodies if "example" not in body] == []
    assert len(bodies) == 3


def test_everything_that_a_route_may_answer_and_be_asked_again_with_is_described(generous: Served) -> None:
    paths = httpx.get(f"{generous.url}/v1/openapi.json").json()["paths"]
    items = paths["/v1/spaces/{space}/items"]["get"]["responses"]["200"]["content"]["application/json"]
    assert set(items["examples"]) == {"ItemsAnswer", "ChangesAnswer"}
    routes = [methods["get"] for methods in paths.values() if "get" in methods]
    unchanged = [route for route in routes if "304" in route["responses"]]
    assert len(unchanged) == 2
    for route in unchanged:
        assert "If-None-Match" in {each["name"] for each in route["parameters"]}
        assert len(route["parameters"]) > 1


def _operations(served: Served) -> dict[str, APIOperation[Any, Any, Any, Any]]:
    schema = schemathesis.openapi.from_url(f"{served.url}/v1/openapi.json")
    found = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    return {f"{operation.method.upper()} {operation.path}": operation for operation in found}
