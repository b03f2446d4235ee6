"""Shortcuts in the rules between spaces that lose or double things; none in the product."""

from dataclasses import replace

from stock import transfers
from stock.events import Draft
from stock.fold import Standing
from stock.items import Lot, Status
from stock.refusals import Decision
from stock.slips import Slip
from tests.simulation.consortium import Verbs


def _forgetful(seen: Standing | None, slip: Slip, own: str, today: str) -> Decision:
    arrived = transfers.arrive(seen, slip, own, today)
    return replace(arrived, after=0) if isinstance(arrived, Draft) else arrived


def _whole(*arguments: str, **wishes: object) -> Decision:
    sent = transfers.send(*arguments, **wishes)  # type: ignore[arg-type]
    return replace(sent, children=()) if isinstance(sent, Draft) else sent


def _empty(seen: Standing | None, slip: Slip, own: str, today: str) -> Decision:
    arrived = transfers.arrive(seen, slip, own, today)
    return replace(arrived, delta=0) if isinstance(arrived, Draft) else arrived


def _trusting(seen: Standing | None, slip: Slip, own: str, today: str) -> Decision:
    """A slip of a lot is good whenever the lot is not here."""
    is_here = seen is not None and seen.state is not None and seen.state.status == Status.HERE
    known = seen if is_here or not isinstance(slip.state, Lot) else None
    return transfers.arrive(known, slip, own, today)


MUTANTS_BETWEEN: dict[str, tuple[Verbs, tuple[str, ...]]] = {
    "a slip that does not tell the counter": (Verbs(arrive=_forgetful), ("MISPLACED", "DISPUTED")),
    "some of a lot leaves, and the lot is as it was": (Verbs(send=_whole), ("AMOUNT",)),
    "some of a lot arrives without its quantity": (Verbs(arrive=_empty), ("AMOUNT",)),
    "a slip is good also of what was not sent after all": (Verbs(arrive=_trusting), ("UNFLAGGED",)),
}
"""Each with what it is caught by."""
