"""Answer a hello: what the registry holds of the logs named and, where digests differ, of others."""

from ledger import intake
from ledger.ledger import Ledger
from ledger.log import Mark
from registry.spaces import Spaces
from sync.wire import MOST_OTHERS, Held, HelloAnswer, HelloRequest, LogMark, digest


def hello(spaces: Spaces, space: str, request: HelloRequest) -> HelloAnswer:
    """The marks of one moment; the kiosk goes on from them."""
    with spaces.reading():
        ledger = spaces.ledger(space)
        held = {mark.log: _wire(mark) for mark in intake.marks(ledger)}
        logs = tuple(_held(ledger, named, held.get(named.log)) for named in request.logs)
    vec = digest(held.values())
    named = {log.log for log in request.logs}
    others = [mark for mark in held.values() if mark.log not in named] if vec != request.vec else []
    return HelloAnswer(
        vec=vec, logs=logs, others=tuple(others[:MOST_OTHERS]), clock=spaces.surroundings.now()
    )


def _held(ledger: Ledger, named: LogMark, mark: LogMark | None) -> Held:
    if mark is None:
        return Held(log=named.log)
    at = intake.hash_at(ledger, named.log, named.seq) if mark.seq > named.seq else None
    return Held(log=mark.log, seq=mark.seq, head=mark.head, at=at.hex() if at else None)


def _wire(mark: Mark) -> LogMark:
    return LogMark(log=mark.log, seq=mark.seq, head=mark.head.hex())
