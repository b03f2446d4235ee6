"""Opening a ledger: an empty database, one of a newer version, one whose stock an older version folded."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from ledger.durable import DURABLE
from ledger.engine import open_engine, reading
from ledger.errors import Damaged, Newer, NotFound
from ledger.health import Health, examine
from ledger.ledger import Ledger
from ledger.migration import HEAD, LEDGER, migrate
from ledger.opening import prepare
from ledger.search import Wanted
from ledger.tables import DERIVED
from ledger.words import Words
from stock.events import Draft, Kind
from stock.fold import FOLD_VERSION
from stock.items import State
from tests.ledger.conftest import Opener
from tests.ledger.derived import folded, stored
from tests.ledger.opened import append, lines, new_space, next_run, received, received_lot, tamper
from tests.stock.worlds import lot, sheet

_INDEXES = {
    "sqlite": "SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql > ''",
    "postgresql": "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()",
}


def test_an_empty_database_is_migrated_to_the_tables_that_the_program_knows(url: str) -> None:
    engine = open_engine(url)
    migrate(engine, "")
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, DURABLE) == []
        assert context.get_current_revision() == HEAD
        assert not set(DERIVED.tables) & set(inspect(connection).get_table_names())
    engine.dispose()


def test_a_database_that_is_prepared_twice_stays_as_it_is(own: Engine) -> None:
    ledger = new_space(own)
    append(ledger, received("DRE0000012"))
    before = lines(ledger), stored(ledger)
    prepare(own)
    assert (lines(next_run(ledger)), stored(ledger)) == before


def test_indexes_of_what_is_on_the_shelves_hold_nothing_else_on_either_engine(own: Engine) -> None:
    with reading(own) as connection:
        made = {row for (row,) in connection.execute(text(_INDEXES[own.dialect.name]))}
    partial = {
        name
        for name in ("item_thick", "item_material", "item_waiting", "item_below", "item_number")
        if any(name in row and "WHERE" in row for row in made)
    }
    assert partial == {"item_thick", "item_material", "item_waiting", "item_below"}


def test_the_newest_migration_is_the_one_the_program_brings_a_database_to() -> None:
    assert max(LEDGER.versions()) == HEAD


def test_a_database_of_a_newer_version_is_refused_and_stays_as_it_is(own: Engine) -> None:
    ledger = new_space(own)
    append(ledger, received("DRE0000012"))
    before = lines(ledger), stored(ledger)
    tamper(own, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Newer, match="9999"):
        prepare(own)
    assert (lines(ledger), stored(ledger)) == before
    tamper(own, "UPDATE alembic_version SET version_num = ?", HEAD)
    prepare(own)


def test_stock_that_an_older_version_folded_is_folded_again(own: Engine) -> None:
    one, other = new_space(own), new_space(own)
    for ledger in (one, other):
        append(ledger, received("DRE0000012"), received_lot("DRE0000023", 5))
        append(ledger, Draft(Kind.TAKEN, "DRE0000023", lot(), -2))
    tamper(own, "UPDATE fold SET version = ?", FOLD_VERSION - 1)
    tamper(own, "UPDATE item SET quantity = 77, cv = 77")
    tamper(own, "DELETE FROM entry")
    prepare(own)
    for ledger in (next_run(one), next_run(other)):
        assert stored(ledger) == folded(ledger)
        assert stored(ledger).standings["DRE0000023"].quantity == 3
        assert examine(ledger) == Health(4)


def test_derived_tables_of_another_shape_are_made_anew(own: Engine) -> None:
    ledger = new_space(own)
    append(ledger, received("DRE0000012"))
    tamper(own, "UPDATE fold SET version = ?", FOLD_VERSION + 1)
    tamper(own, "DROP TABLE item")
    tamper(own, "CREATE TABLE item (colour TEXT)")
    prepare(own)
    assert stored(next_run(ledger)) == folded(ledger)


def test_a_derived_table_that_is_missing_is_made_anew(own: Engine) -> None:
    ledger = new_space(own)
    append(ledger, received("DRE0000012"))
    for table in DERIVED.tables:
        tamper(own, "DROP TABLE " + table)
        prepare(own)
        assert stored(next_run(ledger)) == folded(ledger)
        assert list(stored(ledger).standings) == ["DRE0000012"]


def test_words_are_indexed_again_with_the_stock(path: Path, opened: Opener) -> None:
    kiosk = opened(path, Words(_title))
    append(kiosk, received("DRE0000012", sheet()))
    assert _found(kiosk, "plywood") == ["DRE0000012"]
    tamper(kiosk.engine, "UPDATE fold SET version = ?", FOLD_VERSION - 1)
    tamper(kiosk.engine, "DELETE FROM search")
    assert _found(opened(path, Words(_title)), "plywood") == ["DRE0000012"]


@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to be read as one" * 100, b"x" * 20]
)
def test_a_file_that_is_no_database_is_damaged_and_stays_as_it_is(
    path: Path, opened: Opener, content: bytes
) -> None:
    path.write_bytes(content)
    with pytest.raises(Damaged):
        opened(path)
    assert path.read_bytes() == content
    path.unlink()
    append(opened(path), received("DRE0000012"))


def test_another_programs_database_is_refused_and_stays_as_it_is(path: Path, opened: Opener) -> None:
    engine = open_engine(f"sqlite:///{path}")
    tamper(engine, "CREATE TABLE photos (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(Damaged):
        opened(path)
    engine.dispose()
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_database(path: Path, opened: Opener) -> None:
    path.touch()
    append(opened(path), received("DRE0000012"))
    assert examine(opened(path)) == Health(2)


def test_a_folder_that_is_missing_is_not_made(tmp_path: Path, opened: Opener) -> None:
    with pytest.raises(NotFound):
        opened(tmp_path / "gone" / "kiosk.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_database(tmp_path: Path, opened: Opener) -> None:
    with pytest.raises(NotFound):
        opened(tmp_path)


def _title(state: State) -> str:
    return f"{state.title} {state.material}"


def _found(kiosk: Ledger, words: str) -> list[str]:
    with kiosk.reading() as stock:
        return [seen.item for seen in stock.find(Wanted(words=words)).items]
