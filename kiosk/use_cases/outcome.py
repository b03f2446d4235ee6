"""What a use case answers: what was done, or why not. One use case is one transaction."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NoReturn, TypeVar

from kiosk.kiosk import Kiosk
from ledger.ledger import Transaction
from stock.events import Draft, Event
from stock.fold import Standing
from stock.refusals import Decision, Reason, Refusal


@dataclass(frozen=True, slots=True)
class Done:
    """An accepted event, how its item stands now, the pieces it made, and the items that need a label.

    `undone` is the kind of the event that an undo took back, `plan` the number of a plan of cuts that was
    confirmed, or taken back as a whole.
    """

    event: Event
    standing: Standing
    children: tuple[Standing, ...] = ()
    label_for: tuple[str, ...] = ()
    undone: str = ""
    plan: int = 0


Outcome = Done | Refusal
_Result = TypeVar("_Result")


class _Refused(Exception):
    """Takes a refusal out of a transaction, so that nothing of it is kept."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


def carry_out(kiosk: Kiosk, decide: Callable[[Transaction], Decision]) -> Outcome:
    """Decide within a write transaction and append what was decided; a refusal leaves nothing behind."""
    return at_once(kiosk, lambda change: append(change, allowed(decide(change))))


def at_once(kiosk: Kiosk, work: Callable[[Transaction], _Result]) -> _Result | Refusal:
    """Work that appends several events, in one write transaction; a refusal leaves nothing behind."""
    try:
        with kiosk.ledger.transaction() as change:
            return work(change)
    except _Refused as refused:
        return refused.refusal


def allowed(decision: Decision) -> Draft:
    """The draft of a decision; a refusal ends the transaction it was decided in."""
    if isinstance(decision, Refusal):
        raise _Refused(decision)
    return decision


def refuse(reason: Reason, **facts: object) -> NoReturn:
    """End the transaction: nothing of it is kept."""
    raise _Refused(Refusal(reason, facts))


def append(change: Transaction, draft: Draft) -> Done:
    """Append a draft; how the items it touched stand now."""
    event = change.append(draft)
    standings = [standing for item in draft.items if (standing := change.standing(item))]
    return Done(event, standings[0], tuple(standings[1:]))


def unlabelled(outcome: Outcome, labelled: tuple[str, ...]) -> Outcome:
    """The outcome, asking for labels for the new items whose code is not one of the labelled ones."""
    if isinstance(outcome, Refusal):
        return outcome
    fresh = outcome.children or (outcome.standing,)
    return replace(outcome, label_for=tuple(s.item for s in fresh if s.item not in labelled))
