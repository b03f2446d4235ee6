"""Say whether the registry and its database are well."""

from registry.spaces import Spaces
from sync.wire import Health


def health(spaces: Spaces) -> Health:
    """Raises LedgerError where the database does not answer."""
    with spaces.reading():
        spaces.accounts.space("")
    return Health(clock=spaces.surroundings.now())
