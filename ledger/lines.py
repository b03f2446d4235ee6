"""Event lines read in bulk: as `stock.events.decode` does, by a parser that checks while it reads.

Only what nothing is to be said against is read here: whole numbers of 64 bits, few levels, text that can be
seen and has no escapes in it. Every other line is left to `decode`, whose word counts.
"""

from types import GenericAlias
from typing import Annotated, Any

import msgspec

from stock.events import DEEPEST, LONGEST_LINE, Event, decode, event_in

_LARGEST = 2**63 - 1
_Whole = Annotated[int, msgspec.Meta(ge=-_LARGEST, le=_LARGEST)]


def read(line: bytes) -> Event:
    """The event of a line. Raises Malformed with the reason; never anything else."""
    try:
        if len(line) <= LONGEST_LINE and b"\\" not in line and line.decode().isprintable():
            return event_in(_PLAIN.decode(line))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        pass
    return decode(line)


def _values(levels: int) -> Any:
    """The type of what stands in a line with so many levels below it."""
    flat: Any = str | bool | _Whole | None
    if not levels:
        return flat
    inner = _values(levels - 1)
    return flat | GenericAlias(dict, (str, inner)) | GenericAlias(list, (inner,))


_PLAIN: msgspec.json.Decoder[dict[str, Any]] = msgspec.json.Decoder(
    GenericAlias(dict, (str, _values(DEEPEST - 1)))
)
