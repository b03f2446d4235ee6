"""Kiosks that push all they have, beside the bare limit: uvicorn and plain inserts of the same bodies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from statistics import median
from time import perf_counter
from urllib.parse import urlsplit

from benchmarks import registries
from benchmarks.figures import Figures, cpu_seconds, resident_mb
from benchmarks.peers import pouchdb
from benchmarks.pushing import Push, prepare, push_all
from benchmarks.relay import Relay
from sync.client import Registration

EVENTS, KIOSKS, ROUNDS, FEW = 100_000, 8, 3, 10_000


def ingest_sqlite() -> Figures:
    """Events a second into SQLite."""
    alone, crowd = _pushes()
    return _beside("sqlite", alone) | _beside("sqlite", crowd, f"kiosks_{KIOSKS}_") | _peers("sqlite")


def ingest_postgresql() -> Figures:
    """Events a second into PostgreSQL, also by two processes."""
    alone, crowd = _pushes()
    found = _beside("postgresql", alone) | _beside("postgresql", crowd, f"kiosks_{KIOSKS}_")
    by_two = _beside("postgresql", crowd, f"kiosks_{KIOSKS}_workers_2_", "--workers", "2")
    return found | by_two | _peers("postgresql")


def _pushes() -> tuple[list[Push], list[Push]]:
    """One kiosk's log, and as many events of several kiosks, each in a space of its own."""
    return [prepare(EVENTS, seed=1)], [prepare(EVENTS // KIOSKS, seed=2 + n) for n in range(KIOSKS)]


def _beside(engine: str, pushes: Sequence[Push], prefix: str = "", *options: str) -> Figures:
    """In turns, each on an empty database; the median counts. `rate` is what was accepted, until the last OK;
    `derived_rate` until the derived rows had followed. `cpu_us` are of a core, an event accepted."""
    pairs = [(_ours(engine, pushes, *options), _bare(engine, pushes)) for _ in range(ROUNDS)]
    rate, peer = (median(each.rate for each in found) for found in zip(*pairs, strict=True))
    used, peers = (median(each.cpu_us for each in found) for found in zip(*pairs, strict=True))
    found = {
        "rate": round(rate),
        "peer_rate": round(peer),
        "ratio": round(rate / peer, 3),
        "derived_rate": round(median(ours.derived for ours, _ in pairs)),
        "cpu_us": round(used, 1),
        "peer_cpu_us": round(peers, 1),
        "rss_mb": max(ours.rss_mb for ours, _ in pairs),
    }
    return {f"{prefix}{name}": value for name, value in found.items()}


@dataclass(frozen=True, slots=True)
class _Run:
    """Events accepted a second, and derived; what one that was accepted cost the process that was asked, and
    the memory it had at the end."""

    rate: float
    derived: float
    cpu_us: float
    rss_mb: float


def _ours(engine: str, pushes: Sequence[Push], *options: str) -> _Run:
    with (
        registries.database(engine) as database,
        registries.ours(database, *registries.NO_LIMITS, *options) as (url, pid),
    ):
        kiosks = registries.joined(database, url, len(pushes))
        return _run(pushes, kiosks, pid, partial(registries.wait_until_derived, database))


def _bare(engine: str, pushes: Sequence[Push]) -> _Run:
    with registries.database(engine) as database, registries.bare(database) as (url, pid):
        kiosks = [Registration(url, f"space-{n}", "") for n in range(len(pushes))]
        return _run(pushes, kiosks, pid, lambda: None)


def _run(pushes: Sequence[Push], kiosks: Sequence[Registration], pid: int, wait: Callable[[], None]) -> _Run:
    events, before = sum(len(push.lines) for push in pushes), cpu_seconds(pid)
    seconds, begun = push_all(pushes, kiosks), perf_counter()
    used = cpu_seconds(pid) - before
    wait()
    derived = seconds + perf_counter() - begun
    return _Run(events / seconds, events / derived, used / events * 1e6, resident_mb(pid))


def _peers(engine: str) -> Figures:
    """Bytes on the wire and a rate for fewer events, beside PouchDB, which replicates the same."""
    push = prepare(FEW, seed=1)
    with registries.database(engine) as database, registries.ours(database) as (url, _pid):
        (kiosk,) = registries.joined(database, url, 1)
        with Relay(int(urlsplit(url).port or 0)) as relay:
            seconds = push_all([push], [replace(kiosk, url=f"http://127.0.0.1:{relay.port}")])
            wire = relay.taken()
    found = {"few_rate": round(FEW / seconds), "wire_bytes_an_event": round(wire.total / FEW, 1)}
    return found | pouchdb(push.lines)
