"""Stock in memory that keeps the sum of its rows along, as the ledger does on disk."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from stock.events import Event
from stock.fold import Step, Stock, step
from stock.prints import (
    MODULUS,
    alias_print,
    blank_print,
    clash_print,
    entry_print,
    message_print,
    shelf_print,
    standing_print,
    void_print,
)

_entry_print, _standing_print = lru_cache(50_000)(entry_print), lru_cache(50_000)(standing_print)


@dataclass(slots=True)
class SummedStock(Stock):
    """A stock and the sum of its rows. It folds no event of a kind that its version does not know."""

    sum: int = field(default=0, compare=False)
    unknown: frozenset[str] = frozenset()

    def fold(self, event: Event) -> Step:
        """See `Stock`."""
        if event.kind in self.unknown:
            return Step()
        change = step(event, self)
        self.sum = (self.sum + sum(self._changes(change))) % MODULUS
        self.apply(change)
        return change

    def copy(self) -> "SummedStock":
        """Another stock with the same content."""
        return type(self)(
            dict(self.standings),
            dict(self.shelves),
            set(self.aliases),
            set(self.blanks),
            set(self.clashes),
            set(self.settled),
            set(self.voids),
            set(self.messages),
            dict(self._entries),
            dict(self._places),
            self.sum,
            self.unknown,
        )

    def _changes(self, change: Step) -> Iterator[int]:
        yield from map(_entry_print, change.entries)
        for standing in change.standings:
            before = self.standings.get(standing.item)
            yield _standing_print(standing) - (_standing_print(before) if before else 0)
        for shelf in change.shelves:
            old = self.shelves.get(shelf.code)
            yield shelf_print(shelf) - (shelf_print(old) if old else 0)
        yield from (alias_print(alias) for alias in set(change.aliases) - self.aliases)
        yield from (blank_print(code) for code in set(change.blanks) - self.blanks)
        yield from (void_print(eid) for eid in set(change.voids) - self.voids)
        yield from (message_print(message) for message in set(change.messages) - self.messages)
        yield from self._clash_changes(change)

    def _clash_changes(self, change: Step) -> Iterator[int]:
        known = self.clashes | self.settled
        for item, cv in set(change.clashes) | set(change.settled):
            before = clash_print(item, cv, settled=(item, cv) in self.settled) if (item, cv) in known else 0
            is_settled = (item, cv) in self.settled or (item, cv) in change.settled
            yield clash_print(item, cv, settled=is_settled) - before
