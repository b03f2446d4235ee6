"""Requests as docs/protocol.md has them, written by hand: the registry is tested without our client."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

import httpx

from stock.events import FIRST_HASH, Draft, Kind, chain, encode, event_of
from stock.items import Origin, Piece, Status
from stock.pieces import Form, Mass, MassSource, Size
from sync.push import Joined

AT = "2026-11-23T10:02:11.120Z"
PIECE = Piece(
    material="plywood-birch",
    form=Form.SHEET,
    size=Size(600_000, 400_000, 4_000),
    mass=Mass(None, MassSource.UNKNOWN),
    origin=Origin.OFFCUT,
    shelf="DRE000001N",
)


@dataclass
class Log:
    """A log written by hand."""

    id: str = field(default_factory=lambda: uuid4().hex)
    lines: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.add(encode(event_of(Draft(Kind.GENESIS, extra={"log": self.id}), uuid4().hex, AT, {})))

    def add(self, line: bytes) -> None:
        """One more line, whatever it says."""
        self.lines.append(line)

    def receive(self, *codes: str) -> None:
        """Pieces came in."""
        for code in codes:
            self.add(received(code))

    def take(self, code: str) -> None:
        """A piece that came in goes out."""
        taken = Draft(Kind.TAKEN, code, replace(PIECE, status=Status.TAKEN))
        self.add(encode(event_of(taken, uuid4().hex, AT, {code: 1})))

    def hash(self, seq: int) -> str:
        """The hash after a line."""
        return [FIRST_HASH, *chain(self.lines)][seq].hex()


def received(code: str, kind: str = Kind.RECEIVED) -> bytes:
    """The line of an event that a piece came in."""
    return encode(event_of(Draft(kind, code, PIECE), uuid4().hex, AT, {}))


@dataclass
class Wire:
    """Bare requests of an enrolled kiosk to its space."""

    http: httpx.Client
    joined: Joined

    @property
    def path(self) -> str:
        """The path of the space."""
        return f"/v1/spaces/{self.joined.space}"

    @property
    def door(self) -> dict[str, str]:
        """The header that opens it."""
        return {"Authorization": f"Bearer {self.joined.token}"}

    def hello(self, **message: Any) -> httpx.Response:
        """A hello."""
        return self.http.post(f"{self.path}/hello", json={"vec": "0" * 64} | message, headers=self.door)

    def push(self, log: Log, after: int = 0, until: int | None = None) -> httpx.Response:
        """Some lines of a log."""
        return self.send(log.id, after + 1, log.hash(after), log.lines[after:until])

    def send(self, log: str, first: int, prev: str, lines: Sequence[bytes]) -> httpx.Response:
        """Lines under any header."""
        header = json.dumps({"log": log, "first": first, "prev": prev}).encode()
        return self.body(gzip.compress(b"\n".join([header, *lines, b""])))

    def body(self, body: bytes, encoding: str = "gzip") -> httpx.Response:
        """Any body to the events route."""
        headers = self.door | {"Content-Type": "application/x-ndjson", "Content-Encoding": encoding}
        return self.http.post(f"{self.path}/events", content=body, headers=headers)

    def items(self, **query: str | int) -> httpx.Response:
        """What the space holds."""
        return self.http.get(f"{self.path}/items", params=query, headers=self.door)

    def codes(self) -> list[str]:
        """The codes of all that is here."""
        return [item["code"] for item in self.items().json()["items"]]


def problem(response: httpx.Response) -> tuple[int, str]:
    """The status and the type of a problem, which is one."""
    assert response.headers["content-type"] == "application/problem+json"
    found = response.json()
    assert found["status"] == response.status_code
    return response.status_code, found["type"]
