"""List how every space stands: which of them changed since somebody last looked."""

from ledger.following import Stand
from registry.spaces import Spaces
from sync.stock_wire import IndexAnswer, SpaceState

PAGE = 1000


def list_index(spaces: Spaces, cursor: str, limit: int) -> IndexAnswer:
    """Spaces by id after one."""
    stands = spaces.following.stands(cursor, limit)
    last = stands[-1].space if len(stands) == limit else ""
    return IndexAnswer(spaces=tuple(_state(stand) for stand in stands), cursor=last)


def _state(stand: Stand) -> SpaceState:
    return SpaceState(
        space=stand.space,
        name=stand.name,
        prefix=stand.prefix,
        revision=stand.arrival.revision,
        digest=stand.arrival.digest,
        items=stand.items,
        at=stand.arrival.at,
    )
