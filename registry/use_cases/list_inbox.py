"""List what other spaces told a space since it last looked, a page at a time."""

from collections.abc import Iterator

from ledger.arrivals import Arrival
from ledger.inbox import Places, ReadUpTo, read_inbox
from registry.spaces import Spaces
from sync.inbox_wire import LONGEST_AFTER, InboxAnswer, Posted

PAGE = 50
"""Lines of 4 KiB, twice as long in JSON, fit the largest answer."""
_DIGITS = 16
_LARGEST = 2**63 - 1


def list_inbox(spaces: Spaces, space: str, after: str) -> InboxAnswer:
    """Messages after a place, "" for the beginning. `after` is well-formed."""
    with spaces.reading():
        page = read_inbox(spaces.engine, space, dict(_places(after)), PAGE)
    letters = tuple(Posted(sender=sender, line=line.decode()) for sender, line in page.posted)
    return InboxAnswer(letters=letters, after=_text(page.places), more=page.more)


def _places(after: str) -> Iterator[tuple[str, ReadUpTo]]:
    for part in after.split(",") if after else ():
        sender, position, revision, digest = part.split(".")
        yield sender, ReadUpTo(min(int(position), _LARGEST), Arrival(min(int(revision), _LARGEST), digest))


def _text(places: Places) -> str:
    """The places as they travel. Senders that find no room are read again the next time."""
    text = ""
    for sender, place in places.items():
        arrival = place.arrival
        part = f"{sender}.{place.position}.{arrival.revision}.{arrival.digest[:_DIGITS]}"
        if len(text) + len(part) < LONGEST_AFTER:
            text += f",{part}" if text else part
    return text
