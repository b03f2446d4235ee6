"""An enrolled kiosk's connection: the steps of a round. `asking` has the questions beside it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from stock.events import chain
from sync.connection import Connection, Request
from sync.effects import Batch
from sync.errors import NotARegistry
from sync.packing import pack, squeeze, unpack
from sync.replies import Reply, problem_of, refusal, too_large, understood
from sync.wire import (
    LIMITS,
    NDJSON,
    ROUND_SECONDS,
    EventsAnswer,
    EventsHeader,
    HelloAnswer,
    HelloRequest,
    Problem,
    ProblemKind,
)

_GOES_ON = (ProblemKind.GAP, ProblemKind.FORK, ProblemKind.BAD_LINE, ProblemKind.TOO_LARGE)
_HAS_NOT = (404, 409)
_NOT_ENROLLED = 401
JSON = {"Content-Type": "application/json"}
_EVENTS = {"Content-Type": NDJSON, "Content-Encoding": "gzip"}


@dataclass(frozen=True, slots=True)
class Registration:
    """Where this kiosk is enrolled, with the token that it got last, and the one before that: a registry that
    was restored from a backup may know that one alone. No token is in any text of it."""

    url: str
    space: str
    token: str = field(repr=False)
    earlier: str = field(default="", repr=False)


class Client(Connection):
    """An enrolled kiosk's connection for one round."""

    def __init__(
        self,
        registration: Registration,
        seconds: float = ROUND_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(registration.url, seconds, clock)
        self.space, self.token = registration.space, registration.token
        self._earlier = registration.earlier

    def ask(self, request: Request) -> Reply:
        """See `Connection`. A token that opens nothing gives way to the one before it, for good: `token` is
        the one that was shown last."""
        reply = super().ask(replace(request, headers=dict(request.headers) | self._door()))
        if reply.status != _NOT_ENROLLED or not self._earlier:
            return reply
        self.token, self._earlier = self._earlier, ""
        return self.ask(request)

    def show(self, token: str) -> None:
        """Show another token from now on, and the one that was shown until now where that opens nothing."""
        self.token, self._earlier = token, self.token

    def hello(self, request: HelloRequest) -> HelloAnswer:
        """Say hello."""
        asked = Request("POST", self.path("hello"), request.to_json(), JSON)
        return understood(HelloAnswer, self.ask(asked))

    def events(self, header: EventsHeader, lines: Sequence[bytes]) -> EventsAnswer | Problem:
        """Send lines. A problem is one that the round can go on from."""
        body = pack(header, lines)
        packed = squeeze(body)
        if len(body) > LIMITS.inflated_bytes or len(packed) > LIMITS.wire_bytes:
            return too_large()
        reply = self.ask(Request("POST", self.path("events"), packed, _EVENTS))
        problem = problem_of(reply) if reply.status >= 400 else None
        if problem and problem.kind in _GOES_ON:
            return problem
        return understood(EventsAnswer, reply)

    def fetch(self, log: str, after: int) -> Batch | Problem:
        """Ask for lines of a log after a number. A problem is one that the round can go on from."""
        reply = self.ask(Request("GET", self.path(f"logs/{log}/events?after={after}")))
        problem = problem_of(reply) if reply.status in _HAS_NOT else None
        return problem or _lines(reply)

    def path(self, name: str) -> str:
        """The path of something of the own space."""
        return f"v1/spaces/{self.space}/{name}"

    def _door(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


def _lines(reply: Reply) -> Batch:
    """The lines of an answer, with the hash after the last as it has to be."""
    if reply.status != 200:
        raise refusal(reply)
    head, lines = unpack(reply.body)
    try:
        header = EventsHeader.model_validate_json(head)
    except ValidationError as error:
        raise NotARegistry("no lines of a log") from error
    after = bytes.fromhex(header.prev)
    *_, last = after, *chain(lines, after)
    return Batch(header.log, header.first, header.prev, tuple(lines), last.hex())
