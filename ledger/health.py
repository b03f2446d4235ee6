"""Doctor's work: is the file sound, does the log match its hashes, do the tables match the log?"""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from ledger import log
from ledger.backup import back_up, check_file, restore
from ledger.engine import reading, writing
from ledger.errors import BrokenChain, Damaged
from ledger.ledger import Ledger
from ledger.rebuild import differences, fold_again

__all__ = ["Health", "back_up", "check_file", "examine", "rebuild", "restore"]


@dataclass(frozen=True, slots=True)
class Health:
    """What was found: how many events have a chain that holds, or where it breaks (log and number); codes
    whose rows are not what the log folds to; what is wrong with the file."""

    events: int
    broken: str = ""
    different: tuple[str, ...] = ()
    damage: str = ""

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.broken or self.different or self.damage)


def examine(ledger: Ledger) -> Health:
    """Verify database, chain and fold."""
    try:
        with reading(ledger.engine) as connection:
            return _examined(connection, ledger.space)
    except BrokenChain as broken:
        return Health(0, broken=f"{broken.log} {broken.seq}")
    except Damaged as damaged:
        return Health(0, damage=str(damaged))


def rebuild(ledger: Ledger) -> int:
    """Fold everything again; how many lines of history there are."""
    with writing(ledger.engine) as connection:
        return fold_again(connection, ledger.space, ledger.words)


def _examined(connection: Connection, space: str) -> Health:
    if damage := _damage(connection):
        return Health(0, damage=damage)
    events = log.verify(connection, space)
    return Health(events, different=tuple(differences(connection, space)))


def _damage(connection: Connection) -> str:
    if connection.dialect.name != "sqlite":
        return ""
    found = str(connection.execute(text("PRAGMA quick_check(1)")).scalar())
    return "" if found == "ok" else found
