"""Answers to what sync could not do: nothing is lost, and the sentence says what to do."""

from kiosk.language import N_, _
from stock.plain import shown
from sync import errors
from sync.states import Delay, Trouble, TroubleKind
from sync.wire import ProblemKind


def sync_sentence(error: errors.SyncError) -> str:
    """Why a round, or a join, did not come to its end."""
    match error:
        case errors.BadAddress():
            return _("This is no address of a registry, such as https://registry.example")
        case errors.Misdirected():
            return _(
                "A proxy or a file of certificates that this kiosk is told to use cannot be used. "
                "Look at HTTPS_PROXY, ALL_PROXY and SSL_CERT_FILE."
            )
        case errors.Insecure():
            return _(
                "There is no secure connection to the registry. Check whether its address begins with http "
                "or https, its certificate, and the clock of this kiosk."
            )
        case errors.Offline():
            return _(
                "The registry cannot be reached. Nothing is lost; check the network and the address, "
                "or try again later."
            )
        case errors.TooSlow():
            return _("The registry took too long. Nothing is lost; try again later.")
        case errors.NotARegistry():
            return _("Something else than a registry answers at this address. Check the address.")
        case errors.AlreadySyncing():
            return _("This kiosk is sending already.")
        case errors.Unavailable():
            return _("The registry cannot take anything now. Nothing is lost; try again later.")
        case errors.Refused():
            return _refused(error)
        case _:
            return _("Sync failed. Nothing is lost; try again later.")


def trouble_sentence(trouble: Trouble) -> str:
    """What a person must settle about a log."""
    return _(TROUBLES[trouble.kind]).format(log=trouble.log, seq=trouble.seq)


TROUBLES = {
    TroubleKind.TWIN: N_(
        "Another copy of this kiosk wrote log {log} from number {seq} on. After a restore that is fine; "
        "where two run from copies of one card, join one of them as another kiosk: "
        "kiosk sync join URL CODE --another."
    ),
    TroubleKind.AHEAD: N_("The registry holds more of log {log} than this kiosk: a backup was restored."),
    TroubleKind.BAD_LINE: N_("The registry does not take event {seq} of log {log}. It is kept here."),
    TroubleKind.TOO_LARGE: N_("Event {seq} of log {log} is too large for the registry."),
    TroubleKind.UNFIT: N_("This kiosk cannot store event {seq} of log {log}, which the registry holds."),
    TroubleKind.STATE: N_(
        "The same events came to another stock here than at the registry; it was worked out again."
    ),
}
"""Each trouble's sentence."""
UNCOMPARED = {
    Delay.UNCOMPARED: N_("The registry has every event; since {since} it has not told its stock."),
    Delay.OTHER_FOLD: N_(
        "The registry has every event; since {since} it works out its stock with another version."
    ),
}
"""What is said while the stock of both sides cannot be compared, and nothing else waits."""


CODES = {
    "unknown": N_("The registry does not know this code. Check every character, or ask for a new one."),
    "used": N_("This code was used already. Codes are good once; ask for a new one."),
    "expired": N_("This code has expired. Ask for a new one."),
    "full": N_(
        "This space has as many kiosks as there can be. Join one that it had before, or another space."
    ),
    "other-space": N_(
        "This code is for another space than the one whose stock is here. Ask for one of this space. "
        "To take all that is here into the other: kiosk sync join URL CODE --move"
    ),
    "": N_("The registry does not take this code. Codes are good once; ask for a new one."),
}
"""Why a code lets nobody in, each a sentence; "" for a reason of a newer registry."""
_ELSEWHERE = (404, 405)


def _refused(error: errors.Refused) -> str:
    match error.kind:
        case ProblemKind.NOT_ENROLLED | ProblemKind.OTHER_SPACE:
            return _("The registry does not know this kiosk any more. Join it again.")
        case ProblemKind.CODE:
            return _(CODES.get(error.problem.reason, CODES[""]))
        case ProblemKind.OTHER if error.problem.status in _ELSEWHERE:
            return sync_sentence(errors.NotARegistry())
        case _:
            text = _("The registry refused: {title}")
            return text.format(title=shown(error.problem.title) or error.problem.status)
