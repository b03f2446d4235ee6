"""What spaces ask of each other, and what moves between them: an item as seen and a wish give a draft or a
refusal. Every message is an event in its sender's own log, addressed with `to`.

Spaces are named by their ids at the registry; `own` is the space that acts. The space that physically has a
piece decides about it.
"""

import re
from dataclasses import dataclass, replace

from stock.events import Child, Draft, Event, Kind
from stock.fold import Standing
from stock.items import Lot, State, Status
from stock.refusals import Decision, Reason, Refusal, item_of, known, present, standing_of
from stock.rules import is_held
from stock.slips import Slip

Extra = dict[str, object]
_SPACE = re.compile("[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True)
class Some:
    """Some of a lot that goes under a code of its own; `quantity` is in the lot's unit."""

    code: str
    quantity: int


def is_space(text: str) -> bool:
    """Whether the text can be a space's id at a registry."""
    return _SPACE.fullmatch(text) is not None


def request(seen: Standing | None, item: str, holder: str, own: str, quantity: int = 0) -> Decision:
    """A space asks another to keep an item for it, or some of a lot, in the lot's unit; 0 is as it comes."""
    if refusal := _between(own, holder):
        return refusal
    if seen and seen.state and seen.state.status == Status.HERE:
        return Refusal(Reason.HERE_ALREADY)
    some = {"quantity": quantity} if quantity > 0 else {}
    return Draft(Kind.HOLD_REQUESTED, item, extra={"to": holder} | some)


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


def send(  # noqa: PLR0913 (one sending, said in one go)
    seen: Standing | None,
    own: str,
    to: str,
    today: str,
    *,
    some: Some | None = None,
    asked: str = "",
    kept: bool = False,
    held_too: bool = False,
) -> Decision:
    """A piece, or some of a lot, leaves for another space; `asked` is the request that this answers. What is
    held leaves when it is `kept` for that space, or when asked twice."""
    if refusal := _between(own, to):
        return refusal
    state = present(seen)
    if isinstance(state, Refusal):
        return state
    if state.quarantined:
        return Refusal(Reason.IN_QUARANTINE)
    if is_held(state, today) and not (kept or held_too):
        return Refusal(Reason.HELD, {"until": state.held_until})
    extra: Extra = {"to": to, "re": asked} if asked else {"to": to}
    if isinstance(state, Lot):
        left = replace(state, held_until="") if kept else state
        return _send_some(standing_of(seen), left, some, today, extra)
    sent = replace(state, status=Status.SENT, held_until="")
    return Draft(Kind.SENT, item_of(seen), sent, extra=extra)


def _send_some(seen: Standing, left: Lot, some: Some | None, today: str, extra: Extra) -> Decision:
    """Some of a lot becomes an item of its own with its first step on the way; the lot has less by as much.
    The quantity is in nobody's stock until it arrives somewhere, so that it is there once, whoever knows
    what. The lot itself stays: in two spaces it would be one code with two quantities."""
    if some is None or some.quantity <= 0:
        return Refusal(Reason.NO_QUANTITY)
    if some.quantity > seen.quantity:
        return Refusal(Reason.NOT_ENOUGH, {"left": seen.quantity, "unit": left.unit})
    own = replace(left, status=Status.SENT, shelf="", held_until="", label="", home="", since=today)
    less = Child(seen.item, left, -some.quantity)
    return Draft(Kind.SENT, some.code, own, children=(less,), extra=extra | {"quantity": some.quantity})


def arrive(seen: Standing | None, slip: Slip, own: str, today: str) -> Decision:
    """What a slip says is here, whomever the slip is addressed to. A slip is good once; one of a lot that was
    not sent after all is good no more, as its quantity is in the lot again."""
    home = "" if slip.home == own else slip.home
    before = seen.state if seen and seen.state and seen.state.status != Status.VOID else None
    if seen and before:
        if type(before) is not type(slip.state) or before.home != home:
            return Refusal(Reason.CODE_IN_USE, {"code": slip.item})
        if seen.cv > slip.cv and not _was_undone(before):
            return Refusal(Reason.ARRIVED_ALREADY)
    elif seen and slip.sender == own and seen.cv > slip.cv:
        return Refusal(Reason.NOT_SENT)
    if slip.sender == own:
        return _carried_back(before or replace(slip.state, home=home, since=today), slip)
    arrived = replace(slip.state, status=Status.HERE, home=home, since=today)
    extra: Extra = {"to": slip.sender, "sent": slip.cv}
    if slip.state.label not in ("", slip.item):
        extra["alias"] = slip.state.label
    return Draft(Kind.ARRIVED, slip.item, arrived, slip.quantity, extra=extra, after=slip.cv)


def came_back(seen: Standing | None, to: str, after: int = 0, quantity: int = 0) -> Decision:
    """What was sent is here again, by its own code: it never arrived, or was carried back. `after` is the
    highest custody counter that other spaces told of, `quantity` how much of a lot it is."""
    if seen and seen.state and seen.state.status == Status.SENT:
        here = replace(seen.state, status=Status.HERE)
        return Draft(Kind.CAME_BACK, seen.item, here, quantity, extra={"to": to}, after=after)
    state = known(seen)
    if isinstance(state, Refusal):
        return state
    return Refusal(Reason.HERE_ALREADY if state.status == Status.HERE else Reason.NOT_SENT)


def addressee(event: Event) -> str:
    """The space that an event is addressed to; "" for none."""
    to = event.body.get("to")
    return to if isinstance(to, str) else ""


def _was_undone(before: State) -> bool:
    """Whether it is some of a lot that was taken in, which somebody took back: it is sent but once, and so
    is on its way with the slip that it had."""
    return isinstance(before, Lot) and before.status == Status.SENT


def _carried_back(before: State, slip: Slip) -> Draft:
    """A slip of this space is here with what it went with. The kiosk may not know yet that another one of its
    space sent it: the counter on the slip is what counts."""
    here = replace(before, status=Status.HERE, held_until="")
    return Draft(Kind.CAME_BACK, slip.item, here, slip.quantity, extra={"to": slip.to}, after=slip.cv)


def _between(own: str, other: str) -> Refusal | None:
    if not own:
        return Refusal(Reason.NO_SPACE)
    return Refusal(Reason.OWN_SPACE) if other == own else None
