"""Receiving: a blank, a material and a size, in any order, make a receipt."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kiosk.dialogue.state import Mode, State, fresh, idle
from kiosk.dialogue.wishes import Asked, Receive, Remark, Say
from stock.intake import Intake
from stock.items import Origin
from stock.materials import Material, catalogue
from stock.typed import Typed

Turn = tuple[State, Asked]
MOST_CHOICES = 9


def begin(state: State) -> Turn:
    """The command: a new item that gets a new label."""
    return _receiving(state, Intake(origin=state.intake.origin)), Say(Remark.RECEIVE)


def blank_scanned(state: State, code: str) -> Turn:
    """A blank label begins a receipt, or joins the one that has none yet."""
    if state.mode == Mode.RECEIVING and not state.intake.code:
        return next_question(_receiving(state, replace(state.intake, code=code)))
    return _receiving(state, Intake(code=code, origin=state.intake.origin)), Say(Remark.BLANK, code)


def alias_scanned(state: State, alias: str) -> Turn:
    """A foreign code that nothing bears begins a receipt: what is it?"""
    if state.mode == Mode.RECEIVING:
        return next_question(_receiving(state, replace(state.intake, alias=alias)))
    return _receiving(state, Intake(alias=alias, origin=state.intake.origin)), Say(Remark.WHAT_IS_IT, alias)


def shelf_scanned(state: State, code: str) -> Turn:
    """The shelf that it will lie on."""
    return next_question(_receiving(state, replace(state.intake, shelf=code)))


def origin_scanned(state: State, origin: Origin) -> Turn:
    """Where it comes from; stays for the next receipts of this session."""
    if state.mode == Mode.RECEIVING:
        return next_question(_receiving(state, replace(state.intake, origin=origin)))
    return _receiving(state, Intake(origin=origin)), Say(Remark.RECEIVE)


def material_scanned(state: State, number: int) -> Turn:
    """A material from the command sheet; begins a receipt where there is none."""
    material = catalogue().by_number(number)
    if material is None:
        return state, Say(Remark.NO_SUCH_MATERIAL, str(number))
    intake = state.intake if state.mode == Mode.RECEIVING else Intake(origin=state.intake.origin)
    return next_question(_receiving(state, replace(intake, material=material.slug)))


def typed(state: State, found: Typed, names: Mapping[str, str]) -> Turn:
    """What was typed while receiving: a size, a weight, a count, a material, or the number of a choice."""
    if state.choices and found == Typed(count=found.count):
        return _chosen(state, found.count or 0)
    intake = state.intake.typed(found)
    if not found.words:
        return next_question(replace(_receiving(state, intake), choices=state.choices))
    matches, rest = match_words(found.words, names)
    if intake.material and (rest or not matches):
        return next_question(_receiving(state, replace(intake, title=found.words)))
    return _named(state, replace(intake, title=rest or intake.title), matches, found.words)


def _chosen(state: State, number: int) -> Turn:
    """The number of one of the choices; any other number chooses nothing."""
    if not 1 <= number <= len(state.choices):
        return state, Say(Remark.WHICH_MATERIAL, choices=state.choices)
    return next_question(_receiving(state, replace(state.intake, material=state.choices[number - 1])))


def next_question(state: State) -> Turn:
    """Receive, once there is a material and a measure; else ask for what is missing."""
    intake = state.intake
    if not intake.material:
        if state.choices:
            return state, Say(Remark.WHICH_MATERIAL, choices=state.choices)
        if intake.code or intake.alias:
            return state, Say(Remark.MATERIAL_FIRST if intake.measured else Remark.BLANK, intake.code)
        return state, Say(Remark.MATERIAL_FIRST if intake.measured else Remark.RECEIVE)
    if not intake.measured:
        return state, Say(Remark.SIZE_NEXT, intake.material)
    return state, Receive(intake)


def done(state: State) -> Turn:
    """Done or yes: receive it without a size, or stop where not even the material is known."""
    if state.intake.material:
        return state, Receive(state.intake)
    return fresh(state), Say(Remark.DONE)


def match_words(words: str, names: Mapping[str, str]) -> tuple[Sequence[Material], str]:
    """The materials that the words name, and what is left over: the longest run of words at one end."""
    parts = words.split()
    for length in range(len(parts), 0, -1):
        for run, rest in ((parts[:length], parts[length:]), (parts[-length:], parts[:-length])):
            if found := catalogue().match(" ".join(run), names):
                return found, " ".join(rest)
    return (), words


def _named(state: State, intake: Intake, matches: Sequence[Material], words: str) -> Turn:
    if not matches:
        return _receiving(state, intake), Say(Remark.NO_SUCH_MATERIAL, words)
    if len(matches) > 1:
        choices = tuple(material.slug for material in matches[:MOST_CHOICES])
        asked = replace(_receiving(state, intake), choices=choices)
        return asked, Say(Remark.WHICH_MATERIAL, choices=choices)
    return next_question(_receiving(state, replace(intake, material=matches[0].slug)))


def _receiving(state: State, intake: Intake) -> State:
    return replace(idle(state), mode=Mode.RECEIVING, intake=intake)
