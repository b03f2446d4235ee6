"""Where the dialogue stands after a wish was carried out, or refused."""

from dataclasses import replace

from kiosk.dialogue.state import Mode, State, fresh, unit_of
from kiosk.dialogue.wishes import (
    ConfirmCut,
    Cut,
    Discard,
    Hold,
    Move,
    PutBack,
    Receive,
    Request,
    Stick,
    Take,
    Undo,
    Wish,
)
from kiosk.use_cases.outcome import Done
from stock.codes import Command
from stock.fold import Standing
from stock.intake import Intake
from stock.refusals import Reason, Refusal


def followed(state: State, wish: Wish, done: Done) -> State:
    """The state after something was recorded: the next size or shelf is about its item."""
    focus = _focus(state, done.standing)
    match wish:
        case Take():
            return replace(_stuck(focus), mode=Mode.TAKEN, eid=done.event.eid)
        case Stick():
            return _stuck(focus)
        case PutBack() if focus.unit is None:
            return replace(focus, mode=Mode.RETURNED, eid=done.event.eid, verb=Command.RETURN)
        case Cut() | ConfirmCut():
            return replace(focus, item=in_focus(wish, done), awaited=_awaited(state, wish, done))
        case Hold():
            return replace(focus, held=not wish.free)
        case Receive():
            return replace(focus, intake=Intake(origin=wish.intake.origin))
        case Move() if state.shelf:
            return replace(focus, mode=Mode.ASKED, verb=Command.MOVE, shelf=state.shelf, item="")
        case Discard() | Undo():
            return fresh(state)
        case Request():
            return replace(state, mode=Mode.SHOWN, unit=None, offer=None)
        case _:
            return focus


def in_focus(wish: Wish, done: Done) -> str:
    """The item that comes next: after a cut what is left, the one whose label was scanned first."""
    left = [child.item for child in done.children] if isinstance(wish, Cut | ConfirmCut) else []
    if isinstance(wish, ConfirmCut) and wish.item in left:
        return wish.item
    return left[0] if left else done.standing.item


def _awaited(state: State, wish: Cut | ConfirmCut, done: Done) -> tuple[str, ...]:
    """The remainders of plans whose labels are still to be stuck on. Where one of them said that it was cut,
    the plan knows the others, and keeps them for as long as it takes."""
    left = tuple(child.item for child in done.children) if isinstance(wish, ConfirmCut) else ()
    before = tuple(item for item in state.awaited if item not in left)
    return before if wish.item in left else (*before, *left)


def _stuck(state: State) -> State:
    """The label of the item in focus is on it: its next scan means what it always does."""
    return replace(state, awaited=tuple(item for item in state.awaited if item != state.item))


def shown(state: State, standing: Standing, *, held: bool = False) -> State:
    """The state after an item's card was opened, or its label printed."""
    return replace(_focus(state, standing), mode=Mode.SHOWN, held=held)


def _focus(state: State, standing: Standing) -> State:
    item, held = standing.item, state.held and state.item == standing.item
    return replace(fresh(state), mode=Mode.PLACED, item=item, unit=unit_of(standing), held=held)


def refused(state: State, wish: Wish, refusal: Refusal) -> State:
    """The state after a refusal: a held item may be asked for again, a typed mistake may be typed again."""
    match wish:
        case Take() | Cut() if refusal.reason == Reason.HELD:
            return replace(state, mode=Mode.HELD, item=wish.item)
        case Cut() | ConfirmCut() | Receive() | Request():
            return state
        case Take() if wish.instead_of:
            return state
        case _ if state.mode in (Mode.AMOUNT, Mode.ASKED):
            return state
        case _:
            return fresh(state)
