"""What other spaces told one, as it travels: their events as they are stored, line by line."""

from typing import Annotated

from pydantic import Field

from sync.wire import Message, Slug

LONGEST_AFTER = 16_000
_PLACE = r"[a-z0-9][a-z0-9-]{0,39}\.[0-9]{1,19}\.[0-9]{1,19}\.[0-9A-Za-z]{3,64}"
AFTER = rf"^({_PLACE}(,{_PLACE})*)?$"
"""How far the inbox was read, by sender. The registry alone reads it."""


class Posted(Message):
    """One event that is addressed to the space, and the space that sent it."""

    sender: Slug
    line: Annotated[str, Field(max_length=4096)]


class InboxAnswer(Message):
    """Messages to a space; `after` is what to ask with next, at once where there is `more`."""

    letters: tuple[Posted, ...]
    after: Annotated[str, Field(max_length=LONGEST_AFTER)]
    more: bool = False
