"""What operation sees: readiness, figures, a journal without secrets, and an end that loses no request."""

import asyncio
import json
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlsplit

import httpx
import psycopg
import pytest

from ledger.errors import DiskFull
from registry.api import create
from registry.journal import CONFIG, JOURNAL, Lines
from registry.spaces import Spaces
from registry.watching import Watched
from tests.registry.served import Served, administer
from tests.registry.wires import Log, Wire, problem

SECRET = "DRE0000077"


def test_a_registry_that_is_ready_says_of_what(served: Served) -> None:
    assert httpx.get(f"{served.url}/v1/ready").json() == {"status": "ready", "parts": ["database", "writing"]}


def test_a_registry_whose_copy_is_away_says_which_part_is_not_ready(postgres_url: str) -> None:
    copy = _another_database(postgres_url)
    with Served(postgres_url, options=("--read-database", copy)) as served:
        assert httpx.get(f"{served.url}/v1/ready").json()["parts"] == ["database", "writing", "copy"]
        _shut(postgres_url, urlsplit(copy).path.strip("/"))
        away = httpx.get(f"{served.url}/v1/ready")
        assert problem(away) == (503, "/problems/unavailable")
        assert away.json()["reason"] == "copy"
        assert httpx.get(f"{served.url}/v1/health").status_code == 200


def test_figures_count_requests_and_events_by_route_and_name_no_space(served: Served, wire: Wire) -> None:
    before = _figure(served, "registry_events_stored_total")
    log = Log()
    log.receive("DRE0000012")
    wire.push(log)
    wire.push(log)
    assert _figure(served, "registry_events_stored_total") == before + 2
    found = httpx.get(f"{served.url}/metrics").text
    pushes = 'registry_requests_total{method="POST",route="/v1/spaces/{space}/events",status="200"}'
    assert pushes in found
    assert wire.joined.space not in found


def test_the_journal_has_a_line_a_request_and_no_secret_in_it(database: str) -> None:
    with Served(database) as served:
        with httpx.Client(base_url=served.url) as http:
            code = served.code("riga")
            http.post("/v1/enrol", json={"code": code})
            wire = Wire(http, served.join("riga"))
            log = Log()
            log.receive(SECRET)
            wire.push(log)
            http.post("/v1/enrol", json={"code": "wrong-code-of-somebody"})
            http.get(
                f"/v1/spaces/riga/items?cursor={SECRET}", headers=wire.door | {"X-Request-Id": "from-proxy"}
            )
            http.get(f"/v1/spaces/riga/items?limit={SECRET}", headers=wire.door)
        served.terminate()
    lines = [json.loads(line) for line in served.journal]
    assert [(line["route"], line["status"]) for line in lines] == [
        ("/v1/enrol", 200),
        ("/v1/spaces/{space}/events", 200),
        ("/v1/enrol", 403),
        ("/v1/spaces/{space}/items", 200),
        ("/v1/spaces/{space}/items", 422),
    ]
    assert [line.get("why") for line in lines] == [None, None, "code", None, "message"]
    assert (lines[3]["id"], lines[1]["space"], lines[1]["kiosk"]) == ("from-proxy", "riga", wire.joined.kiosk)
    for secret in (code, SECRET, wire.joined.token.rpartition(".")[2], "wrong-code"):
        assert secret not in "".join(served.journal)


def test_the_journal_says_what_ails_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app = create(Spaces(str(tmp_path / "registry.db")))
    app.add_api_route("/full", _full)

    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(Watched(app)), base_url="http://r"
        ) as http:
            return await http.get("/full")

    monkeypatch.setattr(JOURNAL, "propagate", True)
    with caplog.at_level("INFO", logger=JOURNAL.name):
        answered = asyncio.run(asked())
    assert (answered.status_code, "disk is full" in answered.json()["detail"]) == (503, True)
    (said,) = [record.said for record in caplog.records if hasattr(record, "said")]
    assert (said["why"], said["status"]) == ("DiskFull", 503)


def test_who_asks_for_nothing_is_told_where_to_look(served: Served) -> None:
    found = httpx.get(served.url)
    assert (found.status_code, "/v1/openapi.json" in found.json()["detail"]) == (404, True)


async def _full() -> None:
    raise DiskFull


def test_what_went_wrong_stands_in_the_journal_without_what_it_says() -> None:
    record = JOURNAL.makeRecord("uvicorn.error", 40, __file__, 1, "Exception in %s", ("a body",), _failure())
    line = json.loads(Lines().format(record))
    assert (line["level"], line["what"], line["error"]) == ("error", "Exception in %s", "ValueError")
    assert "_failure" in line["where"][-1]
    assert SECRET not in json.dumps(line)
    assert CONFIG["loggers"]["uvicorn"]["level"] == "WARNING"


