"""Counters of rate limits in the database, so that they hold across processes.

A count is worth less than a commit: it is not waited for until it is on the disk.
"""

from sqlalchemy import Connection, Engine, delete, select, text

from ledger.account_tables import RATE
from ledger.engine import asking, counting, writing

HOUR_MS = 3_600_000


class Rates:
    """Counters by name, each over a window of time; times are Unix times in ms."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def count(self, name: str, amount: int, now_ms: int, window_ms: int) -> int:
        """Count up; what the count is then. Counting begins anew where the last window is over."""
        values = {"name": name, "amount": amount, "now": now_ms, "ends": now_ms + window_ms}
        with counting(self._engine) as connection:
            counted = int(connection.execute(_COUNT[connection.dialect.name], values).scalar_one())
        if counted == amount:
            self._forget(now_ms - HOUR_MS)
        return counted

    def state(self, name: str, now_ms: int) -> tuple[int, int]:
        """The count and when its window ends; nothing, and now, where none is open."""
        query = select(RATE.c.count, RATE.c.ends_ms).where(RATE.c.name == name, RATE.c.ends_ms > now_ms)
        with asking(self._engine) as connection:
            row = connection.execute(query).first()
        return (row[0], row[1]) if row else (0, now_ms)

    def clear(self, name: str = "") -> None:
        """Forget a counter, or all of them."""
        where = [RATE.c.name == name] if name else []
        with writing(self._engine) as connection:
            connection.execute(delete(RATE).where(*where))

    def _forget(self, before_ms: int) -> None:
        """Nobody counts on in a window that ended long ago, so no two transactions wait for each other."""
        with writing(self._engine) as connection:
            _hurry(connection)
            connection.execute(delete(RATE).where(RATE.c.ends_ms < before_ms))


def _hurry(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL synchronous_commit TO off"))


_UP = (
    "INSERT INTO rate (name, count, ends_ms) {} ON CONFLICT (name) DO UPDATE SET "
    "count = CASE WHEN rate.ends_ms <= :now THEN excluded.count ELSE rate.count + excluded.count END, "
    "ends_ms = CASE WHEN rate.ends_ms <= :now THEN excluded.ends_ms ELSE rate.ends_ms END RETURNING count"
)
_HURRIED = (
    "SELECT CAST(:name AS text), :amount, :ends FROM "
    "(SELECT set_config('synchronous_commit', 'off', true) AS waits) AS hurried WHERE waits = 'off'"
)
"""Says so in the same statement: a count is one trip to a server."""
_COUNT = {
    "sqlite": text(_UP.format("VALUES (:name, :amount, :ends)")),
    "postgresql": text(_UP.format(_HURRIED)),
}
