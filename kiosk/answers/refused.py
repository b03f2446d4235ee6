"""Answers to what the rules refused: why, and what to do."""

from kiosk.answers.band import Answer, attention, no
from kiosk.language import N_, _
from kiosk.words import amount_words
from stock.codes import spaced
from stock.pieces import Unit
from stock.refusals import Reason, Refusal


def refused_answer(refusal: Refusal) -> Answer:
    """Why not, and what to do."""
    word, sentence = (_(text) for text in REFUSALS[refusal.reason])
    facts = {name: _fact(value, refusal) for name, value in refusal.facts.items()}
    facts |= {name: spaced(facts[name]) for name in _CODES if name in facts}
    answer = attention if refusal.reason in _MENDABLE else no
    return answer(word, sentence.format_map(_Facts(facts)))


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"


_CODES = ("code", "piece")


def _fact(value: object, refusal: Refusal) -> str:
    unit = refusal.facts.get("unit")
    if isinstance(value, int) and isinstance(unit, Unit):
        return amount_words(unit, value)
    return str(value)


REFUSALS = {
    Reason.UNKNOWN_CODE: (N_("UNKNOWN"), N_("Nothing here bears this code.")),
    Reason.CODE_IN_USE: (N_("IN USE"), N_("This label is stuck on something else. Use a new one.")),
    Reason.UNKNOWN_MATERIAL: (N_("UNKNOWN"), N_("No such material. Type other words for it.")),
    Reason.NO_QUANTITY: (N_("HOW MUCH?"), N_("Type a number above zero.")),
    Reason.TAKEN_ALREADY: (N_("NOT HERE"), N_("It is taken. Scan it to bring it back.")),
    Reason.HERE_ALREADY: (N_("HERE ALREADY"), N_("It is there already. Nothing to do.")),
    Reason.GONE: (N_("GONE"), N_("It was cut up or thrown away. Put its label in the bin.")),
    Reason.HELD: (N_("HELD"), N_("Held until {until}. Yours? Scan it again or press F8 (yes).")),
    Reason.NOT_HELD: (N_("FREE"), N_("Nobody holds it.")),
    Reason.IN_QUARANTINE: (N_("QUARANTINE"), N_("Do not use it. Staff must identify it first.")),
    Reason.NOT_IN_QUARANTINE: (N_("FREE"), N_("It is not in quarantine.")),
    Reason.NOT_ENOUGH: (N_("TOO MUCH"), N_("Only {left} left. Type less, or count it.")),
    Reason.NOT_A_LOT: (N_("ONE PIECE"), N_("This is one piece. There is nothing to count.")),
    Reason.NOT_A_PIECE: (N_("A LOT"), N_("This is a lot. Take some of it instead.")),
    Reason.NO_SIZE: (N_("NO SIZE"), N_("Its size is not known, so it cannot be cut here.")),
    Reason.DOES_NOT_FIT: (N_("TOO LARGE"), N_("That does not fit into the piece. Type what is left of it.")),
    Reason.UNKNOWN_SHELF: (N_("NO SHELF"), N_("This is no shelf. Scan a shelf's label.")),
    Reason.CHANGED_SINCE: (N_("NO"), N_("Something happened to it since. Undo that first.")),
    Reason.NOTHING_TO_UNDO: (N_("NOTHING"), N_("There is nothing to undo.")),
    Reason.CANNOT_UNDO: (N_("NO"), N_("This cannot be undone.")),
    Reason.SENT_AWAY: (N_("SENT"), N_("It is on its way to another space. Scan it: it came back.")),
    Reason.NOT_SENT: (N_("NO"), N_("It was not sent to another space.")),
    Reason.ARRIVED_ALREADY: (N_("ONCE"), N_("This slip was used already. Scan the piece itself.")),
    Reason.OWN_SPACE: (N_("HERE"), N_("That is this space itself.")),
    Reason.NO_SPACE: (N_("NO REGISTRY"), N_("This kiosk has joined no registry, so no space knows it.")),
    Reason.NO_REQUEST: (N_("NO REQUEST"), N_("No space asks for this.")),
    Reason.ASKED_ALREADY: (
        N_("ASKED ALREADY"),
        N_("It is asked for already. The other space has not answered yet."),
    ),
    Reason.NO_SLIP: (N_("DAMAGED"), N_("This slip cannot be read. Scan it again.")),
    Reason.NO_PLAN: (N_("NO PLAN"), N_("No plan is about this.")),
    Reason.PLAN_STALE: (N_("TOO LATE"), N_("{code} is not free any more. Plan again.")),
    Reason.PLAN_CHANGED: (N_("NO"), N_("{code} was changed since: undo that first. Nothing was undone.")),
    Reason.PLAN_CLOSED: (N_("CLOSED"), N_("This plan is closed. Nothing of it is held any more.")),
    Reason.CUT_ALREADY: (N_("CUT ALREADY"), N_("This was cut already. Nothing to do.")),
    Reason.NEVER_CUT: (N_("NEVER CUT"), N_("What this label was for was never cut. Put it in the bin.")),
    Reason.NOT_CUT_YET: (N_("NOT CUT YET"), N_("It is still to be cut from {piece}, plan {plan}.")),
    Reason.NO_PROOF: (N_("PROOF?"), N_("Say how you know what it is.")),
}
"""Each reason's word and sentence."""

_MENDABLE = frozenset(
    {Reason.HELD, Reason.NOT_ENOUGH, Reason.DOES_NOT_FIT, Reason.NO_QUANTITY, Reason.HERE_ALREADY}
)
