"""What grows with the consortium: the index by spaces, a hello by logs, changes and a snapshot by items.

Milliseconds of a core that the registry's process spends (its database server's come on top), on PostgreSQL.
"""

import gzip
import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice, product
from statistics import median
from string import ascii_lowercase
from time import perf_counter, thread_time
from uuid import uuid4

from sqlalchemy import insert

from benchmarks import registries
from benchmarks.asked import asked
from benchmarks.figures import Figures
from benchmarks.pushing import prepare
from ledger.account_tables import ACCOUNT, ARRIVAL
from ledger.engine import writing
from ledger.rows import EVENT, LOG
from registry.bodies import parse
from registry.snapshots import Snapshots
from registry.spaces import Spaces
from registry.use_cases.hello import hello
from registry.use_cases.issue_code import issue_code
from registry.use_cases.list_changes import list_changes
from registry.use_cases.list_index import list_index
from registry.use_cases.take_events import take_events
from sync.packing import unpack
from sync.wire import EventsHeader, HelloRequest

TIMES = 15
SPACES, LOGS, EVENTS = (100, 1_000, 10_000), (10, 100, 1_000, 10_000), 30_000


def scaling() -> Figures:
    """CPU and waiting, each the median; of whole requests the mean."""
    whole = asked()
    with registries.database("postgresql") as database:
        spaces = Spaces(database)
        found = _hellos(spaces) | _space(spaces) | _indices(spaces)
        spaces.close()
    return whole | found


def _indices(spaces: Spaces) -> Figures:
    found, made = Figures(), 0
    for count in SPACES:
        _add_spaces(spaces, made, count)
        made = count
        found |= _timed(f"index_{count}", lambda: list_index(spaces, "", 1_000))
    return found


def _hellos(spaces: Spaces) -> Figures:
    found = Figures()
    for count in LOGS:
        space = f"logs-{count}"
        issue_code(spaces, space)
        _add_logs(spaces, space, count)
        found |= _timed(f"hello_{count}_logs", partial(hello, spaces, space, HelloRequest(vec="0" * 64)))
    return found


def _space(spaces: Spaces) -> Figures:
    """A space with a third as many items as events."""
    issue_code(spaces, "full")
    for body in prepare(EVENTS, seed=1).bodies:
        head, lines = unpack(gzip.decompress(body))
        take_events(spaces, "full", parse(EventsHeader, head), lines)
    found = _timed("changes_page_of_500", lambda: list_changes(spaces, "full", "", 500))
    begun, used, snapshots = perf_counter(), thread_time(), Snapshots()
    size = snapshots.snapshot(spaces, "full").path.stat().st_size
    made = {"wall_ms": _ms(perf_counter() - begun), "cpu_ms": _ms(thread_time() - used), "kb": size // 1000}
    return found | {f"snapshot_of_{EVENTS // 3}_items_{name}": value for name, value in made.items()}


def _timed(name: str, work: Callable[[], object]) -> Figures:
    walls, used = list[float](), list[float]()
    for _ in range(TIMES):
        begun, spent = perf_counter(), thread_time()
        work()
        walls.append(perf_counter() - begun)
        used.append(thread_time() - spent)
    return {f"{name}_wall_ms": _ms(median(walls)), f"{name}_cpu_ms": _ms(median(used))}


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def _add_spaces(spaces: Spaces, first: int, end: int) -> None:
    """Spaces that each were heard of ten times."""
    names = [f"space-{number:05d}" for number in range(first, end)]
    accounts = [
        {"space_id": name, "name": name, "zone": "", "prefix": prefix, "created": ""}
        for name, prefix in zip(names, islice(_prefixes(), first, end), strict=True)
    ]
    arrivals = [
        {
            "space_id": name,
            "revision": revision,
            "digest": hashlib.sha256(name.encode()).hexdigest(),
            "at": "",
        }
        for name in names
        for revision in range(1, 11)
    ]
    with writing(spaces.engine) as connection:
        connection.execute(insert(ACCOUNT), accounts)
        connection.execute(insert(ARRIVAL), arrivals)


def _prefixes() -> Iterator[str]:
    """Any three characters each."""
    return ("".join(letters) for letters in product(ascii_lowercase, repeat=3))


def _add_logs(spaces: Spaces, space: str, count: int) -> None:
    """Logs of one line each."""
    spaces.ledger(space)
    names = [uuid4().hex for _ in range(count)]
    logs = [{"space_id": space, "log_id": name, "own": False, "closed": False, "acked": 0} for name in names]
    lines = [
        {"space_id": space, "log_id": name, "seq": 1, "revision": n, "line": b"{}", "hash": bytes(32)}
        for n, name in enumerate(names, start=1)
    ]
    with writing(spaces.engine) as connection:
        connection.execute(insert(LOG), logs)
        connection.execute(insert(EVENT), lines)
