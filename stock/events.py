"""What can happen, and the one line of JSON that each happening is stored and sent as.

The envelope is frozen for ever, the body is additive. Source: the wire protocol in docs/protocol.md.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from stock.items import Body, State, read_state, state_body

LONGEST_LINE = 4096
DEEPEST = 6
ENVELOPE = 1
FIRST_HASH = bytes(32)


class Kind(StrEnum):
    """Event kinds, past tense. A kind that is not listed is stored and folded after an upgrade."""

    GENESIS = "genesis"
    RECEIVED = "received"
    TAKEN = "taken"
    CUT = "cut"
    RETURNED = "returned"
    MOVED = "moved"
    COUNTED = "counted"
    HELD = "held"
    UNHELD = "unheld"
    QUARANTINED = "quarantined"
    RELEASED = "released"
    RELABELLED = "relabelled"
    DISCARDED = "discarded"
    VOIDED = "voided"
    CORRECTED = "corrected"
    ALIASED = "aliased"
    RESOLVED = "resolved"
    ERASED = "erased"
    ISSUED = "issued"
    SHELVED = "shelved"
    HOLD_REQUESTED = "hold_requested"
    HOLD_GRANTED = "hold_granted"
    HOLD_DENIED = "hold_denied"
    SENT = "sent"
    ARRIVED = "arrived"
    CAME_BACK = "came_back"


class Malformed(ValueError):
    """A line that is no event: too long, too deep, not JSON, not whole numbers, or without an envelope."""


@dataclass(frozen=True, slots=True)
class Child:
    """Another item that an event changes along with its own; `delta` is in the lot's unit."""

    item: str
    state: State
    delta: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """An event that rules have decided on, before it has an id, a time, counters and its place in a log.

    `delta` is in the lot's unit; `after` is a custody counter that its item bore in another space.
    """

    kind: str
    item: str = ""
    state: State | None = None
    delta: int = 0
    children: tuple[Child, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    after: int = 0

    @property
    def items(self) -> tuple[str, ...]:
        """Every item that it touches, its own first."""
        return (self.item, *(child.item for child in self.children)) if self.item else ()


@dataclass(frozen=True, slots=True)
class Event:
    """One accepted fact. `at` is the kiosk's UTC clock, shown and never compared."""

    eid: str
    kind: str
    at: str
    item: str = ""
    cv: int = 0
    body: Mapping[str, Any] = field(default_factory=dict)
    version: int = 1


@dataclass(frozen=True, slots=True)
class Touch:
    """What one event says of one item: its custody counter, its state after it, its change in quantity."""

    item: str
    cv: int
    state: State | None
    delta: int = 0


def event_of(draft: Draft, eid: str, at: str, last: Mapping[str, int]) -> Event:
    """The event of a draft. `last` is the last custody counter of each of its items that has one."""
    counters = {item: last.get(item, 0) + 1 for item in draft.items}
    if draft.item:
        counters[draft.item] = max(counters[draft.item], draft.after + 1)
    body: Body = dict(draft.extra)
    if draft.state:
        body |= state_body(draft.state)
    if draft.delta:
        body["delta"] = draft.delta
    if draft.children:
        body["children"] = [
            {"item": child.item, "cv": counters[child.item]} | state_body(child.state) | _delta_body(child)
            for child in draft.children
        ]
    return Event(eid, draft.kind, at, draft.item, counters.get(draft.item, 0), body)


def _delta_body(child: Child) -> Body:
    return {"delta": child.delta} if child.delta else {}


def has_room(draft: Draft) -> bool:
    """Whether an event of the draft fits its line, whatever its id and counters."""
    event = event_of(draft, "0" * 36, "0" * 24, dict.fromkeys(draft.items, _HIGHEST_CV - 1))
    try:
        encode(event)
    except Malformed:
        return False
    return True


def encode(event: Event) -> bytes:
    """The event's line, without a newline. Raises Malformed where it would not be read back."""
    envelope: Body = {"e": ENVELOPE, "eid": event.eid, "t": event.kind, "v": event.version, "at": event.at}
    if event.item:
        envelope |= {"item": event.item, "cv": event.cv}
    line = _COMPACT.encode(envelope | dict(event.body)).encode(errors="surrogatepass")
    decode(line)
    return line


def decode(line: bytes) -> Event:
    """The event of a line. Raises Malformed with the reason; never anything else."""
    if len(line) > LONGEST_LINE:
        raise Malformed("too long")
    try:
        text = line.decode()
        found = _JSON.decode(text)
    except Malformed:
        raise
    except (ValueError, RecursionError) as error:
        raise Malformed("not JSON of whole numbers") from error
    if text.count("{") + text.count("[") > DEEPEST:
        _check_depth(found, 1)
    _check_text(text, found)
    return event_in(found)


def event_in(found: object) -> Event:
    """The event in the object of a line, which is taken apart. Raises Malformed without an envelope."""
    if not isinstance(found, dict):
        raise Malformed("no envelope")
    take = found.pop
    envelope, eid, kind = take("e", None), take("eid", None), take("t", None)
    version, at, item, cv = take("v", None), take("at", None), take("item", ""), take("cv", 0)
    if (
        type(envelope) is type(version) is type(cv) is int
        and type(eid) is type(kind) is type(at) is type(item) is str
        and envelope == ENVELOPE
        and 0 < len(eid) <= _LONGEST_EID
        and 0 < len(kind) <= _LONGEST_SHORT
        and len(at) <= _LONGEST_SHORT
        and len(item) <= _LONGEST_ITEM
        and cv >= 0
    ):
        return Event(eid, kind, at, item, cv, found, version)
    raise Malformed("no envelope")


def touches(event: Event) -> Iterator[Touch]:
    """What the event says of each item it touches. Raises Malformed on a body that is no state."""
    if not event.item:
        return
    try:
        found = [Touch(event.item, event.cv, read_state(event.body), _delta(event.body))]
        found += [_child(child) for child in event.body.get("children", ())]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Malformed(f"no state in a {event.kind!r} event") from error
    if len({touch.item for touch in found}) < len(found) or any(touch.cv > _HIGHEST_CV for touch in found):
        raise Malformed("an item twice, or a counter that nobody counts to")
    yield from found


def link(previous: bytes, line: bytes) -> bytes:
    """The next hash of a chain: SHA-256 over the raw 32 bytes before and the line."""
    return hashlib.sha256(previous + line).digest()


def chain(lines: Iterable[bytes], start: bytes = FIRST_HASH) -> Iterator[bytes]:
    """The hash after each line."""
    for line in lines:
        start = link(start, line)
        yield start


_LARGEST = 2**63 - 1
_LARGEST_DELTA = 10**12
"""A thousand tonnes in mg: sums of millions of these stay within 64 bits."""
_HIGHEST_CV = 10**9
_LONGEST_ITEM = _LONGEST_EID = 64
_LONGEST_SHORT = 40
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def _whole(text: str) -> int:
    number = int(text)
    if abs(number) > _LARGEST:
        raise Malformed("a number over 64 bits")
    return number


def _no_float(text: str) -> Any:
    raise Malformed(f"not a whole number: {text[:20]}")


_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_JSON = json.JSONDecoder(parse_int=_whole, parse_float=_no_float, parse_constant=_no_float)


def _check_text(text: str, found: object) -> None:
    """Refuse control characters, those too that only an escape brings in."""
    if not text.isprintable() and _CONTROL.search(text):
        raise Malformed("control characters")
    if "\\" in text and any(_CONTROL.search(each) for each in _texts(found)):
        raise Malformed("control characters")


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from (text for pair in value.items() for inner in pair for text in _texts(inner))
        case list():
            yield from (text for inner in value for text in _texts(inner))
        case _:
            pass


def _check_depth(value: object, depth: int) -> None:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        if depth > DEEPEST:
            raise Malformed("too deep")
        for inner in value:
            _check_depth(inner, depth + 1)


def _child(body: Mapping[str, Any]) -> Touch:
    item, cv = body["item"], body["cv"]
    if not isinstance(item, str) or not 0 < len(item) <= _LONGEST_ITEM or type(cv) is not int or cv < 0:
        raise ValueError("a child without an item or a counter")
    return Touch(item, cv, read_state(body), _delta(body))


def _delta(body: Mapping[str, Any]) -> int:
    delta = body.get("delta", 0)
    if type(delta) is not int or abs(delta) > _LARGEST_DELTA:
        raise ValueError("a change in quantity that is no number")
    return delta
