"""Take: a whole piece, or some of a lot, leaves the space."""

from kiosk.kiosk import Kiosk
from kiosk.use_cases.outcome import Outcome, carry_out
from kiosk.use_cases.take_back import take_back
from ledger.ledger import Transaction
from stock import rules
from stock.refusals import Decision


def take(
    kiosk: Kiosk, code: str, quantity: int = 0, *, held_too: bool = False, instead_of: str = ""
) -> Outcome:
    """Take it. `quantity` is in the lot's unit; `instead_of` names an event of the same item that this one
    replaces, in one transaction."""

    def decide(change: Transaction) -> Decision:
        take_back(change, instead_of)
        return rules.take(change.resolve(code), kiosk.today(), quantity, held_too=held_too)

    return carry_out(kiosk, decide)
