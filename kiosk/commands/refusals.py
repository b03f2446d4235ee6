"""What the rules refused, said to somebody at a shell."""

from typing import Any

from kiosk.answers.refused import refused_answer
from kiosk.commands.said import Failed
from kiosk.language import N_, _
from stock.refusals import Reason, Refusal

_AT_A_SHELL = {
    Reason.HELD: N_("Held until {until}. If it is yours, say so with --held-too."),
    Reason.TAKEN_ALREADY: N_("It is taken. To bring it back: kiosk return {code}"),
    Reason.UNKNOWN_SHELF: N_("No such shelf. To list them: kiosk shelves"),
    Reason.UNKNOWN_MATERIAL: N_("No such material: {material}. To list them: kiosk materials"),
    Reason.CODE_IN_USE: N_("{code} is stuck on something else."),
    Reason.NO_QUANTITY: N_("Say how much: --amount"),
}
"""Sentences of the screen that speak of scans and keys have another one here."""


def refused(refusal: Refusal, code: str = "") -> Failed:
    """A refusal as a failure; `code` is the item it is about, as it was typed."""
    facts = ({"code": code} if code else {}) | dict(refusal.facts)
    own = _AT_A_SHELL.get(refusal.reason)
    sentence = _(own).format_map(_Facts(facts)) if own else refused_answer(refusal).sentence
    return Failed(refusal.reason.replace(" ", "-"), sentence, facts)


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return key.upper()
