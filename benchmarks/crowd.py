"""Two hundred kiosks against one registry of two processes: nothing lost, hellos in time, memory flat.

`python -m benchmarks.crowd --minutes 10` runs for longer than `python -m benchmarks crowd`, which takes one
minute. Each kiosk says hello every five seconds, more or less, where a real one does so every five minutes.
"""

import argparse
import asyncio
import gzip
import json
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic, perf_counter
from urllib.parse import urlsplit
from uuid import UUID

from benchmarks import registries
from benchmarks.figures import Figures, figures, resident_mb
from stock.events import FIRST_HASH, Draft, Event, Kind, encode, event_of, link
from stock.items import Origin, Piece
from stock.pieces import UNKNOWN_MASS, Form, Size
from sync.client import Registration
from sync.packing import pack
from sync.wire import EventsHeader, LogMark

KIOSKS, SPACES, PACE_SECONDS, WORKERS = 200, 50, 5.0, 2
_PIECE = Piece(
    material="plywood-birch",
    form=Form.SHEET,
    size=Size(600_000, 400_000, 4_000),
    mass=UNKNOWN_MASS,
    origin=Origin.OFFCUT,
)


def crowd(minutes: float = 1) -> Figures:
    """Hellos, what was lost, and memory of all processes at the beginning and at the end."""
    options = (*registries.NO_LIMITS, "--workers", str(WORKERS))
    with registries.database("postgresql") as database, registries.ours(database, *options) as (url, pid):
        kiosks = registries.joined(database, url, SPACES, KIOSKS // SPACES)
        return asyncio.run(_run(kiosks, minutes * 60, pid))


async def _run(registrations: list[Registration], seconds: float, pid: int) -> Figures:
    kiosks = [_Kiosk(each, Random(number)) for number, each in enumerate(registrations)]
    ends = monotonic() + seconds
    rounds = [asyncio.create_task(kiosk.work(ends)) for kiosk in kiosks]
    await asyncio.sleep(min(seconds / 4, 60))
    before = _memory(pid)
    await asyncio.gather(*rounds)
    after = _memory(pid)
    lost = [await kiosk.missing() for kiosk in kiosks]
    hellos = [taken for kiosk in kiosks for taken in kiosk.hellos]
    sent = {"events": sum(kiosk.mark.seq for kiosk in kiosks), "lost": sum(lost)}
    refused = {"refused": sum(kiosk.refused for kiosk in kiosks)}
    return figures(hellos) | sent | refused | {"rss_mb_before": before, "rss_mb_after": after}


def _memory(pid: int) -> float:
    """The resident memory of a process's children, in MB."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return round(sum(resident_mb(child) for child in children), 1)


@dataclass
class _Kiosk:
    """One kiosk: its log, how far the registry confirmed it, and how long its hellos took, in seconds."""

    registration: Registration
    random: Random
    lines: list[bytes] = field(default_factory=list)
    hellos: list[float] = field(default_factory=list)
    refused: int = 0

    def __post_init__(self) -> None:
        address = urlsplit(self.registration.url)
        self._host, self._port = str(address.hostname), address.port or 0
        self.log = UUID(int=self.random.getrandbits(128)).hex
        self.mark, self._heads = LogMark(log=self.log), [FIRST_HASH]
        self._stream: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._add(Event(self._id(), Kind.GENESIS, _AT, body={"log": self.log}))

    async def work(self, ends: float) -> None:
        """Rounds until the end, and one more."""
        while monotonic() < ends:
            await asyncio.sleep(self.random.uniform(0, 2 * PACE_SECONDS))
            for _ in range(self.random.randrange(4)):
                code = f"{self.registration.space[-2:]}{self.random.randrange(10**8):08d}"
                self._add(event_of(Draft(Kind.RECEIVED, code, _PIECE), self._id(), _AT, {}))
            await self._round()
        while self.mark.seq < len(self.lines):
            await self._round()

    async def missing(self) -> int:
        """How many events the registry does not hold, or holds otherwise."""
        held = await self._hello()
        return 0 if held == self._own() else len(self.lines)

    async def _round(self) -> None:
        held = await self._hello()
        if held is None or held.seq == len(self.lines):
            return
        first, prev = held.seq + 1, self._heads[held.seq].hex()
        header = EventsHeader(log=self.log, first=first, prev=prev)
        body = gzip.compress(pack(header, self.lines[held.seq : held.seq + 500]), 6)
        status, answer = await self._post("events", body, "Content-Encoding: gzip\r\n")
        if status == 200:
            self.mark = LogMark.model_validate(json.loads(answer))
        else:
            self.refused += 1

    async def _hello(self) -> LogMark | None:
        message = json.dumps({"vec": "0" * 64, "logs": [self._own().model_dump()]}).encode()
        begun = perf_counter()
        status, answer = await self._post("hello", message)
        self.hellos.append(perf_counter() - begun)
        if status != 200:
            self.refused += 1
            return None
        held = json.loads(answer)["logs"][0]
        return LogMark(log=held["log"], seq=held["seq"], head=held["head"])

    def _own(self) -> LogMark:
        return LogMark(log=self.log, seq=len(self.lines), head=self._heads[-1].hex())

    def _add(self, event: Event) -> None:
        self.lines.append(encode(event))
        self._heads.append(link(self._heads[-1], self.lines[-1]))

    def _id(self) -> str:
        return UUID(int=self.random.getrandbits(128)).hex

    async def _post(self, name: str, body: bytes, headers: str = "") -> tuple[int, bytes]:
        self._stream = self._stream or await asyncio.open_connection(self._host, self._port)
        reader, writer = self._stream
        head = f"POST /v1/spaces/{self.registration.space}/{name} HTTP/1.1\r\nHost: registry\r\n{headers}"
        token = f"Authorization: Bearer {self.registration.token}\r\n"
        try:
            writer.write(f"{head}{token}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            answered = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            length = int(answered.partition("content-length: ")[2].partition("\r\n")[0])
            return int(answered.split()[1]), await reader.readexactly(length)
        except (ConnectionError, asyncio.IncompleteReadError):
            self._stream = None
            return 0, b""


_AT = "2026-11-23T10:02:11.120Z"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crowd", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    print(json.dumps(crowd(parser.parse_args().minutes)))
