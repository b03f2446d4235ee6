"""One round of sync at the kiosk, without any I/O: what is here and what was answered → what to do next.

`begin` and `advance` are pure. A caller carries out the effects in their order and feeds the answer to the
last one back; a round is over when that has none. The cursor comes from the registry at every round, and
nothing is ever dropped: what the registry does not take stays here and is named.
"""

from typing import assert_never

from sync.effects import UNANSWERED, Answer, Effect, Holding, Look
from sync.protocol import comparing, fetching, pushing, seeking
from sync.protocol.round import (
    MOST_PASSES,
    Catch,
    Progress,
    Push,
    Round,
    Seek,
    Work,
    greet,
    start_pass,
)
from sync.wire import HelloAnswer

__all__ = ["MOST_PASSES", "Progress", "Round", "advance", "begin"]


def begin(*, may_rebuild: bool = True) -> Progress:
    """A round begins: look at what is here."""
    return Round(may_rebuild=may_rebuild), (Look(),)


def advance(state: Round, answer: Answer) -> Progress:
    """The round goes on with the answer to its last effect."""
    match answer:
        case Holding():
            return _until_asking(start_pass(state, answer), ())
        case HelloAnswer() if state.probe is None:
            return _until_asking(*comparing.heard(state, answer))
        case _:
            return _until_asking(*_work_on(state, answer))


def _work_on(state: Round, answer: Answer) -> Progress:
    work = state.work[0]
    match work:
        case Push():
            return pushing.advance(state, work, answer)
        case Seek():
            return seeking.advance(state, work, answer)
        case Catch():
            return fetching.advance(state, work, answer)
        case _:
            assert_never(work)


def _until_asking(state: Round, done: tuple[Effect, ...]) -> Progress:
    """Go on until something is asked for, or nothing is left to do."""
    while not done or isinstance(done[-1], UNANSWERED):
        state, more = _next(state)
        if not more:
            break
        done += more
    return state, done


def _next(state: Round) -> Progress:
    """Hellos come first, then work, then another pass where something has moved."""
    if state.ask or state.page is not None:
        return greet(state)
    if state.work:
        return _start(state, state.work[0])
    return state, (Look(),) if state.changed and state.passes < MOST_PASSES else ()


def _start(state: Round, work: Work) -> Progress:
    match work:
        case Push():
            return state, (pushing.start(state, work),)
        case Seek():
            return seeking.start(state, work)
        case Catch():
            return state, (fetching.start(work),)
        case _:
            assert_never(work)
