"""One scan, one step: the only way into the dialogue."""

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from kiosk.dialogue import commands, receiving, seen_codes, texts
from kiosk.dialogue.state import FreshSeen, ItemSeen, Mode, PlannedSeen, Seen, State
from kiosk.dialogue.wishes import Asked, ConfirmCut, Remark, Say
from stock.codes import (
    CommandCode,
    Damaged,
    ForeignCode,
    LabelCode,
    LayoutTest,
    MaterialCode,
    Nothing,
    QuantityCode,
    Scan,
    SlipCode,
    Text,
)
from stock.items import Piece

REPEAT_SECONDS = 2.0
AWAITED_SECONDS = 300.0
"""How long after a cut the labels of its remainders are stuck on."""
Turn = tuple[State, Asked]


def step(state: State, scan: Scan, seen: Seen, at: float, names: Mapping[str, str]) -> Turn:
    """What a scan asks for. `seen` is what its code names, `at` its arrival in seconds of a monotonic clock,
    `names` the materials' names in the maker's language by slug."""
    if at - state.cut_at > AWAITED_SECONDS:
        state = replace(state, awaited=())
    after, asked = _meant(state, scan, seen, at, names)
    return (replace(after, cut_at=at) if isinstance(asked, ConfirmCut) else after), asked


def _meant(state: State, scan: Scan, seen: Seen, at: float, names: Mapping[str, str]) -> Turn:
    if isinstance(scan, SlipCode):
        return seen_codes.scanned(replace(state, last="", last_at=at), seen)
    if isinstance(scan, LabelCode | ForeignCode):
        code = scan.code if isinstance(scan, LabelCode) else scan.alias
        if _is_repeated(state, code, seen, at):
            return state, Say(Remark.REPEATED, code)
        return seen_codes.scanned(replace(state, last=code, last_at=at), seen)
    return _other(state, scan, names)


def _is_repeated(state: State, code: str, seen: Seen, at: float) -> bool:
    """A piece's code that came twice: the scanner's trigger bounced. Never a lot's."""
    item = seen.item if isinstance(seen, PlannedSeen | FreshSeen) else seen
    is_piece = isinstance(item, ItemSeen) and isinstance(item.standing.state, Piece)
    return is_piece and code == state.last and at - state.last_at < REPEAT_SECONDS


def _other(state: State, scan: Scan, names: Mapping[str, str]) -> Turn:
    match scan:
        case CommandCode(command):
            return commands.commanded(replace(state, last=""), command)
        case QuantityCode(count):
            return texts.counted(state, count)
        case MaterialCode(number):
            return receiving.material_scanned(state, number)
        case Text(text):
            return texts.typed(state, text, names)
        case LayoutTest(layout):
            return state, Say(Remark.LAYOUT, layout=layout)
        case Damaged(text):
            return state, Say(Remark.DAMAGED, text)
        case Nothing():
            return _empty(state)
        case LabelCode() | ForeignCode() | SlipCode():
            raise TypeError("a code that is looked up")
        case _:
            assert_never(scan)


def _empty(state: State) -> Turn:
    """Enter alone finishes a receipt that has what it needs, and else says where things stand."""
    if state.mode == Mode.RECEIVING:
        return receiving.next_question(state)
    return state, Say(Remark.NOTHING)
