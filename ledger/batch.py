"""Many events folded at once: what they concern is read in a few questions, folded in memory by the one rule,
and what changed is written in bulk."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from ledger.changed import Changed
from ledger.many import Among
from ledger.rows import ENTRY, HISTORY, ITEM, SHELF, STANDING, VOID, entry_of, standing_of
from ledger.words import Words
from stock.events import Event, Kind
from stock.fold import Entry, Shelf, Step, Stock


def fold_batch(
    connection: Connection, space: str, words: Words, events: Sequence[Event], revision: int
) -> None:
    """Fold events that arrived one after the other after `revision`."""
    known, bodies = _known(connection, space, events)
    changed = Changed(dict(known.standings), bodies, dict(known.shelves), set(known.voids))
    for number, event in enumerate(events, start=revision + 1):
        changed.add(folded_into(known, event), number)
    changed.write(connection, space, words)


def folded_into(stock: Stock, event: Event) -> Step:
    """What an event changes; nothing where folding it fails: it is kept, as one of an unknown kind is, and a
    version that can fold it does so. One line that nobody thought of holds up no space."""
    try:
        return stock.fold(event)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return Step()


def _known(connection: Connection, space: str, events: Sequence[Event]) -> tuple[Stock, dict[str, str]]:
    """As much of the stock as the events concern, and the states of its items as they are stored."""
    stock = Stock()
    named = [_text(event.body.get("voids")) for event in events if event.kind == Kind.VOIDED]
    eids = sorted({event.eid for event in events} | set(named))
    written = [entry_of(row) for row in _ENTRIES.run(connection, space, eids)]
    stock.remember(written)
    items = {item for event in events for item, _ in _counters(event)} | {entry.item for entry in written}
    rows = _STANDINGS.run(connection, space, sorted(items))
    stock.standings.update((row[0], standing_of(row)) for row in rows)
    stock.remember(_rivals(connection, space, events, stock))
    stock.voids.update(eid for (eid,) in _VOIDS.run(connection, space, eids))
    shelved = sorted({event.item for event in events if event.kind == Kind.SHELVED})
    stock.shelves.update((row[0], Shelf(*row)) for row in _SHELVES.run(connection, space, shelved))
    return stock, {item: body for item, _cv, _eid, body, _quantity in rows}


def _rivals(connection: Connection, space: str, events: Iterable[Event], stock: Stock) -> list[Entry]:
    """The history of items that were further already than one of the events says: only there can a counter
    have been given before."""
    items = {item for event in events for item, cv in _counters(event) if _is_further(stock, item, cv)}
    return [entry_of(row) for row in _RIVALS.run(connection, space, sorted(items))]


def _is_further(stock: Stock, item: str, cv: int) -> bool:
    seen = stock.standings.get(item)
    return seen is not None and seen.cv >= cv


def _counters(event: Event) -> Iterable[tuple[str, int]]:
    """The items that an event names and their counters, whether or not the rest of it makes sense."""
    yield event.item, event.cv
    children = event.body.get("children", ())
    for child in children if isinstance(children, list) else ():
        if isinstance(child, dict):
            cv = child.get("cv")
            yield _text(child.get("item")), cv if type(cv) is int else 0


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


_ENTRIES = Among(ENTRY.c.eid, *HISTORY, index="entry_eid")
_RIVALS = Among(ENTRY.c.item, *HISTORY)
_STANDINGS, _VOIDS = Among(ITEM.c.item, *STANDING), Among(VOID.c.eid, VOID.c.eid)
_SHELVES = Among(SHELF.c.code, SHELF.c.code, SHELF.c.name, SHELF.c.cv, SHELF.c.eid)
