"""A fork: where two sides of one log part, found by binary search, and the tail moved out of the way.

The registry keeps its lines. Ours go into a new log with the same ids, so that they count once.
"""

from dataclasses import replace

from sync.effects import Answer, Effect, Found, Gone, MoveTail, ReadHash, SayHello
from sync.protocol.round import Progress, Round, Seek, alarmed, finish, swap
from sync.states import Trouble, TroubleKind
from sync.wire import LAST_LOG, HelloAnswer, HelloRequest, LogMark


def start(state: Round, seek: Seek) -> Progress:
    """Ask for the hash in the middle; where nothing is between, the lines after `low` are moved."""
    if seek.high - seek.low > 1:
        return state, (ReadHash(seek.log, (seek.low + seek.high) // 2),)
    done: tuple[Effect, ...] = ()
    if state.logs[seek.log].own:
        state, done = alarmed(state, Trouble(TroubleKind.TWIN, seek.log, seek.high))
    return finish(state, MoveTail(seek.log, seek.low), *done, changed=True)


def advance(state: Round, seek: Seek, answer: Answer) -> Progress:
    """The hash in the middle is known here, or there."""
    match answer:
        case Found(head):
            probe = LogMark(log=seek.log, seq=(seek.low + seek.high) // 2, head=head)
            request = HelloRequest(vec=state.believed, logs=(probe,), after=LAST_LOG)
            return replace(state, probe=probe), (SayHello(request),)
        case HelloAnswer():
            return _narrowed(state, seek, answer)
        case Gone():
            return finish(state, changed=True)
        case _:
            raise AssertionError(answer)


def _narrowed(state: Round, seek: Seek, answer: HelloAnswer) -> Progress:
    probe = state.probe
    assert probe is not None
    held = next((held for held in answer.logs if held.log == seek.log), None)
    if held is None or held.seq < probe.seq:
        return finish(state, changed=True)
    theirs = held.head if held.seq == probe.seq else held.at
    low, high = (probe.seq, seek.high) if theirs == probe.head else (seek.low, probe.seq)
    return swap(state, Seek(seek.log, low, high)), ()
