"""Staff answer what other spaces ask for, and see what is on its way here."""

from dataclasses import dataclass

from kiosk.answers.band import Answer, attention, done
from kiosk.answers.letters import letter_item, letter_sentence
from kiosk.answers.refused import refused_answer
from kiosk.language import _, _n
from kiosk.screens.choices import ChoicesBody
from kiosk.screens.house import House
from kiosk.screens.page import PASS, Heard, Turn
from kiosk.screens.scene import Body
from kiosk.screens.staff_page import StaffPage
from kiosk.use_cases.inbox import waiting
from kiosk.use_cases.transfer import deny, grant
from ledger.letters import Letter
from stock.events import Kind
from stock.refusals import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxPage(StaffPage):
    """What waits, by number."""

    def answer(self, house: House) -> Answer:
        """See `Page`."""
        number = len(waiting(house.kiosk))
        if not number:
            return done(_("INBOX"), _("No other space asks for anything."))
        text = _n("{number} matter waits.", "{number} matters wait.", number).format(number=number)
        return attention(_("INBOX"), text, _("Type a number, or scan it."))

    def body(self, house: House) -> Body:
        """See `Page`."""
        letters = waiting(house.kiosk)
        return ChoicesBody(tuple(map(letter_sentence, letters)), tuple(map(letter_item, letters)))

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn(self.back)
        letters = waiting(house.kiosk)
        if heard.number is None or not 1 <= heard.number <= len(letters):
            return PASS
        letter = letters[heard.number - 1]
        if letter.event.kind == Kind.HOLD_REQUESTED:
            return Turn(RequestPage(back=self, letter=letter))
        return Turn(self, attention(_("INBOX"), _("Scan its slip when it comes.")))


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage(StaffPage):
    """Keep it for them, or not?"""

    letter: Letter

    def answer(self, house: House) -> Answer:  # noqa: ARG002
        """See `Page`."""
        return attention(_("KEEP IT?"), letter_sentence(self.letter), _("Type a number, or scan it."))

    def body(self, house: House) -> Body:  # noqa: ARG002
        """See `Page`."""
        return ChoicesBody((_("Keep it for them"), _("Do not keep it")))

    def hear(self, heard: Heard, house: House) -> Turn:
        """See `Page`."""
        if heard.is_back:
            return Turn(self.back)
        if heard.number not in (1, 2):
            return PASS
        outcome = (grant if heard.number == 1 else deny)(house.kiosk, self.letter)
        if isinstance(outcome, Refusal):
            return Turn(self, refused_answer(outcome))
        house.sync.nudge()
        word = _("KEPT") if heard.number == 1 else _("DENIED")
        return Turn(self.back, done(word, _("The other space hears of it with the next sync.")))
