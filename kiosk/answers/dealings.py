"""What is between this space and another, as sentences."""

from collections.abc import Callable

from kiosk.language import N_, _, _n
from kiosk.words import amount_words, what
from stock.codes import spaced
from stock.dealings import Dealings, UnderWay
from stock.events import Kind
from stock.items import Lot
from stock.plain import shown


def dealings_sentence(dealings: Dealings) -> str:
    """How much went and came, and how much more came than went."""
    text = _("{given} given, {received} received, balance {balance}")
    return text.format(given=dealings.given, received=dealings.received, balance=_signed(dealings.balance))


def under_way_sentence(way: UnderWay, own: str, name_of: Callable[[str], str]) -> str:
    """What waits, and for whom; `name_of` says what a space is called."""
    text = (_OUT if way.sender == own else _IN)[way.kind]
    space = way.to if way.sender == own else way.sender
    return _(text).format(space=name_of(space), code=shown(spaced(way.item)))


def under_way_word(way: UnderWay, own: str) -> str:
    """What waits, for a list of one space's."""
    return _((_GOING if way.sender == own else _COMING)[way.kind])


def under_way_item(way: UnderWay) -> str:
    """What it is, and how much of it, as far as it is known."""
    state = way.state
    if state is None:
        return ""
    amount = amount_words(state.unit, way.quantity) if isinstance(state, Lot) and way.quantity else ""
    return ", ".join(text for text in (shown(what(state)), amount) if text)


def disputed_sentence(number: int) -> str:
    """That two spaces say that they have the same thing."""
    text = _n("{number} item is claimed by two spaces:", "{number} items are claimed by two spaces:", number)
    return text.format(number=number)


def _signed(number: int) -> str:
    return f"{number:+d}" if number else "0"


_OUT: dict[str, str] = {
    Kind.HOLD_REQUESTED: N_("{space} asks for {code}."),
    Kind.HOLD_GRANTED: N_("{code} is kept here for {space}."),
    Kind.SENT: N_("{code} is on its way to {space}."),
}
_IN: dict[str, str] = {
    Kind.HOLD_REQUESTED: N_("{space} was asked for {code}."),
    Kind.HOLD_GRANTED: N_("{space} keeps {code} for this space."),
    Kind.SENT: N_("{code} is on its way here from {space}."),
}
_GOING: dict[str, str] = {
    Kind.HOLD_REQUESTED: N_("they ask for it"),
    Kind.HOLD_GRANTED: N_("kept for them"),
    Kind.SENT: N_("goes there"),
}
_COMING: dict[str, str] = {
    Kind.HOLD_REQUESTED: N_("asked for"),
    Kind.HOLD_GRANTED: N_("kept for us"),
    Kind.SENT: N_("comes here"),
}
