"""The use cases of sync: join a registry, and push once what it does not hold yet."""

from dataclasses import dataclass, field

from ledger import outbox
from ledger.ledger import Ledger
from ledger.log import Mark
from ledger.outbox import Lines, Unsent
from sync.client import Client, Connection, Registration, address
from sync.effects import Acknowledge, Answer, Batch, Effect, Own, Read, SayHello, Send
from sync.lock import only_one
from sync.protocol import advance, begin
from sync.states import Trouble
from sync.wire import ROUND_SECONDS, EnrolRequest, LogMark


@dataclass(frozen=True, slots=True)
class Joined:
    """What a registry granted. New codes begin with `prefix` and their serials with `first`; the token is a
    secret and in no text of this."""

    url: str
    kiosk: str
    space: str
    space_name: str
    prefix: str
    first: str
    token: str = field(repr=False)

    @property
    def registration(self) -> Registration:
        """What every later round needs."""
        return Registration(self.url, self.space, self.token)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a round ended: event lines sent, what a person must settle, whether the registry holds everything
    there was when the round began, and what it does not hold now."""

    sent: int
    troubles: tuple[Trouble, ...]
    is_verified: bool
    unsent: Unsent


def join(url: str, code: str, earlier_kiosk: str = "", seconds: float = ROUND_SECONDS) -> Joined:
    """Spend a one-use code. A kiosk that was enrolled before names its id and stays that kiosk.

    Raises SyncError.
    """
    with Connection(url, seconds) as connection:
        answer = connection.enrol(EnrolRequest(code=code.strip(), earlier=earlier_kiosk))
    return Joined(
        url=address(url),
        kiosk=answer.kiosk,
        space=answer.space,
        space_name=answer.name,
        prefix=answer.prefix,
        first=answer.first,
        token=answer.token,
    )


def push_once(ledger: Ledger, client: Client) -> Outcome:
    """One round with an open client. Raises SyncError and LedgerError; what was acknowledged stays so."""
    file = outbox.database_file(ledger)
    with only_one(file.with_name(file.name + ".sync") if file else None):
        state, effects = begin([_own(own) for own in outbox.own_logs(ledger)])
        while effects:
            answer = [_carry_out(effect, ledger, client) for effect in effects][-1]
            if answer is None:
                break
            state, effects = advance(state, answer)
        return Outcome(state.sent, state.troubles, state.is_verified, outbox.unsent(ledger))


def push(ledger: Ledger, registration: Registration, seconds: float = ROUND_SECONDS) -> Outcome:
    """One round over a connection of its own. Raises SyncError and LedgerError."""
    with Client(registration, seconds) as client:
        return push_once(ledger, client)


def _carry_out(effect: Effect, ledger: Ledger, client: Client) -> Answer | None:
    match effect:
        case SayHello(request):
            return client.hello(request)
        case Read(log, after, most):
            return _batch(outbox.lines_to_send(ledger, log, after, most))
        case Send(header, lines):
            return client.events(header, lines)
        case Acknowledge(log, seq):
            outbox.acknowledge(ledger, log, seq)
            return None


def _own(own: outbox.OwnLog) -> Own:
    return Own(_mark(own.mark), _mark(own.acked), own.closed)


def _mark(mark: Mark) -> LogMark:
    return LogMark(log=mark.log, seq=mark.seq, head=mark.head.hex())


def _batch(found: Lines | None) -> Batch:
    assert found is not None, "an own log only grows"
    assert found.lines, "lines that were there stay there"
    return Batch(found.log, found.first, found.prev.hex(), found.lines, found.head.hex())
