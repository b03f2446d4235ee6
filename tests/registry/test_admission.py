"""Who gets in: kiosks with a token, to their own space, and nothing is read of anybody else."""

import socket
from urllib.parse import urlsplit

import httpx
import pytest

from registry.use_cases.revoke import revoke
from tests.registry.served import Served
from tests.registry.wires import Log, Wire, problem

OWN = [("POST", "hello"), ("POST", "events"), ("POST", "token"), ("GET", "logs/a/events")]
NEIGHBOURS = [("GET", "items"), ("GET", "items?since="), ("GET", "snapshot.ndjson.gz")]
ROUTES = [*OWN, *NEIGHBOURS]


@pytest.mark.parametrize(("method", "route"), ROUTES)
def test_without_a_token_every_route_of_a_space_is_closed(wire: Wire, method: str, route: str) -> None:
    refused = wire.http.request(method, f"{wire.path}/{route}")
    assert problem(refused) == (401, "/problems/not-enrolled")
    assert refused.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(("method", "route"), ROUTES)
def test_a_wrong_token_opens_nothing(wire: Wire, method: str, route: str) -> None:
    token = wire.joined.token
    wrong = [token[:-1] + ("x" if token[-1] != "x" else "y"), token.upper(), "x", f"{token}\xe9", "a.b.c"]
    for each in wrong:
        headers = {b"Authorization": f"Bearer {each}".encode("latin-1")}
        refused = wire.http.request(method, f"{wire.path}/{route}", headers=headers)
        assert problem(refused) == (401, "/problems/not-enrolled")


@pytest.mark.parametrize(("method", "route"), OWN)
def test_a_token_opens_no_other_space(wire: Wire, served: Served, method: str, route: str) -> None:
    other = served.join(f"{wire.joined.space}-other")
    refused = wire.http.request(method, f"/v1/spaces/{other.space}/{route}", headers=wire.door)
    assert problem(refused) == (403, "/problems/other-space")


@pytest.mark.parametrize(("method", "route"), NEIGHBOURS)
def test_a_token_shows_what_neighbours_have(wire: Wire, served: Served, method: str, route: str) -> None:
    other = served.join(f"{wire.joined.space}-other")
    assert (
        wire.http.request(method, f"/v1/spaces/{other.space}/{route}", headers=wire.door).status_code == 200
    )
    unknown = wire.http.request(method, f"/v1/spaces/never-heard-of/{route}", headers=wire.door)
    assert problem(unknown) == (404, "/problems/no-space")


def test_a_revoked_token_opens_nothing_from_then_on(wire: Wire, served: Served) -> None:
    assert wire.items().status_code == 200
    assert revoke(served.spaces, wire.joined.space, wire.joined.kiosk)
    assert problem(wire.items()) == (401, "/problems/not-enrolled")
    assert problem(wire.push(Log())) == (401, "/problems/not-enrolled")


@pytest.mark.parametrize("length", ["Content-Length: 104857600", "Transfer-Encoding: chunked"])
def test_a_body_is_not_read_before_its_sender_is_admitted(wire: Wire, served: Served, length: str) -> None:
    answer = _answer_before_the_body(served, f"{wire.path}/events", length)
    assert b"401" in answer.split(b"\r\n")[0]
    assert b"connection: close" in answer.lower()


def test_a_body_announced_over_the_limit_is_not_read_from_an_enrolled_kiosk(
    wire: Wire, served: Served
) -> None:
    admitted = f"Content-Length: 104857600\r\nAuthorization: Bearer {wire.joined.token}"
    answer = _answer_before_the_body(served, f"{wire.path}/events", admitted)
    assert b"413" in answer.split(b"\r\n")[0]


def _answer_before_the_body(served: Served, path: str, headers: str) -> bytes:
    address = urlsplit(served.url)
    assert address.hostname
    assert address.port
    with socket.create_connection((address.hostname, address.port), timeout=20) as connection:
        connection.sendall(f"POST {path} HTTP/1.1\r\nHost: registry\r\n{headers}\r\n\r\n".encode())
        answer = b""
        while data := connection.recv(65536):
            answer += data
    return answer


def test_health_is_open_to_everybody(served: Served) -> None:
    answer = httpx.get(f"{served.url}/v1/health")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
