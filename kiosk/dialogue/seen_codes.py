"""A code was scanned that names an item, a shelf, a blank, or nothing here."""

from dataclasses import replace
from typing import assert_never

from kiosk.dialogue import receiving
from kiosk.dialogue.state import (
    BadgeSeen,
    BlankSeen,
    ExpectedSeen,
    FreshSeen,
    ItemSeen,
    Mode,
    PlannedSeen,
    Seen,
    ShelfSeen,
    SlipSeen,
    State,
    StrangerSeen,
    fresh,
    unit_of,
)
from kiosk.dialogue.wishes import (
    Arrive,
    Asked,
    CameBack,
    ConfirmCut,
    Discard,
    Hold,
    Move,
    Open,
    PrintLabel,
    PutBack,
    Remark,
    Say,
    Screen,
    Show,
    ShowPlan,
    ShowShelf,
    Stick,
    Take,
)
from stock.codes import Command
from stock.items import Status
from stock.pieces import Unit

Turn = tuple[State, Asked]


def scanned(state: State, seen: Seen) -> Turn:
    """What the code asks for in this state."""
    match seen:
        case ItemSeen():
            return _item(state, seen)
        case PlannedSeen() | ExpectedSeen() | FreshSeen():
            return _of_plan(state, seen)
        case ShelfSeen(shelf):
            return _shelf(state, shelf.code)
        case BlankSeen(code):
            return _blank(state, code)
        case BadgeSeen():
            return state, Say(Remark.BADGE)
        case StrangerSeen(alias, prefix):
            return _stranger(state, alias, prefix)
        case SlipSeen(text):
            return fresh(state), Arrive(text)
        case None:
            return state, Say(Remark.NOTHING)
        case _:
            assert_never(seen)


def for_item(state: State, verb: Command, seen: ItemSeen) -> Turn:
    """A verb and its item are both known."""
    item, unit = seen.standing.item, unit_of(seen.standing)
    return for_focus(replace(state, item=item, eid="", unit=unit, held=seen.held), verb)


def for_focus(state: State, verb: Command) -> Turn:
    """A verb for the item in focus."""
    focus, item = replace(state, verb=verb), state.item
    match verb:
        case Command.MOVE:
            return _move(focus, item)
        case Command.DISCARD:
            return focus, Discard(item)
        case Command.HOLD:
            return focus, Hold(item, free=focus.held)
        case Command.SHOW:
            return focus, Show(item)
        case Command.LABEL:
            return focus, PrintLabel(item)
        case Command.OUTLINE:
            return replace(focus, mode=Mode.SHOWN), Open(Screen.OUTLINE, item=item)
        case Command.COUNT:
            return replace(focus, mode=Mode.AMOUNT), Say(Remark.HOW_MUCH, item)
        case Command.CUT:
            return replace(focus, mode=Mode.AMOUNT), Say(Remark.HOW_LARGE, item)
        case Command.RETURN:
            return put_back(focus, item)
        case _:
            return take(focus, item)


def take(state: State, item: str) -> Turn:
    """A piece goes whole, a counted lot by one, anything else by an amount that is asked for."""
    if state.unit in (None, Unit.PIECES):
        return state, Take(item, quantity=1 if state.unit else 0)
    return replace(state, mode=Mode.AMOUNT, verb=Command.TAKE, eid=""), Say(Remark.HOW_MUCH, item)


def put_back(state: State, item: str) -> Turn:
    """A piece comes back whole, a lot by an amount that is asked for."""
    if state.unit is None:
        return state, PutBack(item)
    return replace(state, mode=Mode.AMOUNT, verb=Command.RETURN, eid=""), Say(Remark.HOW_MUCH, item)


def _item(state: State, seen: ItemSeen) -> Turn:
    standing = seen.standing
    if state.mode == Mode.ASKED:
        return for_item(state, state.verb, seen)
    if state.mode == Mode.HELD and state.item == standing.item:
        return state, Take(standing.item, held_too=True)
    if standing.state is not None and standing.state.status == Status.SENT:
        return fresh(state), CameBack(standing.item)
    if standing.state is not None and standing.state.status == Status.CUT:
        return fresh(state), Show(standing.item)
    if standing.item in state.awaited and standing.state and standing.state.status == Status.HERE:
        return fresh(state), Stick(standing.item)
    is_taken = standing.state is not None and standing.state.status == Status.TAKEN
    return for_item(replace(state, shelf=""), Command.RETURN if is_taken else Command.TAKE, seen)


def _of_plan(state: State, seen: PlannedSeen | ExpectedSeen | FreshSeen) -> Turn:
    match seen:
        case PlannedSeen(item):
            return _planned(state, item)
        case ExpectedSeen():
            return _expected(state, seen)
        case FreshSeen(item) if state.mode == Mode.ASKED:
            return for_item(state, state.verb, item)
        case FreshSeen(item):
            return fresh(state), Stick(item.standing.item)


def _planned(state: State, seen: ItemSeen) -> Turn:
    """A piece that is planned to be cut shows how; scanned once more, it was cut like that."""
    item = seen.standing.item
    if state.mode == Mode.ASKED or (state.mode == Mode.HELD and state.item == item):
        return _item(state, seen)
    if state.mode == Mode.PLANNED and state.item == item:
        return state, ConfirmCut(item)
    return replace(fresh(state), mode=Mode.PLANNED, item=item, held=seen.held), ShowPlan(item)


def _expected(state: State, seen: ExpectedSeen) -> Turn:
    """The label of a remainder, stuck on and scanned, says that its piece was cut as planned."""
    if not seen.item:
        return state, Say(Remark.NEVER_CUT, seen.code)
    if state.mode != Mode.ASKED:
        return fresh(state), ConfirmCut(seen.code)
    match state.verb:
        case Command.LABEL:
            return fresh(state), PrintLabel(seen.code)
        case Command.SHOW:
            return fresh(state), ShowPlan(seen.item)
        case _:
            return state, Say(Remark.NO_SUCH_CODE, seen.code)


def _move(state: State, item: str) -> Turn:
    if state.shelf:
        return state, Move(item, state.shelf)
    return replace(state, mode=Mode.ASKED), Say(Remark.SCAN_SHELF, item)


def _shelf(state: State, code: str) -> Turn:
    if state.mode == Mode.RECEIVING:
        return receiving.shelf_scanned(state, code)
    if state.mode == Mode.ASKED and state.verb == Command.MOVE:
        return _shelf_for_move(state, code)
    if state.mode in (Mode.PLACED, Mode.RETURNED) and state.item:
        return state, Move(state.item, code)
    return replace(state, mode=Mode.SHOWN, item="", offers=()), ShowShelf(code)


def _shelf_for_move(state: State, code: str) -> Turn:
    if state.item:
        return state, Move(state.item, code)
    return replace(state, shelf=code), Say(Remark.SCAN_NEXT, code)


def _blank(state: State, code: str) -> Turn:
    if state.mode == Mode.ASKED:
        return state, Say(Remark.NO_SUCH_CODE, code)
    return receiving.blank_scanned(state, code)


def _stranger(state: State, alias: str, prefix: str) -> Turn:
    if state.mode == Mode.ASKED:
        return state, Say(Remark.NO_SUCH_CODE, prefix or alias)
    if prefix and state.mode != Mode.RECEIVING:
        return state, Say(Remark.OTHER_SPACE, prefix)
    return receiving.alias_scanned(state, alias)
