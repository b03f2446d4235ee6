"""A kiosk's pushes as bare requests, packed before the clock starts, so the registry alone is measured."""

import http.client
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random
from time import perf_counter
from urllib.parse import urlsplit

from benchmarks.world import World
from stock.events import FIRST_HASH, chain
from sync.client import Registration
from sync.packing import pack, squeeze
from sync.wire import LIMITS, NDJSON, EventsHeader


@dataclass(frozen=True, slots=True)
class Push:
    """One log in batches, each as its body travels."""

    lines: tuple[bytes, ...]
    bodies: tuple[bytes, ...]


def prepare(events: int, seed: int) -> Push:
    """A log of some years' work in one makerspace."""
    log = f"log-{seed}"
    lines = World(Random(seed), events // 3, events).one_log(log)
    heads = [FIRST_HASH, *chain(lines)]
    bodies = [
        squeeze(
            pack(EventsHeader(log=log, first=at + 1, prev=heads[at].hex()), lines[at : at + LIMITS.events])
        )
        for at in range(0, len(lines), LIMITS.events)
    ]
    return Push(tuple(lines), tuple(bodies))


def push_all(pushes: Sequence[Push], kiosks: Sequence[Registration]) -> float:
    """Every kiosk pushes its log, all at once; how many seconds it took."""
    with ThreadPoolExecutor(len(pushes)) as threads:
        begun = perf_counter()
        for done in [threads.submit(_push, *pair) for pair in zip(pushes, kiosks, strict=True)]:
            done.result()
        return perf_counter() - begun


def _push(push: Push, kiosk: Registration) -> None:
    address = urlsplit(kiosk.url)
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=120)
    headers = {"Content-Type": NDJSON, "Content-Encoding": "gzip", "Authorization": f"Bearer {kiosk.token}"}
    for body in push.bodies:
        connection.request("POST", f"/v1/spaces/{kiosk.space}/events", body, headers)
        answer = connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} {text[:200]!r}")
    connection.close()
