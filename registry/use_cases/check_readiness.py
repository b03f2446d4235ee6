"""Say which part of the registry is not ready to take requests."""

from collections.abc import Callable

from ledger.errors import LedgerError
from registry.spaces import Spaces


def check_readiness(spaces: Spaces) -> dict[str, bool]:
    """Each part by name, and whether it is ready: the database to read and to write, the copy to read."""
    parts: dict[str, Callable[[], object]] = {
        "database": lambda: spaces.rates.state("", 0),
        "writing": lambda: spaces.rates.clear("ready"),
    }
    if spaces.copy is not spaces.engine:
        parts["copy"] = lambda: spaces.following.knows("")
    return {name: _answers(spaces, part) for name, part in parts.items()}


def _answers(spaces: Spaces, part: Callable[[], object]) -> bool:
    try:
        with spaces.reading():
            part()
    except LedgerError:
        return False
    return True
