"""Give a space another name. Its id, its prefix and its zone stay."""

from ledger.accounts import Account
from registry.spaces import Spaces


def rename(spaces: Spaces, space: str, name: str) -> Account | None:
    """The space as it is then; None where there is no such space."""
    with spaces.writing():
        return spaces.accounts.rename(space, name)
