"""Sending lines of a log that the registry lacks."""

from dataclasses import replace

from sync.effects import Acknowledge, Answer, Batch, Effect, Gone, Read, Send, SetAside
from sync.protocol.round import Progress, Push, Round, Seek, finish, swap, troubled
from sync.states import Trouble, TroubleKind
from sync.wire import EventsAnswer, EventsHeader, LogMark, Problem, ProblemKind


def start(state: Round, push: Push) -> Effect:
    """Read lines after the registry's mark. Those that were written since the look wait."""
    mark = push.mark
    return Read(mark.log, mark.seq, min(state.most, state.logs[mark.log].mark.seq - mark.seq))


def advance(state: Round, push: Push, answer: Answer) -> Progress:
    """The lines were read, or sent."""
    match answer:
        case Batch():
            return _read(state, push, answer)
        case EventsAnswer():
            return _stored(state, answer)
        case Problem():
            return _refused(state, answer)
        case Gone():
            return finish(state, changed=True)
        case _:
            raise AssertionError(answer)


def _read(state: Round, push: Push, batch: Batch) -> Progress:
    """They must continue what the registry holds."""
    if batch.prev != push.mark.head:
        return swap(state, Seek(push.mark.log, 0, push.mark.seq)), ()
    if not batch.lines:
        return finish(state, changed=True)
    header = EventsHeader(log=batch.log, first=batch.first, prev=batch.prev)
    return replace(state, batch=batch), (Send(header, batch.lines),)


def _stored(state: Round, answer: EventsAnswer) -> Progress:
    """Where the registry is not where the batch ends, somebody else wrote: it is compared again."""
    batch = state.batch
    assert batch is not None
    if (answer.seq, answer.head) != (batch.last, batch.head):
        return finish(state, changed=True)
    state = replace(state, sent=state.sent + len(batch.lines), changed=True)
    done = Acknowledge(answer.log, answer.seq)
    if answer.seq >= state.logs[answer.log].mark.seq:
        return finish(state, done, changed=True)
    return swap(state, Push(LogMark(log=answer.log, seq=answer.seq, head=answer.head))), (done,)


def _refused(state: Round, problem: Problem) -> Progress:
    batch = state.batch
    assert batch is not None
    match problem.kind:
        case ProblemKind.TOO_LARGE if len(batch.lines) > 1:
            return replace(state, batch=None, most=len(batch.lines) // 2), ()
        case ProblemKind.TOO_LARGE:
            trouble = Trouble(TroubleKind.TOO_LARGE, batch.log, batch.first)
            return finish(troubled(state, trouble), changed=False)
        case ProblemKind.BAD_LINE:
            return _bad_line(state, batch, problem)
        case _:
            return finish(state, changed=True)


def _bad_line(state: Round, batch: Batch, problem: Problem) -> Progress:
    """The line goes into a log of its own and holds up no other; there it is offered in every round."""
    seq = problem.line or (problem.mark.seq + 1 if problem.mark else batch.first)
    done = Acknowledge(batch.log, seq - 1)
    if seq <= 2 and state.logs[batch.log].mark.seq == seq:
        trouble = Trouble(TroubleKind.BAD_LINE, batch.log, seq, problem.reason)
        return finish(troubled(state, trouble), done, changed=False)
    return finish(state, done, SetAside(batch.log, seq), changed=True)
