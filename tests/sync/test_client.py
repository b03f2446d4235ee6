"""The client meets anything that listens, and says what it met."""

import gzip
import json
import logging
import socket

import pytest

from stock.events import chain
from sync import connection as connection_module
from sync.client import Client, Registration
from sync.connection import address
from sync.effects import Batch
from sync.errors import BadAddress, NotARegistry, Offline, Refused, SyncError, TooSlow, Unavailable
from sync.push import join
from sync.wire import EventsHeader, HelloRequest, LogMark, Problem, ProblemKind
from tests.sync.odd_servers import Answer, answering, broken, dripping, endless, saying, silent

HELLO = HelloRequest(vec="0" * 64)
HEADER = EventsHeader(log="a", first=1, prev="0" * 64)
GOOD = b'{"vec":"' + b"0" * 64 + b'"}'
SECRET = "riga.0192f3.this-secret-is-in-no-log-and-no-repr"


def _client(url: str, seconds: float = 20) -> Client:
    return Client(Registration(url, "riga", SECRET), seconds)


def _hello(answer: Answer, seconds: float = 20) -> None:
    with answering(answer) as url, _client(url, seconds) as client:
        client.hello(HELLO)


@pytest.mark.parametrize(
    "text",
    ["", "riga", "ftp://a", "file:///etc/passwd", "http://", "http://user:password@a", "http://a?x=1", "http://a#x",
     "http://[", "http://a:99999", "javascript:alert(1)", "http:///x", "http://a b"],
)  # fmt: skip
def test_an_address_that_is_no_registrys_is_refused_before_anything_is_sent(text: str) -> None:
    with pytest.raises(BadAddress):
        address(text)


@pytest.mark.parametrize(
    "text", ["http://a", "https://a.example:8443", "https://a.example/registry/", " http://[::1]:8484 "]
)
def test_http_and_https_addresses_are_taken(text: str) -> None:
    assert address(text) == text.strip().rstrip("/")


def test_a_port_where_nobody_listens_is_offline() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        port = deaf.getsockname()[1]
        with _client(f"http://127.0.0.1:{port}") as client, pytest.raises(Offline):
            client.hello(HELLO)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (saying("200 OK\r\nContent-Type: text/html", b"<h1>Welcome to the guest network</h1>"), NotARegistry),
        (saying("200 OK\r\nContent-Type: application/json", b"{}"), NotARegistry),
        (saying("302 Found\r\nLocation: http://example.com/"), NotARegistry),
        (saying("404 Not Found"), NotARegistry),
        (saying("200 OK\r\nContent-Encoding: gzip", gzip.compress(GOOD)), NotARegistry),
        (endless, NotARegistry),
        (broken, Offline),
        (saying("502 Bad Gateway\r\nContent-Type: text/html", b"<h1>nginx</h1>"), Unavailable),
        (saying("429 Too Many Requests"), Unavailable),
        (saying("408 Request Timeout"), Unavailable),
        (saying("400 Bad Request\r\nContent-Type: application/problem+json", b'{"status":400}'), Refused),
        (saying("400 Bad Request\r\nContent-Type: application/problem+json", b"nothing"), NotARegistry),
    ],
)
def test_an_odd_answer_is_told_from_a_registrys(answer: Answer, error: type[SyncError]) -> None:
    with pytest.raises(error) as raised:
        _hello(answer)
    assert type(raised.value) is error


def test_a_good_answer_is_understood() -> None:
    _hello(saying("200 OK\r\nContent-Type: application/json", GOOD))


@pytest.mark.parametrize("answer", [silent, dripping])
def test_an_answer_that_does_not_come_to_its_end_is_too_slow(answer: Answer) -> None:
    with pytest.raises(TooSlow):
        _hello(answer, seconds=0.3)


def test_the_deadline_is_one_for_all_requests_of_a_round() -> None:
    clock = iter([0.0, 0.0, 61.0])
    good = saying("200 OK\r\nContent-Type: application/json", GOOD)
    with answering(good) as url, Client(Registration(url, "riga", SECRET), 60, lambda: next(clock)) as client:
        client.hello(HELLO)
        with pytest.raises(TooSlow):
            client.hello(HELLO)


