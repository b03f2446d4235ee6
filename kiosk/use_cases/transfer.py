"""Transfer: what spaces ask of each other, and what goes from one to another."""

from datetime import date, timedelta

from kiosk.kiosk import Kiosk
from kiosk.use_cases import hold
from kiosk.use_cases.inbox import request_to_send
from kiosk.use_cases.outcome import Outcome, carry_out, unlabelled
from ledger.ledger import Transaction
from ledger.letters import Letter
from stock import transfers
from stock.events import Event, Kind
from stock.fold import Standing
from stock.items import Lot
from stock.refusals import Decision, Reason, Refusal
from stock.slips import Slip, read_slip, slip_of
from stock.transfers import Some


def request(kiosk: Kiosk, code: str, holder: str, quantity: int = 0) -> Outcome:
    """Ask another space to keep an item for this one, or some of a lot, in the lot's unit."""

    def decide(change: Transaction) -> Decision:
        if _is_asked(change, code, holder):
            return Refusal(Reason.ASKED_ALREADY)
        own = kiosk.settings.registry_space
        return transfers.request(change.resolve(code), code, holder, own, quantity)

    return carry_out(kiosk, decide)


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


def no_more(kiosk: Kiosk, asked: Letter) -> Outcome:
    """Keep what was granted to a space no more, and tell it."""
    outcome = hold.unhold(kiosk, asked.event.item)
    return outcome if isinstance(outcome, Refusal) else deny(kiosk, asked)


def send(kiosk: Kiosk, code: str, to: str, quantity: int = 0, *, held_too: bool = False) -> Outcome:
    """Send a piece, or some of a lot under a code of its own, to another space; what is kept for that space
    goes as if it were free, and answers what it asked for."""

    def decide(change: Transaction) -> Decision:
        seen, own, today = change.resolve(code), kiosk.settings.registry_space, kiosk.today()
        asked = request_to_send(change, seen.item, to, today) if seen else None
        is_lot = seen is not None and isinstance(seen.state, Lot)
        return transfers.send(
            seen,
            own,
            to,
            today,
            some=Some(kiosk.fresh_code(change), quantity) if is_lot else None,
            asked=asked.event.eid if asked else "",
            kept=seen is not None and _is_kept_for(change, seen, to),
            held_too=held_too,
        )

    return carry_out(kiosk, decide)


def arrive(kiosk: Kiosk, text: str) -> Outcome:
    """Take in what came with its slip alone."""
    slip = read_slip(text)
    return arrive_with(kiosk, slip) if slip else Refusal(Reason.NO_SLIP)


def arrive_with(kiosk: Kiosk, slip: Slip) -> Outcome:
    """Take in what a slip, or its sender's message, says. Some of a lot has no label of its own yet."""
    own = kiosk.settings.registry_space
    outcome = carry_out(
        kiosk, lambda change: transfers.arrive(change.standing(slip.item), slip, own, kiosk.today())
    )
    return unlabelled(outcome, ()) if isinstance(slip.state, Lot) else outcome


def came_back(kiosk: Kiosk, code: str) -> Outcome:
    """What was sent is here again. What other spaces told of it meanwhile comes before that."""

    def decide(change: Transaction) -> Decision:
        seen = change.resolve(code)
        sent = last_sent(change, seen) if seen else None
        slip = slip_for(kiosk, sent) if sent else None
        to, quantity = (slip.to, slip.quantity) if slip else ("", 0)
        return transfers.came_back(seen, to, _told(change, seen.item) if seen else 0, quantity)

    return carry_out(kiosk, decide)


def slip_for(kiosk: Kiosk, sent: Event) -> Slip | None:
    """The slip of what was sent from here."""
    return slip_of(kiosk.settings.registry_space, sent)


def last_sent(change: Transaction, seen: Standing) -> Event | None:
    """The event that an item was sent with last."""
    return next((event for event in reversed(change.events_of(seen.item)) if event.kind == Kind.SENT), None)


def _is_asked(change: Transaction, item: str, holder: str) -> bool:
    """Whether a request for it waits for an answer of that space."""
    answered = {letter.event.body.get("re") for letter in change.letters() if letter.sender == holder}
    own = (event for event in change.events_of(item) if event.kind == Kind.HOLD_REQUESTED)
    asked = [event.eid for event in own if transfers.addressee(event) == holder]
    return any(eid not in answered and not change.is_voided(eid) for eid in asked)


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
