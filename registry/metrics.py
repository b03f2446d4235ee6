"""Figures of operation for Prometheus, over all processes of the registry.

Processes share them through files in a folder that `PROMETHEUS_MULTIPROC_DIR` names before this is imported.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

REQUESTS = Counter("registry_requests", "Requests answered", ("method", "route", "status"))
SECONDS = Histogram("registry_request_seconds", "How long requests took", ("route",), buckets=_SECONDS)
AT_ONCE = Gauge("registry_requests_at_once", "Requests at hand", multiprocess_mode="livesum")
TURNED_AWAY = Counter("registry_turned_away", "Requests that were refused unread", ("why",))
EVENTS = Counter("registry_events_stored", "Event lines stored")


@contextmanager
def shared() -> Iterator[None]:
    """A folder for the figures of the processes that are started meanwhile."""
    with tempfile.TemporaryDirectory(prefix="registry-metrics-", ignore_cleanup_errors=True) as folder:
        os.environ[FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[FOLDER]


def exposition() -> bytes:
    """All figures in Prometheus' text format."""
    if FOLDER not in os.environ:
        return generate_latest(REGISTRY)
    collected = CollectorRegistry()
    MultiProcessCollector(collected)  # type: ignore[no-untyped-call]
    return generate_latest(collected)
