"""What spaces ask of each other, and what moves between them: an item as seen and a wish give a draft or a
refusal. Every message is an event in its sender's own log, addressed with `to`.

Spaces are named by their ids at the registry; `own` is the space that acts. The space that physically has a
piece decides about it.
"""

from dataclasses import replace

from stock.events import Draft, Event, Kind
from stock.fold import Standing
from stock.items import Piece, State, Status
from stock.refusals import Decision, Reason, Refusal, item_of, known, present
from stock.rules import is_held
from stock.slips import Slip


def request(seen: Standing | None, item: str, holder: str, own: str) -> Decision:
    """A space asks another to keep an item for it."""
    if refusal := _between(own, holder):
        return refusal
    if seen and seen.state and seen.state.status == Status.HERE:
        return Refusal(Reason.HERE_ALREADY)
    return Draft(Kind.HOLD_REQUESTED, item, extra={"to": holder})


def grant(seen: Standing | None, to: str, asked: str, until: str, today: str) -> Decision:
    """The holder keeps an item for another space until a day; `asked` is the request's id."""
    state = present(seen)
    if isinstance(state, Refusal):
        return state
    if state.quarantined:
        return Refusal(Reason.IN_QUARANTINE)
    if is_held(state, today):
        return Refusal(Reason.HELD, {"until": state.held_until})
    extra = {"to": to, "re": asked}
    return Draft(Kind.HOLD_GRANTED, item_of(seen), replace(state, held_until=until), extra=extra)


def deny(item: str, to: str, asked: str) -> Decision:
    """An item, which nobody here may even know, is not kept for another space. Like a request this says
    nothing of where it is, and so holds no state."""
    return Draft(Kind.HOLD_DENIED, item, extra={"to": to, "re": asked})


def send(seen: Standing | None, own: str, to: str, today: str, *, held_too: bool = False) -> Decision:
    """A piece leaves for another space. Held ones leave when it is for that space, or when asked twice."""
    if refusal := _between(own, to):
        return refusal
    state = present(seen)
    if isinstance(state, Refusal):
        return state
    if not isinstance(state, Piece):
        return Refusal(Reason.NOT_A_PIECE)
    if state.quarantined:
        return Refusal(Reason.IN_QUARANTINE)
    if is_held(state, today) and not held_too:
        return Refusal(Reason.HELD, {"until": state.held_until})
    sent = replace(state, status=Status.SENT, held_until="")
    return Draft(Kind.SENT, item_of(seen), sent, extra={"to": to})


def arrive(seen: Standing | None, slip: Slip, own: str, today: str) -> Decision:
    """A piece is here, as its slip says; whomever the slip is addressed to. A slip is good once."""
    home = "" if slip.home == own else slip.home
    before = seen.state if seen and seen.state and seen.state.status != Status.VOID else None
    if seen and before:
        if not isinstance(before, Piece) or before.home != home:
            return Refusal(Reason.CODE_IN_USE, {"code": slip.item})
        if seen.cv > slip.cv:
            return Refusal(Reason.ARRIVED_ALREADY)
    if slip.sender == own:
        return _carried_back(before or replace(slip.piece, home=home, since=today), slip)
    arrived = replace(slip.piece, status=Status.HERE, home=home, since=today)
    extra: dict[str, object] = {"to": slip.sender, "sent": slip.cv}
    if slip.piece.label not in ("", slip.item):
        extra["alias"] = slip.piece.label
    return Draft(Kind.ARRIVED, slip.item, arrived, extra=extra, after=slip.cv)


def came_back(seen: Standing | None, to: str, after: int = 0) -> Decision:
    """A piece that was sent is here again, by its own code: it never arrived, or was carried back. `after` is
    the highest custody counter that another space is known to have given it."""
    if seen and seen.state and seen.state.status == Status.SENT:
        here = replace(seen.state, status=Status.HERE)
        return Draft(Kind.CAME_BACK, seen.item, here, extra={"to": to}, after=after)
    state = known(seen)
    if isinstance(state, Refusal):
        return state
    return Refusal(Reason.HERE_ALREADY if state.status == Status.HERE else Reason.NOT_SENT)


def addressee(event: Event) -> str:
    """The space that an event is addressed to; "" for none."""
    to = event.body.get("to")
    return to if isinstance(to, str) else ""


def _carried_back(before: State, slip: Slip) -> Draft:
    """A slip of this space is here with its piece again. The kiosk may not know yet that another one of its
    space sent it: the counter on the slip is what counts."""
    here = replace(before, status=Status.HERE, held_until="")
    return Draft(Kind.CAME_BACK, slip.item, here, extra={"to": slip.to}, after=slip.cv)


def _between(own: str, other: str) -> Refusal | None:
    if not own:
        return Refusal(Reason.NO_SPACE)
    return Refusal(Reason.OWN_SPACE) if other == own else None
