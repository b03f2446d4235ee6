"""The use cases of sync: join a registry, and one round with it."""

from dataclasses import dataclass, field

from ledger import outbox
from ledger.ledger import Ledger
from ledger.outbox import Unsent
from sync.alarms import alarms
from sync.asking import enrol
from sync.carrying import carry_out
from sync.client import Client, Registration
from sync.connection import Connection, address
from sync.errors import Refused
from sync.letters import fetch_letters
from sync.lock import only_one
from sync.protocol import Round, advance, begin
from sync.protocol.comparing import STATE
from sync.states import Trouble, Uncompared
from sync.uncompared import note_uncompared
from sync.wire import ROUND_SECONDS, EnrolRequest, Problem, ProblemKind, problem_type

LONGEST_CODE = 64


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
    """How a round ended: event lines sent and fetched, what a person must see or settle, whether the registry
    held the same events and the same stock at the last look, what it does not hold now, and new letters of
    other spaces. `uncompared`: it held every event, and the stock could not be compared."""

    sent: int
    troubles: tuple[Trouble, ...]
    is_verified: bool
    unsent: Unsent
    fetched: int = 0
    letters: int = 0
    uncompared: Uncompared | None = None


def join(
    url: str, code: str, earlier_kiosk: str = "", seconds: float = ROUND_SECONDS, space: str | None = None
) -> Joined:
    """Spend a one-use code. A kiosk that was enrolled before names its id and stays that kiosk; one that
    names the space that its stock is of is let into no other.

    Raises SyncError.
    """
    typed = code.strip()
    if not 0 < len(typed) <= LONGEST_CODE:
        raise _no_code("unknown")
    with Connection(url, seconds) as connection:
        answer = enrol(connection, EnrolRequest(code=typed, earlier=earlier_kiosk, space=space))
    if space not in (None, answer.space):
        raise _no_code("other-space")
    return Joined(
        url=address(url),
        kiosk=answer.kiosk,
        space=answer.space,
        space_name=answer.name,
        prefix=answer.prefix,
        first=answer.first,
        token=answer.token,
    )


def _no_code(why: str) -> Refused:
    """As a registry refuses a code; one of an earlier version looks at no space."""
    return Refused(Problem(type=problem_type(ProblemKind.CODE), status=403, reason=why))


def push_once(ledger: Ledger, client: Client) -> Outcome:
    """One round with an open client. Raises SyncError and LedgerError; what was acknowledged stays so."""
    file = outbox.database_file(ledger)
    with only_one(file.with_name(file.name + ".sync") if file else None):
        state = _round(ledger, client)
        letters = fetch_letters(ledger, client, state.inbox)
        return Outcome(
            sent=state.sent,
            fetched=state.fetched,
            letters=letters,
            troubles=tuple(dict.fromkeys(state.troubles + alarms(ledger))),
            is_verified=state.is_verified,
            unsent=outbox.unsent(ledger),
            uncompared=note_uncompared(ledger, state.uncompared) if state.is_sent else None,
        )


def push(ledger: Ledger, registration: Registration, seconds: float = ROUND_SECONDS) -> Outcome:
    """One round over a connection of its own. Raises SyncError and LedgerError."""
    with Client(registration, seconds) as client:
        return push_once(ledger, client)


def _round(ledger: Ledger, client: Client) -> Round:
    """The tables are not folded again in every round where that did not help."""
    state, effects = begin(may_rebuild=STATE not in alarms(ledger))
    while effects:
        answer = None
        for effect in effects:
            client.check()
            answer = carry_out(effect, ledger, client)
        if answer is None:
            break
        state, effects = advance(state, answer)
    return state
