"""A command was scanned, or its function key pressed."""

from dataclasses import replace

from kiosk.dialogue import receiving, seen_codes
from kiosk.dialogue.state import Mode, State, fresh
from kiosk.dialogue.wishes import (
    Asked,
    ConfirmCut,
    Open,
    Remark,
    Say,
    Screen,
    Take,
    Undo,
)
from stock.codes import Command
from stock.items import Origin

Turn = tuple[State, Asked]

_ORIGINS = {
    Command.DONATION: Origin.DONATION,
    Command.OFFCUT: Origin.OFFCUT,
    Command.BOUGHT: Origin.BOUGHT,
}
_SCREENS = {
    Command.HELP: Screen.HELP,
    Command.STAFF: Screen.STAFF,
    Command.LANGUAGE: Screen.LANGUAGE,
    Command.THEME: Screen.THEME,
    Command.NEXT: Screen.NEXT,
    Command.NEST: Screen.NEST,
    Command.PLANS: Screen.PLANS,
}
_HIDING = frozenset({Command.HELP, Command.STAFF})
_OF_AWAY = frozenset({Command.RETURN})
_OF_HERE = frozenset({Command.TAKE, Command.HOLD, Command.MOVE, Command.COUNT})
_FOCUSED = frozenset({Mode.PLACED, Mode.SHOWN, Mode.TAKEN, Mode.RETURNED, Mode.PLANNED})


def commanded(state: State, command: Command) -> Turn:
    """What the command asks for in this state."""
    if command in _SCREENS:
        return _out_of_sight(state, command), Open(_SCREENS[command])
    if command in _ORIGINS:
        return receiving.origin_scanned(state, _ORIGINS[command])
    match command:
        case Command.UNDO:
            return fresh(state), Undo()
        case Command.YES | Command.DONE:
            return _agreed(state, command)
        case Command.BACK:
            return fresh(state), Say(Remark.DONE)
        case Command.CUT if state.mode == Mode.PLANNED:
            return state, Say(Remark.HOW_LARGE, state.item)
        case Command.RECEIVE:
            return receiving.begin(state)
        case Command.FIND:
            return fresh(state), Say(Remark.FIND)
        case _:
            return _verb(state, command)


def _agreed(state: State, command: Command) -> Turn:
    """Yes, or done: what that says depends on what was asked."""
    match state.mode:
        case Mode.HELD if command == Command.YES:
            return state, Take(state.item, held_too=True)
        case Mode.PLANNED:
            return state, ConfirmCut(state.item)
        case Mode.RECEIVING:
            return receiving.done(state)
        case _:
            return fresh(state), Say(Remark.DONE)


def _out_of_sight(state: State, command: Command) -> State:
    """What is not in sight any more is not asked for by its number."""
    return replace(state, offers=()) if command in _HIDING else state


def _verb(state: State, command: Command) -> Turn:
    """A verb acts on the item in focus, or waits for a code."""
    is_away = state.mode == Mode.TAKEN
    if not state.item or state.mode not in _FOCUSED or command in (_OF_HERE if is_away else _OF_AWAY):
        return replace(fresh(state), mode=Mode.ASKED, verb=command), Say(Remark.SCAN_ITEM, command)
    return seen_codes.for_focus(replace(state, shelf=""), command)
