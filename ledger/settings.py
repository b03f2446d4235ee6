"""Settings of this kiosk, beside its log."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from ledger.rows import SETTING


def read_settings(connection: Connection) -> dict[str, str]:
    """Every setting by name."""
    return {row.name: row.value for row in connection.execute(select(SETTING.c.name, SETTING.c.value)).all()}


def write_settings(connection: Connection, values: Mapping[str, str]) -> None:
    """Set some settings; others stay."""
    if values:
        connection.execute(delete(SETTING).where(SETTING.c.name.in_(list(values))))
        connection.execute(
            insert(SETTING), [{"name": name, "value": value} for name, value in values.items()]
        )
