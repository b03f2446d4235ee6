"""When something fails: nothing is half-stored, the kiosk hears why, and later it goes through."""

from collections.abc import Callable
from urllib.parse import urlsplit

import httpx
import psycopg
import pytest

from ledger.intake import BadLine
from ledger.ledger import Stored
from registry.spaces import Spaces
from registry.use_cases.list_items import list_items
from registry.use_cases.take_events import take_events
from stock.events import Event, decode
from stock.fold import Step, Stock
from stock.items import Status
from sync.wire import EventsHeader
from tests.registry.served import Served
from tests.registry.wires import Log, problem


def test_a_line_that_nobody_thought_of_stops_neither_the_lines_before_it_nor_the_registry(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = Log()
    log.receive("DRE0000012", "DRE0000023", "DRE0000034")
    monkeypatch.setattr(Stock, "fold", _failing_at(decode(log.lines[2]).eid, Stock.fold))
    spaces = Spaces(database)
    header = EventsHeader(log=log.id, first=1, prev="0" * 64)
    found = take_events(spaces, "riga", header, log.lines)
    assert isinstance(found, BadLine)
    assert (found.seq, found.mark.seq, found.reason) == (3, 2, "cannot be folded: OverflowError")
    assert _codes(spaces) == ["DRE0000012"]
    monkeypatch.undo()
    assert isinstance(take_events(spaces, "riga", header, log.lines), Stored)
    assert _codes(spaces) == ["DRE0000012", "DRE0000023", "DRE0000034"]
    spaces.close()


def test_a_registry_whose_database_goes_away_says_so_and_goes_on_when_it_is_back(
    postgres_url: str,
) -> None:
    name = urlsplit(postgres_url).path.strip("/")
    server = postgres_url.replace("+psycopg", "").replace(f"/{name}?", "/postgres?")
    with Served(postgres_url) as served, psycopg.connect(server, autocommit=True) as administrator:
        administrator.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")
        administrator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
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


def _codes(spaces: Spaces) -> list[str]:
    return [item.code for item in list_items(spaces, "riga", "", 500, Status.HERE).items]
