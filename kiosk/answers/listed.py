"""Answers to what was looked up."""

from kiosk.answers.band import Answer, attention, done
from kiosk.language import _, _n
from kiosk.use_cases.find import Hits
from kiosk.words import what
from stock.codes import spaced
from stock.fold import Shelf, Standing
from stock.items import Status


def found_answer(hits: Hits) -> Answer:
    """How much was found."""
    total, shown_now = hits.found.total, len(hits.found.items)
    if not total and hits.unchecked:
        return attention(_("NOT KNOWN"), unchecked_words(hits))
    if not total and hits.near:
        return attention(_("ELSEWHERE"), _("Not here.") + " " + _near_words(hits))
    if not total:
        return attention(_("NOTHING"), _("No piece like that is here. Try fewer words or a smaller size."))
    if hits.found.more:
        text = _("{shown} of more than {total} shown, the best first.")
        return done(_("FOUND"), text.format(shown=shown_now, total=total))
    if total > shown_now:
        return done(
            _("FOUND"), _("{shown} of {total} shown, the best first.").format(shown=shown_now, total=total)
        )
    found = _n("{number} piece.", "{number} pieces.", total).format(number=total)
    return done(_("FOUND"), found, unchecked_words(hits) or _near_words(hits))


def unchecked_words(hits: Hits) -> str:
    """How many outlines there was no time to test, or nothing to test them with; "" for none."""
    number = hits.unchecked
    if not number:
        return ""
    if hits.more_unchecked:
        return _("More than {number} outlines were not checked.").format(number=number)
    text = _n("{number} outline was not checked.", "{number} outlines were not checked.", number)
    return text.format(number=number)


def _near_words(hits: Hits) -> str:
    number = len(hits.near)
    text = _n("Other spaces have {number} more.", "Other spaces have {number} more.", number)
    if not number:
        return ""
    return "  ".join((text.format(number=number), _("To ask for one, type its number.")))


def shelf_answer(shelf: Shelf, number: int) -> Answer:
    """What lies on a shelf."""
    text = _n("{number} item here.", "{number} items here.", number).format(number=number)
    return done(_("SHELF {name}").format(name=shelf.name), text)


def card_answer(standing: Standing) -> Answer:
    """An item is shown; of one that was cut up, what became of it."""
    if standing.state and standing.state.status == Status.CUT:
        return attention(_("CUT UP"), what(standing.state), _("What is left of it is below."))
    return done(_("THIS IS"), what(standing.state) if standing.state else standing.item)


def printed_answer(standing: Standing) -> Answer:
    """A label is on its way; the status line says when it was sent, or why not."""
    return done(_("LABEL"), what(standing.state) if standing.state else "", spaced(standing.item))
