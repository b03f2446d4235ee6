"""A command was scanned, or its function key pressed."""

from dataclasses import replace

from kiosk.dialogue import receiving
from kiosk.dialogue.state import Mode, State
from kiosk.dialogue.wishes import (
    Asked,
    Discard,
    Hold,
    Open,
    PrintLabel,
    Remark,
    Say,
    Screen,
    Show,
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
}
_FOCUSED = frozenset({Mode.PLACED, Mode.SHOWN, Mode.TAKEN, Mode.RETURNED})


def commanded(state: State, command: Command) -> Turn:
    """What the command asks for in this state."""
    if command in _SCREENS:
        return state, Open(_SCREENS[command])
    if command in _ORIGINS:
        return receiving.origin_scanned(state, _ORIGINS[command])
    match command:
        case Command.UNDO:
            return _fresh(state), Undo()
        case Command.YES if state.mode == Mode.HELD:
            return state, Take(state.item, held_too=True)
        case Command.YES | Command.DONE if state.mode == Mode.RECEIVING:
            return receiving.done(state)
        case Command.YES | Command.DONE | Command.BACK:
            return _fresh(state), Say(Remark.DONE)
        case Command.RECEIVE:
            return receiving.begin(state)
        case Command.FIND:
            return _fresh(state), Say(Remark.FIND)
        case _:
            return _verb(state, command)


def _fresh(state: State) -> State:
    return State(last=state.last, last_at=state.last_at)


def _verb(state: State, command: Command) -> Turn:
    """A verb acts on the item in focus, or waits for a code."""
    if not state.item or state.mode not in _FOCUSED:
        return replace(_fresh(state), mode=Mode.ASKED, verb=command), Say(Remark.SCAN_ITEM, command)
    match command:
        case Command.DISCARD:
            return state, Discard(state.item)
        case Command.HOLD if state.mode != Mode.TAKEN:
            return state, Hold(state.item)
        case Command.SHOW:
            return state, Show(state.item)
        case Command.LABEL:
            return state, PrintLabel(state.item)
        case Command.MOVE if state.mode != Mode.TAKEN:
            return replace(state, mode=Mode.ASKED, verb=command), Say(Remark.SCAN_SHELF, state.item)
        case Command.CUT:
            return replace(state, mode=Mode.AMOUNT, verb=command), Say(Remark.HOW_LARGE, state.item)
        case Command.COUNT if state.mode != Mode.TAKEN:
            return replace(state, mode=Mode.AMOUNT, verb=command), Say(Remark.HOW_MUCH, state.item)
        case Command.TAKE if state.mode != Mode.TAKEN:
            return state, Take(state.item)
        case _:
            return replace(_fresh(state), mode=Mode.ASKED, verb=command), Say(Remark.SCAN_ITEM, command)
