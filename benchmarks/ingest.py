"""Kiosks that push all they have, beside the bare limit: uvicorn and plain inserts of the same bodies."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from urllib.parse import urlsplit

from benchmarks import registries
from benchmarks.figures import Figures, resident_mb
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
    """In turns, each on an empty database; the median counts."""
    pairs = [(_ours(engine, pushes, *options), _bare(engine, pushes)) for _ in range(ROUNDS)]
    rate, peer = median(ours[0] for ours, _ in pairs), median(bare for _, bare in pairs)
    found = {
        "rate": round(rate),
        "peer_rate": round(peer),
        "ratio": round(rate / peer, 3),
        "rss_mb": max(ours[1] for ours, _ in pairs),
    }
    return {f"{prefix}{name}": value for name, value in found.items()}


def _ours(engine: str, pushes: Sequence[Push], *options: str) -> tuple[float, float]:
    with (
        registries.database(engine) as database,
        registries.ours(database, *registries.NO_LIMITS, *options) as (url, pid),
    ):
        kiosks = registries.joined(database, url, len(pushes))
        return _events(pushes) / push_all(pushes, kiosks), resident_mb(pid)


def _bare(engine: str, pushes: Sequence[Push]) -> float:
    with registries.database(engine) as database, registries.bare(database) as (url, _pid):
        kiosks = [Registration(url, f"space-{n}", "") for n in range(len(pushes))]
        return _events(pushes) / push_all(pushes, kiosks)


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


def _events(pushes: Sequence[Push]) -> int:
    return sum(len(push.lines) for push in pushes)
