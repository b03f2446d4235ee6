"""Transfer: what spaces ask of each other, and pieces that go from one to another."""

from datetime import date, timedelta

from kiosk.kiosk import Kiosk
from kiosk.use_cases.outcome import Outcome, carry_out
from ledger.ledger import Transaction
from ledger.letters import Letter
from stock import transfers
from stock.events import Event, Kind
from stock.fold import Standing
from stock.refusals import Decision, Reason, Refusal
from stock.slips import Slip, read_slip, slip_of


def request(kiosk: Kiosk, code: str, holder: str) -> Outcome:
    """Ask another space to keep an item for this one."""
    own = kiosk.settings.registry_space
    return carry_out(kiosk, lambda change: transfers.request(change.resolve(code), code, holder, own))


def grant(kiosk: Kiosk, asked: Letter) -> Outcome:
    """Keep what a space asked for, for as many days as the settings say."""
    today = kiosk.today()
    until = (date.fromisoformat(today) + timedelta(days=int(kiosk.settings.hold_days))).isoformat()
    return carry_out(
        kiosk,
        lambda change: transfers.grant(
            change.resolve(asked.event.item), asked.sender, asked.event.eid, until, today
        ),
    )


def deny(kiosk: Kiosk, asked: Letter) -> Outcome:
    """Do not keep what a space asked for."""
    event = asked.event
    return carry_out(kiosk, lambda _change: transfers.deny(event.item, asked.sender, event.eid))


def send(kiosk: Kiosk, code: str, to: str, *, held_too: bool = False) -> Outcome:
    """Send a piece to another space; one that is kept for that space goes as if it were free."""

    def decide(change: Transaction) -> Decision:
        seen, own = change.resolve(code), kiosk.settings.registry_space
        kept = held_too or (seen is not None and _is_kept_for(change, seen, to))
        return transfers.send(seen, own, to, kiosk.today(), held_too=kept)

    return carry_out(kiosk, decide)


def arrive(kiosk: Kiosk, text: str) -> Outcome:
    """Take in a piece with its slip alone, or with what its sender's message says."""
    slip = read_slip(text)
    return arrive_with(kiosk, slip) if slip else Refusal(Reason.NO_SLIP)


def arrive_with(kiosk: Kiosk, slip: Slip) -> Outcome:
    """Take in a piece whose slip was read."""
    own = kiosk.settings.registry_space
    return carry_out(
        kiosk, lambda change: transfers.arrive(change.standing(slip.item), slip, own, kiosk.today())
    )


def came_back(kiosk: Kiosk, code: str) -> Outcome:
    """A piece that was sent is here again. What other spaces told of it meanwhile comes before that."""

    def decide(change: Transaction) -> Decision:
        seen = change.resolve(code)
        sent = last_sent(change, seen) if seen else None
        to = transfers.addressee(sent) if sent else ""
        return transfers.came_back(seen, to, _told(change, seen.item) if seen else 0)

    return carry_out(kiosk, decide)


def slip_for(kiosk: Kiosk, sent: Event) -> Slip | None:
    """The slip of a piece that was sent from here."""
    return slip_of(kiosk.settings.registry_space, sent)


def last_sent(change: Transaction, seen: Standing) -> Event | None:
    """The event that an item was sent with last."""
    return next((event for event in reversed(change.events_of(seen.item)) if event.kind == Kind.SENT), None)


def _told(change: Transaction, item: str) -> int:
    """The highest custody counter that other spaces told of an item, if it makes sense."""
    found = (letter.event for letter in change.letters() if letter.event.item == item)
    return max((event.cv for event in found if event.cv < _SENSIBLE), default=0)


def _is_kept_for(change: Transaction, seen: Standing, to: str) -> bool:
    """Whether the hold on an item is the one that was granted to a space."""
    holds = [event for event in change.events_of(seen.item) if event.kind in _HOLDS]
    return bool(holds) and holds[-1].kind == Kind.HOLD_GRANTED and transfers.addressee(holds[-1]) == to


_SENSIBLE = 10**8
_HOLDS = frozenset({Kind.HELD, Kind.UNHELD, Kind.HOLD_GRANTED})
