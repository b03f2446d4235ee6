"""Why a wish is refused, and the checks that every rule begins with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from stock.events import Draft
from stock.fold import Standing
from stock.items import State, Status


class Reason(StrEnum):
    """Why a wish is refused."""

    UNKNOWN_CODE = "unknown code"
    CODE_IN_USE = "code in use"
    UNKNOWN_MATERIAL = "unknown material"
    NO_QUANTITY = "no quantity"
    TAKEN_ALREADY = "taken already"
    HERE_ALREADY = "here already"
    GONE = "gone"
    HELD = "held"
    NOT_HELD = "not held"
    IN_QUARANTINE = "in quarantine"
    NOT_IN_QUARANTINE = "not in quarantine"
    NOT_ENOUGH = "not enough"
    NOT_A_LOT = "not a lot"
    NOT_A_PIECE = "not a piece"
    NO_SIZE = "no size"
    DOES_NOT_FIT = "does not fit"
    UNKNOWN_SHELF = "unknown shelf"
    CHANGED_SINCE = "changed since"
    NOTHING_TO_UNDO = "nothing to undo"
    CANNOT_UNDO = "cannot undo"
    NO_PROOF = "no proof"
    SENT_AWAY = "sent away"
    NOT_SENT = "not sent"
    ARRIVED_ALREADY = "arrived already"
    OWN_SPACE = "own space"
    NO_SPACE = "no space"
    NO_REQUEST = "no request"
    NO_SLIP = "no slip"
    NO_PLAN = "no plan"
    PLAN_STALE = "plan stale"
    PLAN_CHANGED = "plan changed"
    PLAN_CLOSED = "plan closed"
    CUT_ALREADY = "cut already"
    NEVER_CUT = "never cut"
    NOT_CUT_YET = "not cut yet"
    ASKED_ALREADY = "asked already"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A wish refused, with the facts a sentence about it needs."""

    reason: Reason
    facts: Mapping[str, Any] = field(default_factory=dict)


Decision = Draft | Refusal
"""What a rule answers."""


def known(seen: Standing | None) -> State | Refusal:
    """The state of an item that was received, wherever it is now, but for what is on its way to another
    space: that one decides about it."""
    if seen is None or seen.state is None or seen.state.status == Status.VOID:
        return Refusal(Reason.UNKNOWN_CODE)
    return Refusal(Reason.SENT_AWAY) if seen.state.status == Status.SENT else seen.state


def present(seen: Standing | None) -> State | Refusal:
    """The state of an item that is in the space."""
    state = known(seen)
    if isinstance(state, Refusal) or state.status == Status.HERE:
        return state
    return Refusal(Reason.TAKEN_ALREADY if state.status == Status.TAKEN else Reason.GONE)


def standing_of(seen: Standing | None) -> Standing:
    """The standing of an item that `known` or `present` gave a state of."""
    assert seen, "an item that was seen"
    return seen


def item_of(seen: Standing | None) -> str:
    """The code of an item that `known` or `present` gave a state of."""
    return standing_of(seen).item
