"""A kiosk's rounds as it runs them, through a relay that counts: nothing to say, 100 events on 100,000."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from time import perf_counter
from urllib.parse import urlsplit

from benchmarks import registries
from benchmarks.figures import Figures, Stopwatch, figures
from benchmarks.intake import fresh_state
from benchmarks.relay import Relay
from benchmarks.world import FIRST, PREFIX, build
from kiosk.start import open_kiosk
from ledger.ledger import Ledger
from stock import codes, rules
from stock.events import Draft
from sync.client import Registration
from sync.errors import TooSlow
from sync.push import push

EVENTS, DELTA, ROUNDS = 100_000, 100, 20


def round_trips() -> Figures:
    """Requests and bytes of a round with nothing to say, and how long rounds take."""
    with _world() as (ledger, registration, relay):
        begun = perf_counter()
        _push_all(ledger, registration)
        first = {"n": EVENTS, "first_s": round(perf_counter() - begun, 1)}
        relay.taken()
        idle, delta = Stopwatch(), Stopwatch()
        for _ in range(ROUNDS):
            with idle:
                push(ledger, registration)
        wire, random = relay.taken(), Random(1)
        for _ in range(ROUNDS):
            _work(ledger, random)
            with delta:
                push(ledger, registration)
        said = {"idle_requests": wire.requests / ROUNDS, "idle_bytes": round(wire.total / ROUNDS)}
        grown = {"delta_bytes_an_event": round(relay.taken().total / ROUNDS / DELTA, 1)}
        return first | said | _named("idle", idle) | _named("delta", delta) | grown


@contextmanager
def _world() -> Iterator[tuple[Ledger, Registration, Relay]]:
    """A kiosk with years of events, and a registry that knows it and nothing of them."""
    with (
        tempfile.TemporaryDirectory(prefix="benchmark-") as folder,
        registries.database("sqlite") as database,
        registries.ours(database, *registries.NO_LIMITS) as (url, _pid),
        Relay(int(urlsplit(url).port or 0)) as relay,
    ):
        file = Path(folder) / "kiosk.db"
        build(file, EVENTS // 3, EVENTS, seed=1)
        (registration,) = registries.joined(database, url, 1)
        yield open_kiosk(file).ledger, replace(registration, url=f"http://127.0.0.1:{relay.port}"), relay


def _push_all(ledger: Ledger, registration: Registration) -> None:
    """The first rounds; each ends at its deadline, and the next goes on."""
    while True:
        with suppress(TooSlow):
            if push(ledger, registration).is_verified:
                return


def _work(ledger: Ledger, random: Random) -> None:
    """As many things come in as make up a delta, in one transaction."""
    with ledger.transaction() as change:
        for _ in range(DELTA):
            state, quantity = fresh_state(random, "", "2026-11-23")
            decision = rules.receive(None, codes.mint(PREFIX, FIRST, random.randrange), state, quantity)
            assert isinstance(decision, Draft)
            change.append(decision)


def _named(name: str, watch: Stopwatch) -> Figures:
    return {f"{name}_{key}": value for key, value in figures(watch.seconds).items() if key != "n"}
