"""The first part of a pass: what the registry answers to a hello, against what is here."""

from dataclasses import replace

from sync.effects import Acknowledge, Effect, Kept, Rebuild
from sync.protocol.round import Catch, Progress, Push, Round, Seek, Work, alarmed, troubled
from sync.states import Delay, Trouble, TroubleKind
from sync.wire import Held, HelloAnswer, LogMark, digest

STATE = Trouble(TroubleKind.STATE, "", 0)


def heard(state: Round, answer: HelloAnswer) -> Progress:
    """A hello was answered."""
    done: tuple[Effect, ...] = ()
    state = replace(state, most=min(state.most, answer.limits.events), inbox=answer.inbox)
    if state.page == "":
        state, done = _compare_states(state, answer)
    if state.page is not None:
        state = _hear_others(state, answer)
    for held in answer.logs:
        state, effects = _compare(state, held)
        done += effects
    return state, done


def _compare_states(state: Round, answer: HelloAnswer) -> Progress:
    """The same events must fold to the same; otherwise the tables here are folded again, once."""
    here, is_told = state.held, None not in (answer.fold, answer.state)
    if not is_told or answer.vec != digest(kept.mark for kept in here.logs):
        return state, ()
    if answer.fold != here.fold:
        return replace(state, uncompared=Delay.OTHER_FOLD), ()
    if answer.state == here.state:
        return replace(state, uncompared=None), ()
    if not state.may_rebuild:
        return troubled(state, STATE), ()
    state, alarm = alarmed(replace(state, may_rebuild=False, changed=True), STATE)
    return state, (Rebuild(), *alarm)


def _hear_others(state: Round, answer: HelloAnswer) -> Round:
    """Logs that are over are confirmed by an equal digest, or by their mark, and named otherwise."""
    if answer.vec == state.believed:
        confirmed = state.confirmed | {mark.log for mark in state.unheard}
        return replace(state, confirmed=confirmed, unheard=(), page=None)
    others = {mark.log: mark for mark in answer.others}
    logs = state.logs
    known = {mark.log: mark for mark in state.unheard if mark.log in others}
    same = {log for log, mark in known.items() if others[log] == mark}
    ask = tuple(mark for log, mark in known.items() if log not in same)
    new = tuple(Catch(LogMark(log=m.log), m.seq) for m in answer.others if m.log not in logs and m.seq)
    state = replace(
        state,
        confirmed=state.confirmed | same,
        unheard=tuple(mark for mark in state.unheard if mark.log not in known),
        ask=state.ask + ask,
        work=state.work + new,
    )
    if answer.more and answer.others:
        return replace(state, page=answer.others[-1].log)
    return replace(state, page=None, ask=state.ask + state.unheard, unheard=())


def _compare(state: Round, held: Held) -> Progress:
    """Where a log stands there, against where it stands here."""
    kept = state.logs.get(held.log)
    if kept is None:
        return state, ()
    work = _work(kept, held)
    if work:
        return replace(state, work=(*state.work, work)), ()
    confirmed = replace(state, confirmed=state.confirmed | {held.log})
    return confirmed, (Acknowledge(held.log, held.seq),)


def _work(kept: Kept, held: Held) -> Work | None:
    """What follows; None where both are level. That hashes differ behind us is seen when lines are read."""
    here = kept.mark
    if held.seq < here.seq:
        return Push(LogMark(log=held.log, seq=held.seq, head=held.head))
    if held.seq > here.seq:
        return Catch(here, held.seq) if held.at == here.head else _seek(here)
    return None if held.head == here.head else _seek(here)


def _seek(here: LogMark) -> Seek:
    return Seek(here.log, 0, here.seq)
