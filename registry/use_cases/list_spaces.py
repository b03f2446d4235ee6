"""List every space with its kiosks and how many items are there."""

from dataclasses import dataclass

from ledger.accounts import Account, Enrolled
from registry.spaces import ALL, Spaces


@dataclass(frozen=True, slots=True)
class Listed:
    """A space, its kiosks in the order they came, and how many items are on its shelves."""

    account: Account
    kiosks: tuple[Enrolled, ...]
    items: int


def list_spaces(spaces: Spaces) -> list[Listed]:
    """Every space, by its id."""
    with spaces.reading():
        return [_listed(spaces, account) for account in spaces.accounts.spaces()]


def _listed(spaces: Spaces, account: Account) -> Listed:
    kiosks = tuple(spaces.accounts.kiosks(account.space))
    with spaces.derived(account.space, ALL).reading() as reading:
        return Listed(account, kiosks, reading.totals().here)
