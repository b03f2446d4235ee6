"""What the registry tells kiosks of other spaces' stock, which comes down as state and never as events."""

from typing import Annotated

from pydantic import Field

from sync.wire import Item, Message, Number, Slug

LARGEST_PAGE = 500
SINCE = r"^[0-9]{1,9}\.[0-9]{1,19}\.[0-9A-Za-z]{3,64}\.[0-9]{1,19}\.[^\x00-\x1f\x7f-\x9f]{0,64}$"
"""How far somebody followed a space. The registry alone reads it."""


class SpaceState(Message):
    """How one space stands: `revision` counts its events and `digest` is of all of them in their order, so
    that both together say whether anything changed. `items` are on its shelves; `at` is when the registry
    last heard of it, "" for never; its own codes begin with `prefix`."""

    space: Slug
    name: Annotated[str, Field(max_length=200)] = ""
    prefix: Annotated[str, Field(max_length=3)] = ""
    revision: Number = 0
    digest: Annotated[str, Field(max_length=64)] = ""
    items: Number = 0
    at: Annotated[str, Field(max_length=40)] = ""


class IndexAnswer(Message):
    """Spaces by id; `cursor` asks for those after them and is "" at the end."""

    spaces: tuple[SpaceState, ...]
    cursor: Annotated[str, Field(max_length=40)] = ""


class ChangesAnswer(Message):
    """What changed in a space, in the order of the last changes: items as they are now, and the codes of
    those that are on no shelf any more. `since` is what to ask with next, at once where there is `more`."""

    items: tuple[Item, ...]
    gone: tuple[str, ...] = ()
    since: Annotated[str, Field(max_length=200)]
    more: bool = False


class SnapshotHeader(Message):
    """The first line of a snapshot; the others are its items, one a line. It may be some minutes old: what
    changed meanwhile is asked for with `since`."""

    space: Slug
    since: Annotated[str, Field(max_length=200)]


class TokenAnswer(Message):
    """A further token. The one before it opens the space until this one was used once."""

    token: Annotated[str, Field(min_length=32, max_length=256, repr=False)]


class Ready(Message):
    """Every part is ready: what was looked at, by name."""

    status: str = "ready"
    parts: tuple[str, ...] = ()
