"""The primary database dies under load and a replica that lags takes its place: kiosks mend what it lacks."""

import threading
from contextlib import suppress
from pathlib import Path
from time import sleep

import pytest

from ledger import outbox
from ledger.health import examine
from ledger.ledger import Ledger
from sync.errors import SyncError
from sync.push import Joined, push
from tests.registry.clusters import Cluster, wait_until
from tests.registry.served import Served
from tests.sync.kiosks import codes, held, open_kiosk, receive, standing

SCANS = 5
"""Of each kiosk, while the primary dies."""


@pytest.mark.usefixtures("new_postgres_url")
def test_kiosks_bring_a_replica_that_lags_to_equality_by_themselves(short: Path, tmp_path: Path) -> None:
    kiosks = [open_kiosk(tmp_path / f"kiosk-{number}.db") for number in range(2)]
    with Cluster.new(short / "p") as primary:
        with Served(primary.url) as registry:
            joined = [registry.join("riga") for _ in kiosks]
            _scan_and_push(kiosks, joined, 0)
            replica = primary.replica(short / "r")
            wait_until(lambda: replica.has_caught_up(primary))
            replica.lag()
            _scan_and_push(kiosks, joined, 10)
            known = outbox.unsent(kiosks[0])
            _kill_under_load(primary, kiosks, joined)
            port = int(registry.url.rpartition(":")[2])
        assert known.events == 0
        with replica:
            replica.promote()
            with Served(replica.url, port) as after:
                assert held(after, joined[0]) == codes(3) + codes(3, start=100)
                _assert_equal(after, kiosks, joined)


def _scan_and_push(kiosks: list[Ledger], joined: list[Joined], start: int) -> None:
    for number, (kiosk, its) in enumerate(zip(kiosks, joined, strict=True)):
        receive(kiosk, *codes(3, start=start + 100 * number))
        push(kiosk, its.registration)


def _kill_under_load(primary: Cluster, kiosks: list[Ledger], joined: list[Joined]) -> None:
    """Both kiosks scan and push while the primary dies."""
    threads = [
        threading.Thread(target=_scan_on, args=(kiosk, its, 20 + 100 * number))
        for number, (kiosk, its) in enumerate(zip(kiosks, joined, strict=True))
    ]
    for thread in threads:
        thread.start()
    sleep(0.3)
    primary.kill()
    for thread in threads:
        thread.join()


def _scan_on(kiosk: Ledger, joined: Joined, start: int) -> None:
    for number in range(SCANS):
        receive(kiosk, *codes(1, start=start + number))
        with suppress(SyncError):
            push(kiosk, joined.registration, seconds=2)


def _assert_equal(registry: Served, kiosks: list[Ledger], joined: list[Joined]) -> None:
    for kiosk, its in zip((*kiosks, *kiosks), (*joined, *joined), strict=True):
        push(kiosk, its.registration)
    there = registry.spaces.ledger("riga")
    everything = sorted(
        codes(3) + codes(3, 10) + codes(SCANS, 20) + codes(3, 100) + codes(3, 110) + codes(SCANS, 120)
    )
    assert held(registry, joined[0]) == everything
    assert examine(there).sound
    for kiosk in kiosks:
        assert standing(kiosk) == everything
        assert outbox.holding(kiosk).state == outbox.holding(there).state
        kiosk.engine.dispose()
