"""Cut: a piece becomes what was taken of it and remainders, each with a label of its own."""

from collections.abc import Sequence

from kiosk.kiosk import Kiosk
from kiosk.use_cases.outcome import Outcome, carry_out, unlabelled
from kiosk.use_cases.take_back import take_back
from ledger.ledger import Transaction
from stock import rules
from stock.items import Status
from stock.pieces import Size, SizeError
from stock.refusals import Decision, Reason, Refusal


def cut(  # noqa: PLR0913 (one cut, said in one go)
    kiosk: Kiosk,
    code: str,
    sizes: Sequence[Size],
    *,
    blanks: Sequence[str] = (),
    waste_mg: int = 0,
    instead_of: str = "",
    held_too: bool = False,
) -> Outcome:
    """Cut it; remainders take the codes of `blanks` first, then new ones that need labels.

    `instead_of` names the take, or the return, that this cut replaces, in one transaction: who took a held
    piece was asked already.
    """
    allowed_too = held_too or bool(instead_of)

    def decide(change: Transaction) -> Decision:
        used = next((blank for blank in blanks if is_used(change, blank)), "")
        if used:
            return Refusal(Reason.CODE_IN_USE, {"code": used})
        take_back(change, instead_of)
        codes = _codes(kiosk, change, blanks, len(sizes))
        remainders = list(zip(codes, sizes, strict=True))
        try:
            return rules.cut(change.resolve(code), remainders, kiosk.today(), waste_mg, held_too=allowed_too)
        except SizeError:
            return Refusal(Reason.DOES_NOT_FIT)

    return unlabelled(carry_out(kiosk, decide), tuple(blanks))


def is_used(change: Transaction, code: str) -> bool:
    """Whether an item or a shelf bears the code."""
    standing = change.standing(code)
    is_item = standing is not None and standing.state is not None and standing.state.status != Status.VOID
    return is_item or change.shelf(code) is not None


def _codes(kiosk: Kiosk, change: Transaction, blanks: Sequence[str], number: int) -> list[str]:
    codes = list(blanks[:number])
    while len(codes) < number:
        codes.append(kiosk.fresh_code(change, codes))
    return codes
