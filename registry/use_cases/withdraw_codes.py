"""Take back the codes of a space that nobody has used yet, and see how many those are."""

from registry.spaces import Spaces


def unused_codes(spaces: Spaces, space: str) -> list[str] | None:
    """Until when each of them counts; None where there is no such space."""
    with spaces.reading():
        is_there = spaces.accounts.space(space) is not None
        return spaces.accounts.unused_codes(space, spaces.surroundings.now()) if is_there else None


def withdraw_codes(spaces: Spaces, space: str) -> int:
    """How many were taken back; from now on they enrol nobody."""
    with spaces.writing():
        return spaces.accounts.withdraw(space, spaces.surroundings.now())
