"""When something fails: nothing is half-stored, the kiosk hears why, and later it goes through."""

from collections.abc import Callable
from urllib.parse import urlsplit

import httpx
import psycopg
import pytest
from sqlalchemy import delete

from ledger.changed import Changed
from ledger.engine import writing
from ledger.errors import Faulty, NotFolded
from ledger.health import examine, rebuild
from ledger.ledger import Stored
from ledger.log import Mark
from ledger.rows import FOLD
from registry.spaces import Spaces
from registry.use_cases.hello import hello
from registry.use_cases.list_items import list_items
from registry.use_cases.take_events import take_events
from stock.events import Event, decode
from stock.fold import Step, Stock
from stock.items import Status
from sync.wire import EventsHeader, HelloRequest
from tests.registry.served import Served
from tests.registry.wires import Log, problem


def test_a_line_that_cannot_be_folded_is_kept_and_folded_by_a_version_that_can(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = Log()
    log.receive("DRE0000012", "DRE0000023", "DRE0000034")
    monkeypatch.setattr(Stock, "fold", _failing_at(decode(log.lines[2]).eid, Stock.fold))
    spaces = Spaces(database)
    assert isinstance(_take(spaces, log), Stored)
    assert _codes(spaces) == ["DRE0000012", "DRE0000034"]
    assert examine(spaces.ledger("riga")).sound
    monkeypatch.undo()
    rebuild(spaces.ledger("riga"))
    assert _codes(spaces) == ["DRE0000012", "DRE0000023", "DRE0000034"]
    spaces.close()


@pytest.mark.parametrize("fault", [ValueError, IndexError, OverflowError])
def test_a_fault_of_the_program_while_it_derives_costs_no_line_and_says_no_sum(
    database: str, fault: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    log, spaces = Log(), Spaces(database)
    log.receive("DRE0000012")
    monkeypatch.setattr(Changed, "write", _failing(fault))
    assert _take(spaces, log) == Stored(_end(log), added=2, waiting=2)
    assert hello(spaces, "riga", HelloRequest(vec="0" * 64)).state is None
    with pytest.raises(Faulty):
        spaces.derive("riga", 10)
    monkeypatch.undo()
    assert hello(spaces, "riga", HelloRequest(vec="0" * 64)).state
    assert _codes(spaces) == ["DRE0000012"]
    spaces.close()


@pytest.mark.parametrize("fault", [ValueError, KeyError, OverflowError])
def test_a_fault_of_the_program_while_it_accepts_names_no_line_and_may_be_tried_again(
    database: str, fault: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    log, spaces = Log(), Spaces(database)
    log.receive("DRE0000012")
    monkeypatch.setattr("ledger.log.add_lines", _failing(fault))
    with pytest.raises(Faulty):
        _take(spaces, log)
    monkeypatch.undo()
    assert _take(spaces, log) == Stored(_end(log), added=2)
    spaces.close()


def test_lines_are_accepted_where_the_derived_rows_are_missing(database: str) -> None:
    log, spaces = Log(), Spaces(database)
    log.receive("DRE0000012")
    ledger = spaces.ledger("riga")
    with writing(ledger.engine) as connection:
        connection.execute(delete(FOLD))
    assert _take(spaces, log) == Stored(_end(log), added=2, waiting=2)
    with pytest.raises(NotFolded):
        ledger.derive(10)
    spaces.close()
    again = Spaces(database)
    assert _codes(again) == ["DRE0000012"]
    assert hello(again, "riga", HelloRequest(vec="0" * 64)).state
    again.close()


def test_a_registry_whose_database_goes_away_says_so_and_goes_on_when_it_is_back(
    postgres_url: str,
) -> None:
    name = urlsplit(postgres_url).path.strip("/")
    server = postgres_url.replace("+psycopg", "").replace(f"/{name}?", "/postgres?")
    with Served(postgres_url) as served, psycopg.connect(server, autocommit=True) as administrator:
        administrator.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")
        administrator.execute(
            "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        away = httpx.get(f"{served.url}/v1/health")
        assert problem(away) == (503, "/problems/unavailable")
        assert away.headers["retry-after"] == "5"
        administrator.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")
        assert httpx.get(f"{served.url}/v1/health").status_code == 200


Fold = Callable[[Stock, Event], Step]


def _failing_at(eid: str, fold: Fold) -> Fold:
    def fails(stock: Stock, event: Event) -> Step:
        if event.eid == eid:
            raise OverflowError
        return fold(stock, event)

    return fails


def _failing(fault: type[Exception]) -> Callable[..., None]:
    def fails(*_arguments: object) -> None:
        raise fault

    return fails


def _take(spaces: Spaces, log: Log) -> object:
    return take_events(spaces, "riga", EventsHeader(log=log.id, first=1, prev="0" * 64), log.lines)


def _end(log: Log) -> Mark:
    last = len(log.lines)
    return Mark(log.id, last, bytes.fromhex(log.hash(last)))


def _codes(spaces: Spaces) -> list[str]:
    return [item.code for item in list_items(spaces, "riga", "", 500, Status.HERE).items]
