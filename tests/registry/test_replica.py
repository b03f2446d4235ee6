"""A streaming copy that neighbours read: it may lag and die, and no follower is ever misled."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.registry.clusters import Cluster, wait_until
from tests.registry.served import Served
from tests.registry.test_following import Follower
from tests.registry.wires import Log, Wire, problem


@pytest.fixture
def pair(short: Path) -> Iterator[tuple[Cluster, Cluster]]:
    """A primary with a space's tables in it, and a replica that streams from it."""
    with Cluster.new(short / "p") as primary:
        with Served(primary.url):
            pass
        with primary.replica(short / "r") as replica:
            yield primary, replica


@pytest.mark.usefixtures("new_postgres_url")
def test_followers_read_the_copy_and_hear_what_the_primary_took_in(pair: tuple[Cluster, Cluster]) -> None:
    primary, replica = pair
    with Served(primary.url, options=("--read-database", replica.url)) as served, _http(served) as http:
        wire, log = Wire(http, served.join("riga")), Log()
        log.receive("DRE0000012", "DRE0000023")
        _push_through(wire, log, pair)
        follower = Follower(wire)
        follower.follow()
        assert follower.codes == {"DRE0000012", "DRE0000023"}
        log.take("DRE0000023")
        _push_through(wire, log, pair, after=3)
        follower.follow()
        assert follower.codes == {"DRE0000012"}
        index = http.get("/v1/index", headers=wire.door).json()["spaces"]
        assert [(each["space"], each["items"]) for each in index] == [("riga", 1)]


@pytest.mark.usefixtures("new_postgres_url")
def test_a_copy_that_lags_tells_nothing_new_and_takes_no_scan_away(pair: tuple[Cluster, Cluster]) -> None:
    primary, replica = pair
    with Served(primary.url, options=("--read-database", replica.url)) as served, _http(served) as http:
        wire, log = Wire(http, served.join("riga")), Log()
        log.receive("DRE0000012")
        _push_through(wire, log, pair)
        follower = Follower(wire)
        follower.follow()
        replica.lag()
        log.receive("DRE0000023")
        assert wire.push(log, after=2).status_code == 200
        follower.follow()
        assert follower.codes == {"DRE0000012"}
        assert wire.hello().status_code == 200


@pytest.mark.usefixtures("new_postgres_url")
def test_a_copy_that_died_stops_its_readers_and_nobody_else(pair: tuple[Cluster, Cluster]) -> None:
    primary, replica = pair
    with Served(primary.url, options=("--read-database", replica.url)) as served, _http(served) as http:
        wire, log = Wire(http, served.join("riga")), Log()
        log.receive("DRE0000012")
        _push_through(wire, log, pair)
        replica.kill()
        assert problem(Follower(wire).ask()) == (503, "/problems/unavailable")
        log.receive("DRE0000023")
        assert wire.push(log, after=2).status_code == 200
        assert wire.hello().status_code == 200


@pytest.mark.usefixtures("new_postgres_url")
def test_a_follower_that_was_further_than_a_promoted_copy_reads_anew(pair: tuple[Cluster, Cluster]) -> None:
    primary, replica = pair
    with Served(primary.url) as served, _http(served) as http:
        joined, log = served.join("riga"), Log()
        wire = Wire(http, joined)
        log.receive("DRE0000012")
        _push_through(wire, log, pair)
        replica.lag()
        log.receive("DRE0000023")
        assert wire.push(log, after=2).status_code == 200
        follower = Follower(wire)
        follower.follow()
        assert follower.codes == {"DRE0000012", "DRE0000023"}
    primary.kill()
    replica.promote()
    with Served(replica.url) as after, _http(after) as http:
        follower.wire = wire = Wire(http, joined)
        assert problem(follower.ask()) == (410, "/problems/resync")
        other = Log()
        other.receive("DRE0000034")
        assert wire.push(other).status_code == wire.push(log).status_code == 200
        assert problem(follower.ask()) == (410, "/problems/resync")
        anew = Follower(wire)
        anew.follow()
        assert anew.codes == set(wire.codes()) == {"DRE0000012", "DRE0000023", "DRE0000034"}


def _push_through(wire: Wire, log: Log, pair: tuple[Cluster, Cluster], after: int = 0) -> None:
    """Push lines, and wait until the replica has them, too."""
    primary, replica = pair
    assert wire.push(log, after=after).status_code == 200
    wait_until(lambda: replica.has_caught_up(primary))


def _http(served: Served) -> httpx.Client:
    return httpx.Client(base_url=served.url, timeout=30)
