"""List what changed in a space since somebody last looked, a page at a time: items as state, and the gone."""

from ledger.arrivals import Arrival
from ledger.following import Place
from registry.spaces import Spaces
from registry.use_cases.list_items import item_of
from sync.stock_wire import ChangesAnswer

_DIGITS = 16


def list_changes(spaces: Spaces, space: str, since: str, limit: int) -> ChangesAnswer | None:
    """Changes after a place, "" for the beginning; None where the place is none of this registry's history.
    `since` is well-formed."""
    with spaces.reading():
        spaces.derived(space)
    found = spaces.following.changes(space, place_of(since) if since else Place(), limit)
    if found is None:
        return None
    items = tuple(item_of(standing, standing.state) for standing in found.here if standing.state)
    return ChangesAnswer(items=items, gone=found.gone, since=text_of(found.place), more=found.more)


def text_of(place: Place) -> str:
    """A place as it travels."""
    arrival = place.arrival
    return f"{place.fold}.{arrival.revision}.{arrival.digest[:_DIGITS]}.{place.revision}.{place.item}"


def place_of(since: str) -> Place:
    """The place in a text."""
    fold, last, digest, revision, item = since.split(".", 4)
    return Place(Arrival(_bounded(last), digest), int(fold), _bounded(revision), item)


def _bounded(number: str) -> int:
    """A number that fits a database's, whoever made it up."""
    return min(int(number), 2**63 - 1)
