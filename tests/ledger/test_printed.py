"""What a kiosk printed stays at the kiosk: the faces of labels, and badges."""

from sqlalchemy import Engine

from ledger.engine import open_engine, reading, writing
from ledger.ledger import Ledger
from ledger.log import lines_after
from ledger.migration import LEDGER, migrate
from tests.ledger.opened import append, lines, new_space, received, received_lot

CODE, OTHER, NEW = "DRE0000012", "DRE0000023", "DRE0000034"


def test_the_face_of_the_last_label_is_remembered_for_each_item(ledger: Ledger) -> None:
    with ledger.transaction() as change:
        change.note_printed({CODE: "one", OTHER: "two"})
    with ledger.transaction() as change:
        change.note_printed({CODE: "three"})
        change.note_printed({})
    with ledger.reading() as stock:
        assert stock.printed_faces() == {CODE: "three", OTHER: "two"}
        assert (stock.printed_face(OTHER), stock.printed_face(NEW)) == ("two", "")


def test_another_space_has_faces_and_badges_of_its_own(shared: Engine) -> None:
    one, other = new_space(shared), new_space(shared)
    with one.transaction() as change:
        change.note_printed({CODE: "one"})
        change.add_badges([NEW])
    with other.reading() as stock:
        assert stock.printed_faces() == {}
        assert not stock.is_badge(NEW)


def test_a_badge_is_no_blank_and_its_code_is_not_free(ledger: Ledger) -> None:
    with ledger.transaction() as change:
        change.add_badges([CODE, OTHER])
    with ledger.reading() as stock:
        assert stock.is_badge(CODE)
        assert not stock.is_blank(CODE)
        assert [stock.is_free(code) for code in (CODE, OTHER, NEW)] == [False, False, True]


def test_neither_is_ever_in_the_log(ledger: Ledger) -> None:
    append(ledger, received(CODE))
    before = lines(ledger)
    with ledger.transaction() as change:
        change.note_printed({CODE: "one"})
        change.add_badges([NEW])
    assert lines(ledger) == before


def test_the_most_common_materials_come_first(ledger: Ledger) -> None:
    append(ledger, received(CODE), received(OTHER), received_lot(NEW, 3))
    with ledger.reading() as stock:
        common = stock.common_materials(5)
        assert common[0] == stock.standing(CODE).state.material  # type: ignore[union-attr]
        assert len(common) == len(set(common))
        assert stock.common_materials(1) == common[:1]


_LATER = ("printed", "badge", "letter", "neighbour", "mirrored", "plan", "planned")
"""Tables that the first version had not."""


def test_a_database_of_the_first_version_gets_its_tables_and_keeps_its_events(url: str) -> None:
    engine = open_engine(url)
    migrate(engine, "", LEDGER)
    with writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO space VALUES ('s')")
        for table in _LATER:
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    migrate(engine, "0001", LEDGER)
    with reading(engine) as connection:
        for table in _LATER:
            assert connection.exec_driver_sql(f"SELECT * FROM {table}").all() == []  # noqa: S608
        assert connection.exec_driver_sql("SELECT space_id FROM space").all() == [("s",)]
        assert lines_after(connection, "s", "log", 0, 1) == []
    engine.dispose()
