"""Shelves: places with a code and a name."""

from kiosk.kiosk import Kiosk
from ledger.ledger import Transaction
from stock.events import Draft, Kind
from stock.fold import Shelf, Standing
from stock.refusals import Reason, Refusal

LONGEST_NAME = 40


def add_shelf(kiosk: Kiosk, name: str, code: str = "") -> Shelf | Refusal:
    """Name a shelf under a blank's code or a new one; a shelf that has the name already is that one."""
    with kiosk.ledger.transaction() as change:
        same = [shelf for shelf in change.shelves() if shelf.name.casefold() == _tidy(name).casefold()]
        if same:
            return same[0]
        if code and change.standing(code):
            return Refusal(Reason.CODE_IN_USE, {"code": code})
        return _named(change, code or kiosk.fresh_code(change), _tidy(name))


def shelves(kiosk: Kiosk) -> list[Shelf]:
    """Every shelf, by name."""
    with kiosk.ledger.reading() as reading:
        return reading.shelves()


def on_shelf(kiosk: Kiosk, code: str) -> list[Standing]:
    """What lies on a shelf."""
    with kiosk.ledger.reading() as reading:
        return reading.on_shelf(code)


def _tidy(name: str) -> str:
    return " ".join(name.split())[:LONGEST_NAME]


def _named(change: Transaction, code: str, name: str) -> Shelf:
    event = change.append(Draft(Kind.SHELVED, code, extra={"name": name}))
    return Shelf(code, name, event.cv, event.eid)
