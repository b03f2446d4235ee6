"""What other spaces told this one, as sentences."""

from collections.abc import Mapping

from kiosk.language import N_, _
from kiosk.words import amount_words, what
from ledger.letters import Letter
from stock.codes import spaced
from stock.events import Kind
from stock.items import Lot, State, read_state
from stock.plain import shown


def letter_sentence(letter: Letter, space: str) -> str:
    """Who told what about which item; `space` is what the sender is called."""
    event = letter.event
    sentence = LETTERS.get(event.kind, N_("{space} told something about {code}."))
    return _(sentence).format(space=space, code=shown(spaced(event.item)))


def letter_item(letter: Letter) -> str:
    """The item as the letter describes it; "" where it does not."""
    try:
        state = read_state(letter.event.body)
    except (ValueError, TypeError, KeyError, AttributeError):
        return ""
    return shown(what(state)) + _amount(state, letter.event.body) if state else ""


def _amount(state: State, body: Mapping[str, object]) -> str:
    """How much of a lot it is, where the letter says so."""
    quantity = body.get("quantity") or body.get("delta")
    if not isinstance(state, Lot) or not isinstance(quantity, int):
        return ""
    return f", {amount_words(state.unit, quantity)}"


LETTERS: dict[str, str] = {
    Kind.HOLD_REQUESTED: N_("{space} asks for {code}."),
    Kind.HOLD_GRANTED: N_("{space} keeps {code} for this space."),
    Kind.HOLD_DENIED: N_("{space} does not keep {code} for this space."),
    Kind.SENT: N_("{space} sent {code} here. Scan its slip when it comes."),
    Kind.ARRIVED: N_("{code} arrived at {space}."),
    Kind.CAME_BACK: N_("{code} is back at {space}: it does not come."),
}
"""Each kind's sentence."""
