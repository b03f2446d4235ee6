"""End a kiosk's token: it is refused from its next request on. What it logged stays."""

from registry.spaces import Spaces


def revoke(spaces: Spaces, space: str, kiosk: str) -> bool:
    """Whether there was such a kiosk."""
    with spaces.writing():
        return spaces.accounts.revoke(space, kiosk, spaces.surroundings.now())
