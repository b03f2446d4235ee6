"""Show: everything that is known of one item."""

from dataclasses import dataclass

from kiosk.kiosk import Kiosk
from kiosk.use_cases.labels import is_changed
from ledger.reading import Reading
from stock.fold import Entry, Shelf, Standing
from stock.items import Piece


@dataclass(frozen=True, slots=True)
class Card:
    """An item, the shelf it lies on, what it was cut from (the nearest first), what was cut from it,
    and its history; `to_check` when a person must look at it, `relabel` when its label is out of date."""

    standing: Standing
    shelf: Shelf | None = None
    parents: tuple[Standing, ...] = ()
    children: tuple[Standing, ...] = ()
    history: tuple[Entry, ...] = ()
    to_check: bool = False
    relabel: bool = False


def show(kiosk: Kiosk, code: str) -> Card | None:
    """The card of an item, by its code, a former one or a foreign one; None where nothing bears it."""
    with kiosk.ledger.reading() as reading:
        standing = reading.resolve(code)
        return card_of(reading, standing) if standing and standing.state else None


def card_of(reading: Reading, standing: Standing) -> Card:
    """The card of an item, read in a transaction that is open already."""
    state = standing.state
    return Card(
        standing=standing,
        shelf=reading.shelf(state.shelf) if state and state.shelf else None,
        parents=tuple(_parents(reading, standing)),
        children=tuple(reading.children(standing.item)),
        history=tuple(reading.history(standing.item)),
        to_check=standing.item in reading.exceptions(),
        relabel=is_changed(reading, standing),
    )


def _parents(reading: Reading, standing: Standing) -> list[Standing]:
    found: list[Standing] = []
    state = standing.state
    while isinstance(state, Piece) and state.parent and len(found) < 20:
        parent = reading.standing(state.parent)
        if parent is None:
            break
        found.append(parent)
        state = parent.state
    return found
