"""Several kiosks at once, in one space: everything arrives, and revisions are counted without a gap."""

from concurrent.futures import ThreadPoolExecutor

import httpx

from ledger.engine import reading
from ledger.log import lines_by_arrival
from registry.spaces import Spaces
from tests.registry.served import Served
from tests.registry.wires import Log, Wire

KIOSKS = 4
BATCHES = 6


def test_four_kiosks_that_push_at_once_leave_no_gap_in_the_revisions(served: Served) -> None:
    wires = [
        Wire(httpx.Client(base_url=served.url, timeout=30), served.join("crowded")) for _ in range(KIOSKS)
    ]
    with ThreadPoolExecutor(KIOSKS) as threads:
        logs = list(threads.map(_push_some, wires, range(KIOSKS)))
    assert len(wires[0].codes()) == KIOSKS * BATCHES * 5
    for wire in wires:
        wire.http.close()
    assert _arrived(served.spaces) == {line for log in logs for line in log.lines}


def _push_some(wire: Wire, number: int) -> Log:
    log = Log()
    for batch in range(BATCHES):
        before = len(log.lines) if batch else 0
        log.receive(*(f"DRE{number}{batch}0000{piece}" for piece in range(5)))
        assert wire.push(log, after=before).status_code == 200
    return log


def _arrived(spaces: Spaces) -> set[bytes]:
    with reading(spaces.engine) as connection:
        lines = list(lines_by_arrival(connection, "crowded"))
    assert [line.revision for line in lines] == list(range(1, len(lines) + 1))
    return {line.line for line in lines}
