"""One round of sync at the kiosk, without any I/O: what is here and what was answered → what to do next.

`begin` and `advance` are pure. A caller carries out the effects in their order and feeds the answer to the
last one back; a round is over when there are none. The cursor comes from the registry at every round, and
nothing is ever dropped: what cannot be sent is named as a trouble and stays where it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import assert_never

from sync.effects import (
    Acknowledge,
    Answer,
    Batch,
    Effect,
    Own,
    Read,
    SayHello,
    Send,
)
from sync.states import Trouble, TroubleKind
from sync.wire import (
    LIMITS,
    EventsAnswer,
    EventsHeader,
    HelloAnswer,
    HelloRequest,
    LogMark,
    Problem,
    ProblemKind,
    digest,
)

MOST_GAPS = 3


@dataclass(frozen=True, slots=True)
class Round:
    """Where a round stands. `ask` are logs still to be named in a hello, `push` is from where logs go on at
    the registry, `sent` counts event lines."""

    own: tuple[Own, ...]
    believed: str
    ask: tuple[LogMark, ...]
    push: tuple[LogMark, ...] = ()
    most: int = LIMITS.events
    batch: Batch | None = None
    digests_compared: bool = False
    gaps: int = 0
    sent: int = 0
    confirmed: frozenset[str] = frozenset()
    troubles: tuple[Trouble, ...] = ()

    @property
    def is_verified(self) -> bool:
        """Whether the registry holds every own event that there was when the round began."""
        return not self.troubles and all(
            log in self.confirmed for log, mark in self.marks.items() if mark.seq
        )

    @property
    def marks(self) -> dict[str, LogMark]:
        """Where the own logs stood when the round began."""
        return {own.mark.log: own.mark for own in self.own}


Progress = tuple[Round, tuple[Effect, ...]]


def begin(own: Iterable[Own]) -> Progress:
    """A round begins: say hello with the logs that are open."""
    logs = tuple(own)
    ask = tuple(each.mark for each in logs if not each.closed)
    return _next(Round(logs, digest(each.acked for each in logs), ask), must_ask=True)


def advance(state: Round, answer: Answer) -> Progress:
    """The round goes on with the answer to its last effect."""
    match answer:
        case HelloAnswer():
            return _heard(state, answer)
        case Batch():
            return _read(state, answer)
        case EventsAnswer():
            return _stored(state, answer)
        case Problem():
            return _refused(state, answer)
        case _:
            assert_never(answer)


def _next(state: Round, done: tuple[Effect, ...] = (), *, must_ask: bool = False) -> Progress:
    """What is to do next: name logs that were not named yet, then send."""
    if state.ask or must_ask:
        named, rest = state.ask[: LIMITS.logs], state.ask[LIMITS.logs :]
        return replace(state, ask=rest), (*done, SayHello(HelloRequest(vec=state.believed, logs=named)))
    if state.push:
        return state, (*done, _read_on(state, state.push[0]))
    return state, done


def _read_on(state: Round, mark: LogMark) -> Read:
    """Lines that arrived after the round began wait for the next one."""
    return Read(mark.log, mark.seq, min(state.most, state.marks[mark.log].seq - mark.seq))


def _heard(state: Round, answer: HelloAnswer) -> Progress:
    state = replace(state, most=min(state.most, answer.limits.events))
    if not state.digests_compared:
        state = _compare_digests(state, answer)
    done: tuple[Effect, ...] = ()
    for held in answer.logs:
        state, effects = _compare(state, held, held.at)
        done += effects
    return _next(state, done)


def _compare_digests(state: Round, answer: HelloAnswer) -> Round:
    """Closed logs are taken as held where the digest or their mark says so, and named otherwise."""
    others = set(answer.others)
    closed = [own.mark for own in state.own if own.closed]
    same = answer.vec == state.believed
    held = frozenset(mark.log for mark in closed if same or mark in others)
    ask = tuple(mark for mark in closed if mark.log not in held)
    return replace(state, digests_compared=True, ask=state.ask + ask, confirmed=state.confirmed | held)


def _compare(state: Round, held: LogMark, at: str | None = None) -> Progress:
    """Where a log stands there, against where it stood here when the round began."""
    here = state.marks.get(held.log)
    if here is None:
        return state, ()
    if held.seq < here.seq:
        mark = LogMark(log=held.log, seq=held.seq, head=held.head)
        return replace(state, push=(*state.push, mark)), ()
    if held.seq > here.seq:
        kind = TroubleKind.AHEAD if at == here.head else TroubleKind.FORK
        return _troubled(state, Trouble(kind, held.log, here.seq + 1)), ()
    if held.head != here.head:
        return _troubled(state, Trouble(TroubleKind.FORK, held.log, held.seq)), ()
    confirmed = replace(state, confirmed=state.confirmed | {held.log})
    return confirmed, (Acknowledge(held.log, held.seq),) if held.seq else ()


def _read(state: Round, batch: Batch) -> Progress:
    """The lines to send were read: they must continue what the registry holds."""
    mark = state.push[0]
    if batch.prev != mark.head:
        return _next(_give_up(state, Trouble(TroubleKind.FORK, mark.log, mark.seq)))
    header = EventsHeader(log=batch.log, first=batch.first, prev=batch.prev)
    return replace(state, batch=batch), (Send(header, batch.lines),)


def _stored(state: Round, answer: EventsAnswer) -> Progress:
    batch = state.batch
    assert batch is not None
    if (answer.seq, answer.head) != (batch.last, batch.head):
        return _start_over(state, answer)
    state = replace(state, batch=None, gaps=0, sent=state.sent + len(batch.lines))
    return _go_on(state, answer, (Acknowledge(answer.log, answer.seq),))


def _start_over(state: Round, mark: LogMark) -> Progress:
    """The registry moved under the batch: go on from where it is now, a few times at most."""
    if state.gaps == MOST_GAPS:
        return _next(replace(state, batch=None, push=state.push[1:], gaps=0))
    return _go_on(replace(state, batch=None, gaps=state.gaps + 1), mark)


def _go_on(state: Round, mark: LogMark, done: tuple[Effect, ...] = ()) -> Progress:
    """The log's next lines come before any other log's."""
    others = state.push[1:]
    state, effects = _compare(replace(state, push=()), mark)
    return _next(replace(state, push=state.push + others), done or effects)


def _refused(state: Round, problem: Problem) -> Progress:
    batch = state.batch
    assert batch is not None
    mark = problem.mark or state.push[0]
    match problem.kind:
        case ProblemKind.TOO_LARGE if len(batch.lines) > 1:
            return _next(replace(state, batch=None, most=len(batch.lines) // 2))
        case ProblemKind.TOO_LARGE:
            return _next(_give_up(state, Trouble(TroubleKind.TOO_LARGE, batch.log, batch.first)))
        case ProblemKind.FORK:
            return _next(_give_up(state, Trouble(TroubleKind.FORK, batch.log, mark.seq)))
        case ProblemKind.BAD_LINE:
            trouble = Trouble(TroubleKind.BAD_LINE, batch.log, problem.line or mark.seq + 1, problem.reason)
            return _next(_give_up(state, trouble), (Acknowledge(batch.log, mark.seq),))
        case _:
            return _start_over(state, mark)


def _give_up(state: Round, trouble: Trouble) -> Round:
    return _troubled(replace(state, batch=None, push=state.push[1:], gaps=0), trouble)


def _troubled(state: Round, trouble: Trouble) -> Round:
    return replace(state, troubles=(*state.troubles, trouble))