def test_every_answer_bears_the_id_of_its_request(wire: Wire) -> None:
    named = wire.http.get("/v1/nothing", headers={"X-Request-Id": "a.b-c"})
    assert named.headers["x-request-id"] == "a.b-c"
    for odd in ("x" * 65, "a b", "ä"):
        answer = wire.http.get("/v1/health", headers={b"X-Request-Id": odd.encode("latin-1")})
        assert answer.headers["x-request-id"] not in {odd, ""}


async def test_more_requests_than_allowed_at_once_are_refused_unread_but_health_is_answered() -> None:
    started, end = asyncio.Event(), asyncio.Event()

    async def slow(scope: Any, _receive: Any, send: Any) -> None:
        if scope["path"] == "/slow":
            started.set()
            await end.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"done"})

    transport = httpx.ASGITransport(Watched(slow, most=1))
    async with httpx.AsyncClient(transport=transport, base_url="http://registry") as http:
        first = asyncio.create_task(http.get("/slow"))
        await started.wait()
        refused = await http.post("/slow")
        assert problem(refused) == (503, "/problems/unavailable")
        assert refused.headers["retry-after"] == "5"
        assert (await http.get("/v1/health")).text == "done"
        end.set()
        assert (await first).text == "done"
        assert (await http.get("/slow")).status_code == 200


@pytest.mark.parametrize("workers", [1, 2])
def test_at_its_end_requests_at_hand_are_answered_and_new_ones_refused(
    postgres_url: str, workers: int
) -> None:
    with Served(postgres_url, options=("--workers", str(workers))) as served:
        joined = served.join("riga")
        with httpx.Client(base_url=served.url, timeout=30) as http, ThreadPoolExecutor(1) as threads:
            wire, log = Wire(http, joined), Log()
            log.receive("DRE0000012")
            assert wire.hello().status_code == 200
            with _locked(postgres_url, "riga"):
                push = threads.submit(wire.push, log)
                _until_somebody_waits(postgres_url)
                served.process.terminate()
                _until_refused(served.url)
            assert push.result().status_code == 200
        served.wait()
    with Served(postgres_url) as again, httpx.Client(base_url=again.url) as http:
        assert Wire(http, joined).codes() == ["DRE0000012"]


def test_several_processes_serve_one_database_and_share_their_figures(postgres_url: str) -> None:
    with Served(postgres_url, options=("--workers", "2")) as served:
        joined = [served.join("riga") for _ in range(4)]
        with ThreadPoolExecutor(4) as threads:
            logs = list(threads.map(lambda each: _push_some(served.url, each), joined))
        with httpx.Client(base_url=served.url) as http:
            assert len(Wire(http, joined[0]).codes()) == 40
        assert _figure(served, "registry_events_stored_total") == sum(len(log.lines) for log in logs)
        assert served.terminate() == 0


def test_several_processes_on_a_file_are_refused_with_a_sentence(tmp_path: Path) -> None:
    code, _, errors = administer("serve", "--workers", "2", "--database", str(tmp_path / "registry.db"))
    assert (code, "Several processes need a database server" in errors) == (1, True)


def _push_some(url: str, joined: Any) -> Log:
    log = Log()
    with httpx.Client(base_url=url, timeout=30) as http:
        for number in range(10):
            after = len(log.lines) if number else 0
            log.receive(f"DRE{joined.first}00000{number}")
            assert Wire(http, joined).push(log, after=after).status_code == 200
    return log


def _figure(served: Served, name: str) -> float:
    lines = httpx.get(f"{served.url}/metrics").text.splitlines()
    return sum(float(line.split()[-1]) for line in lines if line.startswith(name))


def _failure() -> Any:
    try:
        int(f"the line said {SECRET}")
    except ValueError as error:
        return type(error), error, error.__traceback__
    raise AssertionError


def _another_database(url: str) -> str:
    Spaces(url).close()
    name = urlsplit(url).path.strip("/")
    server = url.replace("+psycopg", "").replace(f"/{name}?", "/postgres?")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}_copy TEMPLATE {name}")
    return url.replace(f"/{name}?", f"/{name}_copy?")


def _shut(url: str, name: str) -> None:
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")
        connection.execute(
            "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname = %s", [name]
        )


def _locked(url: str, space: str) -> Any:
    """Somebody else holds the lock of a space."""
    connection = psycopg.connect(url.replace("+psycopg", ""))
    connection.execute("SELECT space_id FROM space WHERE space_id = %s FOR UPDATE", [space])
    return connection


def _until_somebody_waits(url: str) -> None:
    query = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        _until(lambda: connection.execute(query).fetchone() == (1,))


def _until_refused(url: str) -> None:
    address = urlsplit(url)

    def refused() -> bool:
        try:
            socket.create_connection((str(address.hostname), address.port or 0), timeout=5).close()
        except ConnectionRefusedError:
            return True
        return False

    _until(refused)


def _until(condition: Any) -> None:
    """Wait for what has to happen; a registry that never gets there fails the test."""
    ends = monotonic() + 20
    while not condition():
        assert monotonic() < ends, "it did not happen"
        sleep(0.02)
