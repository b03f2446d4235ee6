"""Kiosks that push all they have, beside the bare limit: uvicorn and plain inserts of the same bodies."""

from collections.abc import Sequence
from statistics import median

from benchmarks import registries
from benchmarks.figures import Figures, resident_mb
from benchmarks.pushing import Push, prepare, push_all
from sync.client import Registration

EVENTS, KIOSKS, ROUNDS = 100_000, 8, 3


def ingest_sqlite() -> Figures:
    """Events a second into SQLite."""
    return _ingest("sqlite")


def ingest_postgresql() -> Figures:
    """Events a second into PostgreSQL."""
    return _ingest("postgresql")


def _ingest(engine: str) -> Figures:
    alone = [prepare(EVENTS, seed=1)]
    crowd = [prepare(EVENTS // KIOSKS, seed=2 + n) for n in range(KIOSKS)]
    wire = {"wire_bytes_an_event": round(alone[0].wire_bytes / EVENTS, 1)}
    return {"n": EVENTS} | _beside(engine, alone, "") | _beside(engine, crowd, f"kiosks_{KIOSKS}_") | wire


def _beside(engine: str, pushes: Sequence[Push], prefix: str) -> Figures:
    """In turns, each on an empty database; the median counts."""
    pairs = [(_ours(engine, pushes), _bare(engine, pushes)) for _ in range(ROUNDS)]
    rate, peer = (median(found) for found in zip(*((o[0], b) for o, b in pairs), strict=True))
    found = {"rate": round(rate), "peer_rate": round(peer), "ratio": round(rate / peer, 3)}
    return {f"{prefix}{name}": value for name, value in found.items()} | {
        f"{prefix}rss_mb": max(ours[1] for ours, _ in pairs)
    }


def _ours(engine: str, pushes: Sequence[Push]) -> tuple[float, float]:
    with registries.database(engine) as database, registries.ours(database) as (url, pid):
        kiosks = registries.joined(database, url, len(pushes))
        rate = _events(pushes) / push_all(pushes, kiosks)
        return rate, resident_mb(pid)


def _bare(engine: str, pushes: Sequence[Push]) -> float:
    with registries.database(engine) as database, registries.bare(database) as (url, _pid):
        kiosks = [Registration(url, f"space-{n}", "") for n in range(len(pushes))]
        return _events(pushes) / push_all(pushes, kiosks)


def _events(pushes: Sequence[Push]) -> int:
    return sum(push.events for push in pushes)
