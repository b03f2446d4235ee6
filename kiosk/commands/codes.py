"""Codes on the command line, read like scans: lower case, spaced, links and foreign codes."""

from typing import assert_never

from kiosk.answers.remarked import unit_wanted
from kiosk.commands.refusals import refused
from kiosk.commands.said import Failed
from kiosk.dialogue.texts import quantity_of
from kiosk.kiosk import Kiosk
from kiosk.language import _
from kiosk.use_cases.materials_meant import materials_called
from kiosk.use_cases.plans import Stage, planned
from stock.codes import (
    CommandCode,
    Damaged,
    ForeignCode,
    LabelCode,
    LayoutTest,
    MaterialCode,
    Nothing,
    QuantityCode,
    SlipCode,
    Text,
    read,
)
from stock.fold import Standing
from stock.items import Lot, Status
from stock.materials import catalogue
from stock.plain import shown
from stock.refusals import Reason, Refusal
from stock.typed import Typed


def found_item(kiosk: Kiosk, text: str) -> Standing:
    """The item that a code leads to. Raises Failed."""
    code = _code(text)
    with kiosk.ledger.reading() as reading:
        standing = reading.resolve(code)
    if standing is None or standing.state is None:
        raise refused(_why_unknown(kiosk, code))
    return standing


def _why_unknown(kiosk: Kiosk, code: str) -> Refusal:
    """Nothing bears the code: perhaps it was printed for what is still to be cut, or never was."""
    with kiosk.ledger.reading() as reading:
        known = planned(reading, code)
    if known is None:
        return Refusal(Reason.UNKNOWN_CODE, {"code": code})
    reason = Reason.NOT_CUT_YET if known.stage == Stage.OPEN else Reason.NEVER_CUT
    return Refusal(reason, {"code": code, "piece": known.sheet.code, "plan": known.plan.number})


def found_shelf(kiosk: Kiosk, text: str) -> str:
    """The code of the shelf with this name, else with this code. Raises Failed."""
    with kiosk.ledger.reading() as reading:
        shelves = reading.shelves()
    wanted = " ".join(shown(text).split()).casefold()
    named = [shelf.code for shelf in shelves if shelf.name.casefold() == wanted]
    scan = read(text)
    coded = [shelf.code for shelf in shelves if isinstance(scan, LabelCode) and shelf.code == scan.code]
    if not (named or coded):
        raise refused(Refusal(Reason.UNKNOWN_SHELF, {"shelf": shown(text)}))
    return (named or coded)[0]


def fresh_label(kiosk: Kiosk, text: str) -> str:
    """The code of a label of this space that is printed already. Raises Failed."""
    code = _code(text)
    if not isinstance(read(text), LabelCode):
        raise _no_code(text)
    with kiosk.ledger.reading() as reading:
        known = reading.is_blank(code) or reading.standing(code) or reading.shelf(code)
        is_badge = reading.is_badge(code)
    if is_badge:
        raise Failed("badge", _("{code} is a badge.").format(code=code), {"code": code})
    if not known and not code.startswith(kiosk.settings.prefix):
        sentence = _("{code} is a label of another space. Keep it as a second code, with --alias.")
        raise Failed("other-space", sentence.format(code=code), {"code": code})
    return code


def label_code(kiosk: Kiosk, text: str) -> str:
    """What a label can be printed of: an item that is not gone, a shelf, a blank. Raises Failed."""
    code = _code(text)
    with kiosk.ledger.reading() as reading:
        standing, known = reading.resolve(code), reading.shelf(code) or reading.is_blank(code)
    state = standing.state if standing else None
    if standing and state and state.status in (Status.HERE, Status.TAKEN):
        return standing.item
    if known:
        return code
    raise refused(
        Refusal(Reason.GONE if state and state.status != Status.VOID else Reason.UNKNOWN_CODE), code
    )


def foreign_code(text: str) -> str:
    """Somebody else's code in the form that scans of it have. Raises Failed."""
    return _code(text)


def named_material(text: str) -> str:
    """The slug of a material, by its slug or by a name that leaves no doubt. Raises Failed."""
    if catalogue().get(text):
        return text
    matches = materials_called(shown(text))
    if len(matches) == 1:
        return matches[0].slug
    facts = {"material": shown(text), "perhaps": [material.slug for material in matches[:9]]}
    raise refused(Refusal(Reason.UNKNOWN_MATERIAL, facts))


def amount_of(standing: Standing, typed: Typed | None) -> int:
    """An amount in the lot's unit, 0 where none was given. Raises Failed where the unit is another."""
    if typed is None:
        return 0
    if not isinstance(standing.state, Lot):
        raise refused(Refusal(Reason.NOT_A_LOT))
    quantity = quantity_of(standing.state.unit, typed)
    if quantity is None:
        raise Failed("wrong-unit", unit_wanted(standing.state.unit), {"unit": str(standing.state.unit)})
    return quantity


def _code(text: str) -> str:
    scan = read(text)
    match scan:
        case LabelCode(code):
            return code
        case ForeignCode(alias):
            return alias
        case Damaged():
            sentence = _("{text} is not a right code: a character is wrong or missing.")
            raise Failed("damaged-code", sentence.format(text=shown(text)), {"code": shown(text)})
        case CommandCode() | QuantityCode() | MaterialCode() | SlipCode() | LayoutTest() | Text() | Nothing():
            raise _no_code(text)
        case _:
            assert_never(scan)


def _no_code(text: str) -> Failed:
    return Failed(
        "no-code", _("{text} is not the code of an item.").format(text=shown(text)), {"code": shown(text)}
    )
