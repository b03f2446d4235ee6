"""Spaces of one database server that are made and filled beside each other."""

from sqlalchemy import Connection, event

from ledger.engine import open_engine, reading
from ledger.health import Health, examine
from ledger.ledger import Ledger
from ledger.opening import open_space, prepare
from ledger.state import read_state
from ledger.words import Words
from tests.ledger.derived import folded, stored
from tests.ledger.opened import append, new_source, received


def test_a_space_that_is_opened_while_another_one_is_filled_leaves_it_alone(postgres_url: str) -> None:
    engine, beside = open_engine(postgres_url), open_engine(postgres_url)
    prepare(engine)
    other: list[Ledger] = []

    def fill_the_other(_connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
        """Between the look at what is there and the first row that is deleted."""
        if statement.startswith("DELETE FROM") and not other:
            other.append(open_space(beside, "other", new_source(), Words()))
            append(other[0], received("DRE0000012"))

    event.listen(engine, "before_cursor_execute", fill_the_other)
    open_space(engine, "one", new_source(), Words())
    (ledger,) = other
    assert stored(ledger) == folded(ledger)
    assert examine(ledger) == Health(2)
    with reading(engine) as connection:
        assert len(read_state(connection, "other")) == len(read_state(connection, "one")) == 32
    engine.dispose()
    beside.dispose()
