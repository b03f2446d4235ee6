"""How much one space may ask for: the same for all processes, and no business of another space."""

from collections.abc import Iterator

import httpx
import pytest

from ledger.rates import HOUR_MS, Rates
from registry.limits import Limiter
from registry.options import Allowance
from registry.spaces import Spaces
from tests.registry.engines import ENGINES, new_database
from tests.registry.served import Served
from tests.registry.wires import Log, Wire, problem

FEW = Allowance(requests_a_minute=3, events_a_day=10, enrolments_a_minute=2)


@pytest.fixture(scope="module", params=ENGINES)
def strict(request: pytest.FixtureRequest) -> Iterator[Served]:
    """A registry that allows a space ten requests a minute and five event lines a day."""
    options = ("--requests", "10", "--events", "5")
    with Served(new_database(request.param, request), options=options) as registry:
        yield registry


def test_a_space_that_asks_too_often_hears_when_to_come_again_and_others_are_answered(strict: Served) -> None:
    eager, other = strict.join("eager"), strict.join("other")
    with httpx.Client(base_url=strict.url) as http:
        wire = Wire(http, eager)
        answers = [wire.items() for _ in range(11)]
        assert [answer.status_code for answer in answers] == [200] * 10 + [429]
        assert problem(answers[-1]) == (429, "/problems/too-many")
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
        assert Wire(http, other).items().status_code == 200
        assert problem(wire.hello()) == (429, "/problems/too-many")


def test_a_space_that_sends_too_much_a_day_keeps_what_it_sent(strict: Served) -> None:
    with httpx.Client(base_url=strict.url) as http:
        wire, log = Wire(http, strict.join("busy")), Log()
        log.receive("DRE0000012", "DRE0000023")
        assert wire.push(log).status_code == 200
        log.receive("DRE0000034", "DRE0000045", "DRE0000056")
        refused = wire.push(log)
        assert problem(refused) == (429, "/problems/too-many")
        assert int(refused.headers["retry-after"]) <= 24 * 60 * 60
        assert wire.codes() == ["DRE0000012", "DRE0000023"]


def test_what_one_process_counts_another_counts_on(postgres_url: str) -> None:
    here, there = Spaces(postgres_url), Spaces(postgres_url)
    now = [1_000.0]
    one, other = (Limiter(FEW, spaces.rates, lambda: now[0]) for spaces in (here, there))
    assert [one.request("riga"), other.request("riga"), one.request("riga")] == [0, 0, 0]
    assert other.request("riga") == 60
    assert other.request("tartu") == 0
    now[0] += 59.5
    assert other.request("riga") == 1
    now[0] += 0.5
    assert one.request("riga") == 0
    here.close()
    there.close()


def test_without_a_server_a_process_counts_by_itself() -> None:
    limiter = Limiter(FEW, None, lambda: 0.0)
    assert [limiter.enrolment("::1"), limiter.enrolment("::1")] == [0, 0]
    assert limiter.enrolment("::1") > 0
    assert limiter.events("riga", 10) == 0
    assert limiter.events("riga", 1) > 0


def test_windows_that_are_long_over_are_forgotten(database: str) -> None:
    spaces = Spaces(database)
    rates = Rates(spaces.engine)
    assert rates.count("old", 2, 0, 1000) == 2
    assert rates.count("old", 2, 999, 1000) == 4
    assert rates.state("old", 999) == (4, 1000)
    assert rates.state("old", 1000) == (0, 1000)
    rates.count("new", 1, HOUR_MS + 1001, 1000)
    assert rates.state("old", 999) == (0, 999)
    spaces.close()
