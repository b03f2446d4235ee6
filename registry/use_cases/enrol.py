"""Enrol a kiosk that brings a code."""

from ledger.accounts import Account, NotEnrolled
from registry.spaces import Spaces
from registry.tokens import code_hash, mint_token, secret_hash
from sync.wire import EnrolAnswer, EnrolRequest


def enrol(spaces: Spaces, request: EnrolRequest) -> EnrolAnswer | NotEnrolled:
    """Spend the code on a kiosk: one that was in the space before stays itself, with a new token. One whose
    stock is another space's is not let in."""
    around = spaces.surroundings
    secret, hashed = around.new_secret(), code_hash(request.code)
    with spaces.writing():
        found = spaces.accounts.enrol(
            hashed, around.new_id(), request.earlier, secret_hash(secret), around.now(), request.space
        )
        account = None if isinstance(found, NotEnrolled) else spaces.accounts.space(found.space)
    if isinstance(found, NotEnrolled):
        return found
    assert isinstance(account, Account)
    return EnrolAnswer(
        kiosk=found.kiosk,
        token=mint_token(found.space, found.kiosk, secret),
        space=found.space,
        name=account.name,
        prefix=account.prefix,
        first=found.first,
    )
