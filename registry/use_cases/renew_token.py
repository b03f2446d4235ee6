"""Give a kiosk a further token; the one it has opens its space until the new one was used once."""

from registry.spaces import Spaces
from registry.tokens import mint_token, secret_hash
from registry.use_cases.admit import Visitor
from sync.stock_wire import TokenAnswer


def renew_token(spaces: Spaces, visitor: Visitor) -> TokenAnswer:
    """A new token. One that was asked for before and never used opens nothing any more."""
    secret = spaces.surroundings.new_secret()
    with spaces.writing():
        spaces.tokens.offer(visitor.space, visitor.kiosk, secret_hash(secret))
    return TokenAnswer(token=mint_token(visitor.space, visitor.kiosk, secret))
