"""Doctor's work: is the file sound, does the log match its hashes, do the tables match the log?"""

from dataclasses import dataclass

from sqlalchemy import text

from ledger import log
from ledger.backup import back_up, check_file, restore
from ledger.check import differences
from ledger.engine import reading
from ledger.errors import BrokenChain, Damaged
from ledger.ledger import Ledger

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
    """Verify database, chain and fold, in short transactions, so that scans go on meanwhile."""
    try:
        if damage := _damage(ledger):
            return Health(0, damage=damage)
        events = _verified(ledger)
        return Health(events, different=tuple(differences(ledger)))
    except BrokenChain as broken:
        return Health(0, broken=f"{broken.log} {broken.seq}")
    except Damaged as damaged:
        return Health(0, damage=str(damaged))


def rebuild(ledger: Ledger) -> int:
    """Fold everything again; how many lines of history there are."""
    return ledger.fold_again()


def _damage(ledger: Ledger) -> str:
    """What is wrong with a SQLite file; "" for nothing."""
    if ledger.engine.dialect.name != "sqlite":
        return ""
    with reading(ledger.engine) as connection:
        found = str(connection.execute(text("PRAGMA quick_check(1)")).scalar())
    return "" if found == "ok" else found


def _verified(ledger: Ledger) -> int:
    """How many lines there are, with every log verified."""
    with reading(ledger.engine) as connection:
        logs = log.logs(connection, ledger.space)
    for log_id in logs:
        with reading(ledger.engine) as connection:
            log.verify_log(connection, ledger.space, log_id)
    with reading(ledger.engine) as connection:
        return log.verify_extent(connection, ledger.space)
