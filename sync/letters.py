"""The inbox, fetched after a round's own work; only where the hello said that there is something new."""

from ledger import letterbox
from ledger.ledger import Ledger
from sync import asking
from sync.client import Client
from sync.errors import SyncError

MOST_PAGES = 20


def fetch_letters(ledger: Ledger, client: Client, told: str | None) -> int:
    """Keep what other spaces told this one; how much of it is new. `told` is the registry's digest of all of
    it, None where it has none.

    A round that has done its own work is not undone by this: what fails is fetched by the next one.
    """
    if told is None or told == letterbox.told(ledger):
        return 0
    try:
        return _pages(ledger, client, told)
    except SyncError:
        return 0


def _pages(ledger: Ledger, client: Client, told: str) -> int:
    new = 0
    for _ in range(MOST_PAGES):
        client.check()
        answer = asking.inbox(client, letterbox.place(ledger))
        posted = [(each.sender, each.line.encode()) for each in answer.letters]
        new += letterbox.keep(ledger, posted, answer.after, "" if answer.more else told)
        if not answer.more:
            break
    return new
