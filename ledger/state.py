"""The sum of the prints of a space's derived rows, kept along with them in the same transaction."""

from sqlalchemy import Connection, bindparam, insert, select, update

from ledger.errors import NotFolded
from ledger.rows import FOLD
from ledger.statement import Statement
from stock.fold import FOLD_VERSION
from stock.prints import BYTES, MODULUS


def read_state(connection: Connection, space: str) -> bytes:
    """The sum as it is stored, in 32 bytes. Raises NotFolded."""
    rows = _STATE.run(connection, {"space": space})
    if not rows:
        raise NotFolded(space)
    return bytes(rows[0][0])


def lock_rows(connection: Connection, space: str) -> bool:
    """Until the transaction ends nobody else changes the space's derived rows. False where somebody does
    so now, or this version of the fold did not make them. On SQLite the transaction itself is that lock."""
    rows = _LOCK.run(connection, {"space": space})
    return bool(rows) and rows[0][0] == FOLD_VERSION


def lock_rows_first(connection: Connection, space: str) -> None:
    """The same, waiting for whoever changes them now; nothing where there are none."""
    if connection.dialect.name == "postgresql":
        connection.execute(_LOCK_FIRST, {"space": space}).all()


def are_folded(connection: Connection, space: str) -> bool:
    """Whether this version of the fold made the space's derived rows."""
    return connection.execute(_VERSION, {"space": space}).scalar() == FOLD_VERSION


def change_state(connection: Connection, space: str, change: int) -> None:
    """Add the prints of new rows, less those of the rows that they replace."""
    state = (int.from_bytes(read_state(connection, space)) + change) % MODULUS
    _SET.run(connection, {"the_space": space, "state": state.to_bytes(BYTES)})


def begin_state(connection: Connection, space: str, state: int) -> None:
    """The sum of rows that this version of the fold has just made."""
    row = {"space_id": space, "version": FOLD_VERSION, "state": state.to_bytes(BYTES)}
    connection.execute(insert(FOLD), row)


_OF_SPACE = FOLD.c.space_id == bindparam("space")
_VERSION = select(FOLD.c.version).where(_OF_SPACE)
_LOCK_FIRST = _VERSION.with_for_update()
_LOCK = Statement(_VERSION.with_for_update(skip_locked=True))
_STATE = Statement(select(FOLD.c.state).where(_OF_SPACE))
_SET = Statement(update(FOLD).where(FOLD.c.space_id == bindparam("the_space")), ["state"])
