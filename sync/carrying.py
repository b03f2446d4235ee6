"""The effects of a round carried out: on the kiosk's ledger, and over a connection to the registry."""

from typing import Protocol, assert_never

from ledger import health, intake, outbox, rehome
from ledger.intake import BadLine
from ledger.joint import Fork, Gap
from ledger.ledger import Ledger, Stored
from ledger.log import Mark
from stock.fold import FOLD_VERSION
from sync import alarms
from sync.effects import (
    Acknowledge,
    Added,
    Alarm,
    Answer,
    Batch,
    Effect,
    Fetch,
    Found,
    Gone,
    Holding,
    Kept,
    Look,
    MoveTail,
    Read,
    ReadHash,
    Rebuild,
    SayHello,
    Send,
    SetAside,
    Store,
    Unfit,
)
from sync.wire import EventsAnswer, EventsHeader, HelloAnswer, HelloRequest, LogMark, Problem


class Line(Protocol):
    """The line to a registry; every method raises SyncError."""

    def hello(self, request: HelloRequest) -> HelloAnswer:
        """Say hello."""

    def events(self, header: EventsHeader, lines: tuple[bytes, ...]) -> EventsAnswer | Problem:
        """Send lines."""

    def fetch(self, log: str, after: int) -> Batch | Problem:
        """Ask for lines."""


def carry_out(effect: Effect, ledger: Ledger, line: Line) -> Answer | None:
    """The answer to an effect. Raises SyncError and LedgerError."""
    match effect:
        case SayHello(request):
            return line.hello(request)
        case Send(header, lines):
            return line.events(header, lines)
        case Fetch(log, after):
            return line.fetch(log, after)
        case Look() | Read() | ReadHash() | Store():
            return _asked(effect, ledger)
        case _:
            _done(effect, ledger)
            return None


def _asked(effect: Look | Read | ReadHash | Store, ledger: Ledger) -> Answer:
    match effect:
        case Look():
            return _holding(outbox.holding(ledger))
        case Read(log, after, most):
            found = outbox.lines_to_send(ledger, log, after, most)
            if found is None:
                return Gone()
            return Batch(log, found.first, found.prev.hex(), found.lines, found.head.hex())
        case ReadHash(log, seq):
            head = outbox.hash_at(ledger, log, seq)
            return Gone() if head is None else Found(head.hex())
        case Store(batch):
            return _stored(ledger, batch)
        case _:
            assert_never(effect)


def _done(effect: MoveTail | SetAside | Acknowledge | Rebuild | Alarm, ledger: Ledger) -> None:
    match effect:
        case MoveTail(log, after):
            rehome.move_tail(ledger, log, after)
        case SetAside(log, seq):
            rehome.set_aside(ledger, log, seq)
        case Acknowledge(log, seq):
            outbox.acknowledge(ledger, log, seq)
        case Rebuild():
            health.rebuild(ledger)
        case Alarm(trouble):
            alarms.raise_alarm(ledger, trouble)
        case _:
            assert_never(effect)


def _stored(ledger: Ledger, batch: Batch) -> Added | Unfit | Gone:
    found = intake.take_in(ledger, batch.log, batch.first, bytes.fromhex(batch.prev), batch.lines)
    match found:
        case Stored(mark=mark):
            return Added(_mark(mark))
        case BadLine(seq=seq, reason=reason):
            return Unfit(seq, reason)
        case Gap() | Fork():
            return Gone()
        case _:
            assert_never(found)


def _holding(found: outbox.Holding) -> Holding:
    return Holding(tuple(map(_kept, found.logs)), FOLD_VERSION, found.state.hex())


def _kept(log: outbox.KeptLog) -> Kept:
    mark = _mark(log.mark)
    return Kept(mark, mark if log.acked is log.mark else _mark(log.acked), log.closed, log.own)


def _mark(mark: Mark) -> LogMark:
    return LogMark(log=mark.log, seq=mark.seq, head=mark.head.hex())
