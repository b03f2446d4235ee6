"""Text was typed, or a quantity scanned."""

import re
from collections.abc import Mapping
from dataclasses import replace

from kiosk.dialogue import receiving
from kiosk.dialogue.state import Mode, State, fresh
from kiosk.dialogue.wishes import (
    Asked,
    ConfirmCut,
    Count,
    Cut,
    Find,
    Open,
    PutBack,
    Remark,
    Request,
    Say,
    Screen,
    Take,
    Weigh,
)
from stock.codes import Command
from stock.pieces import Size, Unit
from stock.typed import Misread, Typed, read, read_need

Turn = tuple[State, Asked]
LONGEST = 200


def typed(state: State, text: str, names: Mapping[str, str]) -> Turn:
    """What the text asks for in this state."""
    if state.mode in _UNASKED and _CUT_LIST.match(text):
        return fresh(state), Open(Screen.NEST, text)
    if state.mode in _OUTLINED and state.item and state.unit is None and _CORNERS.match(text):
        return state, Open(Screen.OUTLINE, text, state.item)
    if len(text) > LONGEST:
        return state, Say(Remark.TOO_LONG)
    if state.mode == Mode.PLANNED and _NONE.fullmatch(text.strip()):
        return state, ConfirmCut(state.item, ())
    if _wants_sizes(state):
        return _remainders(state, text, names)
    found = _read(state.mode, text)
    if isinstance(found, Misread):
        return state, Say(Remark.MISREAD, text, misread=found)
    return _meant(state, found, names)


def _read(mode: Mode, text: str) -> Typed | Misread:
    """What something measures has no range and no grain; what is looked for may."""
    match mode:
        case Mode.AMOUNT:
            return read_amount(text)
        case Mode.RECEIVING:
            return read(text)
        case _:
            return read_need(text)


_CUT_LIST = re.compile(r"\s*[0-9]{1,7} ?[x×✕*х] +[0-9øØ⌀∅].*[^\W\d_]{2}", re.IGNORECASE | re.DOTALL)
"""`2x 300x200 ply 6`: how many, a size and a material, as no piece is looked for."""
_POINT = r"-?[0-9.]+(?:[cm]?m|in)?[,;]-?[0-9.]+(?:[cm]?m|in)?"
_CORNERS = re.compile(
    rf"\s*(?:[0-9].*[0-9a-z] (?:notch|minus|robs|izgriezums|l) ?[0-9]|{_POINT}\s+{_POINT}\s)", re.IGNORECASE
)
"""`600x400 notch 200x150`, or corners one after another: as nothing is looked for."""
_OUTLINED = frozenset({Mode.PLACED, Mode.SHOWN})
_UNASKED = frozenset({Mode.READY, Mode.PLACED, Mode.SHOWN, Mode.TAKEN, Mode.RETURNED})
_NONE = re.compile(r"0+(?:[.,]0+)?\s*[^\W\d_]{0,10}\.?")


def read_amount(text: str) -> Typed | Misread:
    """An amount of a lot. There may be none left to count, so zero is one, whatever its unit."""
    return Typed(count=0, mass_mg=0, volume_ul=0) if _NONE.fullmatch(text.strip()) else read(text)


def counted(state: State, count: int) -> Turn:
    """A quantity from the command sheet is the same number typed, but never a length."""
    if _wants_sizes(state):
        return state, Say(Remark.HOW_LARGE, state.item)
    return _meant(state, Typed(count=count), {})


def _wants_sizes(state: State) -> bool:
    """Whether a size means what remains: after a take or a return of a piece, or where a cut was planned or
    asked for."""
    if state.mode == Mode.AMOUNT:
        return state.verb == Command.CUT
    return state.mode in (Mode.TAKEN, Mode.RETURNED, Mode.PLANNED) and state.unit is None


def _meant(state: State, found: Typed, names: Mapping[str, str]) -> Turn:
    if state.mode == Mode.RECEIVING:
        return receiving.typed(state, found, names)
    if state.mode == Mode.SHOWN and (asked := _asked(state, found)):
        return asked
    if state.mode == Mode.AMOUNT and not found.words:
        return _amount(state, found)
    if state.mode == Mode.TAKEN and not (found.words or found.size):
        return _amount(state, found)
    if state.item and found.mass_mg and not (found.words or found.size):
        return state, Weigh(state.item, found.mass_mg)
    if found.words or found.size:
        return replace(state, mode=Mode.SHOWN, item="", eid="", unit=None), Find(found.words, found.need)
    return state, Say(Remark.NOT_NOW, str(found.count or ""))


def _asked(state: State, found: Typed) -> Turn | None:
    """The number of something that another space has: ask for it; for how much of it, where it is a lot."""
    number = found.count or 0
    if state.item or found != Typed(count=number) or not 1 <= number <= len(state.offers):
        return None
    offer = state.offers[number - 1]
    if offer.unit is None:
        return state, Request(offer.item, offer.space)
    waiting = replace(state, mode=Mode.AMOUNT, verb=Command.TAKE, unit=offer.unit, offer=offer)
    return waiting, Say(Remark.HOW_MUCH, offer.item)


def _amount(state: State, found: Typed) -> Turn:
    """An amount for the verb that waits for one, or instead of the one just taken."""
    quantity = quantity_of(state.unit, found)
    if quantity is None:
        return state, Say(Remark.WRONG_UNIT, state.unit or "")
    if state.offer:
        return state, Request(state.offer.item, state.offer.space, quantity)
    match state.verb:
        case Command.COUNT:
            return state, Count(state.item, quantity)
        case Command.RETURN:
            return state, PutBack(state.item, quantity)
        case _:
            return state, Take(state.item, quantity, instead_of=state.eid)


def quantity_of(unit: Unit | None, found: Typed) -> int | None:
    """What was typed, in the lot's unit; None where it was typed in another one."""
    match unit:
        case Unit.MILLIGRAMS:
            return found.mass_mg
        case Unit.MICROLITRES:
            return found.volume_ul
        case _:
            return found.count


def _remainders(state: State, text: str, names: Mapping[str, str]) -> Turn:
    """Sizes, several joined by a plus; anything else means what it means elsewhere."""
    readings = [read(part) for part in re.split(r"[+;]", text) if part.strip()]
    sizes = [size_of(found) for found in readings if isinstance(found, Typed)]
    if readings and len(sizes) == len(readings) and all(sizes):
        return state, _cut(state, tuple(size for size in sizes if size))
    found = read_need(text)
    if isinstance(found, Misread):
        return state, Say(Remark.MISREAD, text, misread=found)
    if state.mode == Mode.AMOUNT:
        return state, Say(Remark.HOW_LARGE, state.item)
    return _meant(replace(state, mode=Mode.SHOWN), found, names)


def _cut(state: State, sizes: tuple[Size, ...]) -> ConfirmCut | Cut:
    if state.mode == Mode.PLANNED:
        return ConfirmCut(state.item, sizes)
    return Cut(state.item, sizes, instead_of=state.eid)


def size_of(found: Typed) -> Size | None:
    """A size alone; a bare number is a length in millimetres, as of what is left of a bar."""
    if found.words or found.mass_mg or found.volume_ul:
        return None
    if found.size is None and found.count:
        return Size.of(long_um=found.count * 1000) if found.count <= 100_000 else None
    return found.size
