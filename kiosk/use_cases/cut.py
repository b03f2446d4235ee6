"""Cut: a piece becomes what was taken of it and remainders, each with a label of its own."""

from collections.abc import Sequence

from kiosk.kiosk import Kiosk
from kiosk.use_cases.outcome import Outcome, carry_out, unlabelled
from kiosk.use_cases.undo import take_back
from ledger.ledger import Transaction
from stock import rules
from stock.pieces import Size
from stock.refusals import Decision, Reason, Refusal


def cut(
    kiosk: Kiosk,
    code: str,
    sizes: Sequence[Size],
    *,
    blanks: Sequence[str] = (),
    waste_mg: int = 0,
    instead_of: str = "",
) -> Outcome:
    """Cut it; remainders take the codes of `blanks` first, then new ones that need labels.

    `instead_of` names the take, or the return, that this cut replaces, in one transaction.
    """

    def decide(change: Transaction) -> Decision:
        used = next((blank for blank in blanks if change.standing(blank) or change.shelf(blank)), "")
        if used:
            return Refusal(Reason.CODE_IN_USE, {"code": used})
        take_back(change, instead_of)
        codes = _codes(kiosk, change, blanks, len(sizes))
        remainders = list(zip(codes, sizes, strict=True))
        return rules.cut(change.resolve(code), remainders, kiosk.today(), waste_mg)

    return unlabelled(carry_out(kiosk, decide), tuple(blanks))


def _codes(kiosk: Kiosk, change: Transaction, blanks: Sequence[str], number: int) -> list[str]:
    codes = list(blanks[:number])
    while len(codes) < number:
        codes.append(kiosk.fresh_code(change, codes))
    return codes
