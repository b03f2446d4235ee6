"""Accounts: what this space has had to do with each other one, as far as it knows."""

from kiosk.kiosk import Kiosk
from stock.dealings import Accounts
from stock.dealings import accounts as add_up


def accounts(kiosk: Kiosk) -> Accounts:
    """With every space that this one told something, or was told something by."""
    own = kiosk.settings.registry_space
    with kiosk.ledger.reading() as reading:
        told = [(own, event) for event in reading.dealt_with()]
        told += [(letter.sender, letter.event) for letter in reading.letters()]
    return add_up(own, told, kiosk.today())
