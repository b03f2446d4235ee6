"""What travels between a kiosk and the registry: frozen messages that both sides share, and their bounds.

A message that is read is strict about what it knows and ignores fields that it does not know, so that either
side may be the older one. Hashes are 64 hexadecimal digits. The page docs/protocol.md says how they are used.
"""

import hashlib
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from stock.outlines import MOST_RECTS
from stock.sizes import LONGEST_UM

PROBLEM_JSON = "application/problem+json"
NDJSON = "application/x-ndjson"
ROUND_SECONDS = 60
NO_HASH = "0" * 64
"""The hash before the first line of a log."""

Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
LogId = Annotated[str, Field(pattern="^[0-9A-Za-z_-]{1,64}$")]
Slug = Annotated[str, Field(pattern="^[a-z0-9][a-z0-9-]{0,39}$")]
Number = Annotated[int, Field(ge=0, lt=2**63)]


class Message(BaseModel):
    """One message, immutable."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    def to_json(self) -> bytes:
        """The message as it travels."""
        return self.model_dump_json(exclude_none=True).encode()


class Limits(Message):
    """What one request may hold: event lines, bytes on the wire, bytes inflated, logs named in a hello."""

    events: Annotated[int, Field(ge=1)] = 500
    wire_bytes: Annotated[int, Field(ge=1)] = 256 * 1024
    inflated_bytes: Annotated[int, Field(ge=1)] = 2 * 1024 * 1024
    logs: Annotated[int, Field(ge=1)] = 200


LIMITS = Limits()
LARGEST_ANSWER = 512 * 1024
MOST_LISTED_BYTES = 384 * 1024
"""Event lines in one answer."""
MOST_OTHERS = 1000
LAST_LOG = "z" * 64
"""No log's id comes after this one."""


class LogMark(Message):
    """How far a log goes: its last number, and the hash there."""

    log: LogId
    seq: Number = 0
    head: Hash = NO_HASH


class EnrolRequest(Message):
    """A one-use code, the id this kiosk had when it was enrolled before, and the space that its stock is of:
    the code of another one is not spent. None where it has none, or may go to any."""

    code: Annotated[str, Field(min_length=1, max_length=64)]
    earlier: Annotated[str, Field(max_length=64)] = ""
    space: Annotated[str, Field(max_length=64)] | None = None


class EnrolAnswer(Message):
    """Who the kiosk is from now on. New codes begin with `prefix`, and their serials with `first`."""

    kiosk: Annotated[str, Field(min_length=1, max_length=64)]
    token: Annotated[str, Field(min_length=32, max_length=256, repr=False)]
    space: Slug
    name: Annotated[str, Field(max_length=200)]
    prefix: Annotated[str, Field(min_length=3, max_length=3)]
    first: Annotated[str, Field(min_length=1, max_length=1)]


class HelloRequest(Message):
    """What the kiosk believes the registry holds, as a digest, and logs that are open. `after` asks for
    others whose ids come after this one."""

    vec: Hash
    logs: Annotated[tuple[LogMark, ...], Field(max_length=LIMITS.logs)] = ()
    after: LogId | None = None


class Held(LogMark):
    """How far a log goes at the registry. Where that is further than the kiosk named, `at` is the hash
    that the registry holds at the kiosk's number."""

    at: Hash | None = None


class HelloAnswer(Message):
    """What the registry holds: a digest of all, each log that was named, and, where the digests differ, up
    to 1,000 that were not, by id; `more` where others come after them. `state` is the sum of what all of it
    folds to with version `fold` of the fold. `inbox` is a digest of what other spaces told this one.
    `clock` is shown and never compared."""

    vec: Hash
    logs: tuple[Held, ...] = ()
    others: tuple[LogMark, ...] = ()
    more: bool | None = None
    fold: int | None = None
    state: Hash | None = None
    inbox: Annotated[str, Field(max_length=64)] | None = None
    clock: Annotated[str, Field(max_length=40)] = ""
    limits: Limits = LIMITS


class EventsHeader(Message):
    """The line before event lines: they belong to this log, from `first` on, after the hash `prev`."""

    log: LogId
    first: Annotated[int, Field(ge=1, lt=2**63)]
    prev: Hash


class EventsAnswer(LogMark):
    """How far the log goes now that the lines are stored."""


class SizeUm(Message):
    """Dimensions in micrometres; 0 where the form has none."""

    long: int = 0
    short: int = 0
    thick: int = 0
    diameter: int = 0
    wall: int = 0


EdgeUm = Annotated[int, Field(ge=0, le=LONGEST_UM)]


class Item(Message):
    """One item of a space. A piece has a form and a size; a lot has a unit, and a quantity in it.

    A piece that is no rectangle has `rects_um`, the long and short edges of rectangles inside it; its size is
    the box around it.
    """

    code: str
    material: str
    title: Annotated[str, Field(max_length=200)] | None = None
    form: str = ""
    size_um: SizeUm | None = None
    rects_um: Annotated[tuple[tuple[EdgeUm, EdgeUm], ...], Field(max_length=MOST_RECTS)] | None = None
    unit: str
    quantity: int
    shelf: str = ""
    status: str
    quarantined: bool = False


class ItemsAnswer(Message):
    """Items by code; `cursor` asks for those after them and is "" at the end."""

    items: tuple[Item, ...]
    cursor: str = ""


class Health(Message):
    """The registry is well."""

    status: str = "ok"
    clock: Annotated[str, Field(max_length=40)] = ""


class ProblemKind(StrEnum):
    """What is wrong, as far as the other side can act on it; the last word of the problem's type."""

    GAP = "gap"
    FORK = "fork"
    BAD_LINE = "bad-line"
    TOO_LARGE = "too-large"
    NOT_ENROLLED = "not-enrolled"
    OTHER_SPACE = "other-space"
    CODE = "code"
    MESSAGE = "message"
    UNAVAILABLE = "unavailable"
    TOO_MANY = "too-many"
    RESYNC = "resync"
    NO_SPACE = "no-space"
    OTHER = "other"


class Problem(Message):
    """An error (RFC 9457), with what the kiosk needs to go on: the mark of the log, a line's number and
    what is wrong with it, the limits."""

    type: str = "about:blank"
    title: str = ""
    status: Annotated[int, Field(ge=100, le=599)] = 500
    detail: str = ""
    mark: LogMark | None = None
    line: int | None = None
    reason: str = ""
    limits: Limits | None = None

    @property
    def kind(self) -> ProblemKind:
        """What is wrong; OTHER for a type that this version does not know."""
        known = {problem_type(kind): kind for kind in ProblemKind}
        return known.get(self.type, ProblemKind.OTHER)


def problem_type(kind: ProblemKind) -> str:
    """The type of a problem: a reference, relative to the registry."""
    return f"/problems/{kind}"


def digest(marks: Iterable[LogMark]) -> str:
    """Which events a side holds: SHA-256 of the sorted `log:seq:head`, one a line, without empty logs."""
    lines = sorted(f"{mark.log}:{mark.seq}:{mark.head}\n" for mark in marks if mark.seq)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
