"""What a fold comes to, as one number: the sum of SHA-256 over its rows, modulo 2²⁵⁶.

Rows are added and taken away in any order and at any time, so the sum is kept along with them. Two sides that
fold the same events with the same `FOLD_VERSION` have the same sum.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from stock.fold import Stock
from stock.items import state_body
from stock.standings import Alias, Entry, Message, Shelf, Standing

MODULUS = 2**256
BYTES = 32


def standing_print(standing: Standing) -> int:
    """An item as it stands."""
    body = _COMPACT.encode(state_body(standing.state)) if standing.state else "{}"
    return standing_print_of(standing, body)


def standing_print_of(standing: Standing, body: str) -> int:
    """An item as it stands, whose state is this text in JSON, without spaces and as it is in an event."""
    begun = _COMPACT.encode(["item", standing.item, standing.cv, standing.eid, standing.quantity])
    return _hashed(f"{begun[:-1]},{body}]")


def entry_print(entry: Entry) -> int:
    """A line of an item's history."""
    what = entry.what.value
    return _print("entry", entry.item, entry.cv, entry.eid, entry.kind, entry.at, entry.delta, what)


def shelf_print(shelf: Shelf) -> int:
    """A place with a code and a name."""
    return _print("shelf", shelf.code, shelf.name, shelf.cv, shelf.eid)


def alias_print(alias: Alias) -> int:
    """A code that leads to an item."""
    return _print("alias", alias.alias, alias.item, alias.eid)


def blank_print(code: str) -> int:
    """A code on a blank label."""
    return _print("blank", code)


def void_print(eid: str) -> int:
    """An event that was taken back."""
    return _print("void", eid)


def message_print(message: Message) -> int:
    """An event that is addressed to another space."""
    return _print("message", message.eid, message.kind, message.item, message.to)


def clash_print(item: str, cv: int, *, settled: bool) -> int:
    """Two events of a piece with one custody counter, and whether a person has settled it."""
    return _print("clash", item, cv, int(settled))


def state_of(stock: Stock) -> int:
    """The sum over all rows of a stock."""
    return sum(_prints(stock)) % MODULUS


def _prints(stock: Stock) -> Iterator[int]:
    yield from map(standing_print, stock.standings.values())
    yield from map(entry_print, stock.entries())
    yield from map(shelf_print, stock.shelves.values())
    yield from map(alias_print, stock.aliases)
    yield from map(blank_print, stock.blanks)
    yield from map(void_print, stock.voids)
    yield from map(message_print, stock.messages)
    for item, cv in stock.clashes | stock.settled:
        yield clash_print(item, cv, settled=(item, cv) in stock.settled)


def _print(*values: Any) -> int:
    return _hashed(_COMPACT.encode(values))


def _hashed(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode(errors="surrogatepass")).digest())


_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
