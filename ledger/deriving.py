"""A registry's derived rows follow its log: with the batch that comes in, or behind it where much waits.

Their place is the last arrival of the space (`ledger.arrivals`), noted in the transaction that folds. So a
crash at any point leaves rows that are exactly the fold of the log up to there.
"""

from dataclasses import dataclass

from sqlalchemy import Connection

from ledger import log
from ledger.arrivals import Arrivals
from ledger.batch import fold_batch
from ledger.errors import NotFolded
from ledger.lines import read
from ledger.state import are_folded, lock_rows
from ledger.words import Words


@dataclass(frozen=True, slots=True)
class Pace:
    """How many events are derived when. `with_batch`: before a batch is answered, so that what a kiosk sends
    in daily use never waits. `most_waiting`: where as many wait, a batch derives as many as it brings.
    `while_asked`: before a question is answered. `at_once`: in one transaction."""

    with_batch: int = 200
    most_waiting: int = 200_000
    while_asked: int = 4000
    at_once: int = 2000

    def now(self, waiting: int, added: int) -> int:
        """How many of the events that wait, with those just added, are derived before the answer."""
        if waiting <= self.with_batch:
            return waiting
        return max(added, self.at_once) if waiting > self.most_waiting else 0


PACE = Pace()


def derive(connection: Connection, space: str, words: Words, arrivals: Arrivals, most: int) -> int:
    """Fold up to `most` of the events that wait, in the order of their arrival; how many were folded: none
    where somebody else folds the space's events now. Raises NotFolded."""
    if not lock_rows(connection, space):
        if not are_folded(connection, space):
            raise NotFolded(space)
        return 0
    place = arrivals.place(connection, space)
    lines = log.lines_from(connection, space, place, most)
    if lines:
        fold_batch(connection, space, words, [read(line.line) for line in lines], place)
        arrivals.note(connection, space, lines[-1].revision)
    return len(lines)
