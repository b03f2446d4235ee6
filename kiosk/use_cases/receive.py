"""Receive: a donation, an offcut or something bought gets a code and goes into stock."""

from kiosk.kiosk import Kiosk
from kiosk.use_cases.outcome import Outcome, carry_out, unlabelled
from kiosk.use_cases.plans import planned
from ledger.ledger import Transaction
from stock import rules
from stock.intake import Intake, received
from stock.materials import Material, catalogue
from stock.refusals import Decision, Reason, Refusal


def receive(kiosk: Kiosk, intake: Intake) -> Outcome:
    """Receive under the code of a blank, or under a new one that then needs a label."""
    material = catalogue().get(intake.material)
    if material is None:
        return Refusal(Reason.UNKNOWN_MATERIAL, {"material": intake.material})
    outcome = carry_out(kiosk, lambda change: _decide(kiosk, change, intake, material))
    return unlabelled(outcome, (intake.code,))


def _decide(kiosk: Kiosk, change: Transaction, intake: Intake, material: Material) -> Decision:
    if intake.shelf and change.shelf(intake.shelf) is None:
        return Refusal(Reason.UNKNOWN_SHELF)
    if intake.code and (change.shelf(intake.code) or planned(change, intake.code)):
        return Refusal(Reason.CODE_IN_USE, {"code": intake.code})
    code = intake.code or kiosk.fresh_code(change)
    state, quantity = received(intake, material, kiosk.today())
    return rules.receive(change.standing(code), code, state, quantity, alias=intake.alias)
