"""Fetching lines that this kiosk lacks: those of other kiosks, or its own after a restore."""

from dataclasses import replace

from stock.events import Malformed, decode
from sync.effects import Acknowledge, Added, Answer, Batch, Effect, Fetch, Gone, Store, Unfit
from sync.protocol.round import Catch, Progress, Round, alarmed, finish, swap, troubled
from sync.states import Trouble, TroubleKind
from sync.wire import Problem


def start(catch: Catch) -> Effect:
    """Ask for the lines after the mark here."""
    return Fetch(catch.mark.log, catch.mark.seq)


def advance(state: Round, catch: Catch, answer: Answer) -> Progress:
    """The lines came, or are stored."""
    match answer:
        case Batch():
            return _came(state, catch, answer)
        case Added():
            return _stored(state, catch, answer)
        case Unfit(seq, reason):
            return finish(troubled(state, _trouble(TroubleKind.UNFIT, catch, seq, reason)), changed=False)
        case Problem():
            return _refused(state, catch)
        case Gone():
            return finish(state, changed=True)
        case _:
            raise AssertionError(answer)


def _came(state: Round, catch: Catch, batch: Batch) -> Progress:
    """They must continue what is here."""
    if not batch.lines:
        return finish(state, changed=False)
    if (batch.log, batch.first, batch.prev) != (catch.mark.log, catch.mark.seq + 1, catch.mark.head):
        return finish(state, changed=True)
    state, done = _announced(state, batch)
    return replace(state, batch=batch), (*done, Store(batch))


def _stored(state: Round, catch: Catch, added: Added) -> Progress:
    batch = state.batch
    assert batch is not None
    if (added.mark.seq, added.mark.head) != (batch.last, batch.head):
        return finish(state, changed=True)
    state = replace(state, fetched=state.fetched + len(batch.lines), changed=True)
    done = Acknowledge(batch.log, batch.last)
    if batch.last >= catch.until:
        return finish(state, done, changed=True)
    return swap(state, Catch(added.mark, catch.until)), (done,)


def _refused(state: Round, catch: Catch) -> Progress:
    """A registry of an older version hands out nothing; what it holds of our own logs is missed here."""
    kept = state.logs.get(catch.mark.log)
    if kept is None or not kept.own:
        return finish(state, changed=False)
    return finish(troubled(state, _trouble(TroubleKind.AHEAD, catch, catch.mark.seq + 1)), changed=False)


def _announced(state: Round, batch: Batch) -> Progress:
    """A log that follows an own one and is none is a twin's, or this kiosk's own from before a restore."""
    kept = state.logs.get(_parent(batch)) if batch.first == 1 else None
    if kept is None or not kept.own:
        return state, ()
    return alarmed(state, Trouble(TroubleKind.TWIN, batch.log, 1))


def _parent(batch: Batch) -> str:
    """The log before this one at its kiosk; "" where its genesis names none, or was made by moving lines."""
    try:
        body = decode(batch.lines[0]).body
    except Malformed:
        return ""
    parent = body.get("parent")
    is_named = isinstance(parent, list) and parent and isinstance(parent[0], str) and not body.get("moved")
    return str(parent[0]) if is_named and isinstance(parent, list) else ""


def _trouble(kind: TroubleKind, catch: Catch, seq: int, reason: str = "") -> Trouble:
    return Trouble(kind, catch.mark.log, seq, reason)
