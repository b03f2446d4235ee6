"""Where a round stands, and what comes next in it.

A round is made of passes. A pass says hello, compares each log with the registry's, and then works on those
that differ. When something has moved, what is here is looked at again in another pass; a pass that finds
nothing to do ends the round.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sync.effects import Alarm, Batch, Effect, Holding, Kept, SayHello
from sync.states import Delay, Trouble
from sync.wire import LIMITS, HelloRequest, LogMark, digest

MOST_PASSES = 8
NOTHING = Holding()


@dataclass(frozen=True, slots=True)
class Push:
    """Send lines of a log after the registry's mark."""

    mark: LogMark


@dataclass(frozen=True, slots=True)
class Seek:
    """Find the first line that differs: both sides agree at `low` and differ at `high`."""

    log: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Catch:
    """Fetch lines of a log after the mark here, up to a number."""

    mark: LogMark
    until: int


Work = Push | Seek | Catch


@dataclass(frozen=True, slots=True)
class Round:
    """Where a round stands. In this pass: `logs` are those of what was `held` at the last look, `ask` are
    logs still to be named in a hello, `page` is the log after which others are asked for (None: all were
    heard of), `unheard` are logs that are over and not confirmed yet, `work` is still to do, `probe` is what
    was asked for while seeking, `uncompared` is why both sides are not known to have the same stock.

    `sent` and `fetched` count event lines; `alarms` were raised in this round, `troubles` stand at its end.
    `inbox` is what the registry last said of messages to this space.
    """

    held: Holding = NOTHING
    logs: Mapping[str, Kept] = field(default_factory=dict)
    believed: str = ""
    passes: int = 0
    ask: tuple[LogMark, ...] = ()
    page: str | None = None
    unheard: tuple[LogMark, ...] = ()
    work: tuple[Work, ...] = ()
    batch: Batch | None = None
    probe: LogMark | None = None
    changed: bool = False
    uncompared: Delay | None = Delay.UNCOMPARED
    confirmed: frozenset[str] = frozenset()
    troubles: tuple[Trouble, ...] = ()
    most: int = LIMITS.events
    may_rebuild: bool = True
    sent: int = 0
    fetched: int = 0
    alarms: tuple[Trouble, ...] = ()
    inbox: str | None = None

    @property
    def is_sent(self) -> bool:
        """Whether the registry holds every event that there was here at the last look."""
        return not (self.troubles or self.changed) and set(self.logs) <= self.confirmed

    @property
    def is_verified(self) -> bool:
        """Whether it also holds no others, and the same stock."""
        return self.is_sent and self.uncompared is None


Progress = tuple[Round, tuple[Effect, ...]]


def start_pass(state: Round, held: Holding) -> Round:
    """What is here is known: logs that are open will be named."""
    marks = tuple(kept.mark for kept in held.logs)
    closed = {kept.mark.log for kept in held.logs if kept.closed}
    return replace(
        state,
        held=held,
        logs={kept.mark.log: kept for kept in held.logs},
        believed=digest(kept.acked for kept in held.logs),
        passes=state.passes + 1,
        ask=tuple(mark for mark in marks if mark.log not in closed),
        page="",
        unheard=tuple(mark for mark in marks if mark.log in closed),
        changed=False,
        uncompared=Delay.UNCOMPARED,
        confirmed=frozenset(),
        troubles=(),
    )


def greet(state: Round) -> Progress:
    """Name logs, and hear of others."""
    named, rest = state.ask[: LIMITS.logs], state.ask[LIMITS.logs :]
    request = HelloRequest(vec=state.believed, logs=named, after=state.page or None)
    return replace(state, ask=rest), (SayHello(request),)


def finish(state: Round, *done: Effect, changed: bool) -> Progress:
    """The work at hand is over; `changed` asks for another pass."""
    ended = replace(state, work=state.work[1:], batch=None, probe=None, changed=state.changed or changed)
    return ended, done


def swap(state: Round, work: Work) -> Round:
    """Other work in the place of the work at hand."""
    return replace(state, work=(work, *state.work[1:]), batch=None, probe=None)


def troubled(state: Round, trouble: Trouble) -> Round:
    """Something stands that only a person can settle."""
    return replace(state, troubles=(*state.troubles, trouble))


def alarmed(state: Round, trouble: Trouble) -> Progress:
    """Something happened that a person should see."""
    if trouble in state.alarms:
        return state, ()
    return replace(state, alarms=(*state.alarms, trouble)), (Alarm(trouble),)
