"""Answers to what was recorded, each with a hint of what may come next."""

from collections.abc import Callable

from kiosk.answers.band import Answer, attention, done
from kiosk.dialogue.wishes import (
    Arrive,
    CameBack,
    ConfirmCut,
    Count,
    Cut,
    Discard,
    Hold,
    Move,
    NoteOutline,
    PutBack,
    Receive,
    Request,
    Stick,
    Take,
    Undo,
    Weigh,
    Wish,
)
from kiosk.language import _, _n
from kiosk.use_cases.outcome import Done
from kiosk.words import KINDS, amount_words, how_much, mass_words, what
from stock.codes import spaced
from stock.events import Kind
from stock.items import Lot
from stock.plain import shown


def done_answer(  # noqa: C901, PLR0912 (one case a wish)
    wish: Wish, outcome: Done, space_name: Callable[[str], str] = str
) -> Answer:
    """What was recorded, and what may come next; `space_name` says what another space is called."""
    state = outcome.standing.state
    name = what(state) if state else shown(spaced(outcome.standing.item))
    match wish:
        case Receive():
            return _received(outcome, name)
        case Take():
            return _taken(outcome, name)
        case Cut() | ConfirmCut():
            return _cut(outcome)
        case Stick():
            return done(_("BACK"), name, _("Scan a shelf to put it there."))
        case PutBack():
            hint = "" if isinstance(state, Lot) else _("Smaller now? Type what is left.")
            return done(_("BACK"), name, how_much(outcome.standing), hint)
        case Move():
            return done(_("MOVED"), name)
        case Count():
            return done(_("COUNTED"), name, how_much(outcome.standing))
        case Hold(free=True):
            return done(_("FREE"), name, _("Anybody may take it now."))
        case Hold():
            until = state.held_until if state else ""
            return done(_("HELD"), name, _("Held until {day}.").format(day=until))
        case Discard():
            return done(_("THROWN AWAY"), name)
        case Weigh():
            return done(_("WEIGHED"), name, mass_words(state) if state else "")
        case NoteOutline():
            return done(_("OUTLINE"), name, mass_words(state) if state else "", _("Wrong? Press F9 (undo)."))
        case Arrive():
            return done(_("ARRIVED"), name, how_much(outcome.standing), _("Scan a shelf to put it there."))
        case CameBack():
            return done(_("BACK"), name, how_much(outcome.standing), _("It is no longer on its way."))
        case Request():
            hears = _("{space} hears of it soon.").format(space=space_name(wish.space))
            return done(_("ASKED"), spaced(wish.item), hears)
        case Undo() if outcome.plan:
            return done(_("UNDONE"), _("The whole plan. Its pieces are free again."))
        case Undo():
            word = KINDS.get(Kind(outcome.undone)) if outcome.undone in set(Kind) else None
            return done(_("UNDONE"), f"{_(word)}:" if word else "", name)
        case _:
            return done(_("DONE"), name)


def _received(outcome: Done, name: str) -> Answer:
    state = outcome.standing.state
    if state and state.quarantined:
        return attention(_("QUARANTINE"), name, _("Staff must identify it first."))
    return done(_("RECEIVED"), name, how_much(outcome.standing), _("Scan a shelf to put it there."))


def _taken(outcome: Done, name: str) -> Answer:
    state = outcome.standing.state
    if isinstance(state, Lot):
        taken = amount_words(state.unit, -int(outcome.event.body.get("delta", 0)))
        left = _("{amount} left.").format(amount=how_much(outcome.standing))
        return done(_("TAKEN"), name, taken + ".", left, _("Another amount? Type it."))
    return done(_("TAKEN"), name, _("Some of it stays? Type the size."))


def _cut(outcome: Done) -> Answer:
    number = len(outcome.children)
    if not number:
        return done(_("CUT"), _("Nothing of it is left."))
    text = _n("{number} piece is back with a new label:", "{number} pieces are back with new labels:", number)
    names = ", ".join(what(child.state) for child in outcome.children if child.state)
    return done(_("CUT"), text.format(number=number), names)
