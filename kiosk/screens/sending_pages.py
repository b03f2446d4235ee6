"""Something goes to another space: where to, how much of it, and its slip."""

from dataclasses import dataclass, replace

from kiosk.answers.band import Answer, attention, done, no
from kiosk.answers.refused import refused_answer
from kiosk.answers.remarked import misread_sentence, unit_wanted
from kiosk.answers.spaces import no_space_sentence, unchecked_sentence
from kiosk.dialogue.texts import quantity_of, read_amount
from kiosk.language import _
from kiosk.screens.card import CardBody
from kiosk.screens.choices import ChoicesBody
from kiosk.screens.house import House
from kiosk.screens.page import PASS, Heard, Page, Turn
from kiosk.screens.scene import Blank, Body
from kiosk.screens.staff_page import StaffPage
from kiosk.use_cases.labels import slip_order
from kiosk.use_cases.show import show
from kiosk.use_cases.spaces import is_known_here, known_spaces, space_names
from kiosk.use_cases.transfer import send, slip_for
from kiosk.words import amount_words, what
from stock.codes import QuantityCode, Text
from stock.items import Lot, State
from stock.plain import shown
from stock.refusals import Reason, Refusal
from stock.transfers import is_space
from stock.typed import Misread, Typed

MOST_NAMED = 5
"""Of the spaces that there are, as many as a band has room for."""


def sending(back: Page | None, house: House, item: str, to: str, asked: int = 0) -> Turn:
    """Send it; of a lot somebody says how much first, which is as much as was `asked` for unless they say."""
    if isinstance(_state(item, house), Lot):
        return Turn(AmountPage(back=back, item=item, to=to, asked=asked))
    return _sent(back, house, item, to)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPage(StaffPage):
    """Which space?"""

    item: str

    def answer(self, house: House) -> Answer:
        """See `Page`."""
        state = _state(self.item, house)
        text = _("Type its number, or its id at the registry.")
        return attention(_("WHERE TO?"), what(state) if state else "", text)

    def body(self, house: House) -> Body:
        """See `Page`."""
        spaces = known_spaces(house.kiosk)
        return ChoicesBody(tuple(shown(name) for _id, name in spaces), tuple(space for space, _n in spaces))

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn(self.back)
        spaces = known_spaces(house.kiosk)
        if heard.number and heard.number <= len(spaces):
            return sending(self.back, house, self.item, spaces[heard.number - 1][0])
        if isinstance(heard.scan, Text) and is_space(heard.text.lower()) and heard.number is None:
            return self._typed(heard.text.lower(), house)
        return PASS

    def _typed(self, to: str, house: House) -> Turn:
        if is_known_here(house.kiosk, to):
            return sending(self.back, house, self.item, to)
        house.asker.begin(house.kiosk, house.secrets, to)
        return Turn(CheckPage(back=self.back, item=self.item, to=to))


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage(StaffPage):
    """Is there such a space? The registry is asked; where it is away staff decide."""

    item: str
    to: str
    waits: bool = True

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        if self.waits:
            return attention(_("ASKING"), _("The registry is asked for {space}.").format(space=self.to))
        hint = _("F8 (yes) sends it all the same. Esc: back.")
        return attention(_("NOT CHECKED"), unchecked_sentence(self.to), hint)

    def body(self, house: House) -> Body:
        """See `Page`."""
        return _card(self.item, house)

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            house.asker.stop()
            return Turn(self._question)
        if not heard.is_yes:
            return PASS
        return Turn(self) if self.waits else sending(self.back, house, self.item, self.to)

    def renewed(self, house: House) -> Turn:
        """See `Renewed`."""
        from kiosk.use_cases.check_space import NoSpace, Unchecked

        asked = house.asker.answer
        if asked is None or not self.waits:
            return Turn(self)
        match asked.checked:
            case None:
                return sending(self.back, house, self.item, self.to)
            case Unchecked():
                return Turn(replace(self, waits=False))
            case NoSpace(known):
                sentence = no_space_sentence(self.to, known, MOST_NAMED)
                return Turn(self._question, no(_("NO SPACE"), sentence))

    @property
    def _question(self) -> ToPage:
        return ToPage(back=self.back, item=self.item)


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountPage(StaffPage):
    """How much of a lot? `asked` is what the other space asked for, 0 for nothing."""

    item: str
    to: str
    asked: int = 0

    def answer(self, house: House) -> Answer:
        """See `Page`."""
        state = _state(self.item, house)
        if self.asked and isinstance(state, Lot):
            text = _("{space} asks for {amount}. F8 (yes) sends that, or type how much.")
            amount = amount_words(state.unit, self.asked)
            space = space_names(house.kiosk).name(self.to)
            return attention(_("HOW MUCH?"), text.format(space=space, amount=amount))
        return attention(_("HOW MUCH?"), _("Type it, or scan a number."))

    def body(self, house: House) -> Body:
        """See `Page`."""
        return _card(self.item, house)

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        state = _state(self.item, house)
        if heard.is_back:
            return Turn(self.back)
        if heard.is_yes and self.asked:
            return _sent(self, house, self.item, self.to, self.asked)
        if not isinstance(state, Lot) or not isinstance(heard.scan, Text | QuantityCode):
            return PASS
        typed = Typed(count=heard.number) if heard.number is not None else read_amount(heard.text)
        if isinstance(typed, Misread):
            return Turn(self, attention(_("HOW MUCH?"), misread_sentence(typed)))
        quantity = quantity_of(state.unit, typed)
        if quantity is None:
            return Turn(self, attention(_("HOW MUCH?"), unit_wanted(state.unit)))
        return _sent(self, house, self.item, self.to, quantity)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPage(StaffPage):
    """Somebody holds it: send it all the same?"""

    item: str
    to: str
    quantity: int = 0

    def answer(self, house: House) -> Answer:
        """See `Page`."""
        state = _state(self.item, house)
        day = state.held_until if state else ""
        text = _("Held until {day}.").format(day=day)
        return attention(_("HELD"), text, _("F8 (yes) sends it all the same. Esc: back."))

    def body(self, house: House) -> Body:
        """See `Page`."""
        return _card(self.item, house)

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn(self.back)
        if not heard.is_yes:
            return PASS
        return _sent(self.back, house, self.item, self.to, self.quantity, held_too=True)


def _sent(
    page: Page | None, house: House, item: str, to: str, quantity: int = 0, *, held_too: bool = False
) -> Turn:
    """Record it, and print its slip. What was refused may be said otherwise on the page it was said on."""
    outcome = send(house.kiosk, item, to, quantity, held_too=held_too)
    back = page.back if isinstance(page, AmountPage) else page
    if isinstance(outcome, Refusal):
        if outcome.reason == Reason.HELD:
            return Turn(HeldPage(back=back, item=item, to=to, quantity=quantity))
        return Turn(page, refused_answer(outcome))
    house.sync.nudge()
    state, slip = outcome.standing.state, slip_for(house.kiosk, outcome.event)
    if slip:
        house.labels.order(slip_order(house.kiosk, slip))
    name = what(state) if state else item
    return Turn(back, done(_("SENT"), name, _("Its slip is being printed: it goes with it.")))


def _state(item: str, house: House) -> State | None:
    card = show(house.kiosk, item)
    return card.standing.state if card else None


def _card(item: str, house: House) -> Body:
    card = show(house.kiosk, item)
    return CardBody(card, house.kiosk.today(), house.kiosk.settings.zone) if card else Blank()
