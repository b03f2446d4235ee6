"""The laws of a lineage hold on disk, and each of them is broken there by the rules that break it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant, run_state_machine_as_test
from sqlalchemy import Engine, event

from ledger.engine import open_engine, sqlite_url
from ledger.opening import prepare
from tests.ledger.kiosks import LoggedKiosk, new_kiosk
from tests.stock.lineage import Lineage
from tests.stock.lineage_mutants import MUTANTS, Break
from tests.stock.test_lineage import BROKEN


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database in a file, which no power cut has to leave whole."""
    path: Path = tmp_path_factory.mktemp("lineage") / "kiosk.db"
    made = open_engine(sqlite_url(path))
    event.listen(made, "connect", lambda opened, _: opened.execute("PRAGMA synchronous=OFF").close())
    prepare(made)
    yield made
    made.dispose()


def on_disk(engine: Engine) -> type[Lineage]:
    """The machine over kiosks that keep ledgers."""

    class OnDisk(Lineage):
        def make(self) -> LoggedKiosk:
            return new_kiosk(engine)

        @invariant()
        def what_is_on_the_disk_is_what_was_folded(self) -> None:
            assert isinstance(self.kiosk, LoggedKiosk)
            with self.kiosk.ledger.reading() as reading:
                stored = {seen.item: seen for seen in reading.items()}
                children = {item: reading.children(item) for item in self._cuts()}
            assert stored == self.kiosk.stock.standings
            for item, found in children.items():
                assert all(getattr(child.state, "parent", "") == item for child in found)

    return OnDisk


def test_a_lineage_keeps_its_laws_on_disk(engine: Engine) -> None:
    lawful = settings(max_examples=30, stateful_step_count=20, deadline=None)
    run_state_machine_as_test(on_disk(engine), settings=lawful)


@pytest.mark.parametrize("broken", MUTANTS.values(), ids=MUTANTS)
def test_the_laws_find_out_on_disk(engine: Engine, broken: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(monkeypatch)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(on_disk(engine), settings=BROKEN)
