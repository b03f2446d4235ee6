"""Answers to scans that record nothing: what was meant, and what comes next."""

from collections.abc import Callable
from typing import assert_never

from kiosk.answers.band import Answer, attention, done, no
from kiosk.dialogue.wishes import Remark, Say
from kiosk.language import N_, _
from kiosk.words import COMMANDS, material_name
from stock.codes import Command
from stock.layouts import Layout
from stock.pieces import Unit
from stock.plain import shown
from stock.typed import Misread, MisreadReason


def remark_answer(say: Say) -> Answer:
    """What to do next, where nothing was recorded."""
    match say.remark:
        case Remark.WHICH_MATERIAL:
            return attention(_("WHICH?"), _("Type the number of the material."))
        case Remark.MISREAD if say.misread:
            return no(_("UNCLEAR"), misread_sentence(say.misread))
        case Remark.LAYOUT if say.layout:
            return _layout(say.layout)
        case Remark.SCAN_ITEM:
            return attention(_(COMMANDS[Command(say.text)]).upper(), _("Scan the piece."))
        case Remark.WRONG_UNIT:
            return attention(_("HOW MUCH?"), unit_wanted(say.text))
        case _:
            return _REMARKS[say.remark](shown(say.text))


LAYOUTS = {
    Layout.GERMAN: N_("German"),
    Layout.FRENCH: N_("French"),
    Layout.LITHUANIAN: N_("Lithuanian"),
    Layout.SWEDISH: N_("Swedish or Finnish"),
    Layout.DANISH: N_("Danish"),
    Layout.NORWEGIAN: N_("Norwegian"),
}


def _layout(layout: Layout) -> Answer:
    if layout == Layout.US:
        return done(_("SCANNER"), _("The scanner types every sign right."))
    text = _("The scanner types as on a {name} keyboard. Our labels are read all the same.")
    return attention(_("SCANNER"), text.format(name=_(LAYOUTS[layout])))


def misread_sentence(misread: Misread) -> str:
    """Why a size or an amount could not be read."""
    return _misread(misread.reason).format(text=shown(misread.fragment))


def unit_wanted(unit: str) -> str:
    """What to type for a lot in this unit."""
    match unit:
        case Unit.MILLIGRAMS:
            return _("Type a weight, such as 300 g.")
        case Unit.MICROLITRES:
            return _("Type a volume, such as 0.5 l.")
        case _:
            return _("Type how many.")


def _misread(reason: MisreadReason) -> str:
    match reason:
        case MisreadReason.ZERO:
            return _("Zero is no size: {text}")
        case MisreadReason.NEGATIVE:
            return _("Below zero is no size: {text}")
        case MisreadReason.TOO_LARGE:
            return _("That is too large for a piece: {text}")
        case MisreadReason.TOO_PRECISE:
            return _("Too many decimals: {text}")
        case MisreadReason.TOO_MANY_DIMENSIONS:
            return _("More than three sides: {text}. Type length x width x thickness.")
        case MisreadReason.INCOMPLETE:
            return _("A number is missing: {text}")
        case MisreadReason.UNKNOWN_UNIT:
            return _("This unit is not known: {text}. Use mm, cm or m.")
        case MisreadReason.UNCLEAR:
            return _("Not clear: {text}. Type it like 600x400x4.")
        case _:
            assert_never(reason)


_REMARKS: dict[Remark, Callable[[str], Answer]] = {
    Remark.NOTHING: lambda _text: attention(_("READY"), _("Scan a label, or type a size or words.")),
    Remark.REPEATED: lambda _text: attention(_("ONCE"), _("Scanned twice: counted once.")),
    Remark.DAMAGED: lambda text: no(
        _("DAMAGED"), _("{text} is not a right code. Scan it again, or type it.").format(text=text)
    ),
    Remark.OTHER_SPACE: lambda text: attention(
        _("OTHER SPACE"),
        _("This label is of space {text}. To keep it here: Receive, then scan it.").format(text=text),
    ),
    Remark.NOT_NOW: lambda _text: attention(_("NOT NOW"), _("That means nothing now. Scan a piece first.")),
    Remark.WHAT_IS_IT: lambda _text: attention(_("NEW CODE"), _("What is it? Type material and size.")),
    Remark.BLANK: lambda _text: attention(_("NEW LABEL"), _("What is it? Type material and size.")),
    Remark.RECEIVE: lambda _text: attention(_("RECEIVE"), _("What is it? Type material and size.")),
    Remark.NO_SUCH_MATERIAL: lambda text: no(
        _("UNKNOWN"), _("No material is called {text}. Try another word.").format(text=text)
    ),
    Remark.MATERIAL_FIRST: lambda _text: attention(_("MATERIAL?"), _("Type the material, or scan it.")),
    Remark.SIZE_NEXT: lambda text: attention(
        _("SIZE?"), material_name(text), _("How large? Type the size. No size: press F8 (yes).")
    ),
    Remark.HOW_MUCH: lambda _text: attention(_("HOW MUCH?"), _("Type it, or scan a number.")),
    Remark.HOW_LARGE: lambda _text: attention(_("CUT"), _("What is left? Type the sizes, joined by +.")),
    Remark.SCAN_SHELF: lambda _text: attention(_("MOVE"), _("Where to? Scan the shelf.")),
    Remark.SCAN_NEXT: lambda _text: attention(_("MOVE"), _("Now scan what goes there. Done ends it.")),
    Remark.FIND: lambda _text: attention(_("FIND"), _("Type a size or words, such as plywood 300x200.")),
    Remark.DONE: lambda _text: done(_("READY"), _("Scan a label, or type a size or words.")),
    Remark.TOO_LONG: lambda _text: no(_("TOO LONG"), _("Nothing was recorded. Type less.")),
    Remark.BADGE: lambda _text: attention(_("BADGE"), _("A badge. It is never an item. Scan a piece.")),
    Remark.NEVER_CUT: lambda _text: no(
        _("NEVER CUT"), _("What this label was for was never cut. Put it in the bin.")
    ),
    Remark.NO_SUCH_CODE: lambda _text: no(_("UNKNOWN"), _("Nothing here bears this code.")),
}
