"""A kiosk's logs and a registry in memory, to run rounds of the protocol between, with cuts at any point."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from stock.events import FIRST_HASH, chain
from sync.effects import Acknowledge, Answer, Batch, Effect, Own, Read, SayHello, Send
from sync.protocol import Round, advance, begin
from sync.wire import (
    EventsAnswer,
    EventsHeader,
    Held,
    HelloAnswer,
    HelloRequest,
    LogMark,
    Problem,
    ProblemKind,
    digest,
    problem_type,
)

MOST_ANSWERS = 2000
_numbers = count(1)


class Cut(Exception):
    """The connection broke, or the power went."""


def hashes(lines: list[bytes]) -> list[str]:
    """The hash before the first line and after each."""
    return [each.hex() for each in [FIRST_HASH, *chain(lines)]]


def mark_of(log: str, lines: list[bytes]) -> LogMark:
    """Where a log stands."""
    return LogMark(log=log, seq=len(lines), head=hashes(lines)[-1])


@dataclass
class FakeRegistry:
    """Logs, and the rules by which lines are added to them. `most` lines are taken at once."""

    logs: dict[str, list[bytes]] = field(default_factory=dict)
    most: int = 500
    bad: bytes = b""
    batches: int = 0

    def hello(self, request: HelloRequest) -> HelloAnswer:
        """See docs/protocol.md."""
        marks = {log: mark_of(log, lines) for log, lines in self.logs.items()}
        named = {log.log for log in request.logs}
        vec = digest(marks.values())
        others = [mark for log, mark in marks.items() if log not in named and vec != request.vec]
        return HelloAnswer(vec=vec, logs=tuple(map(self._held, request.logs)), others=tuple(others))

    def events(self, header: EventsHeader, lines: tuple[bytes, ...]) -> EventsAnswer | Problem:
        """See docs/protocol.md."""
        self.batches += 1
        here = self.logs.setdefault(header.log, [])
        if len(lines) > self.most:
            return self._problem(ProblemKind.TOO_LARGE, 413, header.log)
        if header.first > len(here) + 1:
            return self._problem(ProblemKind.GAP, 409, header.log)
        common = len(here) - header.first + 1
        same = list(lines[:common]) == here[header.first - 1 :][: len(lines)]
        if not same or hashes(here)[header.first - 1] != header.prev:
            return self._problem(ProblemKind.FORK, 409, header.log)
        good = lines[: lines.index(self.bad)] if self.bad in lines else lines
        here.extend(good[common:])
        if good != lines:
            return self._problem(ProblemKind.BAD_LINE, 422, header.log)
        return EventsAnswer(**mark_of(header.log, here).model_dump())

    def _held(self, named: LogMark) -> Held:
        lines = self.logs.get(named.log, [])
        at = hashes(lines)[named.seq] if len(lines) > named.seq else None
        return Held(**mark_of(named.log, lines).model_dump(), at=at)

    def _problem(self, kind: ProblemKind, status: int, log: str) -> Problem:
        mark = mark_of(log, self.logs[log])
        line = mark.seq + 1 if kind is ProblemKind.BAD_LINE else None
        return Problem(type=problem_type(kind), status=status, mark=mark, line=line, reason=kind.value)


@dataclass
class FakeKiosk:
    """Own logs with what was acknowledged of them; the last is the running process's."""

    logs: dict[str, list[bytes]] = field(default_factory=dict)
    acked: dict[str, int] = field(default_factory=dict)
    running: str = ""

    def restart(self) -> None:
        """A new process: its log is minted with its first line."""
        self.running = ""

    def scan(self) -> None:
        """One more line in the running process's log."""
        number = next(_numbers)
        self.running = self.running or f"log{number:06d}"
        self.logs.setdefault(self.running, []).append(b"line %d" % number)

    def own(self) -> list[Own]:
        """What a round begins with."""
        return [self._own(log, lines) for log, lines in sorted(self.logs.items())]

    def _own(self, log: str, lines: list[bytes]) -> Own:
        acked = min(self.acked.get(log, 0), len(lines))
        closed = log != self.running and acked == len(lines)
        return Own(mark_of(log, lines), mark_of(log, lines[:acked]), closed)


def run_round(kiosk: FakeKiosk, registry: FakeRegistry, cut: Callable[[], None] = lambda: None) -> Round:
    """One round; `cut` is asked around every effect, and may raise Cut."""
    state, effects = begin(kiosk.own())
    for _ in range(MOST_ANSWERS):
        if not effects:
            return state
        answer = None
        for effect in effects:
            cut()
            answer = carry_out(effect, kiosk, registry)
            cut()
        if answer is None:
            return state
        state, effects = advance(state, answer)
    raise AssertionError("a round without an end")


def carry_out(effect: Effect, kiosk: FakeKiosk, registry: FakeRegistry) -> Answer | None:
    """The answer to an effect."""
    match effect:
        case SayHello(request):
            return registry.hello(request)
        case Send(header, lines):
            return registry.events(header, lines)
        case Read(log, after, most):
            here = kiosk.logs[log]
            found = tuple(here[after : after + most])
            ends = hashes(here)
            return Batch(log, after + 1, ends[after], found, ends[after + len(found)])
        case Acknowledge(log, seq):
            assert seq <= len(registry.logs[log]), "only what the registry holds is acknowledged"
            kiosk.acked[log] = seq
            return None
