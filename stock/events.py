"""What can happen, and the one line of JSON that each happening is stored and sent as.

The envelope is frozen for ever, the body is additive. Source: the wire protocol in docs/protocol.md.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from stock.items import Body, State, read_state, state_body

LONGEST_LINE = 4096
DEEPEST = 6
ENVELOPE = 1
FIRST_HASH = bytes(32)
_LARGEST = 2**63 - 1


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


class Malformed(ValueError):
    """A line that is no event: too long, too deep, not JSON, not whole numbers, or without an envelope."""


@dataclass(frozen=True, slots=True)
class Child:
    """Another item that an event changes along with its own."""

    item: str
    state: State


@dataclass(frozen=True, slots=True)
class Draft:
    """An event that rules have decided on, before it has an id, a time, counters and its place in a log.

    `delta` is in the lot's unit.
    """

    kind: str
    item: str = ""
    state: State | None = None
    delta: int = 0
    children: tuple[Child, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

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
    body: Body = dict(draft.extra)
    if draft.state:
        body |= state_body(draft.state)
    if draft.delta:
        body["delta"] = draft.delta
    if draft.children:
        body["children"] = [
            {"item": child.item, "cv": counters[child.item]} | state_body(child.state)
            for child in draft.children
        ]
    return Event(eid, draft.kind, at, draft.item, counters.get(draft.item, 0), body)


def encode(event: Event) -> bytes:
    """The event's line, without a newline. Raises Malformed where it would not be read back."""
    envelope: Body = {"e": ENVELOPE, "eid": event.eid, "t": event.kind, "v": event.version, "at": event.at}
    if event.item:
        envelope |= {"item": event.item, "cv": event.cv}
    line = json.dumps(envelope | dict(event.body), ensure_ascii=False, separators=(",", ":")).encode()
    if len(line) > LONGEST_LINE:
        raise Malformed("too long")
    return line


def decode(line: bytes) -> Event:
    """The event of a line. Raises Malformed with the reason; never anything else."""
    if len(line) > LONGEST_LINE:
        raise Malformed("too long")
    try:
        found = json.loads(line, parse_float=_no_float, parse_constant=_no_float)
    except (ValueError, RecursionError) as error:
        raise Malformed("not JSON of whole numbers") from error
    _check(found, DEEPEST)
    return _event(found)


def touches(event: Event) -> Iterator[Touch]:
    """What the event says of each item it touches. Raises Malformed on a body that is no state."""
    if not event.item:
        return
    try:
        yield Touch(event.item, event.cv, read_state(event.body), int(event.body.get("delta", 0)))
        for child in event.body.get("children", ()):
            yield Touch(str(child["item"]), int(child["cv"]), read_state(child))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Malformed(f"no state in a {event.kind!r} event") from error


def link(previous: bytes, line: bytes) -> bytes:
    """The next hash of a chain: SHA-256 over the raw 32 bytes before and the line."""
    return hashlib.sha256(previous + line).digest()


def chain(lines: Sequence[bytes], start: bytes = FIRST_HASH) -> Iterator[bytes]:
    """The hash after each line."""
    for line in lines:
        start = link(start, line)
        yield start


def _no_float(text: str) -> Any:
    raise Malformed(f"not a whole number: {text[:20]}")


def _check(value: object, depth: int) -> None:
    if depth < 0:
        raise Malformed("too deep")
    match value:
        case dict():
            for key, inner in value.items():
                _check(key, depth)
                _check(inner, depth - 1)
        case list():
            for inner in value:
                _check(inner, depth - 1)
        case str():
            _check_text(value)
        case int() if abs(value) > _LARGEST:
            raise Malformed("a number over 64 bits")


def _check_text(text: str) -> None:
    if not text.isprintable() and any(
        ord(c) < 32 or 127 <= ord(c) < 160 or 0xD800 <= ord(c) < 0xE000 for c in text
    ):
        raise Malformed("control characters")


def _event(found: object) -> Event:
    match found:
        case {"e": int(), "eid": str(eid), "t": str(kind), "v": int(version), "at": str(at), **rest} if (
            0 < len(eid) <= 64 and 0 < len(kind) <= 40 and len(at) <= 40
        ):
            item, cv = rest.pop("item", ""), rest.pop("cv", 0)
            if isinstance(item, str) and len(item) <= 64 and type(cv) is int and cv >= 0:
                return Event(eid, kind, at, item, cv, rest, version)
    raise Malformed("no envelope")