@pytest.mark.parametrize(("text", "seconds"), [("30", 30), ("99999", 3600), ("soon", 0), ("-1", 0)])
def test_a_registry_that_cannot_now_says_when_to_come_again(text: str, seconds: int) -> None:
    with pytest.raises(Unavailable) as raised:
        _hello(saying(f"503 Service Unavailable\r\nRetry-After: {text}"))
    assert raised.value.after_seconds == seconds


@pytest.mark.parametrize("kind", ["gap", "fork", "bad-line", "too-large"])
def test_a_problem_that_a_round_goes_on_from_is_an_answer(kind: str) -> None:
    body = json.dumps({"type": f"/problems/{kind}", "status": 409, "mark": {"log": "a", "seq": 0}}).encode()
    answer = saying("409 Conflict\r\nContent-Type: application/problem+json", body)
    with answering(answer) as url, _client(url) as client:
        found = client.events(HEADER, [b"{}"])
    assert isinstance(found, Problem)
    assert (found.kind, found.mark) == (ProblemKind(kind), LogMark(log="a"))


def test_a_proxy_that_takes_less_makes_the_batch_smaller_too() -> None:
    with answering(saying("413 Too Large\r\nContent-Type: text/html")) as url, _client(url) as client:
        found = client.events(HEADER, [b"{}"])
    assert isinstance(found, Problem)
    assert found.kind is ProblemKind.TOO_LARGE


def test_a_batch_over_the_limits_is_not_even_sent() -> None:
    with _client("http://127.0.0.1:9") as client:
        found = client.events(HEADER, [b"x" * 4096] * 600)
    assert isinstance(found, Problem)
    assert found.kind is ProblemKind.TOO_LARGE


def test_the_token_is_in_no_log_and_no_text(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    registration = Registration("http://127.0.0.1", "riga", SECRET)
    with pytest.raises(Unavailable) as raised:
        _hello(saying("500 Internal Server Error"))
    texts = [
        repr(registration),
        repr(raised.value),
        str(raised.value),
        repr(_client("http://a")),
        caplog.text,
    ]
    assert not [text for text in texts if "this-secret" in text]
    assert caplog.text


def test_joining_something_else_than_a_registry_says_so() -> None:
    with answering(saying("200 OK", b"{}")) as url, pytest.raises(NotARegistry):
        join(url, "7K3P-X4ND-0RE5-HB2S")


def test_a_connection_on_which_nothing_moves_is_dead_before_the_round_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connection_module, "SILENT_SECONDS", 0.3)
    with pytest.raises(TooSlow):
        _hello(silent, seconds=600)


def test_a_round_that_took_too_long_anywhere_is_over() -> None:
    clock = iter([0.0, 59.0, 61.0])
    with Client(Registration("http://a", "riga", SECRET), 60, lambda: next(clock)) as client:
        client.check()
        with pytest.raises(TooSlow):
            client.check()


def test_lines_that_are_fetched_come_with_the_hash_after_the_last() -> None:
    body = HEADER.to_json() + b"\none\ntwo\n"
    answer = saying("200 OK\r\nContent-Type: application/x-ndjson", body)
    with answering(answer) as url, _client(url) as client:
        found = client.fetch("a", 0)
    *_, head = chain([b"one", b"two"])
    assert found == Batch("a", 1, "0" * 64, (b"one", b"two"), head.hex())


@pytest.mark.parametrize("status", ["404 Not Found", "409 Conflict"])
def test_lines_that_are_not_to_be_had_are_a_problem_that_the_round_goes_on_from(status: str) -> None:
    body = json.dumps({"status": int(status[:3])}).encode()
    answer = saying(f"{status}\r\nContent-Type: application/problem+json", body)
    with answering(answer) as url, _client(url) as client:
        assert isinstance(client.fetch("a", 0), Problem)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (saying("200 OK", b"<h1>Welcome</h1>"), NotARegistry),
        (saying("404 Not Found", b"nothing"), NotARegistry),
        (saying("503 Service Unavailable"), Unavailable),
        (saying("403 Forbidden\r\nContent-Type: application/problem+json", b'{"status":403}'), Refused),
        (endless, NotARegistry),
    ],
)
def test_an_odd_answer_to_a_fetch_is_told_from_lines(answer: Answer, error: type[SyncError]) -> None:
    with answering(answer) as url, _client(url) as client, pytest.raises(error):
        client.fetch("a", 0)
