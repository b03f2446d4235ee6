"""Issue a code that enrols one kiosk in a space; a new space gets an account with a prefix of its own."""

from dataclasses import dataclass
from datetime import timedelta

from ledger.accounts import Account
from registry.spaces import Spaces
from registry.tokens import code_hash, mint_code

VALID = timedelta(hours=72)


class NamedOtherwise(Exception):
    """The space has another name or zone; no code was issued."""


@dataclass(frozen=True, slots=True)
class Issued:
    """The code, which is kept nowhere, until when it counts, and the space."""

    code: str
    expires: str
    account: Account


def issue_code(spaces: Spaces, space: str, name: str = "", zone: str = "") -> Issued:
    """A new code. `space` is a well-formed id; name and zone are those of a new space. Raises NamedOtherwise
    where the space has others already."""
    around = spaces.surroundings
    code, now, expires = mint_code(around.draw), around.now(), around.now(VALID)
    with spaces.writing():
        account = spaces.accounts.found(space, name, zone, now, around.draw)
        if name not in ("", account.name) or zone not in ("", account.zone):
            raise NamedOtherwise(space)
        spaces.accounts.allow(space, code_hash(code), now, expires)
    return Issued(code, expires, account)
