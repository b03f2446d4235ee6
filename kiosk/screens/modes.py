"""The mode signs: the dialogue's one mode in a word, and what it makes of the next scan."""

from kiosk.dialogue.state import Mode, State
from kiosk.language import N_, _
from kiosk.screens.first import ready_sign
from kiosk.screens.scene import ModeSign
from kiosk.widgets.spans import Role
from kiosk.words import COMMANDS
from stock.codes import Command

SIGNS = {
    Mode.RECEIVING: (N_("RECEIVING"), N_("Type material and size, or scan them.")),
    Mode.TAKEN: (N_("TAKEN"), N_("Type what stays here, or scan the next one.")),
    Mode.RETURNED: (N_("BACK"), N_("Type its new size, or scan a shelf.")),
    Mode.PLACED: (N_("RECORDED"), N_("Scan a shelf, or the next one.")),
    Mode.SHOWN: (N_("FOUND"), N_("Scan the one you take.")),
    Mode.AMOUNT: (N_("AMOUNT"), N_("Type how much, or scan a number.")),
    Mode.PLANNED: (N_("PLANNED"), N_("Scan it again: it was cut like this.")),
    Mode.HELD: (N_("HELD"), N_("Scan it again if it is yours, or press F8.")),
}
"""Each mode's word, and what the next scan means. READY and ASKED say more than their name."""
_CHOSEN = (N_("CHOSEN"), N_("The keys below are about this one."))


def mode_sign(state: State) -> ModeSign:
    """The sign of the dialogue's state."""
    if state.mode == Mode.READY:
        return ready_sign()
    if state.mode == Mode.ASKED:
        return ModeSign(_(COMMANDS[state.verb]).upper(), _asked(state), Role.BUSY)
    word, hint = _CHOSEN if state.mode == Mode.SHOWN and state.item else SIGNS[state.mode]
    return ModeSign(_(word), _(hint), Role.BUSY)


def _asked(state: State) -> str:
    if state.verb != Command.MOVE:
        return _("The next scan says which one.")
    if state.item:
        return _("The next scan says where to.")
    return _("Scan what goes there, Esc ends it.") if state.shelf else _("The next scan says which one.")
