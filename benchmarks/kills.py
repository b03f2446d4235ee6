"""Kiosk and registry processes killed at random moments while kiosks scan and push over TCP.

What a kiosk said OK to must be at the registry, once; and what both hold must come to the same stock.
"""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Thread
from uuid import uuid4

from benchmarks.figures import Figures
from ledger import outbox
from ledger.engine import reading
from ledger.health import examine
from ledger.ledger import Ledger, Source
from ledger.log import lines_by_arrival
from ledger.opening import open_file
from ledger.words import Words
from stock.events import Draft, Kind, decode
from sync.client import Registration
from sync.errors import SyncError
from sync.push import Joined, push
from tests.registry.served import Served
from tests.registry.wires import AT, PIECE
from tests.stock.worlds import lot

KIOSKS = 2
LONGEST_LIFE_SECONDS = 0.4
REGISTRY_KILLED_EVERY = 10
MOST_ROUNDS = 50
SPACE = "killed"
_processes = get_context("forkserver")
_processes.set_forkserver_preload([__name__, "alembic.command"])


def kills(number: int = 1000, seed: int = 0) -> Figures:
    """So many kiosk processes killed, and a tenth as many registry processes."""
    rng, begun = Random(seed), time.monotonic()
    with TemporaryDirectory() as folder, Served(str(Path(folder) / "registry.db")) as registry:
        kiosks = [_Kiosk(Path(folder) / f"kiosk-{n}.db", registry.join(SPACE)) for n in range(KIOSKS)]
        for count in range(1, number + 1):
            _kill_one(kiosks, rng, is_heard=count % 2 == 0)
            if count % REGISTRY_KILLED_EVERY == 0:
                registry.kill()
                registry.start()
        for kiosk in kiosks:
            kiosk.kill()
        found = _judged(registry, kiosks)
    counts = {"kiosk_kills": number, "registry_kills": number // REGISTRY_KILLED_EVERY}
    return counts | found | {"seconds": round(time.monotonic() - begun, 1)}


@dataclass
class _Kiosk:
    """A kiosk's file, its process, and the ids of events that it said OK to."""

    file: Path
    joined: Joined
    accepted: list[str] = field(default_factory=list)
    process: ForkServerProcess | None = None
    heard: Connection | None = None

    def start(self) -> None:
        """Its process begins: it scans, and pushes all the time."""
        self.heard, said = _processes.Pipe()
        registration = self.joined.registration
        arguments = (said, self.file, registration.url, registration.space, registration.token)
        self.process = _processes.Process(target=scan_for_ever, args=arguments, daemon=True)
        self.process.start()
        said.close()

    def kill(self) -> None:
        """Its process ends as in a power cut; what it said until then counts."""
        if self.process and self.heard:
            self.process.kill()
            self.process.join()
            self.process.close()
            self.accepted.extend(_all_said(self.heard))
            self.heard.close()
            self.process = None

    @contextmanager
    def opened(self) -> Iterator[Ledger]:
        """Its ledger, in this process."""
        ledger = _open(self.file)
        yield ledger
        ledger.engine.dispose()


def scan_for_ever(said: Connection, file: Path, url: str, space: str, token: str) -> None:
    """The work of a kiosk's process: scans, said aloud once each is durable, and rounds beside them."""
    ledger = _open(file)
    Thread(target=_push_for_ever, args=(ledger, Registration(url, space, token)), daemon=True).start()
    rng = Random()
    while True:
        draft = rng.choice((Draft(Kind.RECEIVED, _code(rng), PIECE), Draft(Kind.COUNTED, "LOT", lot(), 1)))
        with ledger.transaction() as change:
            eid = change.append(draft).eid
        said.send(eid)
        time.sleep(rng.random() * 0.01)


def _push_for_ever(ledger: Ledger, registration: Registration) -> None:
    while True:
        with suppress(SyncError):
            push(ledger, registration)
        time.sleep(0.01)


def _kill_one(kiosks: list[_Kiosk], rng: Random, *, is_heard: bool) -> None:
    """After a random time; where it is to be heard, once it has said OK to something, else at any moment."""
    for kiosk in kiosks:
        if kiosk.process is None:
            kiosk.start()
    time.sleep(rng.random() * LONGEST_LIFE_SECONDS)
    kiosk = rng.choice(kiosks)
    if is_heard and kiosk.heard:
        kiosk.heard.poll(None)
    kiosk.kill()


def _judged(registry: Served, kiosks: list[_Kiosk]) -> Figures:
    """Everybody syncs in peace, twice; then everything is compared."""
    for kiosk in (*kiosks, *kiosks):
        _sync_in_peace(kiosk)
    there = registry.spaces.ledger(SPACE)
    held = Counter(_eids(there))
    accepted = [eid for kiosk in kiosks for eid in kiosk.accepted]
    return {
        "accepted": len(accepted),
        "lost": sum(eid not in held for eid in accepted),
        "doubled": sum(number > 1 for number in held.values()),
        "folds_equal": all(_is_same(kiosk, there) for kiosk in kiosks),
        "registry_sound": examine(there).sound,
    }


def _sync_in_peace(kiosk: _Kiosk) -> None:
    """Rounds until one finds both sides equal: what was acknowledged before a deadline stays so."""
    with kiosk.opened() as ledger:
        for _ in range(MOST_ROUNDS):
            with suppress(SyncError):
                if push(ledger, kiosk.joined.registration).is_verified:
                    return


def _is_same(kiosk: _Kiosk, there: Ledger) -> bool:
    with kiosk.opened() as ledger:
        is_same = outbox.holding(ledger).state == outbox.holding(there).state
        return is_same and _eids(ledger) == _eids(there) and examine(ledger).sound


def _eids(ledger: Ledger) -> list[str]:
    with reading(ledger.engine) as connection:
        return sorted(decode(line.line).eid for line in lines_by_arrival(connection, ledger.space))


def _all_said(heard: Connection) -> Iterator[str]:
    with suppress(EOFError):
        while True:
            yield str(heard.recv())


def _open(file: Path) -> Ledger:
    return open_file(file, Source(lambda: AT, lambda: uuid4().hex), Words())


def _code(rng: Random) -> str:
    return f"DRE{rng.randrange(10**7):07d}"
