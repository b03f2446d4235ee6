"""A code was scanned that names an item, a shelf, a blank, or nothing here."""

from dataclasses import replace
from typing import assert_never

from kiosk.dialogue import receiving
from kiosk.dialogue.state import BlankSeen, ItemSeen, Mode, Seen, ShelfSeen, State, StrangerSeen, unit_of
from kiosk.dialogue.wishes import (
    Asked,
    Discard,
    Hold,
    Move,
    PrintLabel,
    PutBack,
    Remark,
    Say,
    Show,
    ShowShelf,
    Take,
)
from stock.codes import Command
from stock.fold import Standing
from stock.items import Lot, Status
from stock.pieces import Unit

Turn = tuple[State, Asked]


def scanned(state: State, seen: Seen) -> Turn:
    """What the code asks for in this state."""
    match seen:
        case ItemSeen(standing):
            return _item(state, standing)
        case ShelfSeen(shelf):
            return _shelf(state, shelf.code)
        case BlankSeen(code):
            return _blank(state, code)
        case StrangerSeen(alias, prefix):
            return _stranger(state, alias, prefix)
        case None:
            return state, Say(Remark.NOTHING)
        case _:
            assert_never(seen)


def for_item(state: State, verb: Command, standing: Standing) -> Turn:
    """A verb and its item are both known."""
    item = standing.item
    focus = replace(state, item=item, eid="", verb=verb, unit=unit_of(standing))
    match verb:
        case Command.MOVE:
            return _move(focus, item)
        case Command.DISCARD:
            return focus, Discard(item)
        case Command.HOLD:
            return focus, Hold(item, free=bool(standing.state and standing.state.held_until))
        case Command.SHOW:
            return focus, Show(item)
        case Command.LABEL:
            return focus, PrintLabel(item)
        case Command.COUNT:
            return replace(focus, mode=Mode.AMOUNT), Say(Remark.HOW_MUCH, item)
        case Command.CUT:
            return replace(focus, mode=Mode.AMOUNT), Say(Remark.HOW_LARGE, item)
        case Command.RETURN:
            return _put_back(focus, standing)
        case _:
            return _take(focus, standing)


def _item(state: State, standing: Standing) -> Turn:
    if state.mode == Mode.ASKED:
        return for_item(state, state.verb, standing)
    if state.mode == Mode.HELD and state.item == standing.item:
        return state, Take(standing.item, held_too=True)
    is_taken = standing.state is not None and standing.state.status == Status.TAKEN
    return for_item(replace(state, shelf=""), Command.RETURN if is_taken else Command.TAKE, standing)


def _take(state: State, standing: Standing) -> Turn:
    """A piece goes whole, a counted lot by one, anything else by an amount that is asked for."""
    lot = standing.state
    if isinstance(lot, Lot) and lot.unit != Unit.PIECES:
        return replace(state, mode=Mode.AMOUNT, verb=Command.TAKE), Say(Remark.HOW_MUCH, standing.item)
    return state, Take(standing.item, quantity=1 if isinstance(lot, Lot) else 0)


def _put_back(state: State, standing: Standing) -> Turn:
    if isinstance(standing.state, Lot):
        return replace(state, mode=Mode.AMOUNT, verb=Command.RETURN), Say(Remark.HOW_MUCH, standing.item)
    return state, PutBack(standing.item)


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
    return replace(state, mode=Mode.SHOWN, item=""), ShowShelf(code)


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
