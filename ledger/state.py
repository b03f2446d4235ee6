"""The sum of the prints of a space's derived rows, kept along with them in the same transaction."""

from sqlalchemy import Connection, bindparam, insert, select, update

from ledger.rows import FOLD
from ledger.statement import Statement
from stock.fold import FOLD_VERSION
from stock.prints import BYTES, MODULUS


def read_state(connection: Connection, space: str) -> bytes:
    """The sum as it is stored, in 32 bytes."""
    ((state,),) = _STATE.run(connection, {"space": space})
    return bytes(state)


def change_state(connection: Connection, space: str, change: int) -> None:
    """Add the prints of new rows, less those of the rows that they replace."""
    state = (int.from_bytes(read_state(connection, space)) + change) % MODULUS
    _SET.run(connection, {"the_space": space, "state": state.to_bytes(BYTES)})


def begin_state(connection: Connection, space: str, state: int) -> None:
    """The sum of rows that this version of the fold has just made."""
    row = {"space_id": space, "version": FOLD_VERSION, "state": state.to_bytes(BYTES)}
    connection.execute(insert(FOLD), row)


_STATE = Statement(select(FOLD.c.state).where(FOLD.c.space_id == bindparam("space")))
_SET = Statement(update(FOLD).where(FOLD.c.space_id == bindparam("the_space")), ["state"])
